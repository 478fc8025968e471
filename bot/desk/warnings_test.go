package desk

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/refusal"
)

// TestWarningsInEnglish: what the log and the command line say of a source and what operators
// read in a chat is the same, letter by letter; in other languages it is not English.
func TestWarningsInEnglish(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 5, 6, 7, 8, 0, 0, time.UTC)
	ago := func(days int) time.Time { return now.AddDate(0, 0, -days) }
	for name, s := range map[string]knowledge.SourceStatus{
		"well":             {Read: now},
		"never read":       {Failures: 3, Problem: "answers 503"},
		"no longer read":   {Failures: 2, Read: ago(3), Problem: "is gone"},
		"lets go":          {Read: now, Held: 4},
		"both":             {Failures: 2, Read: ago(3), Problem: "is gone", Held: 1},
		"silent":           {Read: now, Latest: ago(30), Patience: 48 * time.Hour},
		"overdue":          {Read: ago(5), Latest: ago(6), Patience: 48 * time.Hour},
		"gone and overdue": {Failures: 2, Read: ago(5), Latest: ago(6), Patience: 48 * time.Hour, Problem: "is gone"},
		"one left":         {Left: true, Held: 1},
		"many left":        {Left: true, Held: 7},
		"one shut out":     {Left: true, Shut: true, Held: 1},
		"many shut out":    {Left: true, Shut: true, Held: 7},
	} {
		english := warningIn(words.English(), &s, now)
		if want := s.Warning(now); english != want {
			t.Errorf("%s: %q, want %q", name, english, want)
		}
		for _, w := range words.All()[1:] {
			if got := warningIn(w, &s, now); english != "" && got == english || (got == "") != (english == "") || strings.Contains(got, "{") {
				t.Errorf("%s, %s: %q", name, w.Script.Lang, got)
			}
		}
	}
	var kinds []knowledge.PassedOver
	for n := range 10 {
		kinds = append(kinds, knowledge.PassedOver{Kind: "." + string(rune('a'+n)), Count: 10 - n})
	}
	for name, list := range map[string][]knowledge.PassedOver{
		"none": nil, "one": {{Kind: ".xls", Count: 1}}, "two": {{Kind: ".xls", Count: 2}, {Kind: ".mp3", Count: 1}},
		"many": kinds,
	} {
		english := PassedOverIn(words.English(), list)
		if want := knowledge.PassedOverLine(list); english != want {
			t.Errorf("%s: %q, want %q", name, english, want)
		}
		for _, w := range words.All()[1:] {
			if got := PassedOverIn(w, list); english != "" && got == english || (got == "") != (english == "") || strings.Contains(got, "{") {
				t.Errorf("%s, %s: %q", name, w.Script.Lang, got)
			}
		}
	}
}

// TestWeek: the tokens of each day, and of the week what was asked and what became of it.
func TestWeek(t *testing.T) {
	t.Parallel()
	k := Week{
		Days:       []Spent{{Day: "2026-03-01"}, {"2026-03-02", 2, 1, 30}, {"2026-03-03", 4, 1, 5}},
		Unanswered: []Repeated{{"who won", 2}, {"Who drew?", 1}}, Unhelpful: []Repeated{{"Who lost?", 1}}, Helpful: 1, NotHelped: 3,
	}
	for lang, want := range map[string][]string{
		"en": {"tokens by day: 2026-03-01: 0, 2026-03-02: 30, 2026-03-03: 5", "asked in the last week: 6, of which the stories answered 2; helpful: 1, not helpful: 3",
			"not answered, 2 times: who won", "not answered, 1 times: Who drew?", "did not help, 1 times: Who lost?"},
		"de": {"Tokens nach Tagen: 2026-03-01: 0, 2026-03-02: 30, 2026-03-03: 5", "Fragen in der letzten Woche: 6, von den Artikeln beantwortet: 2; hilfreich: 1, nicht hilfreich: 3",
			"nicht beantwortet, 2-mal: who won", "nicht beantwortet, 1-mal: Who drew?", "nicht hilfreich, 1-mal: Who lost?"},
	} {
		w, _ := words.Of(lang)
		if got := k.lines(&w.Chat.Operate); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
		if got := (&Week{}).lines(&w.Chat.Operate); !reflect.DeepEqual(got, []string{w.Chat.Operate.NothingAsked}) {
			t.Errorf("%s: %q of a quiet week", lang, got)
		}
	}
}

// TestRefusalsAreTranslated: why the sources were not changed, and why not all can be answered yet, is told by
// its kind in every language, and in English as the error itself says it; what is of no kind stays.
func TestRefusalsAreTranslated(t *testing.T) {
	t.Parallel()
	told := func(w *words.Words, err error) string {
		if errors.Is(err, errUnsound) || errors.Is(err, errLoading) {
			return unreadyIn(w, err)
		}
		return RefusedIn(w, err)
	}
	said := make(map[string]bool)
	for _, kind := range []error{refusal.ErrAddress, refusal.ErrTaken, refusal.ErrUnknown, refusal.ErrNamed, refusal.ErrName, refusal.ErrUnread, refusal.ErrNotWritten, errUnsound, errLoading} {
		for _, w := range words.All() {
			got := told(w, fmt.Errorf("tried: %w", kind))
			if got == "" || said[got] || strings.Contains(got, "{") {
				t.Errorf("%s, %v: %q", w.Script.Lang, kind, got)
			}
			said[got] = true
			if disk := errors.Is(kind, refusal.ErrUnread) || errors.Is(kind, refusal.ErrNotWritten); w.Script.Lang == "en" && !disk && got != kind.Error() {
				t.Errorf("%q is told as %q", kind, got)
			}
		}
	}
	other := errors.New("odd")
	if RefusedIn(words.English(), other) != "" || unreadyIn(words.English(), other) != "odd" {
		t.Error("an error of no kind is not told as it is")
	}
}

// TestUnreadyIsTranslated: the status tells in every language that the stories are being loaded, and what is broken.
func TestUnreadyIsTranslated(t *testing.T) {
	t.Parallel()
	l := open(t, lighthouse())
	l.WaitForLoad()
	for _, w := range words.All() {
		for broken, want := range map[bool]string{false: w.Chat.Operate.StillLoading, true: w.Chat.Operate.BeingMended} {
			l.Sound = nil
			if broken {
				l.Sound = func() error { return errors.New("page 7") }
			}
			if lines, err := l.Status(t.Context(), w); err != nil || !slices.Contains(lines, want) {
				t.Errorf("%s: %q lacks %q, %v", w.Script.Lang, lines, want, err)
			}
		}
	}
}

// TestStatusIsTranslated: no line of the status is the same in English and another language.
func TestStatusIsTranslated(t *testing.T) {
	t.Parallel()
	l := loaded(t, lighthouse())
	english, err := l.Status(t.Context(), words.English())
	if err != nil || len(english) < 5 {
		t.Fatalf("%q, %v", english, err)
	}
	for _, w := range words.All()[1:] {
		lines, err := l.Status(t.Context(), w)
		if err != nil || len(lines) != len(english) {
			t.Fatalf("%s: %q, %v", w.Script.Lang, lines, err)
		}
		for n, line := range lines {
			if line == english[n] || strings.Contains(line, "{") {
				t.Errorf("%s: %q", w.Script.Lang, line)
			}
		}
	}
}
