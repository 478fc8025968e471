package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/knowledge"
)

// freshness notes of which sources the answer may be out of date: those that
// could not be read, that have fallen silent, or that have let go of stories
// which nobody has confirmed yet. That the stories do not say may be for want
// of any source that is to be read. A source that is well gives no note.
func (b *Bot) freshness(ctx context.Context, a *Answer, q Question) {
	states, err := b.Stories.SourceStatus(ctx)
	if err != nil {
		b.log().Warn("it is not known how fresh the stories are", "error", err)
		return
	}
	now := time.Now()
	if b.Now != nil {
		now = b.Now()
	}
	if a.Mode == ModeNone {
		a.freshNone(states, now, q)
		return
	}
	cited := make(map[string][]string) // by source
	var order []string
	for _, c := range a.Citations {
		if cited[c.Source] == nil {
			order = append(order, c.Source)
		}
		cited[c.Source] = append(cited[c.Source], fmt.Sprintf("[%d]", c.N))
	}
	for _, source := range order {
		state := states[source]
		if why := stale(&state, now); why != "" {
			a.Notes = append(a.Notes, Note{Kind: "freshness", Text: and(cited[source]) + " may be out of date: the source " + why + "."})
		}
	}
}

// freshNone notes that a source which might have said it is not well. Who may
// not be answered from everything is not told of sources that are none of theirs.
func (a *Answer) freshNone(states map[string]knowledge.SourceStatus, now time.Time, q Question) {
	if len(q.Collections) > 0 {
		return
	}
	failing := 0
	for name := range states {
		if state := states[name]; state.Failing() {
			failing++
		}
	}
	switch failing {
	case 0:
	case 1:
		a.Notes = append(a.Notes, Note{Kind: "freshness", Text: "One source could not be read of late: what it has brought since is not among the stories."})
	default:
		a.Notes = append(a.Notes, Note{Kind: "freshness", Text: fmt.Sprintf("%d sources could not be read of late: what they have brought since is not among the stories.", failing)})
	}
}

// stale says in a reader's words why a source may be out of date; empty: it is
// not. Its name stays with the operator: it may be a path.
func stale(s *knowledge.SourceStatus, now time.Time) string {
	const moment = "2 January 2006, 15:04 UTC"
	switch {
	case s.Failing() && !s.Read.IsZero():
		return "could not be read since " + s.Read.UTC().Format(moment)
	case s.Failing():
		return "cannot be read"
	case s.Held > 0:
		return "has let go of most of its stories at once, which an operator has yet to confirm"
	case s.Silent():
		return "has brought nothing new since " + s.Latest.UTC().Format("2 January 2006") + ", longer than ever before"
	case s.Overdue(now):
		return "was last read on " + s.Read.UTC().Format(moment)
	}
	return ""
}

// and joins a list as one would say it.
func and(list []string) string {
	list = slices.Compact(list)
	if n := len(list); n > 1 {
		return strings.Join(list[:n-1], ", ") + " and " + list[n-1]
	}
	return list[0]
}
