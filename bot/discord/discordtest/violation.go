package discordtest

import (
	"fmt"
	"slices"
)

// Violation is something a careful bot must not do.
type Violation struct {
	Rule    string // "allowed_mentions", "openapi", "refused", ...
	Request string // method and path
	Detail  string
}

// String is the violation on one line.
func (v Violation) String() string { return fmt.Sprintf("%s: %s: %s", v.Rule, v.Request, v.Detail) }

func (s *Server) violate(c *call, rule, format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.breach(c, rule, format, args...)
}

// breach records a violation; the lock is held.
func (s *Server) breach(c *call, rule, format string, args ...any) {
	v := Violation{Rule: rule, Request: c.Method + " " + c.URL.Path, Detail: fmt.Sprintf(format, args...)}
	s.violations = append(s.violations, v)
	s.tell()
}

// Violations are all violations so far that nobody took.
func (s *Server) Violations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// TakeViolations gives the violations so far and forgets them.
func (s *Server) TakeViolations() []Violation {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := s.violations
	s.violations = nil
	return taken
}
