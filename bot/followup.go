package bot

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/write"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// standalone is the question with what it leaves to the turns before filled
// in: by the model where there is one, else by carrying words over.
func (b *Bot) standalone(ctx context.Context, q Question, turns []Turn) (question string, used Usage) {
	if len(turns) == 0 {
		return q.Text, Usage{}
	}
	l, last := b.language(), &turns[len(turns)-1]
	leans, nameless := leansBack(l, q.Text)
	if b.Model != nil && nameless {
		rewritten, used := b.rewrite(ctx, q, turns)
		if rewritten != "" || !leans {
			return cmp.Or(rewritten, q.Text), used
		}
		return carryOver(l, q.Text, last), used
	}
	if leans {
		return carryOver(l, q.Text, last), Usage{}
	}
	return q.Text, Usage{}
}

// rewrite lets the model say the question so that it stands alone. Empty: it could not.
func (b *Bot) rewrite(ctx context.Context, q Question, turns []Turn) (question string, used Usage) {
	prompt := prompts.Rewrite{Conversation: conversation(b.language(), turns), Question: q.Text}
	var reply strings.Builder
	ctx, stop := b.hurried(ctx)
	defer stop()
	used, err := b.Model.Write(ctx, Prompt{System: prompt.System(), User: prompt.String(), MaxTokens: answerBudget}, func(piece string) error {
		if reply.Len() > choose.MaxQuestion {
			return errTooLong
		}
		reply.WriteString(piece)
		return nil
	})
	if err != nil {
		b.log().Info("a follow-up could not be rewritten", "error", err)
		return "", used
	}
	return text.OneLine(reply.String()), used
}

var errTooLong = errors.New("too long for a question")

// leansBack reports whether a question stands only together with the one before:
// it begins as a continuation, it has a pronoun and names nobody, or it is a
// few words without a name; and whether it is nameless, so that it may be about
// what the one before was about.
func leansBack(l *text.Language, question string) (leans, nameless bool) {
	words := l.Words(question)
	names, telling, pronoun := 0, 0, false
	for i := range words {
		w := &words[i]
		pronoun = pronoun || l.Pronouns.Following[w.Norm]
		if w.Stop() || l.Questions.Words[w.Norm] {
			continue
		}
		telling++
		if w.Upper && i > 0 || w.Number {
			names++
		}
	}
	continues := l.Patterns.FollowStarts.MatchString(question)
	return continues || names == 0 && (pronoun || telling <= 1), continues || names == 0
}

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
	asked := choose.Read(l, before)
	for _, w := range l.Words(before) {
		if asked.Carries(w.Norm) {
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
	return t.Mode != ModeNone && (t.Mode != ModeExtract || t.Confidence >= choose.Fitted().Doubt)
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
		p.Stories = append(p.Stories, headline(&knowledge.Story{Title: cut(c.Title, maxAsked/2), Outlet: c.Outlet, Published: day}))
	}
	return p
}

// justCited are the stories that the turn before rests on, where a question may be
// of them still; none where it names something itself.
func justCited(l *text.Language, question string, turns []Turn) []string {
	if len(turns) == 0 {
		return nil
	}
	last := &turns[len(turns)-1]
	if _, nameless := leansBack(l, question); !nameless || !last.answered() {
		return nil
	}
	var ids []string
	for i := range last.Stories[:min(len(last.Stories), maxRestsOn)] {
		ids = append(ids, last.Stories[i].Story)
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
