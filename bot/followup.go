package bot

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/intent"
	"github.com/storybot/storybot/bot/naming"
	"github.com/storybot/storybot/bot/write"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// wording is a question in the words that it is answered and searched by.
type wording struct {
	text    string // standing for itself, in its own language
	search  string // the same in the language of the stories
	nothing string // that the stories do not say, in its own language; empty: that is theirs
	foreign bool   // it is in another language than they
	spent   Usage  // what it has cost to find these words
}

// standalone is the question with what it leaves to the turns before filled in: by
// the model where there is one, else by carrying words over. A foreign one is
// translated along with that; where it cannot be, it is searched as it stands.
func (b *Bot) standalone(ctx context.Context, q Question, turns []Turn, foreign bool) wording {
	l, leans, nameless := b.language(), false, false
	if len(turns) > 0 {
		leans, nameless = intent.LeansBack(l, q.Text)
	}
	w := wording{text: q.Text, foreign: foreign}
	if b.Model != nil && (nameless || foreign) {
		var reply string
		if reply, w.spent = b.rewrite(ctx, q, turns, foreign); reply != "" {
			w.read(l, reply)
			return w
		}
	}
	if leans {
		w.text = carryOver(l, q.Text, &turns[len(turns)-1])
	}
	w.search = w.text
	return w
}

// rewrite lets the model say the question so that it stands alone and, if it is
// foreign, in the language of the stories too. Empty: it could not.
func (b *Bot) rewrite(ctx context.Context, q Question, turns []Turn, foreign bool) (reply string, used Usage) {
	prompt := prompts.Rewrite{Conversation: conversation(b.language(), turns), Question: q.Text}
	if foreign {
		prompt.Into = b.language().Name
	}
	var told strings.Builder
	ctx, stop := b.hurried(ctx)
	defer stop()
	used, err := b.Model.Write(ctx, Prompt{System: prompt.System(), User: prompt.String(), MaxTokens: answerBudget}, func(piece string) error {
		if told.Len() > 2*choose.MaxQuestion {
			return errTooLong
		}
		told.WriteString(piece)
		return nil
	})
	if err != nil {
		b.log().Info("a question could not be rewritten or translated", "error", err)
		return "", used
	}
	return strings.TrimSpace(told.String()), used
}

// read reads a model's reply to [prompts.Rewrite]. What a foreign question's lacks
// stays as it was asked.
func (w *wording) read(l *text.Language, reply string) {
	if !w.foreign {
		w.text = text.Cut(text.OneLine(reply), choose.MaxQuestion)
		w.search = w.text
		return
	}
	standing, translated, nothing := prompts.ReadRewrite(reply)
	if translated == "" && !strings.ContainsAny(reply, ":：\n") { // no more than the translation
		translated = text.OneLine(reply)
	}
	if l.Foreign(standing) { // else the answer would be in the stories' language
		w.text = text.Cut(standing, choose.MaxQuestion)
	}
	w.search = cmp.Or(text.Cut(translated, choose.MaxQuestion), w.text)
	if len(nothing) <= maxRefusal && !strings.ContainsAny(nothing, "0123456789[]<>@`|*_/") {
		w.nothing = nothing
	}
}

// foreignAfter reports whether a question is in another language than the stories, as
// it shows by itself or, where it is too short for that, by the one before.
func foreignAfter(l *text.Language, question string, turns []Turn) bool {
	return l.Foreign(question) ||
		len(turns) > 0 && len(l.Words(question)) < text.FewestWords && l.Foreign(turns[len(turns)-1].Question)
}

var errTooLong = errors.New("too long for a question")

// carryOver adds to a question the names and telling words of the question
// before it, and the names of the answer's first sentence where a pronoun can
// only mean somebody named there.
func carryOver(l *text.Language, question string, last *Turn) string {
	have := make(map[string]bool)
	for _, w := range l.Words(question) {
		have[w.Stem()] = true
	}
	var extra []string
	add := func(text string, w *text.Word) {
		if stem := w.Stem(); !have[stem] {
			have[stem] = true
			extra = append(extra, w.Of(text))
		}
	}
	before := last.asked()
	asked, own := choose.Read(l, before), choose.Read(l, question)
	for _, w := range l.Words(before) {
		if asked.Carries(w.Norm, &own) {
			add(before, &w)
		}
	}
	if first := l.Sentences(last.Answer); len(first) > 0 && last.answered() {
		sentence, _ := write.CutMarks(l, first[0].Of(last.Answer))
		words := l.Words(sentence)
		for i := range words {
			if w := &words[i]; w.Upper && i > 0 && !w.Stop() && !l.Month(w.Norm) && !l.Weekday(w.Norm) && len(extra) < 12 {
				add(sentence, w)
			}
		}
	}
	if len(extra) == 0 {
		return question
	}
	return "About " + strings.Join(extra, " ") + ". " + question
}

// asked is the turn's question, standing for itself where that is known.
func (t *Turn) asked() string { return cmp.Or(t.Standalone, t.Question) }

// answered reports whether the turn's answer answers: what only came near may be
// about somebody else.
func (t *Turn) answered() bool {
	return t.Mode != ModeNone && (t.Mode != ModeExtract || t.Confidence >= doubted())
}

// FirstOfEach returns the first citation of each story that is cited.
func FirstOfEach(citations []Citation) []Citation {
	var first []Citation
	for i := range citations {
		if !slices.ContainsFunc(first, func(c Citation) bool { return c.Story == citations[i].Story }) {
			first = append(first, citations[i])
		}
	}
	return first
}

// How much of earlier turns a model is told, in bytes: of a question, of an
// answer, of all turns together; and how many stories of each.
const (
	maxAsked        = 240
	maxAnswered     = 400
	maxConversation = 2400
	maxRestsOn      = 3
)

// conversation is what was said before, for the prompt: the last turns, as far
// as there is room for them, each story named once.
func conversation(l *text.Language, turns []Turn) []prompts.Turn {
	var told []prompts.Turn
	room, named := maxConversation, make(map[string]bool)
	for i := len(turns) - 1; i >= 0; i-- {
		t := turns[i].told(l)
		t.Stories = slices.DeleteFunc(t.Stories, func(name string) bool {
			known := named[name]
			named[name] = true
			return known
		})
		room -= len(t.Question) + len(t.Answer) + len(strings.Join(t.Stories, ""))
		if room < 0 {
			break
		}
		told = append(told, t)
	}
	slices.Reverse(told)
	return told
}

// told is the turn as a model is told of it: the question standing for itself, whole
// sentences of the answer, and which stories it rests on.
func (t *Turn) told(l *text.Language) prompts.Turn {
	p := prompts.Turn{Question: cut(t.asked(), maxAsked)}
	if !t.answered() {
		return p
	}
	for _, s := range write.MarkedSentences(l, t.Answer) {
		sentence, _ := write.CutMarks(l, s.Of(t.Answer))
		if p.Answer == "" {
			p.Answer = cut(sentence, maxAnswered)
		} else if len(p.Answer)+len(sentence) < maxAnswered {
			p.Answer += " " + sentence
		} else {
			break
		}
	}
	for i := range t.Stories[:min(len(t.Stories), maxRestsOn)] {
		c := &t.Stories[i]
		day, _ := time.Parse(time.DateOnly, c.Published)
		name := naming.Story(&knowledge.Story{Title: cut(c.Title, maxAsked/2), Outlet: c.Outlet, Published: day})
		p.Stories = append(p.Stories, name.In(english))
	}
	return p
}

// justCited are the stories that the turn before rests on, where a question may be
// of them still; none where it names something itself, as far as that can be told.
func justCited(l *text.Language, question string, turns []Turn, foreign bool) []string {
	if len(turns) == 0 {
		return nil
	}
	last := &turns[len(turns)-1]
	if _, nameless := intent.LeansBack(l, question); !nameless && !foreign || last.Mode == ModeNone {
		return nil
	}
	var ids []string
	for i := range last.Stories[:min(len(last.Stories), maxRestsOn)] {
		if c := &last.Stories[i]; last.answered() || naming.In(l, last.asked(), c.Title) {
			ids = append(ids, c.Story)
		}
	}
	return ids
}

// How a conversation stays with its stories: they must have so much of the words
// that the best of all stories has, and all others count so much less.
const (
	stayShare = 0.75
	stayPull  = 0.5
)

// stayWith puts the hits of stories just cited before all others, of which none
// has much more of the question's words; those cited that have less go with the others.
func stayWith(cited, all []knowledge.Hit, limit int) []knowledge.Hit {
	best, covered := 0.0, 0.0
	for i := range all {
		best, covered = max(best, all[i].Score), max(covered, all[i].Why.Coverage)
	}
	cited = slices.DeleteFunc(cited, func(h knowledge.Hit) bool {
		return h.Why.Coverage == 0 || h.Why.Coverage < stayShare*covered || h.Why.Untimely()
	})
	if len(cited) == 0 {
		return all
	}
	stays := make(map[string]bool)
	hits := slices.Clone(cited)
	for i := range hits {
		hits[i].Score = max(hits[i].Score, best)
		stays[hits[i].Story.ID] = true
	}
	for _, h := range all {
		if !stays[h.Story.ID] {
			h.Score *= stayPull
			hits = append(hits, h)
		}
	}
	sortHits(hits)
	return hits[:min(len(hits), limit)]
}
