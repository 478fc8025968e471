package bot

import "github.com/storybot/storybot/knowledge"

// confidence tells from 0 to 1 how sure it is that the evidence answers.
func (p *plan) confidence(e *evidence, found knowledge.Found) float64 {
	return answerable(p.asked, e.lines, e.ranked)
}
