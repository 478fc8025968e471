package web

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// finding is a Desk on which every search finds the same.
type finding struct {
	fakeDesk
	hits  []desk.Result
	asked *bot.Question
}

func (f finding) Search(_ context.Context, q bot.Question, _, _ int) (desk.Results, error) {
	*f.asked = q
	return desk.Results{Hits: f.hits}, nil
}

func TestSearchPage(t *testing.T) {
	t.Parallel()
	hit := func(id, outlet string, label knowledge.Label, collection string) desk.Result {
		return desk.Result{Story: id, Title: "Title " + id, Outlet: outlet, Label: label, Collection: collection, Published: "2019-01-03", Start: 3, End: 9, Text: "It rained."}
	}
	hits := []desk.Result{hit("a", "Courier", "news", "city"), hit("b", "Courier", "opinion", "city"), hit("c", "Gazette", "news", ""), hit("d", "", "retracted", "world")}
	for query, want := range map[string]string{
		"":                                 "a b c d",
		"&outlet=Courier":                  "a b",
		"&outlet=Courier&label=opinion":    "b",
		"&label=news":                      "a c",
		"&collection=city&label=news":      "a",
		"&collection=none":                 "",
		"&outlet=Gazette&collection=world": "",
		"&outlet=&label=&collection=":      "a b c d",
		"&outlet=courier":                  "",
	} {
		asked := bot.Question{}
		s := &Server{Desk: finding{hits: hits, asked: &asked}, Shelf: fakeShelf{}}
		page, w := opened(t, s, "/search?q=rain&since=2019-01-02&until=2019-01-05"+query)
		var got, chosen []string
		for n := range page.Descendants() {
			attr := make(map[string]string)
			for _, a := range n.Attr {
				attr[a.Key] = a.Val
			}
			if n.Data == "a" && attr["class"] == "opens" {
				id, _, _ := strings.Cut(strings.TrimPrefix(attr["href"], "story/"), "?")
				got = append(got, id)
			}
			if _, ok := attr["selected"]; ok {
				chosen = append(chosen, attr["value"])
			}
		}
		if w.Code != 200 || strings.Join(got, " ") != want {
			t.Errorf("%q leaves %d %v, want %q", query, w.Code, got, want)
		}
		for part := range strings.SplitSeq(query, "&") {
			if _, value, _ := strings.Cut(part, "="); value != "" && !slices.Contains(chosen, value) {
				t.Errorf("%q: %v is chosen", query, chosen)
			}
		}
		for _, part := range []string{"Courier (2)", "news (2)", "opinion (1)", "world (1)", `value="2019-01-02"`} {
			if !strings.Contains(w.Body.String(), part) {
				t.Errorf("%q does not offer %q", query, part)
			}
		}
		if asked.Text != "rain" || asked.Since.Format("2006-01-02") != "2019-01-02" || asked.Until.Format("2006-01-02") != "2019-01-06" {
			t.Errorf("asked is %+v", asked)
		}
	}
}

// TestSearchPageIsText puts payloads into what is found and what is searched for.
func TestSearchPageIsText(t *testing.T) {
	t.Parallel()
	made := func(p string) *Server {
		asked := bot.Question{}
		return &Server{Desk: finding{asked: &asked, hits: []desk.Result{{Story: p, Title: p, Outlet: p, Label: knowledge.Label(p), Collection: p, Lang: p, Published: p, Text: p}}}}
	}
	plain, _ := opened(t, made("harmless"), "/search?q=nothing&outlet=harmless")
	want, _ := shape(plain)
	for _, p := range payloads(t) {
		page, w := opened(t, made(p), "/search?q=nothing&outlet="+escaped(p))
		tags, text := shape(page)
		if !slices.Equal(tags, want) || strings.Count(text, p) < 4 {
			t.Errorf("%q changes the page: %s", p, w.Body)
		}
	}
}

func escaped(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		b.WriteString("%" + string("0123456789ABCDEF"[c>>4]) + string("0123456789ABCDEF"[c&15]))
	}
	return b.String()
}

func TestMarked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ words, terms, in, want string }{
		{"coastguard", "", "The coastguard said so.", "The [coastguard] said so."},
		{"Ambassadors in Rome", "", "The ambassador left Rome.", "The [ambassador] left [Rome]."},
		{"die", "", "Nine died; nobody dies.", "Nine [died]; nobody [dies]."},
		{"went", "", "They go there.", "They [go] there."},
		{"the and of", "", "The end of it.", "The end of it."},
		{"fery", "ferri", "The ferry sank.", "The [ferry] sank."},
		{"rain", "", "Brain drain.", "Brain drain."},
		{"rain", "", "It was dry.", "It was dry."},
		{"rain-soaked", "", "A rain-soaked field", "A [rain]-[soaked] field"},
		{"大使", "", "日本大使は言う", "日本[大使]は言う"},
		{"1,200", "", "It cost 1200 dollars.", "It cost [1200] dollars."},
		{"café", "", "Two cafés.", "Two [cafés]."},
		{"", "", "It.", "It."},
	} {
		var got strings.Builder
		for _, r := range newMarker("en", c.words, strings.Fields(c.terms)).marked(c.in) {
			if r.Marked {
				got.WriteString("[" + r.Text + "]")
			} else {
				got.WriteString(r.Text)
			}
		}
		if got.String() != c.want {
			t.Errorf("%q marks %s, want %s", c.words, got.String(), c.want)
		}
	}
	m := newMarker("en", "rain", nil)
	for in, want := range map[string]string{
		"It rained. It snowed.": "It rained. It snowed.", "It snowed. It rained. It blew.": "… It rained. It blew.", "It snowed. It blew.": "It snowed. It blew.",
	} {
		if got := m.excerpt(in); got != want {
			t.Errorf("the excerpt is %q, want %q", got, want)
		}
	}
}

// TestChannelAboutAStory: the channel asks about one story alone; only what a page of the channel
// itself sends is asked at once.
func TestChannelAboutAStory(t *testing.T) {
	t.Parallel()
	h := (&Server{Desk: fakeDesk{}, Shelf: fakeShelf{story: knowledge.Story{ID: "a", Title: "A <b>"}}}).Handler()
	for _, c := range []struct {
		path, site string
		has, lacks string
	}{
		{"/", "", `<p id="about" hidden>`, "data-ask"},
		{"/?story=a", "", `<p id="about" data-story="a"><span dir="auto">Only about “A &lt;b&gt;”</span>`, "data-ask"},
		{"/?story=a&q=Who%3F%22", "same-origin", `value="Who?&#34;" data-ask>`, "hidden>Only"},
		{"/?story=a&q=Who", "cross-site", `value="Who">`, "data-ask"},
		{"/?q=Who", "none", `value="Who">`, "data-ask"},
		{"/?story=a", "same-origin", `value="">`, "data-ask"},
	} {
		r := get(c.path)
		r.Header.Set("Sec-Fetch-Site", c.site)
		if body := told(h, r).Body.String(); !strings.Contains(body, c.has) || strings.Contains(body, c.lacks) {
			t.Errorf("%s from %q lacks %s: %s", c.path, c.site, c.has, body)
		}
	}
}
