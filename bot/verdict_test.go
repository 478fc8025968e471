package bot

import (
	"strings"
	"testing"
)

// TestVerdict: asked whether something is so, who has checked it goes before who says it; and what is told of another one
// of a name that a number tells apart does not stand first.
func TestVerdict(t *testing.T) {
	t.Parallel()
	const (
		check = "The Post | 2026-03-05 | Fact check: mayor of Moss bought no shares of Kaffa | “Mayor Ida Aas bought 9,000 shares of Kaffa a day before the law,” one user wrote in a post on Friday. The post was shared 400 times. // There is no evidence that Aas bought shares of Kaffa before the law. Her office said no such purchase took place."
		photo = "The Post | 2026-03-06 | Fact check: the shark in the street of Vik | A video shows a shark in a flooded street of Vik, users wrote after the storm. // The video is doctored: the shark in the street was cut from a film of 2011."
		year  = "The Star | 2026-03-07 | Kaffa earns less | Kaffa earned 5 million crowns and made a profit in the year. It was no record year for Kaffa, whose profit fell. Banks rate the profit of Kaffa as safe."
		rated = "The Post | 2026-03-06 | Fact check: Vik does not ban dogs | Vik has banned all dogs, a post says. // Based on what we found, we rate FALSE the claim that Vik has banned dogs."
		plain = "The Star | 2026-03-07 | Kaffa opens in Vik | Kaffa opened a shop in Vik on Friday. Its founder, Per Lund, cut the ribbon. There is no evidence of rats in the old mill, the town says."
		phone = "The Star | 2026-03-08 | What the Nordo 14 may bring | The Nordo 13 costs 799 crowns in shops. A price rise is likely, experts say. // The Nordo 14 costs 899 crowns."
		rover = "The Star | 2026-03-08 | Lander Tor II reaches the moon | Tor I landed on 3 May 2021 and sent one picture. // Tor II landed on the moon on 7 March 2026, the agency said."
	)
	for question, c := range map[string]struct{ story, want string }{ // what stands first
		"Is it true that Ida Aas bought shares of Kaffa?":           {check, "no evidence that Aas"},
		"did the mayor of moss buy shares of kaffa":                 {check, "no evidence that Aas"},
		"Did Ida Aas buy shares of Kaffa before the law?":           {check, "no evidence that Aas"},
		"How many shares of Kaffa did the post say Ida Aas bought?": {check, "9,000 shares"},
		"Was there a shark in the street of Vik?":                   {photo, "doctored"},
		"Is the video of the shark in Vik real?":                    {photo, "doctored"},
		"Did Kaffa make a profit in the year?":                      {year, "made a profit"},
		"Has Vik banned dogs?":                                      {rated, "we rate FALSE"},
		"Did Kaffa open a shop in Vik?":                             {plain, "opened a shop"},
		"What does the Nordo 14 cost?":                              {phone, "899 crowns"},
		"what does the nordo 14 cost":                               {phone, "899 crowns"},
		"What does the Nordo 13 cost?":                              {phone, "799 crowns"},
		"When did Tor II land?":                                     {rover, "7 March 2026"},
		"When did Tor I land?":                                      {rover, "3 May 2021"},
	} {
		s := newFew(t, c.story)
		a := ask(t, &Bot{Stories: s}, s, Question{Text: question})
		if first, _, _ := strings.Cut(a.Text, "[1]"); a.Mode != ModeExtract || !strings.Contains(first, c.want) {
			t.Errorf("%s: want %q: %s %.2f\n%s", question, c.want, a.Mode, a.Confidence, a.Text)
		}
	}
}
