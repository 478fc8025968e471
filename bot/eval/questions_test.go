package eval

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
)

// fixed answers what its answers say, and finds the story at the address that
// the question holds.
type fixed struct{ answers map[string]bot.Answer }

func (f fixed) Answer(_ context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
	return f.answers[q.Text], nil
}

func (f fixed) Find(_ context.Context, q bot.Question, _ int) ([]Found, error) {
	_, url, _ := strings.Cut(q.Text, " ")
	return []Found{{"a", "https://x.example/a"}, {"b", url}}, nil
}

// said is an answer, of which n citations quote the text.
func said(mode bot.Mode, confidence float64, text string, quotes ...string) bot.Answer {
	a := bot.Answer{Mode: mode, Confidence: confidence, Text: text}
	for _, q := range quotes {
		a.Citations = append(a.Citations, bot.Citation{Quote: q})
	}
	return a
}

func asking(t *testing.T, answers map[string]bot.Answer, lines ...string) string {
	t.Helper()
	e := evaluator()
	e.Stories = func(context.Context) (Asker, error) { return fixed{answers}, nil }
	got := measuredJSON(t, e, lines...)
	return regexp.MustCompile(`"p50_ms":[0-9.]+,"p95_ms":[0-9.]+`).ReplaceAllString(got, "MS")
}

func TestQuestionMeasures(t *testing.T) {
	t.Parallel()
	got := asking(t, map[string]bot.Answer{
		"first https://x.example/b": said(bot.ModeExtract, .9, "It was late. It was Ann. [1]\nIt was late. [2]", "It was Ann.", "It was late."),
		"later https://x.example/b": said(bot.ModeModel, .8, "It was late. [1] It was Bob. [2]", "It was late.", "Bob did it."),
		"quoted":                    said(bot.ModeExtract, .7, "He did it. [1]", "Cid, he did it."),
		"silent":                    said(bot.ModeNone, .1, "The stories of Dan do not say."),
		"nobody":                    said(bot.ModeExtract, .6, "It was Eve. [1]", "It was Eve."),
		"nothing":                   said(bot.ModeNone, .2, "The stories do not say."),
	},
		`{"question": "first https://x.example/b", "at": "2022-06-16", "answers": ["Ann"], "urls": ["https://x.example/a"]}`,
		`{"question": "later https://x.example/b", "at": "2022-06-16", "answers": ["Bob"], "urls": ["https://x.example/b"]}`,
		`{"question": "quoted", "at": "2022-06-16", "answers": ["Cid"]}`,
		`{"question": "silent", "at": "2022-06-16", "answers": ["Dan"]}`,
		`{"question": "nobody", "at": "2022-06-16"}`,
		`{"question": "nothing", "at": "2022-06-16", "answers": [], "urls": []}`,
	)
	// Dan stands where nothing is answered: not in a first claim, but in the text,
	// as it always was counted. Of the 8 pairs of confidences .1 loses both.
	want := `{"questions":6,"answerable":4,"hit@1":0.5,"hit@5":1,"hit@10":1,"mrr@10":0.75,"answered":0.75,"answer_first":0.25,"answer_first_sentence":0,` +
		`"answer_in_text":0.75,"answer_in_quote":0.75,"answered_unanswerable":0.5,"answerable_auc":0.75,"disagreement_noted":0,"change_noted":0,MS,` +
		`"bands":[{"from":0.6,"answers":1,"confidence":0.6,"right":0},{"from":0.7,"answers":1,"confidence":0.7,"right":0},` +
		`{"from":0.8,"answers":1,"confidence":0.8,"right":0},{"from":0.9,"answers":1,"confidence":0.9,"right":1}]}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestQuestionsOfKinds(t *testing.T) {
	t.Parallel()
	got := asking(t, map[string]bot.Answer{
		"first":     said(bot.ModeExtract, .9, "It was Ann. [1]"),
		"later":     said(bot.ModeExtract, .9, "It was late. [1]\nIt was Bob. [2]"),
		"wrong":     said(bot.ModeExtract, .45, "It was late. [1]"),
		"refused":   said(bot.ModeNone, .1, "The stories do not say."),
		"near":      said(bot.ModeExtract, .45, "It was late. [1]"),
		"near two":  said(bot.ModeExtract, .9, "It was late. [1]"),
		"corrected": said(bot.ModeExtract, .9, "Nobody had conceded. [1]"),
		"misled":    said(bot.ModeExtract, .9, "It was late. [1]"),
		"silenced":  said(bot.ModeNone, .3, "The stories do not say."),
		"absent":    said(bot.ModeNone, .2, "The stories do not say."),
	},
		`{"kind": "answerable", "question": "first", "at": "2022-06-16", "answers": ["Ann"], "truth": [], "urls": []}`,
		`{"kind": "answerable", "question": "later", "at": "2022-06-16", "answers": ["Bob"]}`,
		`{"kind": "answerable", "question": "wrong", "at": "2022-06-16", "answers": ["Cid"]}`,
		`{"kind": "answerable", "question": "refused", "at": "2022-06-16", "answers": ["Dan"]}`,
		`{"kind": "near_miss", "question": "near", "at": "2022-06-16", "answers": [], "urls": ["https://x.example/a"]}`,
		`{"kind": "near_miss", "question": "near two", "at": "2022-06-16"}`,
		`{"kind": "false_premise", "question": "corrected", "at": "2022-06-16", "truth": ["concede"]}`,
		`{"kind": "false_premise", "question": "misled", "at": "2022-06-16", "truth": ["concede"]}`,
		`{"kind": "false_premise", "question": "silenced", "at": "2022-06-16", "truth": ["concede"]}`,
		`{"kind": "absent", "question": "absent", "at": "2022-06-16"}`,
	)
	// Premises count neither as answerable nor as unanswerable. The confidences .9 .9 .45 .1
	// against .45 .9 .2 win 2.5 (a tie counts half), 2.5, 1.5 and 0 of 12 pairs.
	want := `{"questions":10,"answerable":4,"hit@1":1,"hit@5":1,"hit@10":1,"mrr@10":1,"answered":0.75,"answer_first":0.25,"answer_first_sentence":0.25,` +
		`"answer_in_text":0.5,"answer_in_quote":0,"answered_unanswerable":0.6666666666666666,"answerable_auc":0.5416666666666666,"disagreement_noted":0,"change_noted":0,MS,"bands":[{"from":0.4,"answers":2,"confidence":0.45,"right":0},{"from":0.9,"answers":5,"confidence":0.9,"right":0.4}],"by_kind":{` +
		`"absent":{"rows":1,"right_first":null,"right_later":null,"refused":1,"answered_unhedged":0,"answered_without_truth":null},` +
		`"answerable":{"rows":4,"right_first":0.25,"right_later":0.25,"refused":0.25,"answered_unhedged":0.5,"answered_without_truth":null},` +
		`"false_premise":{"rows":3,"right_first":0.3333333333333333,"right_later":0,"refused":0.3333333333333333,"answered_unhedged":0.6666666666666666,"answered_without_truth":0.3333333333333333},` +
		`"near_miss":{"rows":2,"right_first":null,"right_later":null,"refused":0,"answered_unhedged":0.5,"answered_without_truth":null}}}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// talking answers with the questions before and what was answered to them.
type talking struct{ fixed }

func (talking) Answer(_ context.Context, q bot.Question, _ bot.Show) (bot.Answer, error) {
	said := q.Text
	for _, t := range q.Turns {
		said += " < " + t.Question + " (" + t.Answer + ")"
	}
	return bot.Answer{Mode: bot.ModeExtract, Confidence: .9, Text: said}, nil
}

// A question with others before it is asked after them, each of which was asked after those before it.
func TestQuestionsAreAskedAfterThoseBefore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		row  string
		want bool
	}{
		{`{"question": "how old is he?", "at": "2022-06-16", "before": ["who won?"], "answers": ["he? < who won? (who won?)"], "urls": ["https://x.example/a"]}`, true},
		{`{"question": "when?", "at": "2022-06-16", "before": ["who won?", "where?"], "answers": ["when? < who won? (who won?) < where? (where? < who won? (who won?))"], "urls": []}`, true},
		{`{"question": "how old is he?", "at": "2022-06-16", "answers": ["he? < who won?"], "urls": ["https://x.example/a"]}`, false},
	} {
		e := evaluator()
		e.Stories = func(context.Context) (Asker, error) { return talking{}, nil }
		if got := strings.Contains(measuredJSON(t, e, c.row), `"answer_in_text":1,`); got != c.want {
			t.Errorf("%s: its answer is told: %v, want %v", c.row, got, c.want)
		}
	}
}
