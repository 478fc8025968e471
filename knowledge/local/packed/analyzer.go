package packed

import (
	"fmt"
	"strings"

	"github.com/storybot/storybot/knowledge"
)

// Analyzer identifies how texts become passages and terms: it changes
// when that code gives another result, and then every story is analyzed again.
func Analyzer() string {
	p := knowledge.Prepare(knowledge.Story{Title: "Running with the U.S. envoy's 1,200 files", Text: probe()})
	return fmt.Sprintf("%08x", Checksum(Words(p.Document())))
}

// probe is a text with something of everything that words.go, sentence.go and split.go decide.
func probe() string {
	return strings.Repeat(`The well-known minister’s plan, worth $3.5 million (1,250,000 euros), wasn't "approved" on Jan. 3, 2019. `+
		`Mr. José Müller-Łódź of AT&T told the U.S. Senate: "We are running studies; the policies' results differed." `+
		`An X-ray showed it. “Who pays?” Lund asked Sra. Vik. Officials in 東京 said no. Prices rose 12%… and then? They fell!`+"\n\nA second paragraph follows, e.g. with generally organized nationalities. ", 8)
}
