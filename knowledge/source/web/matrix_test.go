package web

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"code.dny.dev/ssrf"

	"github.com/storybot/storybot/knowledge/source/plain"
)

// lures is a public site that answers as a test has written: a path, or a path
// with its host, to what is there.
type lures map[string]lure

type lure struct {
	to, kind, body string
	header         [2]string // one more
}

func (l lures) ServeHTTP(out http.ResponseWriter, in *http.Request) {
	out.Header().Set("Connection", "close")
	a, ok := l[in.URL.Path]
	switch {
	case !ok:
		http.NotFound(out, in)
	case a.to != "":
		http.Redirect(out, in, a.to, http.StatusFound)
	default:
		out.Header().Set("Content-Type", plain.First(a.kind, "text/html; charset=utf-8"))
		if a.header[0] != "" {
			out.Header().Set(a.header[0], a.header[1])
		}
		_, _ = out.Write([]byte(a.body))
	}
}

// way is a way in which a stranger may lead us to a target, an address like
// "http://10.0.0.1/x". Names that lead to the target's host are in.public.test,
// and rebound.test, which has a public address when it is asked for first.
type way struct {
	group    string // one of the nine
	where    string // the source; empty: the target itself
	loads    int    // so many; zero: 1
	site     func(target string) lures
	byName   bool // the target is led to by a name: it may be anything that a name is resolved to
	followed bool // it is a way that is followed where it leads to a public address
}

const (
	named   = "http://in.public.test/x"
	isFeed  = "application/rss+xml"
	isMap   = "application/xml"
	luredTo = "The bridge is closed, the city said."
)

// ways are all of them.
func ways() map[string]way {
	at := func(path, kind, body string) func(string) lures {
		return func(target string) lures {
			return lures{path: {kind: kind, body: strings.ReplaceAll(body, "TARGET", target)}}
		}
	}
	led := func(at string) func(string) lures {
		return func(target string) lures {
			return lures{"/feed": {kind: isFeed, body: rss(teaser("A", "http://public.test/a"))}, "/a": {body: article("A", luredTo, "")}, at: {to: target}, "/b": {to: "/c"}, "/c": {to: target}}
		}
	}
	page := func(head string) func(string) lures { return at("/a", "", article("A", luredTo, head)) }
	const feed, list, one = "http://public.test/feed", "http://public.test/sitemap.xml", "http://public.test/a"
	return map[string]way{
		"direct":                           {group: "direct", followed: true},
		"redirect of a page":               {group: "redirect", where: one, site: led("/a"), followed: true},
		"redirect after a redirect":        {group: "redirect", where: "http://public.test/b", site: led("/x"), followed: true},
		"redirect of a feed's page":        {group: "redirect", where: feed, site: led("/a"), followed: true},
		"redirect of a feed":               {group: "redirect", where: feed, site: led("/feed"), followed: true},
		"a source's own name":              {group: "DNS answer", where: named, byName: true, followed: true},
		"a name in a feed":                 {group: "DNS answer", where: feed, site: at("/feed", isFeed, rss(teaser("A", named))), byName: true, followed: true},
		"rebinding of a page":              {group: "rebinding", where: "http://rebound.test/a", loads: 2, site: page(""), byName: true, followed: true},
		"rebinding amid a feed":            {group: "rebinding", where: "http://rebound.test/feed", site: at("/feed", isFeed, rss(teaser("A", "http://rebound.test/a"))), byName: true, followed: true},
		"RSS item":                         {group: "feed item", where: feed, site: at("/feed", isFeed, rss(teaser("A", "TARGET"))), followed: true},
		"RSS guid, source, comments":       {group: "feed item", where: feed, site: at("/feed", isFeed, rss("<item><title>A</title><guid isPermaLink='true'>TARGET</guid><source url='TARGET'>A</source><comments>TARGET</comments><description>Said.</description></item>"))},
		"RSS channel":                      {group: "feed item", where: feed, site: at("/feed", isFeed, strings.Replace(rss(teaser("A", "http://public.test/a")), "<channel>", "<channel><link>TARGET</link><docs>TARGET</docs><image><url>TARGET</url></image><cloud domain='127.0.0.1' port='80'/>", 1))},
		"Atom link":                        {group: "feed item", where: feed, site: at("/feed", "application/atom+xml", `<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>A</title><link href="TARGET"/></entry></feed>`), followed: true},
		"Atom id, self, next, hub":         {group: "feed item", where: feed, site: at("/feed", "application/atom+xml", `<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><link rel="self" href="TARGET"/><link rel="next" href="TARGET"/><link rel="hub" href="TARGET"/><entry><id>TARGET</id><title>A</title><content src="TARGET"/></entry></feed>`)},
		"JSON feed item":                   {group: "feed item", where: feed, site: at("/feed", "application/feed+json", `{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{"id":"1","title":"A","url":"TARGET","image":"TARGET"}]}`), followed: true},
		"JSON feed's own links":            {group: "feed item", where: feed, site: at("/feed", "application/feed+json", `{"version":"https://jsonfeed.org/version/1.1","title":"F","home_page_url":"TARGET","feed_url":"TARGET","next_url":"TARGET","icon":"TARGET","items":[{"id":"1","title":"A","url":"http://public.test/a"}]}`)},
		"RSS enclosure":                    {group: "enclosure", where: feed, site: at("/feed", isFeed, rss("<item><title>A</title><guid>1</guid><description>Said.</description><enclosure url='TARGET' type='text/html' length='9'/></item>"))},
		"RSS media":                        {group: "enclosure", where: feed, site: at("/feed", isFeed, rss("<item xmlns:media='http://search.yahoo.com/mrss/'><title>A</title><guid>1</guid><description>Said.</description><media:content url='TARGET'/><media:thumbnail url='TARGET'/></item>"))},
		"Atom enclosure":                   {group: "enclosure", where: feed, site: at("/feed", "application/atom+xml", `<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><id>1</id><title>A</title><link rel="enclosure" href="TARGET"/><content>Said.</content></entry></feed>`)},
		"JSON attachment":                  {group: "enclosure", where: feed, site: at("/feed", "application/feed+json", `{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{"id":"1","title":"A","content_text":"Said.","attachments":[{"url":"TARGET","mime_type":"text/html"}]}]}`)},
		"sitemap entry":                    {group: "sitemap", where: list, site: at("/sitemap.xml", isMap, "<urlset><url><loc>TARGET</loc></url></urlset>")},
		"sitemap entry of its site":        {group: "sitemap", where: list, site: at("/sitemap.xml", isMap, "<urlset><url><loc>"+named+"</loc></url></urlset>"), byName: true, followed: true},
		"sitemap index":                    {group: "sitemap", where: list, site: at("/sitemap.xml", isMap, "<sitemapindex><sitemap><loc>TARGET</loc></sitemap></sitemapindex>")},
		"sitemap index of its site":        {group: "sitemap", where: list, site: at("/sitemap.xml", isMap, "<sitemapindex><sitemap><loc>"+named+"</loc></sitemap></sitemapindex>"), byName: true, followed: true},
		"news sitemap, images, alternates": {group: "sitemap", where: list, site: at("/sitemap.xml", isMap, `<urlset xmlns:news="n" xmlns:image="i" xmlns:xhtml="x"><url><loc>TARGET</loc><news:news><news:title>A</news:title></news:news><image:image><image:loc>TARGET</image:loc></image:image><xhtml:link rel="alternate" href="TARGET"/></url></urlset>`)},
		"sitemap that leads on":            {group: "sitemap", where: list, site: led("/sitemap.xml"), followed: true},
		"rel=canonical":                    {group: "canonical", where: one, site: page(`<link rel="canonical" href="TARGET"><meta property="og:url" content="TARGET">`)},
		"rel=amphtml, alternate":           {group: "canonical", where: one, site: page(`<link rel="amphtml" href="TARGET"><link rel="alternate" href="TARGET"><link rel="prefetch" href="TARGET"><link rel="stylesheet" href="TARGET">`)},
		"base, refresh, frames":            {group: "canonical", where: one, site: page(`<base href="TARGET"><meta http-equiv="refresh" content="0; url=TARGET"></head><body><iframe src="TARGET"></iframe><img src="TARGET"><script src="TARGET"></script>`)},
		"JSON-LD":                          {group: "canonical", where: one, site: page(`<script type="application/ld+json">{"@context":"TARGET","@id":"TARGET","@type":"NewsArticle","headline":"A","url":"TARGET","mainEntityOfPage":{"@id":"TARGET"}}</script>`)},
		"Link header": {group: "canonical", where: one, site: func(target string) lures {
			return lures{"/a": {body: article("A", luredTo, ""), header: [2]string{"Link", "<" + target + `>; rel="canonical", <` + target + `>; rel="preload"`}}}
		}},
		"Refresh header": {group: "canonical", where: one, site: func(target string) lures {
			return lures{"/a": {body: article("A", luredTo, ""), header: [2]string{"Refresh", "0; url=" + target}}}
		}},
		"Location header without a redirect": {group: "canonical", where: one, site: func(target string) lures {
			return lures{"/a": {body: article("A", luredTo, ""), header: [2]string{"Content-Location", target}}}
		}},
		"robots.txt of a private host": {group: "robots.txt", where: feed, site: at("/feed", isFeed, rss(teaser("A", named))), byName: true, followed: true},
		"robots.txt that leads on":     {group: "robots.txt", where: feed, site: led("/robots.txt"), followed: true},
		"robots.txt, its sitemap": {group: "robots.txt", where: feed, site: func(target string) lures {
			l := led("/x")(target)
			l["/robots.txt"] = lure{kind: "text/plain", body: "User-agent: *\nAllow: /\nSitemap: " + target + "\nHost: " + target}
			return l
		}},
	}
}

// privateNames are hosts that some resolvers, or libraries, take for a private address.
func privateNames() []string {
	return append(spelled(), "localhost.localdomain", "ip6-localhost", "a.localhost", "metadata.google.internal", "metadata", "instance-data.ec2.internal", "kubernetes.default.svc", "host.docker.internal",
		"127.0.0.1.nip.test", "0x7f.0.0.1", "0177.1", "00000177.0.0.1", "0x7f000001.", "127.000.000.001", "10.1", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376",
		"１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "ｌｏｃａｌｈｏｓｔ", "[0:0:0:0:0:ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::1%25lo]", "[0000::1]")
}

// hostOf writes an address as the host of a URL.
func hostOf(a string) string {
	if strings.Contains(a, ":") && !strings.HasPrefix(a, "[") {
		return "[" + strings.ReplaceAll(a, "%", "%25") + "]"
	}
	return a
}

// tried is what became of one way.
type tried struct {
	loads, refused int
	leaked         []string
	caught         int32 // requests that came to the canary
}

// try takes one way to all targets. open takes the guard away.
func (w *way) try(t *testing.T, targets []string, open bool) (got tried) {
	t.Helper()
	var caught atomic.Int32
	trap := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
		caught.Add(1)
		_, _ = out.Write([]byte(article("Secret", "The canary sings, it says.", "")))
	}))
	defer trap.Close()
	var site atomic.Pointer[lures]
	_, c := newCanary(t, http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) { site.Load().ServeHTTP(out, in) }))
	c.trap = strings.TrimPrefix(trap.URL, "http://")
	for _, target := range targets {
		address := "127.0.0.1" // of any other name
		if ip, err := netip.ParseAddr(target); err == nil {
			address = ip.String()
		}
		c.others = address
		asked := 0
		c.names["rebound.test"] = func(int) []string {
			if asked++; asked == 1 {
				return []string{publicIP}
			}
			return []string{address}
		}
		for _, scheme := range []string{"http://", "https://"} {
			if open && scheme == "https://" {
				continue // the canary speaks http only
			}
			asked = 0
			to := scheme + hostOf(target) + "/x"
			here := lures{}
			if w.site != nil {
				here = w.site(to)
			}
			site.Store(&here)
			got.loads++
			if w.load(t, c, plain.First(w.where, to), open) {
				got.refused++
			}
		}
	}
	got.leaked, got.caught = c.leaked, caught.Load()
	return got
}

// load loads a source as often as the way has it, and reports whether anything failed.
func (w *way) load(t *testing.T, c *canary, where string, open bool) (refused bool) {
	t.Helper()
	o, err := New(where, Options{Pace: time.Nanosecond})
	if err != nil {
		return true
	}
	c.into(t, o.fetcher)
	o.recheckAfter = 0
	if open {
		o.fetcher.guard.public = ssrf.New(ssrf.WithAllowedV4Prefixes(netip.MustParsePrefix("0.0.0.0/0")), ssrf.WithAllowedV6Prefixes(netip.MustParsePrefix("::/0")))
	}
	for range max(w.loads, 1) {
		for item := range o.Read(t.Context(), nil) {
			refused = refused || item.Err != nil
			if item.Story == nil {
				continue
			}
			if u, err := url.Parse(item.Story.URL); err != nil || !open && u.Host != "" && !strings.HasSuffix(u.Host, "public.test") && u.Host != "rebound.test" {
				t.Errorf("a story has the address %s", item.Story.URL)
			}
			if !open && strings.Contains(item.Story.Text, "canary") {
				t.Errorf("%s told %q", where, item.Story.Text)
			}
		}
	}
	return refused
}

// TestMatrix takes every way to every target: with the guard, nothing is ever
// connected to. Unless STORYBOT_KILLS is set, as .ci/run does, each way is taken to a
// third of the targets, to other ones than the way before.
func TestMatrix(t *testing.T) {
	measured(t)
	byAddress := append(closed(), privateNames()...)
	total, connections := 0, 0
	groups, all := map[string]bool{}, ways()
	for nth, name := range slices.Sorted(maps.Keys(all)) {
		w, targets := all[name], byAddress
		if w.byName {
			targets = closed()
		}
		if os.Getenv("STORYBOT_KILLS") == "" {
			targets = third(targets, nth%3)
		}
		got := w.try(t, targets, false)
		total, connections, groups[w.group] = total+got.loads, connections+len(got.leaked)+int(got.caught), true
		if len(got.leaked) > 0 || got.caught > 0 {
			t.Errorf("%s: %d connections, to %q", name, len(got.leaked), got.leaked[:min(len(got.leaked), 5)])
		}
		if w.followed && got.refused != got.loads {
			t.Errorf("%s: only %d of %d were refused by name", name, got.refused, got.loads)
		}
		t.Logf("%-36s %-10s %d targets, %d loads, %d refused by name, %d connections", name, w.group, len(targets), got.loads, got.refused, len(got.leaked))
	}
	if len(groups) != 9 || len(byAddress) < 150 {
		t.Errorf("%d ways and %d targets", len(groups), len(byAddress))
	}
	t.Logf("%d targets x %d ways of %d kinds: %d requests, %d connections", len(byAddress), len(all), len(groups), total, connections)
}

// third is the first, second or last of three parts of a list, spread over it.
func third(list []string, n int) (part []string) {
	for i := n; i < len(list); i += 3 {
		part = append(part, list[i])
	}
	return part
}

// TestMatrixIsThere takes the guard away: each way that is followed comes to the
// canary then, and each that is not does not. So TestMatrix tries what it says.
func TestMatrixIsThere(t *testing.T) {
	for name, w := range ways() {
		got := w.try(t, []string{"127.0.0.1", "10.0.0.1", "fd00::1", "169.254.169.254"}, true)
		if reached := got.caught > 0; reached != w.followed || reached && int(got.caught) < got.loads {
			t.Errorf("%s: without a guard %d loads come to the canary %d times (%q), followed: %v", name, got.loads, got.caught, got.leaked, w.followed)
		}
	}
}
