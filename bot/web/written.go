package web

import (
	"strconv"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/words"
)

// bytesOf writes an amount of data: 3.4 MB.
func bytesOf(n int64) string {
	unit, amount := 0, float64(n)
	units := []string{"B", "kB", "MB", "GB", "TB"}
	for amount >= 1000 && unit < len(units)-1 {
		unit, amount = unit+1, amount/1000
	}
	return threeDigits(amount) + " " + units[unit]
}

// spanOf writes how long something took: 320 ms, 2.4 s.
func spanOf(d time.Duration) string {
	if d < time.Second {
		return threeDigits(float64(d)/float64(time.Millisecond)) + " ms"
	}
	return threeDigits(d.Seconds()) + " s"
}

// threeDigits writes a number by no more digits than tell something: 0.4, 12, 340.
func threeDigits(x float64) string {
	if x < 10 && x != float64(int(x)) {
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'f', 0, 64)
}

// ageOf writes how long ago a moment was by its two largest units: 3 d 4 h, 12 min.
func ageOf(t time.Time) string {
	minutes := int(time.Since(t).Minutes())
	days, hours := minutes/60/24, minutes/60%24
	switch {
	case days > 0:
		return strconv.Itoa(days) + " d " + strconv.Itoa(hours) + " h"
	case hours > 0:
		return strconv.Itoa(hours) + " h " + strconv.Itoa(minutes%60) + " min"
	}
	return strconv.Itoa(minutes) + " min"
}

// stageOf is the name of a stage that is timed.
func stageOf(s *words.Status, stage string) string {
	switch stage {
	case desk.StageSearch:
		return s.Search
	case desk.StageModel:
		return s.Model
	case desk.StageCheck:
		return s.Check
	case desk.StageFirst:
		return s.First
	case desk.StageAnswer:
		return s.Whole
	}
	return stage
}
