package web

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestReadRobots(t *testing.T) {
	all := func(rules string) string { return "User-agent: *\n" + rules }
	for name, c := range map[string]struct {
		body, allowed, refused string // paths
	}{
		"nothing":              {"", "/ /a", ""},
		"a page":               {"<html><body>Disallow: /</body></html>", "/ /a", ""},
		"all":                  {all("Disallow: /"), "/robots.txt", "/ /a /a?b"},
		"an empty one":         {all("Disallow:"), "/ /a", ""},
		"a folder":             {all("Disallow: /private/"), "/ /private /public/private/", "/private/ /private/a"},
		"a beginning":          {all("Disallow: /fish"), "/Fish.asp /catfish /?id=fish", "/fish /fish.html /fish/salmon /fishheads /fish.php?id=a"},
		"a folder of any":      {all("Disallow: /fish*"), "/Fish.asp /catfish", "/fish /fish.html /fishheads/x"},
		"an ending":            {all("Disallow: /*.php$"), "/a.php?x /a.php5 /php", "/a.php /b/c.php"},
		"in the middle":        {all("Disallow: /*/print/*"), "/print/a /a/print", "/a/print/ /a/b/print/c"},
		"a query":              {all("Disallow: /*?"), "/a", "/a? /a?b /?x"},
		"the end":              {all("Disallow: /a$"), "/ab /a/", "/a"},
		"a dollar within":      {all("Disallow: /a$b"), "/a /a$c", "/a$b /a%24bc"},
		"stars":                {all("Disallow: /a**b"), "/a/ /b", "/ab /acb"},
		"the longest wins":     {all("Disallow: /a\nAllow: /a/b\nDisallow: /a/b/c"), "/b /a/b /a/b/d", "/a /a/c /a/b/c /a/b/cd"},
		"the order does not":   {all("Allow: /a/b\nDisallow: /a"), "/a/b", "/a /a/c"},
		"two as long":          {all("Disallow: /page\nAllow: /page"), "/page", ""},
		"a front page":         {all("Allow: /$\nDisallow: /"), "/", "/a /?b"},
		"escapes":              {all("Disallow: /a%3cd.html\nDisallow: /%7Ejoe/\nDisallow: /b%2fc"), "/b/c", "/a%3Cd.html /a%3cd.html /~joe/i.html /%7ejoe/ /b%2Fc"},
		"letters":              {all("Disallow: /ö\nDisallow: /%E3%83%84"), "/o", "/%C3%B6 /%c3%b6ffnen /ツ"},
		"our name":             {"User-agent: storybot\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/ /b", "/a"},
		"our name, capitals":   {"USER-AGENT: StoryBot/2.1\nDISALLOW: /a", "/b", "/a"},
		"another's name":       {"User-agent: story\nDisallow: /\nUser-agent: storybotx\nDisallow: /\nUser-agent: storybot-news\nDisallow: /", "/a", ""},
		"several names":        {"User-agent: other\nUser-agent: storybot\nUser-agent: third\nDisallow: /a", "/b", "/a"},
		"groups of one name":   {"User-agent: storybot\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: storybot\nDisallow: /b", "/c", "/a /b"},
		"named, without rules": {"User-agent: storybot\n\nUser-agent: *\nDisallow: /", "", "/a"}, // a list of names goes on over an empty line
		"others between":       {"User-agent: *\nSitemap: /s\nDisallow: /a\nHost: x\nDisallow: /b", "/c", "/a /b"},
		"before any name":      {"Disallow: /\nUser-agent: *\nDisallow: /a", "/b", "/a"},
		"remarks":              {all("Disallow: /a # not this\n# Disallow: /b\n#\nDisallow: /c"), "/b", "/a /c"},
		"no colon":             {"User-agent *\nDisallow /a", "/b", "/a"},
		"spaces":               {" User-agent : *\n\tDisallow :\t/a ", "/b", "/a"},
		"other line ends":      {"User-agent: *\rDisallow: /a\r\nDisallow: /b", "/c", "/a /b"},
		"a mark":               {"\ufeffUser-agent: *\nDisallow: /a", "/b", "/a"},
		"nonsense":             {"\x00\x01\nUser-agent: *\n::::\n%\nDisallow: /a\nCrawl-delay: soon", "/b", "/a"},
	} {
		says := readRobots([]byte(c.body))
		for _, path := range strings.Fields(c.allowed) {
			if !says.allows(path) {
				t.Errorf("%s: %s is refused", name, path)
			}
		}
		for _, path := range strings.Fields(c.refused) {
			if says.allows(path) {
				t.Errorf("%s: %s is allowed", name, path)
			}
		}
	}
	for body, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 3": 3 * time.Second, "User-agent: *\nCrawl-delay: 0.5": time.Second / 2, "User-agent: x\nCrawl-delay: 3": 0,
		"User-agent: *\nCrawl-delay: -1": 0, "User-agent: *\nCrawl-delay: 1e300": 0, "User-agent: *\nCrawl-delay: NaN": 0,
		"User-agent: *\nCrawl-delay: 9\nUser-agent: storybot\nCrawl-delay: 2": 2 * time.Second,
	} {
		if got := readRobots([]byte(body)).delay; got != want {
			t.Errorf("%q asks for %s, want %s", body, got, want)
		}
	}
}

// TestRobotsOfSites: what answers in the place of a robots.txt, and how much of a long one is read.
func TestRobotsOfSites(t *testing.T) {
	long := "User-agent: *\nDisallow: /a\n" + strings.Repeat("# "+strings.Repeat("x", 97)+"\n", 5100)
	fill := func(upTo int) string { return (long + long)[:upTo-1] + "\n" }
	for name, c := range map[string]struct {
		status   int
		encoding string
		body     string
		a, b     string // what keeps us from /a and from /b
	}{
		"rules":         {200, "", "User-agent: *\nDisallow: /a", "asks us not to", ""},
		"none":          {404, "", "", "", ""},
		"forbidden":     {403, "", "", "", ""},
		"not modified":  {304, "", "", "", ""},
		"down":          {503, "", "", "cannot be read", "cannot be read"},
		"packed":        {200, "gzip", packedBy(t, "gzip", "User-agent: *\nDisallow: /a"), "asks us not to", ""},
		"zstd":          {200, "zstd", "\x28\xb5\x2f\xfd", "packed by zstd", "packed by zstd"},
		"long":          {200, "", long + "Disallow: /b", "asks us not to", "asks us not to"},
		"cut in a rule": {200, "", fill(robotsBytes-len("Disallow: /")) + "Disallow: /b/private\nDisallow: /c", "asks us not to", ""},
		"one long line": {200, "", "User-agent: *" + strings.Repeat(" ", robotsBytes) + "\nDisallow: /b", "", ""},
		"longer":        {200, "", long + strings.Repeat("# "+strings.Repeat("x", 97)+"\n", 1000) + "Disallow: /b", "asks us not to", ""},
	} {
		f, _ := newCanary(t, http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
			if c.encoding != "" {
				out.Header().Set("Content-Encoding", c.encoding)
			}
			out.WriteHeader(c.status)
			_, _ = out.Write([]byte(c.body))
		}))
		for path, want := range map[string]string{"/a": c.a, "/b": c.b} {
			err := f.checkRobots(t.Context(), &url.URL{Scheme: "http", Host: "public.test", Path: path})
			if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %s: %v, want %q", name, path, err, want)
			}
		}
	}
}

// TestRobotsBombs: what a hostile robots.txt costs, in memory that stays and in time for each page.
func TestRobotsBombs(t *testing.T) {
	measured(t)
	many := strings.Repeat
	fill := func(line func(i int) string) string {
		var b strings.Builder
		b.WriteString("User-agent: *\n")
		for i := 0; b.Len() < robotsBytes; i++ {
			b.WriteString(line(i))
		}
		return b.String()[:robotsBytes]
	}
	path := "/" + many("a", 2000) + "/" + many("ab", 1000)
	for name, body := range map[string]string{
		"short rules":       fill(func(int) string { return "Allow:/\n" }),
		"patterns":          fill(func(i int) string { return fmt.Sprintf("Disallow: /*%d*a$\n", i) }),
		"stars":             fill(func(int) string { return "Disallow: /" + many("*a", 500) + "b$\n" }),
		"one line of stars": fill(func(int) string { return "Disallow: /" + many("*a", 300000) }),
		"one long line":     fill(func(int) string { return "Disallow: /" + many("a", 600000) }),
		"names":             fill(func(i int) string { return fmt.Sprintf("User-agent: storybot%d\n", i) }),
		"escapes":           fill(func(int) string { return "Disallow: /%c3%b6%2a\n" }),
		"zeros":             many("\x00", robotsBytes),
	} {
		p := newPoliteness(time.Nanosecond)
		memory, took := peak(t, func() {
			for i := range 10 {
				says := readRobots([]byte(body))
				for range 20 {
					says.allows(path)
				}
				p.remember(fmt.Sprintf("http://host%d.test", i), rules{robots: says})
			}
		})
		if memory > 64<<20 || took > 10*time.Second || p.robotsSize > mostRobots {
			t.Errorf("%s: +%d MB, %s, %d bytes are kept", name, memory>>20, took, p.robotsSize)
		}
		t.Logf("%s: ten hosts +%d MB, %s, %d kB are kept", name, memory>>20, took.Round(time.Millisecond), p.robotsSize>>10)
	}
}

// TestLongAddress: an address of a length that no server takes is nothing to match with rules.
func TestLongAddress(t *testing.T) {
	const where = "http://public.test/"
	for n, fine := range map[int]bool{10: true, mostAddress - 1: true, mostAddress: false, 1 << 20: false} {
		for _, address := range []string{where + strings.Repeat("a", n), where + "?" + strings.Repeat("a", n)} {
			f, _ := newCanary(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
			if _, err := f.get(t.Context(), address, mark{}, pageBytes); (err == nil) != fine || err != nil && len(err.Error()) > 100 {
				t.Errorf("%d bytes: %.200v", n, err)
			}
			list, err := readFeed([]byte(rss(wholeItem("One", address, "One is told."))), &url.URL{Scheme: "http", Host: "public.test"})
			if err != nil || len(list) != 1 || list[0].whole == nil || len(list[0].file) > len(address) || !fine && len(list[0].file) > 300 {
				t.Errorf("%d bytes: in a feed: %.200v, %v", n, list, err)
			}
		}
	}
}
