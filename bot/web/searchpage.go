package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge/text"
)

// How many stories a search of the page looks at, and of how many it shows a passage.
const (
	mostSearched = 200
	mostFound    = 30
)

// searchPage is a search and what it found. Its filter offers what there is among all that was found.
type searchPage struct {
	Words, Since, Until       string
	Outlet, Label, Collection choice
	Wrong                     string // why nothing was searched for
	Searched                  bool
	Found, Left               int // passages: all of them, and those that the filter leaves
	Hits                      []foundHit
}

// choice is what one field of the filter offers, and what is chosen of it; empty: all.
type choice struct {
	Chosen  string
	Options []option
}

// option is a value with the number of passages that have it.
type option struct {
	Value string
	Count int
}

// foundHit is a passage as the page shows it.
type foundHit struct {
	desk.Result
	Link    string
	Day     time.Time // zero: unknown
	Title   paragraph
	Excerpt paragraph
}

// searchFor serves the page of a search, which needs no script.
func (s *Server) searchFor(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	page := searchPage{Words: strings.TrimSpace(v.Get("q")), Since: v.Get("since"), Until: v.Get("until"),
		Outlet: choice{Chosen: v.Get("outlet")}, Label: choice{Chosen: v.Get("label")}, Collection: choice{Chosen: v.Get("collection")}}
	if page.Words == "" {
		s.show(w, r, http.StatusOK, "search.html", page)
		return
	}
	q, err := s.questionOf(&Ask{Question: page.Words, Since: page.Since, Until: page.Until}, w, r)
	if err != nil {
		page.Wrong = err.Error()
		s.show(w, r, http.StatusBadRequest, "search.html", page)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), s.patience())
	defer cancel()
	results, err := s.Desk.Search(ctx, q, mostSearched, 1)
	if err != nil {
		s.failWith(&response{w: w}, r, err)
		return
	}
	page.fill(results.Hits)
	s.show(w, r, http.StatusOK, "search.html", page)
}

// fill puts in what was found: what may be chosen of it, and what the choices leave.
func (p *searchPage) fill(hits []desk.Result) {
	p.Searched, p.Found = true, len(hits)
	p.Outlet.offer(hits, func(h *desk.Result) string { return h.Outlet })
	p.Label.offer(hits, func(h *desk.Result) string { return string(h.Label) })
	p.Collection.offer(hits, func(h *desk.Result) string { return h.Collection })
	for i := range hits {
		h := &hits[i]
		if !p.Outlet.allows(h.Outlet) || !p.Label.allows(string(h.Label)) || !p.Collection.allows(h.Collection) {
			continue
		}
		if p.Left++; p.Left <= mostFound {
			p.Hits = append(p.Hits, newFoundHit(h, p.Words))
		}
	}
}

// offer counts the values that the hits have.
func (c *choice) offer(hits []desk.Result, of func(*desk.Result) string) {
	counts := make(map[string]int)
	for i := range hits {
		if value := of(&hits[i]); value != "" {
			counts[value]++
		}
	}
	if c.Chosen != "" {
		counts[c.Chosen] += 0 // it stays to be seen, and to be taken back
	}
	for value, n := range counts {
		c.Options = append(c.Options, option{value, n})
	}
	slices.SortFunc(c.Options, func(a, b option) int {
		return cmp.Or(b.Count-a.Count, cmp.Compare(a.Value, b.Value))
	})
}

func (c *choice) allows(value string) bool { return c.Chosen == "" || c.Chosen == value }

func newFoundHit(h *desk.Result, words string) foundHit {
	found := foundHit{Result: *h, Link: storyLink(h.Story, "", h.Start, h.End)}
	found.Day, _ = time.Parse(time.DateOnly, h.Published) // zero where it is not known
	m := newMarker(h.Lang, words, h.Terms)
	found.Title, found.Excerpt = m.marked(h.Title), m.marked(m.excerpt(h.Text))
	return found
}

// marker marks the words by which a passage was found.
type marker struct {
	lang  *text.Language
	terms map[string]bool
}

// newMarker marks the words of a search, whatever their inflection, and the terms that matched in
// their place.
func newMarker(lang, words string, terms []string) marker {
	m := marker{text.Of(lang), make(map[string]bool)}
	for _, t := range terms {
		m.terms[t] = true
	}
	all := m.lang.Words(words)
	for i := range all {
		if !all[i].Stop() {
			m.terms[m.lang.Key(all[i].Norm)] = true
		}
	}
	return m
}

// marked cuts s around what is marked. Neighbours that are joined without a space are marked as one.
func (m marker) marked(s string) paragraph {
	var p paragraph
	at := 0
	all := m.lang.Words(s)
	for i := range all {
		w := &all[i]
		if !m.terms[m.lang.Key(w.Norm)] {
			continue
		}
		if last := len(p) - 1; last >= 0 && w.Start == at {
			p[last].Text += w.Of(s)
		} else {
			if w.Start > at {
				p = append(p, run{Text: s[at:w.Start]})
			}
			p = append(p, run{Text: w.Of(s), Marked: true})
		}
		at = w.End
	}
	if at < len(s) {
		p = append(p, run{Text: s[at:]})
	}
	return p
}

// excerpt is a passage from the sentence on in which the first word is marked.
func (m marker) excerpt(passage string) string {
	for i, span := range m.lang.Sentences(passage) {
		sentence := span.Of(passage)
		for _, w := range m.lang.Words(sentence) {
			if !m.terms[m.lang.Key(w.Norm)] {
				continue
			}
			if i == 0 {
				return passage
			}
			return "… " + passage[span.Start:]
		}
	}
	return passage
}
