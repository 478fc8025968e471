package render

import (
	"strconv"
	"strings"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// What a button does, the first part of its ID. The second is the answer's number, or of
// those that are about a story, its ID at the end.
const (
	DoEvidence = "evidence"
	DoFollow   = "follow"
	DoHelpful  = "helpful"
	DoUseless  = "useless"
	DoStories  = "stories"
	DoExample  = "try"   // asks what is known to have an answer
	DoOpen     = "open"  // the menu of stories: shows the one that is chosen
	DoRead     = "read"  // shows a page of a story, whose number comes before the ID
	DoAbout    = "about" // asks about a story
)

// AnswerButtons are those below an answer. Without a number in the journal
// there would be nothing to find again, and there are none.
func (v Voice) AnswerButtons(a bot.Answer) []Row {
	rows := nearest(a.Nearest)
	if a.ID == 0 || a.Talk != "" {
		return rows
	}
	id := ":" + strconv.FormatInt(a.ID, 10)
	says := &v.chat().Buttons
	var all []Component
	if len(a.Citations) > 0 {
		all = append(all, Button(DoEvidence+id, says.Evidence, Primary))
	}
	return append(rows, Buttons(append(all,
		Button(DoFollow+id, says.FollowUp, Secondary),
		Button(DoHelpful+id, v.Words().Script.Helpful, Secondary),
		Button(DoUseless+id, v.Words().Script.NotHelpful, Secondary))...)...)
}

// nearest are buttons that summarise stories.
func nearest(stories []knowledge.Story) []Row {
	var all []Component
	for i := range stories {
		if b, ok := Summarise(stories[i].ID, bare(stories[i].Title, stories[i].Outlet)); ok {
			all = append(all, b)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return Buttons(all...)
}

// TrySummary is what a button of an example asks where the ID of a story follows: its summary.
const TrySummary = "summary:"

// Summarise is a button that summarises a story; false: its ID or label is not fit for one.
func Summarise(story, label string) (Component, bool) {
	id := DoExample + ":" + TrySummary + story
	label = oneLine(label)
	return Button(id, label, Secondary), story != "" && label != "" && Chars(id) <= MaxID
}

// done marks the button that was pressed.
const done = " ✓"

// Pressed are the buttons below an answer, of those that say whether it helped the one for
// what marked, in a style.
func Pressed(rows []Row, what string, style int) []Row {
	for _, row := range rows {
		for k := range row.Components {
			c := &row.Components[k]
			switch does, _, _ := strings.Cut(c.CustomID, ":"); does {
			case what:
				c.Style, c.Label = style, strings.TrimSuffix(c.Label, done)+done
			case DoHelpful, DoUseless:
				c.Style, c.Label = Secondary, strings.TrimSuffix(c.Label, done)
			}
		}
	}
	return rows
}
