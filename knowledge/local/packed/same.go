package packed

import "github.com/storybot/storybot/knowledge"

// Same keeps one copy of each string that many stories share.
type Same map[string]string

// Story makes a story share what others have, too.
func (m Same) Story(s *knowledge.Story) {
	for _, field := range []*string{&s.Outlet, &s.Collection, (*string)(&s.Label), &s.Lang, &s.Source} {
		if kept, ok := m[*field]; ok {
			*field = kept
		} else {
			m[*field] = *field
		}
	}
}
