package render

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot/storybot/bot/desk"
)

// Fault is the sentence that is shown for a fault.
func Fault(f desk.Fault) string {
	switch f.Kind {
	case desk.NoStory:
		f.Advice = "/stories lists them."
	case desk.Cancelled: // only the bot itself cancels a question
		f = desk.Explain(desk.ErrStopping)
	}
	return f.Sentence()
}

// Help says what the bot can do; operators: it has some in a server of theirs; content:
// it is shown all messages, so that threads simply talk.
func Help(operators, content bool) string {
	lines := []string{
		"I answer questions from the stories I was given, and show where each claim comes from.",
		"- Mention me with a question, write to me in private, or reply to one of my answers.",
		"- **/ask** asks, also within a story or a time; **private** shows the answer to you alone.",
		"- In plain words, too: “What's new?”, “Summarise ...”, “Give me a timeline of ...”, “Which outlets reported ...?”, “Who is quoted on ...?”",
		"- **/summary** and **/timeline** of a story or a topic, **/search** for passages, **/stories** for the list.",
		"- On any message: Apps → **Ask the stories**.",
		"- Below an answer: **Evidence** shows the exact sentences, **Follow up** asks on.",
		"- **/privacy** tells what I keep, **/forget** erases what I keep of you; **/settings** is for those who manage a server.",
	}
	if content {
		lines = append(lines, "In a thread that I have answered in, just write; what you say to each other there, by a reply or a mention, I leave alone.")
	} else {
		lines = append(lines, "I do not read what is not addressed to me. In a thread or a reply without a mention, Discord does not show me your words: use **Follow up**.")
	}
	if operators {
		lines = append(lines, "- In the operators' server: **/reload**, **/status**, **/sources** and **/block**, for operators.")
	}
	return strings.Join(lines, "\n")
}

// Privacy says what is kept, where there is a journal; content: the bot is shown all
// messages. more is what the operator adds to it.
func Privacy(journal, content bool, more string) string {
	lines := []string{
		"I see only messages that mention me, reply to me or are sent to me in private, and what you enter into my commands.",
	}
	if content {
		lines[0] = "I use messages that mention me, reply to me, are sent to me in private or written in a thread that I have answered in, " +
			"and what you enter into my commands. Discord shows me the other messages of the channels that I am in, too: I neither use nor keep them."
	}
	if !journal {
		lines = append(lines, "I keep none of it.")
	} else {
		lines = append(lines,
			"I keep, on the operator's computer: your questions and my answers to them, your user ID, where the answers were posted, and whether you found them helpful.",
			"**/forget** erases all of that at once. Members of a channel can see the evidence of answers posted there.",
			"Of a server I keep what its managers chose in **/settings**. Of somebody whom my operators blocked I keep a mark by which I know them again, not their ID.")
	}
	if more != "" {
		lines = append(lines, more)
	}
	return strings.Join(lines, "\n")
}

// Welcome introduces the bot to a server; rows are questions to try.
func Welcome(rows []Row) Message {
	return New(strings.Join([]string{
		"Hello! I answer questions from the stories I was given, and show where each claim comes from.",
		"Mention me with a question, or use **/ask**; **/help** tells more. Or try one of these:",
		"-# For those who manage this server: **/settings** says in which channels I answer, whom, and when.",
	}, "\n"), rows)
}

// Sentence is the innermost words of an error as a sentence.
func Sentence(err error) string {
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	r, size := utf8.DecodeRuneInString(err.Error())
	return string(unicode.ToUpper(r)) + err.Error()[size:] + "."
}
