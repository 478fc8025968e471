package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// release is what deploy/goreleaser.yaml says.
type release struct {
	Builds []struct {
		Main                     string
		Env, Flags, Goos, Goarch []string
		Ldflags                  []string
		ModTimestamp             string `yaml:"mod_timestamp"`
	}
	Archives []struct{ Files []string }
	Nfpms    []struct {
		Formats  []string
		Contents []struct {
			Src, Dst, Type string
			FileInfo       struct{ Mode os.FileMode } `yaml:"file_info"`
		}
		Scripts map[string]string
	}
}

// TestRelease holds the configuration of releases to the repository: the program is built as the
// Dockerfile builds it, for all that it is to run on, and what is packed is there. goreleaser
// itself is run by hand: see deploy/README.md.
func TestRelease(t *testing.T) {
	t.Parallel()
	const root = "../../"
	read := func(name string) string {
		t.Helper()
		data, err := os.ReadFile(root + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	var r release
	if err := yaml.Unmarshal([]byte(read("deploy/goreleaser.yaml")), &r); err != nil || len(r.Builds) != 1 || len(r.Nfpms) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	b := r.Builds[0]
	build := strings.Join(b.Env, " ") + " go build " + strings.Join(b.Flags, " ") + ` -ldflags="` + strings.Join(b.Ldflags, " ") + `" -o /storybot ` + b.Main
	if !strings.Contains(read("deploy/Dockerfile"), "RUN "+build+" ") {
		t.Errorf("the Dockerfile does not build by %s", build)
	}
	if got := strings.Join(append(b.Goos, b.Goarch...), " "); got != "linux darwin windows amd64 arm64" {
		t.Errorf("built for %s", got)
	}
	sources := slices.Clone(r.Archives[0].Files)
	for _, c := range r.Nfpms[0].Contents {
		sources = append(sources, c.Src)
		if c.Dst == "/etc/storybot/env" && (c.Type != "config|noreplace" || c.FileInfo.Mode != 0o600) {
			t.Errorf("the settings are packed as %+v", c)
		}
		if c.Dst == "/etc/storybot/env" && regexp.MustCompile(`(?m)^(# )?[A-Z_]+=`).MatchString(read(c.Src)) {
			t.Errorf("%s names settings: whenever one is added, an upgrade asks which file to keep", c.Src)
		}
	}
	for _, script := range r.Nfpms[0].Scripts {
		sources = append(sources, script)
		if !strings.HasPrefix(read(script), "#!/bin/sh\n") || !strings.Contains(read(script), "storybot.service") {
			t.Errorf("%s is no script of the unit", script)
		}
	}
	if len(sources) < 10 || !slices.Contains(sources, "deploy/storybot.service") {
		t.Errorf("packed are %q", sources)
	}
	for _, source := range sources {
		if found, err := filepath.Glob(root + source); err != nil || len(found) == 0 {
			t.Errorf("%s is packed, and not there (%v)", source, err)
		}
	}
	unit := read("deploy/storybot.service")
	for _, want := range []string{"ExecStart=storybot serve\n", "EnvironmentFile=-/etc/storybot/env\n"} { // wherever it is installed
		if !strings.Contains(unit, want) {
			t.Errorf("the unit lacks %q", want)
		}
	}
}

// TestDeploy holds the examples of deploy/ to the settings and metrics that there are, and to
// files that can be read. What runs them (docker, systemd, Caddy, nginx, promtool) is tried by
// hand: see deploy/README.md.
func TestDeploy(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../deploy/*")
	if err != nil || len(files) < 7 {
		t.Fatalf("%v, %v", files, err)
	}
	var source strings.Builder
	sources, err := filepath.Glob("../../bot/desk/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range sources {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	var known []string
	for _, s := range settings() {
		known = append(known, s.name)
	}
	metric, setting := regexp.MustCompile(`storybot_[a-z_]+`), regexp.MustCompile(`\b([A-Z]+(?:_[A-Z]+)+)[=:]`)
	metrics := metric.FindAllString(source.String(), -1)
	named := map[string]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var content any
		switch filepath.Ext(file) {
		case ".yaml":
			err = yaml.Unmarshal(data, &content)
		case ".json":
			err = json.Unmarshal(data, &content)
		}
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		for _, name := range metric.FindAllString(string(data), -1) {
			named["metrics"]++
			if name = strings.TrimSuffix(name, "_bucket"); !slices.Contains(metrics, name) {
				t.Errorf("%s: there is no metric %s", file, name)
			}
		}
		for _, m := range setting.FindAllStringSubmatch(string(data), -1) {
			named["settings"]++
			if m[1] != "CGO_ENABLED" && filepath.Base(file) != "compose-cluster.yaml" && // others' settings are in it: see TestCluster
				!slices.Contains(known, m[1]) {
				t.Errorf("%s: there is no setting %s", file, m[1])
			}
		}
	}
	if named["metrics"] < 20 || named["settings"] < 10 {
		t.Errorf("only %v were found: nothing was tested", named)
	}
}
