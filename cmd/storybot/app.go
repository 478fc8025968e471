package main

import (
	"fmt"
	"io"
	"log/slog"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/storybot/storybot/bot/desk"
)

// app is what all commands share.
type app struct {
	in        io.Reader
	out, errs io.Writer
	lookup    func(string) (string, bool) // the environment
	flags     *pflag.FlagSet              // of the settings
}

// values finds what every setting is and where it was set.
func (a *app) values() ([]value, error) {
	dotenv, err := readDotenv(".env")
	if err != nil {
		return nil, err
	}
	return gather(settings(), a.flags, a.lookup, dotenv), nil
}

// config reads and checks every setting.
func (a *app) config() (*Config, error) {
	values, err := a.values()
	if err != nil {
		return nil, err
	}
	return parse(values)
}

// unsecret hides the secrets of addresses in whatever is logged, messages, lists and
// errors too.
func unsecret(_ []string, a slog.Attr) slog.Attr {
	v := a.Value.Resolve()
	switch v.Kind() {
	case slog.KindString:
		a.Value = slog.StringValue(desk.Masked(v.String()))
	case slog.KindAny:
		a.Value = slog.StringValue(desk.Masked(fmt.Sprint(v.Any())))
	}
	return a
}

// logger writes to standard error as the settings say. Lines of
// level info are for serve only: they would stand between an answer and its reader.
func (a *app) logger(c *Config, serving bool) *slog.Logger {
	o := &slog.HandlerOptions{Level: c.LogLevel, ReplaceAttr: unsecret}
	if c.LogLevel == slog.LevelInfo && !serving {
		o.Level = slog.LevelWarn
	}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(a.errs, o))
	}
	return slog.New(slog.NewTextHandler(a.errs, o))
}

// wants checks the number of words after a command; at most is -1 for any.
func wants(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) < least {
			return usageError{fmt.Errorf("%s needs %s; `%s --help` tells more", c.CommandPath(), what, c.CommandPath())}
		}
		if most >= 0 && len(args) > most {
			return usageError{fmt.Errorf("%s takes no %q; `%s --help` tells more", c.CommandPath(), args[most], c.CommandPath())}
		}
		return nil
	}
}

// say prints one line on standard error.
func (a *app) say(format string, args ...any) {
	_, _ = fmt.Fprintf(a.errs, "storybot: "+format+"\n", args...)
}
