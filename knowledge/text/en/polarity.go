package en

import "github.com/storybot/storybot/knowledge/text/lang"

// polarity is denying.
func polarity() lang.Polarity {
	return lang.Polarity{
		No:           "no",
		Not:          "not",
		Suffix:       "n't",
		Prefix:       "un",
		PrefixExempt: "under until unto unit uni uncle unless unk",
		Denials:      "not no never neither nor none nobody nothing nowhere without cannot can't won't n't nothing",
		Soft: `deny denied denies denying refuse refused refuses refusing fail failed fails failing failure reject rejected
			rejects rejecting unable unlikely decline declined declines declining lack lacked lacks lacking prevent
			prevented prevents avoid avoided avoids hardly barely scarcely rarely seldom few little less yet instead rather
			ruled dismissed dismiss dismisses halted stopped stop cancel cancelled canceled false untrue wrong absent
			missing impossible refusal denial nor neither against despite unless`,
		Only:      "only first last sole unclear unknown unspecified",
		NoExempt:  "doubt matter fewer sooner less more later earlier wonder no",
		NotExempt: "only just least necessarily not",
		Verbs: `denied denies deny denying refused refuses refuse refusing failed fails fail failing declined declines rejected
			rejects dismissed dismisses`,
		Links: "that to claims claim reports report suggestions any having being the he she it they his her",
	}
}
