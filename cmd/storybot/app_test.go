package main

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

// TestLogHidesSecrets: however an address comes into a line of the log, in either
// form, its password and its key do not.
func TestLogHidesSecrets(t *testing.T) {
	const address = "https://ada:hunter2@a.example/f?key=hunter2"
	for _, format := range []string{"text", "json"} {
		var out bytes.Buffer
		log := (&app{errs: &out}).logger(&Config{LogFormat: format, LogLevel: slog.LevelDebug}, true)
		log.Info("read "+address, "source", address, "items", []string{"x", address}, "err", fmt.Errorf("get %q: %w", address, errors.New("broken")))
		log.With("from", address).WithGroup("g").Warn("again", "list", struct{ A string }{address})
		for line := range strings.Lines(out.String()) {
			if strings.Contains(line, "hunter2") || !strings.Contains(line, "a.example/f?key=xxxxx") {
				t.Errorf("%s: %s", format, line)
			}
		}
		if n := strings.Count(out.String(), "xxxxx@a.example"); n != 6 {
			t.Errorf("%s: %d addresses in\n%s", format, n, out.String())
		}
	}
}
