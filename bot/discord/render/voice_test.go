package render

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/guild"
	"github.com/storybot/storybot/bot/words"
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

// TestLabelsAreToldOnce: what a source says of itself in the reader's language is not said
// again in English.
func TestLabelsAreToldOnce(t *testing.T) {
	t.Parallel()
	es, _ := words.Of("es")
	for _, c := range []struct {
		v     Voice
		mode  bot.Mode
		label knowledge.Label
		note  string
		told  bool
	}{
		{english(), bot.ModeModel, knowledge.Opinion, "[1] is an opinion piece.", true},
		{NewVoice(es, nil), bot.ModeModel, knowledge.Opinion, "[1] is an opinion piece.", false},
		{NewVoice(es, nil), bot.ModeModel, knowledge.Opinion, "[12] is an opinion piece.", true},
		{NewVoice(es, nil), bot.ModeModel, knowledge.News, "[1] is an opinion piece.", true},
		{NewVoice(es, nil), bot.ModeModel, knowledge.Opinion, "A story was retracted and is not used.", true},
		{NewVoice(es, nil), bot.ModeList, knowledge.Opinion, "[1] is an opinion piece.", false}, // its headline stands in the list; see below
	} {
		a := bot.Answer{Mode: c.mode, Text: "“Red” [1]", Claims: []bot.Claim{{Text: "“Red” [1]", Citations: []int{1}}},
			Citations: []bot.Citation{{N: 1, Title: "Red", URL: "https://news.example/1", Label: c.label}}, Notes: []bot.Note{{Kind: "label", Text: c.note}}}
		if got := contents(c.v.Answer(a, "", time.Now())); strings.Contains(got, strings.TrimLeft(c.note, "[12]")) != c.told {
			t.Errorf("%+v: %q", c.note, got)
		}
	}
	inList := bot.Answer{Mode: bot.ModeList, Text: "“Red” [1]", Claims: []bot.Claim{{Text: "“Red” [1]", Citations: []int{1}}},
		Citations: []bot.Citation{{N: 1, Title: "Red", URL: "https://news.example/1", Label: knowledge.Opinion}}, Notes: []bot.Note{{Kind: "label", Text: "[1] is an opinion piece."}}}
	if got := contents(NewVoice(es, nil).Answer(inList, "", time.Now())); !strings.Contains(got, "-# \\[1\\]: opinión") {
		t.Errorf("what stands in a list without its label: %q", got)
	}
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

// TestOwnWords: what answers say of themselves is known in every language, and what others say is left alone.
func TestOwnWords(t *testing.T) {
	t.Parallel()
	own, faulty := words.English().Chat.Own, words.English().Chat.Faulty
	said := []string{faulty.Slow + faulty.Quoted, faulty.Empty + faulty.Quoted}
	for n := range reflect.TypeFor[words.Own]().NumField() {
		said = append(said, reflect.ValueOf(own).Field(n).String())
	}
	for n, v := range voices() {
		for _, text := range said {
			if (v.own(text) == text) != (n == 0) {
				t.Errorf("%s: %q is said %q", v.Words().Script.Lang, text, v.own(text))
			}
		}
		for _, others := range []string{"The harbour is closed.", "The harbour is closed" + faulty.Quoted, faulty.Slow, ""} {
			if got := v.own(others); got != others {
				t.Errorf("what others say becomes %q", got)
			}
		}
	}
	fr, _ := words.Of("fr")
	near := []knowledge.Story{{ID: "a", Title: "Red"}}
	for _, c := range []struct {
		v    Voice
		a    bot.Answer
		want string
	}{
		{english(), bot.Answer{Mode: bot.ModeNone, Text: "The stories do not say. The nearest are Red.", Nearest: near}, "The stories do not say. The nearest are Red."},
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeNone, Text: "The stories do not say. The nearest are Red.", Nearest: near}, "Les articles ne le disent pas.\n\nLes articles les plus proches :"},
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeNone, Text: own.Nothing, Claims: []bot.Claim{{Text: own.Nothing}}}, "Les articles ne le disent pas."},
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeNone, Text: "The stories of 2019 do not say."}, "The stories of 2019 do not say."},
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeNone, Text: "The stories of 2019 do not say. The nearest are Red.", Nearest: near}, "Les articles ne le disent pas.\n\nLes articles les plus proches :"},
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeNone, Text: own.Nothing, Nearest: near, Notes: []bot.Note{{Kind: "spelling", Text: "No story has “x”."}}},
			"Les articles ne le disent pas.\n\n-# No story has “x”.\n\nLes articles les plus proches :"}, // above their buttons
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeNone, Text: own.ByItself, Nearest: near}, "Aucune phrase des articles n’y répond à elle seule."},
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeNone, Text: own.Nothing, Nearest: near}, "Les articles ne le disent pas.\n\nLes articles les plus proches :"},
		{NewVoice(fr, nil), bot.Answer{Mode: bot.ModeModel, Text: own.Nothing, Notes: []bot.Note{{Kind: "unchecked", Text: own.Unchecked}}},
			own.Nothing + "\n\n-# Le modèle qui vérifie n’a pas pu être interrogé ; ceci n’a été vérifié que par des règles."},
	} {
		if got := contents(c.v.Answer(c.a, "", time.Now())); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
