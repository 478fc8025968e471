package main

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
)

// putRate reads a rate such as 10/1m.
func putRate(where func(*Config) *bot.Rate) func(*Config, string) error {
	wrong := errors.New("it must be a number of questions and a time, such as 10/1m, or 0")
	return func(c *Config, v string) error {
		if v == "0" {
			*where(c) = bot.Rate{}
			return nil
		}
		number, per, ok := strings.Cut(v, "/")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || n < 1 {
			return wrong
		}
		if per != "" && (per[0] < '0' || per[0] > '9') { // 10/m is 10/1m
			per = "1" + per
		}
		d, err := time.ParseDuration(per)
		if err != nil || d <= 0 {
			return wrong
		}
		*where(c) = bot.Rate{Count: n, Per: d}
		return nil
	}
}

// putCount reads a number that is not negative.
func putCount(where func(*Config) *int) func(*Config, string) error {
	return func(c *Config, v string) error {
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 {
			return errors.New("it must be a number, or 0 for no limit")
		}
		*where(c) = n
		return nil
	}
}
