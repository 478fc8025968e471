package choose

import (
	"fmt"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// BenchmarkRank ranks 200 news-like sentences.
func BenchmarkRank(b *testing.B) {
	var lines []Line
	for i := range 200 {
		lines = append(lines, Line{Group: i / 20, Title: "Harbour bridge of Northport reopens", Weight: 1, Text: fmt.Sprintf(
			"Mayor Elena Marsh of Northport said on Tuesday that the harbour bridge, closed since %d after a barge struck pier %d, would reopen to %d vehicles a day.",
			1950+i, i, i*17)})
	}
	for b.Loop() {
		Fitted().Rank(Read(text.English(), "When did the harbour bridge in Northport reopen to vehicles?"), lines)
	}
}
