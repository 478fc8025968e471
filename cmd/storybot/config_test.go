package main

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

// defaults are all settings as nobody set them.
func defaults(t *testing.T) []value {
	t.Helper()
	flags := pflag.NewFlagSet("test", pflag.ContinueOnError)
	settingFlags(flags, settings())
	return gather(settings(), flags, func(string) (string, bool) { return "", false }, nil)
}

func TestDefaultsAreGood(t *testing.T) {
	t.Parallel()
	c, err := parse(defaults(t))
	if err != nil {
		t.Fatal(err)
	}
	if c.HasModel() || c.Zone == nil || c.DataDir != ".storybot" || len(c.Stories) > 0 {
		t.Errorf("got %+v", c)
	}
}

// TestGenerated compares .env.example and the table of docs/settings.md with the settings;
// go test -run Generated ./cmd/storybot -update writes them anew.
func TestGenerated(t *testing.T) {
	t.Parallel()
	generated(t, "../../.env.example", "", "", exampleEnv(settings()))
	generated(t, "../../docs/settings.md", "<!-- settings -->\n", "<!-- /settings -->", settingsTable(settings()))
}

// generated compares what stands between the marks in a file with want.
func generated(t *testing.T, file, begin, end, want string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil && !*update {
		t.Fatal(err)
	}
	head, got, ok := strings.Cut(string(data), begin)
	tail := ""
	if begin == "" {
		head, got = "", string(data)
	} else if i := strings.Index(got, end); ok && i >= 0 {
		got, tail = got[:i], got[i:]
	} else {
		t.Fatalf("%s: no %q and %q", file, begin, end)
	}
	if got == want {
		return
	}
	if !*update {
		t.Errorf("%s is not what config.go says; run: go test ./cmd/storybot -run Generated -update\ngot:\n%s\nwant:\n%s", file, got, want)
		return
	}
	if err := os.WriteFile(file, []byte(head+begin+want+tail), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestExampleIsADotenv(t *testing.T) {
	t.Parallel()
	uncommented := strings.ReplaceAll(exampleEnv(settings()), "\n# ", "\n#")
	var lines []string
	for _, line := range strings.Split(uncommented, "\n") {
		for _, s := range settings() {
			if strings.HasPrefix(line, "#"+s.name+"=") {
				line = line[1:]
			}
		}
		lines = append(lines, line)
	}
	path := t.TempDir() + "/.env"
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	values, err := readDotenv(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range settings() {
		if got, ok := values[s.name]; !ok || got != s.initial {
			t.Errorf("%s = %q, %v, want %q", s.name, got, ok, s.initial)
		}
	}
}

func TestEntries(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want []string
		bad  bool
	}{
		{"", nil, false},
		{"  \n\t ", nil, false},
		{"a b\nc", []string{"a", "b", "c"}, false},
		{`"my news" 'her news'` + "\nrest", []string{"my news", "her news", "rest"}, false},
		{`C:\news it's`, []string{`C:\news`, "it's"}, false},
		{`"it's"`, []string{"it's"}, false},
		{`"open`, nil, true},
		{`a ""`, nil, true},
	} {
		got, err := entries(c.text)
		if !reflect.DeepEqual(got, c.want) || (err != nil) != c.bad {
			t.Errorf("entries(%q) = %q, %v, want %q", c.text, got, err, c.want)
		}
	}
}

func TestModelIsSwitchedOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"OPENAI_API_KEY", "sk-1", true},
		{"OPENAI_BASE_URL", "http://localhost:11434/v1/", true},
		{"OPENAI_BASE_URL", openAI + "/", false},
		{"OPENAI_MODEL", "other", false},
	} {
		values := defaults(t)
		for i := range values {
			if values[i].name == c.name {
				values[i].text = c.text
			}
		}
		got, err := parse(values)
		if err != nil || got.HasModel() != c.want {
			t.Errorf("%s=%s: %v, %v", c.name, c.text, got, err)
		}
	}
}

func TestBrokenLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"A=1\nno setting\n":               2,
		"A=\"one\ntwo\"\nno setting\nB=":  3,
		"no setting\nA=1":                 1,
		"A=1\n\n# fine\nB=\"never closed": 4,
	} {
		if got := brokenLine(text); got != want {
			t.Errorf("brokenLine(%q) = %d, want %d", text, got, want)
		}
	}
}

// TestFrontSettings holds the settings of what stands in front of the web channel to what is
// read of them, and to one line for what cannot be read, without a secret.
func TestFrontSettings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       string // of the Config, as it prints; or within the error
		bad        bool
	}{
		{"TRUSTED_PROXIES", "127.0.0.1, 10.0.0.7/8\n2001:db8::1", "[127.0.0.1/32 10.0.0.0/8 2001:db8::1/128]", false},
		{"TRUSTED_PROXIES", "proxy.example", "proxy.example", true},
		{"TRUSTED_PROXIES", "10.0.0.0/40", "10.0.0.0/40", true},
		{"TRUSTED_PROXIES", "0.0.0.0/0", "everybody", true},
		{"TRUSTED_PROXIES", "fe80::1%eth0", "fe80::1%eth0", true},
		{"HTTP_FRAMES", "https://news.example.org http://localhost:3000", "[https://news.example.org http://localhost:3000]", false},
		{"HTTP_FRAMES", "news.example.org", "without a path", true},
		{"HTTP_FRAMES", "https://news.example.org/page", "without a path", true},
		{"HTTP_FRAMES", "https://*.example.org", "without a path", true},
		{"HTTP_FRAMES", "https://a.example;script-src", "without a path", true},
		{"CHANNEL_PASSWORD", "open sesame", "open sesame", false},
		{"CHANNEL_PASSWORD", "sesame", "too short", true},
		{"PROXY_USER_HEADER", "X-Forwarded-User", "TRUSTED_PROXIES names no proxy", true},
		{"PROXY_USER_HEADER", "X Forwarded", "is no header", true},
		{"LIMIT_ADDRESS", "5/1s", "{5 1s}", false},
		{"LIMIT_ADDRESS", "0", "{0 0s}", false},
	} {
		values := defaults(t)
		for i := range values {
			if values[i].name == c.name {
				values[i].text = c.text
			}
		}
		config, err := parse(values)
		if c.bad {
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.name) || strings.Contains(err.Error(), "sesame") {
				t.Errorf("%s=%q: %v, want an error with %q", c.name, c.text, err, c.want)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s=%q: %v", c.name, c.text, err)
			continue
		}
		got := map[string]any{"TRUSTED_PROXIES": config.Proxies, "HTTP_FRAMES": config.HTTPFrames, "CHANNEL_PASSWORD": config.Password, "LIMIT_ADDRESS": config.PerAddress}[c.name]
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s=%q is %v, want %s", c.name, c.text, got, c.want)
		}
	}
}

func TestShardsAreRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "{0 0 0}", "0/1": "{0 0 1}", "2/16": "{2 2 16}", "0-7/16": "{0 7 16}", "8-15/16": "{8 15 16}",
		"16/16": "", "2": "", "-1/2": "", "3-2/4": "", "a/b": "", "1/0": "", "0-16/16": "", "/": "",
	} {
		var c Config
		err := putShards(&c, text)
		if got := fmt.Sprint(c.Shards); (err == nil) != (want != "") || err == nil && got != want {
			t.Errorf("%q is read as %s, %v; want %q", text, got, err, want)
		}
	}
}
