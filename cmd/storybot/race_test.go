//go:build race

package main

// underRace: the race detector is at work. Programs take ten times as long
// then, so what only starts them by the hundred is left to go test without it.
const underRace = true
