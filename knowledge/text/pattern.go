package text

import (
	"regexp"
	"sync"
)

// Pattern is a regular expression that is made when it is first needed: making
// all those of a language would hold up every start. Its methods do what those
// of [regexp.Regexp] do by the same name.
type Pattern struct {
	source string
	once   sync.Once
	made   *regexp.Regexp
}

// patternOf is the pattern of that source; nil for an empty one, which would
// match anything.
func patternOf(source string) *Pattern {
	if source == "" {
		return nil
	}
	return &Pattern{source: source}
}

// Regexp returns the regular expression. It panics where the language's pattern
// is none.
func (p *Pattern) Regexp() *regexp.Regexp {
	p.once.Do(func() { p.made = regexp.MustCompile(p.source) })
	return p.made
}

// MatchString reports whether s has a match.
func (p *Pattern) MatchString(s string) bool { return p.Regexp().MatchString(s) }

// FindString returns the first match, or "".
func (p *Pattern) FindString(s string) string { return p.Regexp().FindString(s) }

// FindStringIndex returns where the first match is, or nil.
func (p *Pattern) FindStringIndex(s string) []int { return p.Regexp().FindStringIndex(s) }

// FindStringSubmatch returns the first match and its groups, or nil.
func (p *Pattern) FindStringSubmatch(s string) []string { return p.Regexp().FindStringSubmatch(s) }

// FindStringSubmatchIndex returns where the first match and its groups are, or nil.
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	return p.Regexp().FindStringSubmatchIndex(s)
}

// FindAllStringSubmatch returns up to n matches and their groups.
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.Regexp().FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex returns where up to n matches and their groups are.
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.Regexp().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString replaces each match, in which $1 stands for the first group.
func (p *Pattern) ReplaceAllString(s, by string) string { return p.Regexp().ReplaceAllString(s, by) }

// ReplaceAllStringFunc replaces each match by what by makes of it.
func (p *Pattern) ReplaceAllStringFunc(s string, by func(string) string) string {
	return p.Regexp().ReplaceAllStringFunc(s, by)
}
