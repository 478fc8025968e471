package render

import (
	"strconv"
	"strings"

	"github.com/storybot/storybot/bot"
)

// What a button does, the first part of its ID; the second is the answer's number.
const (
	DoEvidence = "evidence"
	DoFollow   = "follow"
	DoHelpful  = "helpful"
	DoUseless  = "useless"
	DoStories  = "stories"
	DoExample  = "try"
)

// AnswerButtons are those below an answer. Without a number in the journal
// there would be nothing to find again, and there are none.
func AnswerButtons(a bot.Answer) []Row {
	if a.ID == 0 || a.Talk != "" {
		return nil
	}
	id := ":" + strconv.FormatInt(a.ID, 10)
	var all []Component
	if len(a.Citations) > 0 {
		all = append(all, Button(DoEvidence+id, "Evidence", Primary))
	}
	return Buttons(append(all,
		Button(DoFollow+id, "Follow up", Secondary),
		Button(DoHelpful+id, "Helpful", Secondary),
		Button(DoUseless+id, "Not helpful", Secondary))...)
}

// Pressed are buttons of which the one for what is marked.
func Pressed(rows []Row, what string, style int) []Row {
	for _, row := range rows {
		for k := range row.Components {
			if c := &row.Components[k]; strings.HasPrefix(c.CustomID, what+":") {
				c.Style, c.Label = style, c.Label+" ✓"
			}
		}
	}
	return rows
}
