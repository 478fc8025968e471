//go:build !race

package main

// underRace: the race detector is at work; see race_test.go.
const underRace = false
