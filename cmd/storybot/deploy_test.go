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
			if m[1] != "CGO_ENABLED" && !slices.Contains(known, m[1]) {
				t.Errorf("%s: there is no setting %s", file, m[1])
			}
		}
	}
	if named["metrics"] < 20 || named["settings"] < 10 {
		t.Errorf("only %v were found: nothing was tested", named)
	}
}
