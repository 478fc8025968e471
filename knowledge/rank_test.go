package knowledge

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// shelved loads stories of lines "id | title | date | text".
func shelved(t *testing.T, lines ...string) *Base {
	t.Helper()
	s := &shelf{name: "s"}
	for _, line := range lines {
		p := strings.SplitN(line, " | ", 4)
		s.put(p[0], p[1], p[3], p[2])
	}
	b := &Base{Index: newMemory()}
	loadAll(t, b, s)
	return b
}

// Each kind of evidence alone decides between two stories that are equal otherwise.
func TestEachEvidenceDecides(t *testing.T) {
	const filler = "Nothing else of note was told there that day by anyone who came."
	const other = "Visitors read papers, drank coffee, and waited for somebody to speak."
	for name, c := range map[string]struct {
		better, worse string
		dated         bool
	}{
		"title": {better: "Harbour bridge | 2020-01-01 | Lorries turned round. " + filler, worse: "Other things | 2020-01-01 | Harbour lorries. " + filler},
		"nearness": {
			better: "Short | 2020-01-01 | The harbour bridge closed early. " + strings.Repeat(filler+" ", 4),
			worse:  "Short | 2020-01-01 | The harbour closed early. " + strings.Repeat(other+" ", 4) + "The bridge stood.",
		},
		"whole story": {
			better: "Short | 2020-01-01 | The harbour bridge closed. " + strings.Repeat(filler+" ", 9) + "The bridge in the harbour is old. " + strings.Repeat(filler+" ", 9) + "The harbour and the bridge again.",
			worse:  "Short | 2020-01-01 | The harbour bridge closed. " + strings.Repeat(filler+" ", 20),
		},
		"date": {better: "Short | 2020-01-01 | The harbour bridge closed.", worse: "Short | 2015-01-01 | A harbour bridge opened."},
		"words, where the date does not count": {
			better: "Harbour bridge | 2015-01-01 | The harbour bridge closed.", worse: "Short | 2020-01-01 | The harbour was closed, the bridge too. " + other, dated: true,
		},
	} {
		for _, order := range [][]string{{"a | " + c.better, "b | " + c.worse}, {"b | " + c.better, "a | " + c.worse}} {
			b := shelved(t, order...)
			got := search(t, b, Query{Text: "harbour bridge", Filter: Filter{At: dayOn(t, "2020-01-02")}, Dated: c.dated})
			if len(got) != 2 || got[0] != order[0][:1] {
				t.Errorf("%s: found %v, want %s first", name, got, order[0][:1])
			}
		}
	}
}

// Meaning adds to words: of two stories with the word, the one near by meaning goes first.
func TestMeaningAddsToWords(t *testing.T) {
	s := &shelf{name: "s"}
	s.put("a", "Zebra", "Zebra quiet lamps, and much that is spelled with other letters than those, by far.", "")
	s.put("b", "Words", "A zebra zz: zzz zzzz zzzz zzz, fizz buzz.", "")
	s.put("c", "Else", "Jazz, pizza and fuzz.", "")
	b := &Base{Index: newMemory(), Embed: letters, EmbedModel: "m"}
	loadAll(t, b, s)
	if got := search(t, b, Query{Text: "zebra zzzzzzzz"}); len(got) == 0 || got[0] != "b" {
		t.Errorf("found %v, want b first, which is near by both", got)
	}
}

// Two stories that begin alike but go on differently are no copies.
func TestAlikeBeginningsAreNoCopies(t *testing.T) {
	begin := "The council of Norton met on Monday to talk about the budget of the coming year. "
	b := shelved(t,
		"a | Budget | 2020-01-01 | "+begin+"It voted to build a school beside the river, for which parents had asked since the old one burned down.",
		"b | Budget | 2020-01-01 | "+begin+"Nobody agreed on anything, and the mayor went home early with a cold that she had caught in the rain.")
	found, err := b.Search(context.Background(), Query{Text: "council Norton budget", PerStory: 1})
	if err != nil || len(found.Hits) != 2 {
		t.Errorf("%d hits, %v: want both", len(found.Hits), err)
	}
}

// An archive of better matches does not crowd the recent ones out of the candidates.
func TestRecentAreProposedFromABigArchive(t *testing.T) {
	lines := []string{"new | Short | 2020-01-01 | The bridge was named in passing among many other things that were told at great length that day."}
	for i := range 2 * candidates {
		lines = append(lines, fmt.Sprintf("old%d | Bridge | 2001-01-01 | Bridge n%da bridge n%db bridge n%dc.", i, i, i, i))
	}
	b := shelved(t, lines...)
	if got := search(t, b, Query{Text: "bridge", Filter: Filter{At: dayOn(t, "2020-01-02")}, Limit: 20}); !slices.Contains(got, "new") {
		t.Error("the recent story was not found")
	}
	if got := search(t, b, Query{Text: "bridge", Filter: Filter{At: dayOn(t, "2020-01-02")}, Limit: 5, PerStory: 1}); len(got) != 5 {
		t.Errorf("%d stories, want 5", len(got))
	}
}

// In an archive that ended months before the question, the last stories are no news.
func TestArchiveHasNoNews(t *testing.T) {
	t.Parallel()
	b := shelved(t,
		"old | The bridge of Skar | 2015-06-01 | The bridge of Skar cost nine million, the town said of its bridge.",
		"new | The town of Skar | 2020-01-01 | The town spoke of many things and of what its bridge cost, among others the ferry, the quay and the road to Ulm.")
	for at, want := range map[string]string{"2020-01-02": "new", "2020-03-30": "new", "2020-04-02": "old", "2024-01-02": "old"} {
		if got := search(t, b, Query{Text: "bridge cost", Filter: Filter{At: dayOn(t, at)}}); len(got) == 0 || got[0] != want {
			t.Errorf("asked on %s: found %v, want %s first", at, got, want)
		}
	}
}

// A new story that lacks the rarest word of a question does not go before an old one that has it, in an archive where
// that word is rare.
func TestRarestWordBeforeNews(t *testing.T) {
	lines := []string{
		"old | Short | 2019-06-01 | In Uldevad the people told that many had died in the fire.",
		"new | Short | 2020-01-01 | Many people died in the storm, and how many people died is told.",
	}
	for i := range 400 {
		told := "spoke"
		if i%20 == 0 {
			told = "died"
		}
		lines = append(lines, fmt.Sprintf("x%d | Other n%d | 2015-12-%02d | People n%da %s of n%db there.", i, i, 1+i%28, i, told, i))
	}
	b := shelved(t, lines...)
	for question, want := range map[string]string{"people died Uldevad": "old", "many people died": "new", "Uldevad": "old"} {
		if got := search(t, b, Query{Text: question, Filter: Filter{At: dayOn(t, "2020-01-02")}}); len(got) == 0 || got[0] != want {
			t.Errorf("%s: found %v, want %s first", question, got[:min(3, len(got))], want)
		}
	}
}

// A story without a mark is recognised by its hash.
func TestLoadSkipsTheUnchanged(t *testing.T) {
	s := &shelf{name: "s"}
	s.put("a", "T", "The bridge is closed.", "")
	s.items[0].Mark = ""
	b := &Base{Index: newMemory()}
	loadAll(t, b, s)
	if r := loadAll(t, b, s); len(r.Updated) != 0 || len(r.Added) != 0 || s.read != 2 {
		t.Errorf("an unchanged story read again: %+v, read %d times", r, s.read)
	}
}

func TestPassagesAreOfOneSize(t *testing.T) {
	s := strings.Repeat("Six short words stand in here. ", 60) + strings.Repeat("word ", 400) + "end. " + strings.Repeat("Six short words stand in here. ", 30)
	for i, p := range Split(text.English(), s) {
		n := countWords(p.Of(s))
		if long := strings.Contains(p.Of(s), "word word"); n > passageMax && (!long || len(text.English().Sentences(p.Of(s))) > 1) {
			t.Errorf("passage %d has %d words", i, n)
		}
	}
}

// TestOrder holds the last of the places for those that have most of the question's words.
func TestOrder(t *testing.T) {
	for name, c := range map[string]struct {
		words   string // of the stories from the best to the worst by score, a digit each
		n, k    int
		ordered string
	}{
		"all have a place":           {"1239", 4, 2, "1239"},
		"the rest is by words":       {"123456789", 5, 0, "123459876"},
		"one of five":                {"543219", 5, 2, "543291"},
		"no place of four":           {"54321", 4, 2, "54321"},
		"two of ten":                 {"111111112398", 10, 2, "111111119832"},
		"one asked for, of ten":      {"111111112398", 10, 1, "111111112983"},
		"the best words are first":   {"987654321000", 10, 2, "987654321000"},
		"equal words, so by score":   {"222222222222", 10, 2, "222222222222"},
		"the last would have gone":   {"333333331112", 10, 2, "333333332111"},
		"those in place stay":        {"333333399111", 10, 2, "333333399111"},
		"more than a fifth is asked": {"5000000000000000009", 10, 9, "5000000090000000000"},
		"nothing":                    {"", 10, 2, ""},
	} {
		stories := make([]ranked, len(c.words))
		for i, w := range c.words {
			stories[i] = ranked{doc: &Document{}, score: float64(-i), why: Why{Words: float64(w - '0')}}
		}
		order(stories, c.n, c.k)
		got := ""
		for _, s := range stories {
			got += fmt.Sprint(s.why.Words)
		}
		if got != c.ordered {
			t.Errorf("%s: %s, want %s", name, got, c.ordered)
		}
	}
}
