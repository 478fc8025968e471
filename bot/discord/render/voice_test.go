package render

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/guild"
	"github.com/storybot/storybot/bot/words"
	"github.com/storybot/storybot/bot/words/say"
	"github.com/storybot/storybot/knowledge"
)

// english is a voice that knows the ID of no command.
func english() Voice { return NewVoice(words.English(), nil) }

// voices are all of them, with the IDs of all commands.
func voices() []Voice {
	ids := make(map[string]string)
	for _, name := range commandNames() {
		ids[name] = "12345678901234567890"
	}
	var all []Voice
	for _, w := range words.All() {
		all = append(all, NewVoice(w, ids))
	}
	return all
}

// TestVoicesFit: the longest that the bot says of itself fits into one message in every
// language, and no placeholder is left in it.
func TestVoicesFit(t *testing.T) {
	t.Parallel()
	for _, v := range voices() {
		for what, text := range map[string]string{
			"help": v.Help(Reader{true, true}, true), "help without threads": v.Help(Reader{true, true}, false),
			"privacy": v.Privacy(true, true, "a-very-long-name-of-a-model.example:8443"), "welcome": v.Welcome(nil).Content,
			"unknown story": v.Fault(desk.ExplainIn(v.Words(), knowledge.ErrNotFound)),
		} {
			if n := Chars(text); n == 0 || n > MaxContent || strings.ContainsAny(text, "{}") {
				t.Errorf("%s, %s: %d characters: %s", v.Words().Script.Lang, what, n, text)
			}
		}
	}
}

// TestHelpIsClickable: commands whose ID is known can be clicked, the others are named; what
// is for managers and operators only they are told.
func TestHelpIsClickable(t *testing.T) {
	t.Parallel()
	v := NewVoice(words.English(), map[string]string{"ask": "7", "settings": "8", "reload": "9"})
	for _, c := range []struct {
		reader  Reader
		has, no string
	}{
		{Reader{}, "</ask:7>|, /search |/forget ", "settings|reload|sources"},
		{Reader{Manager: true}, "</ask:7>|</settings:8>", "reload|sources"},
		{Reader{Operator: true}, "</ask:7>|</reload:9>|/sources", "settings"},
	} {
		got := v.Help(c.reader, false)
		for _, part := range strings.Split(c.has, "|") {
			if !strings.Contains(got, part) {
				t.Errorf("%+v: no %s in %s", c.reader, part, got)
			}
		}
		for _, part := range strings.Split(c.no, "|") {
			if strings.Contains(got, part) {
				t.Errorf("%+v: %s in %s", c.reader, part, got)
			}
		}
	}
	if got := v.Say("{ask} of {title}", "title", "{settings}"); got != "</ask:7> of {settings}" {
		t.Errorf("what is put in is filled in: %s", got)
	}
}

// TestAnswerInGerman: what the bot itself says of an answer is said in the reader's
// language, and what the stories say is left alone.
func TestAnswerInGerman(t *testing.T) {
	t.Parallel()
	de, _ := words.Of("de")
	at := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	a := bot.Answer{ID: 5, Mode: bot.ModeExtract, Text: "It was red. [1]\nIt was blue. [2]", AsOf: at, Claims: []bot.Claim{
		{Text: "It was red. [1]", Citations: []int{1}, State: bot.StateSuperseded}, {Text: "It was blue. [2]", Citations: []int{2}, State: bot.StateLatest}},
		Citations: []bot.Citation{{N: 1, Story: "a", Title: "Red", Outlet: "Faro Post", Published: "2026-03-01", Label: knowledge.Opinion}, {N: 2, Story: "b", Published: "2026-05-02"}}}
	got := NewVoice(de, nil).Answer(a, "", at.Add(48*time.Hour))
	want := "- ~~It was red.~~ [1]\n- It was blue. [2] *(neuester Stand)*\n\n[1] **Red** (Faro Post, 1. März 2026, *Meinung*)\n[2] **Ohne Überschrift** (2. Mai 2026)\n\n" +
		"-# Sätze aus den Artikeln selbst. Die Artikel wurden zuletzt <t:1773057600:R> geladen."
	if contents(got) != want {
		t.Errorf("got %q\nwant %q", contents(got), want)
	}
	if l := labelsOf(got[0].Components); l != "evidence:5 1 Belege, follow:5 2 Nachfragen, helpful:5 2 Hilfreich, useless:5 2 Nicht hilfreich" {
		t.Error(l)
	}
}

// TestEvidenceTellsWhy: that of a list does not, for there nothing was chosen.
func TestEvidenceTellsWhy(t *testing.T) {
	t.Parallel()
	proof := []Proof{{Citation: bot.Citation{N: 1, Title: "Red", Quote: "It is red."}}}
	if got := contents(english().Evidence("", proof)); strings.Contains(got, "Chosen") || !strings.Contains(got, "It is red.") {
		t.Errorf("the evidence of a list tells why it was chosen: %q", got)
	}
	if got := contents(english().Evidence("red", proof)); !strings.Contains(got, "Chosen") {
		t.Errorf("the evidence of an answer does not tell why: %q", got)
	}
}

// TestRefusals: who is refused hears why, in their language.
func TestRefusals(t *testing.T) {
	t.Parallel()
	many := []string{"1", "2", "3", "4", "5", "6"}
	night := guild.Hours{From: 22 * 60, Until: 7 * 60, Zone: "UTC"}
	for _, c := range []struct {
		of       guild.Verdict
		en, ital string
	}{
		{guild.Verdict{}, "", ""},
		{guild.Verdict{Reason: guild.Blocked}, "I do not answer here.", "Qui non rispondo."},
		{guild.Verdict{Reason: guild.Elsewhere, By: guild.Settings{Channels: many[:1]}}, "On this server I answer in <#1>.", "In questo server rispondo in <#1>."},
		{guild.Verdict{Reason: guild.Elsewhere, By: guild.Settings{Channels: many}}, "On this server I answer in <#1>, <#2>, <#3>, <#4>, <#5>, ….",
			"In questo server rispondo in <#1>, <#2>, <#3>, <#4>, <#5>, …."},
		{guild.Verdict{Reason: guild.NoRole, By: guild.Settings{Roles: many[:2]}}, "On this server I answer members who have one of these roles: <@&1>, <@&2>.",
			"In questo server rispondo ai membri che hanno uno di questi ruoli: <@&1>, <@&2>."},
		{guild.Verdict{Reason: guild.AtRest, By: guild.Settings{Quiet: night}}, "On this server I rest until 07:00 (UTC). Please ask again then.",
			"In questo server riposo fino alle 07:00 (UTC). Chiedi di nuovo allora."},
		{guild.Verdict{Reason: guild.NoStories}, "There are no stories that I may answer from here; a manager of the server can change that in /settings.",
			"Non ci sono articoli con cui io possa rispondere qui; chi gestisce il server può cambiarlo in /settings."},
	} {
		it, _ := words.Of("it")
		if en, ital := english().Refusal(c.of), NewVoice(it, nil).Refusal(c.of); en != c.en || ital != c.ital {
			t.Errorf("%v: %q, %q", c.of.Reason, en, ital)
		}
	}
}

// TestOwnWords: what answers say of themselves is told in the reader's language, from its data, and what
// others say is left alone.
func TestOwnWords(t *testing.T) {
	t.Parallel()
	fr, _ := words.Of("fr")
	note := func(kind string, m say.Message) bot.Note { return bot.Note{Kind: kind, Text: m.In("en"), Said: &m} }
	near := []knowledge.Story{{ID: "a", Title: "Red"}}
	none := say.Tell(say.NotSaid, say.With{"nearest": say.Tell(say.Nearest, say.With{"stories": say.Titled("Red")})})
	refused := bot.Answer{Mode: bot.ModeNone, Text: none.In("en"), Claims: []bot.Claim{{Text: none.In("en"), Said: &none}}, Nearest: near,
		Notes: []bot.Note{note("spelling", say.Tell(say.Respelled, say.With{"words": say.Text("x"), "others": say.Text("y")}))}}
	head := say.Tell(say.All, say.With{"what": say.Count(say.Stories, 1, nil)})
	row := say.Tell(say.StoryRow, say.With{"story": say.Titled("Red"), "mark": say.Text("[1]")})
	dated := say.Tell(say.Row, say.With{"lead": say.When(say.Day, time.Date(2026, 5, 3, 0, 0, 0, 0, time.UTC)), "text": say.Text("It is red."), "mark": say.Text("[1]")})
	list := bot.Answer{Mode: bot.ModeList, Text: head.In("en") + "\n- " + row.In("en") + "\n- " + dated.In("en"),
		Claims:    []bot.Claim{{Text: head.In("en"), Said: &head}, {Text: row.In("en"), Said: &row, Citations: []int{1}}, {Text: dated.In("en"), Said: &dated, Citations: []int{1}}},
		Citations: []bot.Citation{{N: 1, Title: "Red", URL: "https://news.example/1"}}}
	for _, c := range []struct {
		v    Voice
		a    bot.Answer
		want string
	}{
		{english(), refused, "The stories do not say. The nearest are “Red”.\n\n-# No story has x: read as y."},
		{NewVoice(fr, nil), refused, "Les articles ne le disent pas. Les plus proches : « Red ».\n\n-# Aucun article ne contient x : lu comme y."},
		{NewVoice(nil, nil), bot.Answer{Mode: bot.ModeNone, Text: "Davon sagen die Artikel nichts.", Claims: []bot.Claim{{Text: "Davon sagen die Artikel nichts.", Said: &none}}}, "Davon sagen die Artikel nichts."},
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeNone, Text: "The stories of 2019 do not say."}, "The stories of 2019 do not say."}, // of another process
		{english(), list, "1 story:\n- [**Red**](<https://news.example/1>) [1]\n- **3 May 2026**: It is red. [1]"},
		{NewVoice(fr, nil), list, "1 article :\n- [**Red**](<https://news.example/1>) [1]\n- **3 mai 2026**: It is red. [1]"},
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeModel, Text: "Sure.", Notes: []bot.Note{note("label", say.Tell(say.IsOpinion, say.With{"mark": say.Text("[1]")}))}}, "Sure.\n\n-# \\[1\\] est un article d’opinion."},
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeList, Text: "“Red” [1]", Claims: []bot.Claim{{Text: "“Red” [1]", Citations: []int{1}}}, Citations: list.Citations}, "[**Red**](<https://news.example/1>) [1]"},
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeModel, Text: "Sure.", Notes: []bot.Note{note("unchecked", say.Tell(say.Unchecked, nil))}},
			"Sure.\n\n-# Le modèle qui vérifie n’a pas pu être interrogé ; ceci n’a été vérifié que par des règles."},
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeModel, Text: "Sure.", Notes: []bot.Note{{Kind: "unchecked", Text: "Unchecked."}}}, "Sure.\n\n-# Unchecked."},
	} {
		if got := contents(c.v.Answer(c.a, "", time.Now())); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
