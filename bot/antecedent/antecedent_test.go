package antecedent_test

import (
	"strings"
	"testing"

	"github.com/storybot/storybot/bot/antecedent"
	"github.com/storybot/storybot/knowledge/text"
)

func TestOf(t *testing.T) {
	l := text.English()
	for _, c := range []struct {
		before, sentence, asked, want string // want is empty where it is not plain
	}{
		// One person.
		{"Ines Dahl, a plumber from Halden, won the vote.", "She had promised a bridge.", "", "She [Ines Dahl] had promised a bridge."},
		{"Officers spoke to the pilot, Tom Arkwright, for an hour.", "His lawyer said he was tired.", "", "His [Tom Arkwright's] lawyer said he was tired."},
		{`"Nobody slept," Lindqvist told reporters in Oslo.`, "He would not say more.", "", "He [Lindqvist] would not say more."},
		{"Petra Moll, who runs the Farmers' Union, called it theft.", "She voted against the law.", "", "She [Petra Moll] voted against the law."},
		{"The chief executive, Ola Brandt, resigned.", "In his letter he gave no reason.", "", "In his [Ola Brandt's] letter he gave no reason."},
		{"Ola Brandt resigned on Friday.", "When he left, nobody clapped.", "", "When he [Ola Brandt] left, nobody clapped."},
		{"Even Ola Brandt resigned on Friday.", "He gave no reason.", "", "He [Ola Brandt] gave no reason."},
		{"The Courier's Ola Brandt saw it.", "He writes:", "", "He [Ola Brandt] writes:"},
		{"Halden Mayor Ola Brandt resigned.", "He gave no reason.", "", "He [Halden Mayor Ola Brandt] gave no reason."},
		{"“It wasn’t easy – we’d no boat,” said Ines Dahl as she left.", "She laughed.", "", "She [Ines Dahl] laughed."},
		// Within what is quoted, and what is no name.
		{"Anna Reed lives in Dover.", "“She would never sell,” a neighbour said.", "", ""},
		{"“It was close,” Lindqvist said.", "“He fell.", "", ""},
		{"The new hat of Queen Ada was seen.", "Her Majesty laughed.", "", ""},
		{"MUST WATCH the flood.", "What he found is odd.", "", ""},
		{"London Rovers coach.", "Speaks his mind.", "", ""},
		{"Ines Dahl, D-Halden, won.", "She had promised a bridge.", "", "She [Ines Dahl] had promised a bridge."},
		{"When Ola Brandt spoke to Lindqvist, she took notes.", "She wrote it down.", "", ""},
		{"Ola Brandt told Mayor Ines Dahl that he was ill.", "She sent flowers.", "", ""},
		{"“It was close,” said Ines Dahl.", "She laughed.", "", "She [Ines Dahl] laughed."},
		{"Ola Brandt broke the news to her.", "She left.", "", ""},
		{"“I knew that he was gone,” said Ines Dahl.", "He was 53.", "", ""},
		{"At Vik High, he learned to sail.", "He went to sea.", "", ""},
		{"The vote ended the career of Ola Brandt.", "In his speech, Lindqvist said little.", "", ""},
		{"Ines Dahl is an editor.", "Send her an email.", "", ""},
		{"Town won. Tom Arkwright/Halden Pictures shows the cup.", "He had two goals.", "", ""},
		{"HALDEN — Crowds came.", "It sang.", "HALDEN", ""},
		{"Tarvo Bank crews found the horses.", "Their owner helped.", "Tarvo", ""},
		// Several, of whom one is asked about and leads.
		{"Ines Dahl beat Tom Arkwright by nine votes.", "She had promised a bridge.", "Dahl", "She [Ines Dahl] had promised a bridge."},
		{"Ines Dahl beat Tom Arkwright by nine votes.", "He had promised a tunnel.", "Arkwright", ""},
		{"Ines Dahl beat Tom Arkwright by nine votes.", "She had promised a bridge.", "", ""},
		{"Ines Dahl beat Tom Arkwright by nine votes.", "She had promised a bridge.", "Dahl Arkwright", ""},
		{"A man was found by Tom Arkwright on the beach.", "He was dead.", "", ""},
		{"Tom Arkwright found a woman on the beach.", "She was dead.", "", ""},
		{"Ines Dahl's lawyer called the ruling a scandal.", "She had asked for a delay.", "", ""},
		{"Ines Dahl spoke first.", "She said that Dahl was not her name.", "", ""},
		{"The mayor resigned on Friday.", "She gave no reason.", "", ""},
		{"Halden flooded on Friday.", "She gave no reason.", "", ""},
		{"He praised Ines Dahl.", "He will leave in May.", "", ""},
		{"Its director, Ines Dahl, resigned.", "She gave no reason.", "", "She [Ines Dahl] gave no reason."},
		{"The driver hit Ines Dahl, a nurse.", "She gave no reason.", "", ""},
		// A thing or several, by a name that is asked about.
		{"The news agency Tarvo denied the report.", "It called the minister a liar.", "Tarvo", ""},
		{"The news agency TRV denied the report.", "It called the minister a liar.", "TRV", "It [TRV] called the minister a liar."},
		{"The Tarvo Bank denied the report.", "It called the minister a liar.", "Tarvo", "It [the Tarvo Bank] called the minister a liar."},
		{"The Tarvo Bank denied the report.", "It is said to be right.", "Tarvo", ""},
		{"The Tarvo Bank denied the report.", "It's late.", "Tarvo", ""},
		{"The news agency Tarvo denied the report.", "It called the minister a liar.", "", ""},
		{"Norvik Bank has six branches.", "Its chairman resigned.", "Norvik", "Its [Norvik Bank's] chairman resigned."},
		{"Guests come from all over.", "They drink tea.", "Guests", ""},
		{"Halden Town led at the break.", "They lost their captain and the match.", "Halden", ""},
		{"Ines Dahl named the ship.", "It sank in May.", "Dahl", ""},
		{"The ship sank off Halden in May.", "It lies at 40 metres.", "Halden", ""},
		{"Band announces a tour.", "They will play in May.", "Band", ""},
		{"Agency denies the report.", "It called the minister a liar.", "Agency", ""},
		// One word that only stands behind one that begins a sentence.
		{"But Lindqvist said no.", "He laughed.", "", "He [Lindqvist] laughed."},
		{"Even Rovers lost.", "He laughed.", "", ""},
		{"Only Tarvo closed.", "She laughed.", "", ""},
		{"While Norvik slept, it rained.", "He laughed.", "", ""},
		// What follows would make a link of the name.
		{"Ines Dahl sold the mill.", "She(https://evil.example/x) got 40 crowns.", "", ""},
		{"Ines Dahl sold the mill.", "She[a] got 40 crowns.", "", ""},
		{"Ines Dahl sold the mill.", "She: 40 crowns.", "", ""},
		{"Ines Dahl sold the mill.", "She (52) got 40 crowns.", "", "She [Ines Dahl] (52) got 40 crowns."},
		// None at all.
		{"Ines Dahl won.", "The vote was close.", "", ""},
		{"", "She won.", "", ""},
		{"Ines Dahl won.", "", "", ""},
	} {
		got := ""
		asked := func(s string) bool {
			for w := range strings.FieldsSeq(c.asked) {
				if strings.Contains(s, w) {
					return true
				}
			}
			return false
		}
		if n, ok := antecedent.Of(l, c.before, c.sentence, asked); ok {
			got = n.In(l, c.sentence)
		}
		if got != c.want {
			t.Errorf("%s %s (asked: %s): %q, want %q", c.before, c.sentence, c.asked, got, c.want)
		}
	}
}

// FuzzOf: whatever stands there, what is made of a sentence is that sentence with one name in brackets behind a word of it.
func FuzzOf(f *testing.F) {
	f.Add("Ines Dahl, a plumber from Halden, won.", "She had promised a bridge.")
	f.Add("“It wasn’t easy,” Lindqvist told the Tarvo Bank.", "Its chairman resigned.")
	f.Add("\xff“é\" Even R-Ulm/O'Lee", "When he’s")
	l := text.English()
	f.Fuzz(func(t *testing.T, before, sentence string) {
		antecedent.Leans(l, sentence)
		for _, asked := range []bool{false, true} {
			n, ok := antecedent.Of(l, before, sentence, func(string) bool { return asked })
			if !ok {
				continue
			}
			if n.End <= 0 || n.End > len(sentence) || n.Name == "" {
				t.Fatalf("%q, %q: %+v", before, sentence, n)
			}
			got := n.In(l, sentence)
			if !strings.HasPrefix(got, sentence[:n.End]+" ["+n.Name) || !strings.HasSuffix(got, "]"+sentence[n.End:]) {
				t.Fatalf("%q, %q: %q", before, sentence, got)
			}
		}
	})
}
