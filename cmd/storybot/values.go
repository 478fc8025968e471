package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/joho/godotenv"
	"github.com/spf13/pflag"

	"github.com/storybot/storybot/bot/desk"
)

// value is a setting with what it was set to and where.
type value struct {
	setting
	text string
	from string // "flag", "environment", ".env" or "default"
}

// shown is the value as it may be seen: secrets masked, passwords taken out of addresses.
func (v *value) shown() string {
	switch {
	case v.text == "":
		return ""
	case v.secret:
		return "********"
	case strings.Contains(v.text, "@"):
		return desk.Masked(v.text)
	}
	return v.text
}

// gather finds the value of every setting: flag before environment before .env before default.
func gather(table []setting, flags *pflag.FlagSet, lookup func(string) (string, bool), dotenv map[string]string) []value {
	values := make([]value, 0, len(table))
	for _, s := range table {
		v := value{setting: s, text: s.initial, from: "default"}
		if t, ok := dotenv[s.name]; ok && (t != "" || s.empty) {
			v.text, v.from = t, ".env"
		}
		if t, ok := lookup(s.name); ok && (t != "" || s.empty) {
			v.text, v.from = t, "environment"
		}
		if f := flags.Lookup(s.flag()); f != nil && f.Changed {
			v.text, v.from = f.Value.String(), "flag"
			if v.text == "" && !s.empty {
				v.text = s.initial
			}
		}
		values = append(values, v)
	}
	return values
}

// parse reads the values into a Config. The error names every bad one.
func parse(values []value) (*Config, error) {
	var c Config
	var bad []error
	for i := range values {
		v := &values[i]
		v.text = strings.TrimSpace(v.text)
		if v.text == "" && !v.empty {
			continue
		}
		if err := v.put(&c, v.text); err != nil {
			bad = append(bad, v.complaint(err))
		}
	}
	if len(bad) == 0 {
		bad = c.together()
	}
	if len(bad) > 0 {
		return nil, usageError{errors.Join(bad...)}
	}
	return &c, nil
}

// complaint says what is wrong with v, and where to mend it, without a secret.
func (v *value) complaint(err error) error {
	from := v.from
	if from == "flag" {
		from = "flag --" + v.flag()
	}
	if v.secret {
		return fmt.Errorf("%s (from %s): %w", v.name, from, err)
	}
	return fmt.Errorf("%s=%q (from %s): %w", v.name, v.shown(), from, err)
}

// readDotenv reads the .env file at path; no such file is no settings.
func readDotenv(path string) (map[string]string, error) {
	data, err := os.ReadFile(path) // #nosec G304 -- always ".env" of the working directory
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, usageError{fmt.Errorf("read settings: %w", err)}
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	values, err := godotenv.Unmarshal(text)
	if err != nil {
		return nil, usageError{fmt.Errorf("%s: line %d cannot be read; lines are NAME=value, and comments begin with #", path, brokenLine(text))}
	}
	return values, nil
}

// brokenLine finds the line at which text stops being a .env file: the one
// after the longest beginning that is. godotenv does not tell, and its own
// message repeats the file, secrets and all.
func brokenLine(text string) int {
	lines := strings.SplitAfter(text, "\n")
	for n := len(lines) - 1; n > 0; n-- {
		if _, err := godotenv.Unmarshal(strings.Join(lines[:n], "")); err == nil {
			return n + 1
		}
	}
	return 1
}
