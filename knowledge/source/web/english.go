package web

import "regexp"

// How a feed says in English that a text goes on elsewhere. No other file of this
// package knows a language.

// goesOn ends a text that goes on elsewhere.
var goesOn = regexp.MustCompile(`(?i)(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read|see|show) more|continue reading|read the (?:full|whole|rest)\b.{0,40}|keep reading)[\s.…»›→>\])]*$`)
