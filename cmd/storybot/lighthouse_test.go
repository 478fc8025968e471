package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestLighthouse has Lighthouse, which LIGHTHOUSE names, measure the channel and the reader on
// its phone: 95 of 100 for performance and for accessibility.
func TestLighthouse(t *testing.T) {
	program := os.Getenv("LIGHTHOUSE")
	if program == "" || underRace {
		t.Skip("LIGHTHOUSE names no lighthouse (npm install lighthouse): the pages are not measured")
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium")
	}
	url := sampleChannel(t, nil)
	var list struct{ Stories []struct{ ID string } }
	if err := json.Unmarshal([]byte(visit(t, url+"/api/stories?limit=1")), &list); err != nil || len(list.Stories) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	for what, path := range map[string]string{"channel": "/", "reader": "/story/" + list.Stories[0].ID} {
		to := filepath.Join(t.TempDir(), "report.json")
		run := exec.CommandContext(t.Context(), program, url+path, "--quiet", "--only-categories=performance,accessibility", //nolint:gosec // the developer's own
			"--output=json", "--output-path="+to, "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-dev-shm-usage")
		run.Env = append(os.Environ(), "CHROME_PATH="+chromium)
		if out, err := run.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", what, err, out)
		}
		raw, err := os.ReadFile(to)
		if err != nil {
			t.Fatal(err)
		}
		var report struct {
			Categories map[string]struct{ Score float64 }
			Audits     map[string]struct {
				Score        *float64
				DisplayValue string
			}
		}
		if err := json.Unmarshal(raw, &report); err != nil || len(report.Categories) != 2 {
			t.Fatalf("%s: %d categories, %v", what, len(report.Categories), err)
		}
		for name, c := range report.Categories {
			t.Logf("%s: %s %.0f", what, name, 100*c.Score)
			if c.Score < .95 {
				t.Errorf("%s: %s is %.0f", what, name, 100*c.Score)
			}
		}
		for name, a := range report.Audits {
			if a.Score != nil && *a.Score < 1 {
				t.Logf("%s: %s %.2f %s", what, name, *a.Score, a.DisplayValue)
			}
		}
	}
}
