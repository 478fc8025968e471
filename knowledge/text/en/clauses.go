package en

import "github.com/storybot/storybot/knowledge/text/lang"

// clauses is how clauses are joined.
func clauses() lang.Clauses {
	return lang.Clauses{
		Relative: "who which",
		Begin: `when how that because if after before while as since although though whether until unless what why where who
			which but`,
		That:   "that",
		Turns:  "by from",
		Causes: "because due driven caused forced stemming stems attributed owing amid thanks blamed",
		And:    "and or",
		Joints: "by of and or with from in at on as for to against who whom which that is was are were been be between",
	}
}
