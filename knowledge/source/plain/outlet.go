package plain

import (
	"slices"
	"strings"
	"unicode"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// naming looks for the name of the outlet of a copied page.
type naming struct {
	*paste
	around []string // the lines that are not of the story
	small  map[string]bool
	makers []string // who made the site, and is not its outlet
	hosts  int      // how many lines are addresses of the web
	names  []*nameFound
}

// naming prepares the search for the outlet of a story of these lines.
func (p *paste) naming(story []string) *naming {
	n := &naming{paste: p, small: make(map[string]bool)}
	for _, l := range p.lines {
		for _, w := range strings.FieldsFunc(l, func(r rune) bool { return !unicode.IsLetter(r) }) {
			n.small[w] = true
		}
		if !slices.Contains(story, l) {
			n.around = append(n.around, l)
		}
	}
	hosts := make(map[string]bool)
	for _, l := range n.around {
		if at := p.lang.Lines.Maker.FindStringIndex(l); at != nil {
			n.makers = append(n.makers, n.leading(l[at[1]:]))
		}
		if isHost(l) {
			hosts[strings.ToLower(l)] = true
		}
	}
	n.hosts = len(hosts)
	return n
}

// outlet finds the outlet by what the lines around the story say; none, where they do not agree.
func (p *paste) outlet(s *knowledge.Story, title int, story []string) {
	if name := p.endOfTitle(s); name != "" {
		s.Outlet = name
		return
	}
	n := p.naming(story)
	n.owners()
	n.staff(s.Authors)
	n.single()
	n.besideByline(s.Authors, title)
	n.agree()
	best := &nameFound{}
	for _, f := range n.names {
		if f.better(best) {
			best = f
		}
	}
	s.Outlet = best.name
}

// endOfTitle is the outlet at the end of the title, where another line is only that; the title
// loses it.
func (p *paste) endOfTitle(s *knowledge.Story) string {
	for _, mark := range []string{" | ", " - ", " – ", " — "} {
		at := strings.LastIndex(s.Title, mark)
		if at < 0 || text.CountWords(s.Title[:at]) < menuWords {
			continue
		}
		name := s.Title[at+len(mark):]
		for _, l := range p.lines {
			if _, owner := copyrightLine(p.lang, l); Alike(l, name) || Alike(owner, name) {
				s.Title = s.Title[:at]
				return name
			}
		}
	}
	return ""
}

// add notes a clue to a name: the greatest of its kind, or their sum up to twice each.
func (n *naming) add(name string, c clue, weight float64) {
	name = strings.Trim(name, " .,;:|-–—!’'\"“”")
	if !n.mayBe(name) {
		return
	}
	i := slices.IndexFunc(n.names, func(f *nameFound) bool { return Letters(f.name) == Letters(name) })
	if i < 0 {
		i = len(n.names)
		n.names = append(n.names, &nameFound{name: name})
	}
	if w := &n.names[i].weight[c]; c == askingClue || c == offerClue {
		*w = min(*w+weight, 2*weight)
	} else {
		*w = max(*w, weight)
	}
}

// mayBe reports whether an outlet may have a name: it is no word that the page has in small
// letters, no service that all sites lead to, and no agency.
func (n *naming) mayBe(name string) bool {
	words := strings.Fields(name)
	letters := Letters(name)
	if len(words) == 0 || len(words) > mostName || len([]rune(letters)) < 2 || strings.ContainsAny(name, "@?!©/:") || strings.Trim(letters, "0123456789") == "" {
		return false
	}
	lines := &n.lang.Lines
	if n.lang.Lines.SmallWords[words[0]] || lines.Bidding.MatchString(name) || lines.Platform.MatchString(name) || lines.Platform.MatchString(words[len(words)-1]) || lines.Mine.MatchString(name) || lines.Yours.MatchString(name) || len(words) == 1 && lines.Agency.FindString(name) == name {
		return false
	}
	if slices.ContainsFunc(n.makers, func(maker string) bool { return begins(maker, name) }) {
		return false
	}
	return !slices.ContainsFunc([]string{name, strings.TrimRight(name, "s")}, func(w string) bool { return n.small[strings.ToLower(w)] && w != strings.ToLower(w) })
}

// owners notes the names of copyright lines.
func (n *naming) owners() {
	var owners []string
	firms := make(map[string]bool)
	for _, l := range n.around {
		if at := strings.Index(l, "©"); at > 0 && !isPictureLine(n.lang, l) && !strings.ContainsAny(l[:at], "(") && year.MatchString(l[at:]) {
			l = l[at:]
		}
		if ok, owner := copyrightLine(n.lang, l); ok && owner != "" && !slices.ContainsFunc(owners, func(o string) bool { return agrees(o, owner) }) {
			owners = append(owners, owner)
			form, _, _ := strings.Cut(strings.TrimLeft(l[strings.Index(l, owner)+len(owner):], ", "), " ")
			form = strings.TrimRight(form, ".,;")
			firms[owner] = n.lang.Lines.Company.MatchString(" "+form) || strings.HasPrefix(form, "&")
		}
	}
	for _, o := range owners {
		weight := namedOwner
		at := n.lang.Lines.Corporate.FindStringIndex(o)
		switch {
		case len(owners) > 1:
			weight = ownerOfTwo
		case at != nil || firms[o]:
			weight = firmOwner
		}
		n.add(o, ownerClue, weight)
		if at != nil {
			n.add(o[:at[0]], ownerClue, weight)
		}
		if len(owners) == 1 && !firms[o] && n.lang.Lines.Press.MatchString(o) && !n.lang.Lines.Agency.MatchString(o) {
			n.add(o, pressClue, likePress)
		}
	}
}

// staff notes the names of those for whom somebody writes.
func (n *naming) staff(authors []string) {
	for _, l := range n.paste.lines {
		m := n.lang.Lines.Staff.FindStringSubmatch(l)
		if m == nil || len(l) > mostAround {
			continue
		}
		if name := n.leading(m[1]); slices.ContainsFunc(authors, func(a string) bool { return strings.Contains(l, a) }) {
			n.add(name, staffClue, itsAuthor)
			n.add(name, bylineClue, itsByline)
		} else {
			n.add(name, staffClue, itsStaff)
		}
	}
}

// single notes the names that single lines tell.
func (n *naming) single() {
	for i, l := range n.around {
		if len(l) > 120 {
			continue
		}
		if at := n.lang.Lines.Itself.FindStringIndex(l); at != nil {
			words := strings.Fields(n.leading(l[at[1]:]))
			for j := range words {
				n.add(strings.Join(words[:j+1], " "), askingClue, eachAsking)
			}
		}
		if at := n.lang.Lines.Offers.FindStringIndex(l); at != nil && n.leading(l[:at[0]]) == l[:at[0]] {
			n.add(l[:at[0]], offerClue, eachOffer)
		}
		isHost := isHost(l)
		if isHost && n.hosts == 1 {
			n.add(l, hostClue, itsHost)
		}
		if !isHost && n.leading(l) != l {
			continue
		}
		if i < edgeLines {
			n.add(l, topClue, atEdge)
		}
		if i >= len(n.around)-edgeLines {
			weight := atEdge
			if Alike(l, n.around[0]) {
				weight = atBoth
			}
			n.add(l, bottomClue, weight)
		}
	}
}

// besideByline notes the names that stand beside who wrote the story.
func (n *naming) besideByline(authors []string, title int) {
	for _, l := range n.paste.lines[title+1 : n.metaEnd()] {
		if !n.tellsWho(l) {
			continue
		}
		for _, part := range strings.FieldsFunc(l, func(r rune) bool { return strings.ContainsRune("|,/•·", r) })[1:] {
			part = strings.TrimSpace(part)
			if n.leading(part) == part && !slices.Contains(authors, part) && byline(n.lang, part) == nil && !n.date(&knowledge.Story{}, part) {
				n.add(part, bylineClue, itsByline)
			}
		}
	}
}

// agree adds to each name what only agrees with it: parts of the owner's, addresses of
// the web, lines that begin with it, the story.
func (n *naming) agree() {
	names := slices.Clone(n.names)
	for _, f := range names {
		letters := Letters(withoutHost(f.name))
		for _, o := range names {
			if w := o.weight[ownerClue]; o != f && w > 0 && f.weight[ownerClue] == 0 && (begins(o.name, f.name) || begins(o.name, withoutArticle(withoutHost(f.name))) || begins(f.name, o.name)) {
				f.weight[ownerClue] = min(w, ownerPart)
			}
			if o != f && agrees(withoutHost(o.name), withoutHost(f.name)) {
				for c, w := range o.weight {
					f.weight[c] = max(f.weight[c], w)
				}
			}
		}
		has := make(map[string]bool)
		for _, l := range n.around {
			if m := host.FindStringSubmatch(l); m != nil && agrees(m[1], letters) && (n.hosts == 1 || !isHost(l)) {
				f.weight[hostClue] = itsHost
			}
			if len(l) < 60 && holds(l, f.name) && Letters(l) != letters && !n.isCopyright(l) {
				has[Letters(l)] = true
			}
		}
		switch {
		case len(has) >= 4 || len(has) >= 1 && f.weight[ownerClue] >= namedOwner:
			f.weight[linesClue] = manyLines
		case len(has) >= 2 || len(has) >= 1 && f.weight[ownerClue] >= firmOwner:
			f.weight[linesClue] = someLines
		}
	}
}

// isCopyright reports whether a line tells who owns the page.
func (n *naming) isCopyright(l string) bool {
	ok, _ := copyrightLine(n.lang, l)
	return ok || strings.Contains(l, "©")
}

// leading is the name that a text begins with: words with capitals, and small ones between them.
func (n *naming) leading(l string) string {
	words := strings.Fields(l)
	if len(words) > 1 && n.lang.Lines.SmallWords[words[0]] || len(words) > 1 && words[0] == strings.ToLower(words[0]) && len([]rune(words[0])) <= 3 {
		words = words[1:]
	}
	end := 0
	for i, w := range words {
		r := []rune(strings.TrimLeft(w, "“\"'‘("))
		if len(r) > 0 && (unicode.IsUpper(r[0]) || unicode.IsDigit(r[0]) || unicode.IsLetter(r[0]) && !unicode.IsLower(r[0])) || len(r) > 1 && unicode.IsUpper(r[1]) {
			end = i + 1
			if strings.HasSuffix(w, ".") || strings.HasSuffix(w, ",") || strings.HasSuffix(w, ":") {
				break
			}
			continue
		}
		if !n.lang.Lines.SmallWords[w] && w != "&" {
			break
		}
	}
	return strings.Join(words[:end], " ")
}
