package eval

import (
	"reflect"
	"testing"

	"github.com/storybot/storybot/bot"
)

func TestBands(t *testing.T) {
	t.Parallel()
	answer, premise, absent := &Question{Answers: []string{"Ann"}}, &Question{Truth: []string{"Ann"}}, &Question{Kind: "absent"}
	var tl tally
	for _, c := range []struct {
		row        *Question
		mode       bot.Mode
		confidence float64
		text       string
	}{
		{answer, bot.ModeExtract, 0.31, "It was Ann. [1]"},
		{answer, bot.ModeModel, 0.39, "It was late. [1]\nIt was Ann. [2]"}, // right, but not in the first claim
		{premise, bot.ModeExtract, 0.35, "It was Ann, not Bob. [1]"},
		{absent, bot.ModeExtract, 0.35, "It was Ann. [1]"},
		{answer, bot.ModeExtract, 1, "It was Ann. [1]"},
		{answer, bot.ModeExtract, 0, "It was Bob. [1]"},
		{answer, bot.ModeNone, 0.5, "The stories of Ann do not say."},
		{answer, bot.ModeList, 1, "Ann [1]"},
		{&Question{URLs: []string{"https://x.example/a"}}, bot.ModeExtract, 0.5, "It was Ann. [1]"},
	} {
		a := said(c.mode, c.confidence, c.text)
		tl.sure(c.row, &a)
	}
	list := bandsOf(tl.bands)
	for i := range list {
		list[i].Confidence = float64(int(list[i].Confidence*1000+0.5)) / 1000
	}
	if want := []band{{0, 1, 0, 0}, {0.3, 4, 0.35, 0.5}, {0.9, 1, 1, 1}}; !reflect.DeepEqual(list, want) {
		t.Errorf("%v, want %v", list, want)
	}
	want := []Figure{
		{"confidence 0.0: answers, right first", "1, 0.000"}, {"confidence 0.3: answers, right first", "4, 0.500"},
		{"confidence 0.9: answers, right first", "1, 1.000"}, {"confidence off by, on average", "0.100"},
	}
	if got := bandFigures(list); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
