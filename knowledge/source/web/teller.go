package web

import (
	"net/url"
	"slices"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// teller is the host of the feed that is read, where an address is not of its site, and
// empty where it is: a site speaks for its own addresses only.
func (c *crawl) teller(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || len(c.tellers) == 0 || slices.ContainsFunc(c.tellers, func(host string) bool { return sameSite(host, u.Host) }) {
		return ""
	}
	return c.tellers[0]
}

// retells reports whether a feed has, itself, the text of an entry with another site's address.
func (c *crawl) retells(e *entry, had mark) bool {
	return (e.whole != nil || had.Full && e.hash == had.Entry) && c.teller(e.link) != ""
}

// attribute says whose a story is whose address is of another site than its feed. Where the
// feed itself has the text, it is that feed's telling: under an ID of its own it stands beside the
// story of the outlet whose address it carries, never in its place. Where the text is that of
// the page, the feed's name is not its outlet's.
func (c *crawl) attribute(e *entry, s *knowledge.Story, ofFeed bool) {
	host := c.teller(s.URL)
	switch {
	case host == "":
	case ofFeed:
		s.ID = knowledge.StoryID(host + "/" + s.URL)
		s.Outlet = toldBy(plain.First(s.Outlet, e.said.Outlet), host)
	default:
		e.said.Outlet = plain.First(c.options.Outlet, hostIn(s.URL))
	}
}

// toldBy names an outlet and the host that tells of it.
func toldBy(outlet, host string) string {
	if outlet == "" {
		return "as told by " + host
	}
	return outlet + ", as told by " + host
}

// hostIn is the host of an address; empty where it has none.
func hostIn(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
