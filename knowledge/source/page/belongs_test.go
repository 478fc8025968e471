package page

import (
	"strings"
	"testing"
)

// TestRightText: the text is what belongs to the headline, all of it and nothing else.
func TestRightText(t *testing.T) {
	const (
		a      = "<p>The council of Norton voted on Monday to build a tram from the harbour to the hospital.</p>"
		b      = "<p>It will cost 40 million crowns, the mayor said, of which the state pays a half.</p>"
		c      = "<p>Work begins in March, and the first tram is to run two years later.</p>"
		d      = "<p>Shopkeepers along the line fear for their trade, and want the street to stay open.</p>"
		others = "<p>A storm has torn the roof off the market hall of Sandal, the fire brigade said on Tuesday.</p><p>Nobody was hurt, because the market had closed an hour before, a spokesman said in the evening.</p><p>The hall was built in 1911 and had been repaired at great cost only last year.</p>"
	)
	long := strings.Repeat(others, 4)
	for name, test := range map[string]struct {
		body        string
		holds, lack []string
	}{
		"a longer story follows":        {"<main><article><h1>Tram for Norton</h1>" + a + b + "</article><article><h1>Storm in Sandal</h1>" + long + "</article></main>", []string{"voted on Monday", "40 million"}, []string{"storm", "1911"}},
		"it follows in divs":            {"<div><div class=story><h1>Tram for Norton</h1><div>" + a + b + "</div></div><div class=story><h1>Storm in Sandal</h1><div>" + long + "</div></div></div>", []string{"voted on Monday", "40 million"}, []string{"storm", "1911"}},
		"it follows under a lesser one": {"<main><article><header><h1>Tram for Norton</h1></header>" + a + b + "</article><article><h2><a href=/2>Storm in Sandal</a></h2>" + long + "</article></main>", []string{"voted on Monday"}, []string{"storm"}},
		"parts with headings":           {"<main><article><h1>Tram for Norton</h1>" + a + "<section><h2>The cost</h2>" + b + "</section><section><h2>The time</h2>" + c + d + "</section></article></main>", []string{"voted on Monday", "40 million", "Work begins", "Shopkeepers"}, nil},
		"a dialog that is longer":       {"<main><article><h1>Tram for Norton</h1>" + a + b + "</article></main><div role=dialog aria-label=Privacy>" + long + "</div>", []string{"voted on Monday"}, []string{"storm"}},
		"a layer for consent":           {"<div id=cookie-banner class=cmp><div>" + long + "</div></div><main><article><h1>Tram for Norton</h1>" + a + b + "</article></main>", []string{"voted on Monday"}, []string{"storm"}},
		"a dialog beside mere lines":    {"<div><h1>Tram for Norton</h1>" + a + b + "</div><div aria-modal=true>" + long + "</div>", []string{"voted on Monday"}, []string{"storm"}},
		"a layer beside mere lines":     {"<div><h1>Tram for Norton</h1>" + a + b + "</div><div id=onetrust-consent-sdk>" + long + "</div>", []string{"voted on Monday"}, []string{"storm"}},
		"longer comments":               {"<main><article><h1>Tram for Norton</h1>" + a + b + "</article></main><div id=discussion><h3>What others say</h3>" + long + "</div>", []string{"voted on Monday", "40 million"}, []string{"storm"}},
		"an advertisement between":      {"<article><h1>Tram for Norton</h1><div class=text>" + a + b + "</div><div class=ad>Advertisement</div><div class=text>" + c + d + "</div></article>", []string{"40 million", "Work begins", "Shopkeepers"}, []string{"Advertisement"}},
		"the headline between":          {"<article><h1>Tram for Norton</h1>" + a + b + "<div><h2>Tram for Norton</h2></div>" + c + d + "</article>", []string{"voted on Monday", "40 million", "Work begins"}, nil},
		"a line of advertising":         {"<article><h1>Tram for Norton</h1>" + a + b + "<p>Advertisement</p><p>Story continues below advertisement</p>" + c + d + "</article>", []string{"40 million", "Work begins"}, []string{"dvertisement"}},
		"links between":                 {"<article><h1>Tram for Norton</h1>" + a + b + "<div class=related><h3>More on trams</h3><ul><li><a href=/1>How the old tram of Norton was closed in 1962</a></li></ul></div>" + c + d + "</article>", []string{"40 million", "Work begins", "Shopkeepers"}, []string{"1962"}},
		"a call between":                {"<article><h1>Tram for Norton</h1>" + a + b + "<p>Sign up for our morning newsletter.</p>" + c + d + "</article>", []string{"40 million", "Work begins"}, []string{"newsletter"}},
		"a call for money below":        {"<article><h1>Tram for Norton</h1>" + a + b + c + d + "<div><h3>Support The Lamp</h3><p>Our newsroom is funded by readers. If you can, we ask you to make a donation today.</p></div></article>", []string{"Shopkeepers"}, []string{"funded", "Support"}},
		"a call for comments below":     {"<article><h1>Tram for Norton</h1>" + a + b + c + d + "<p>Be the first to comment on this story</p></article>", []string{"Shopkeepers"}, []string{"first to comment"}},
		"a donation by its markup":      {"<article><h1>Tram for Norton</h1>" + a + b + c + d + "<div class=donation-box><p>Seit 1990 berichten wir aus Norton, und das soll so bleiben.</p></div></article>", []string{"Shopkeepers"}, []string{"berichten"}},
		"parts of one line":             {"<article><h1>Tram for Norton</h1><div><span>The council voted for the tram.</span><span>It will cost 40 million.</span><span>“Good,” said the mayor.</span></div>" + a + b + "</article>", []string{"tram. It will", "million. “Good"}, nil},
		"what is set in one word":       {"<article><h1>Tram for Norton</h1><p>The e<b>Bus</b> of the U.<b>S.</b> firm, <span>N</span><span>orton</span>Tram, costs <i>40</i><i>m</i> and runs on H<sub>2</sub>O, the council of Norton said.</p>" + b + "</article>", []string{"The eBus of the U.S. firm, NortonTram, costs 40m and runs on H2O"}, nil},
		"it follows within":             {"<main><article><h1>Tram for Norton</h1>" + a + b + "<div class=infinite><div class=post><h1>Storm in Sandal</h1>" + long + "</div></div></article></main>", []string{"voted on Monday", "40 million"}, []string{"storm", "1911"}},
		"parts that begin with a first": {"<main><article><h1>Tram for Norton</h1>" + a + "<section><h1>The cost</h1>" + b + "</section><section><h1>The time</h1>" + c + d + "</section></article></main>", []string{"voted on Monday", "40 million", "Work begins", "Shopkeepers"}, nil},
		"another stands above":          {"<div><div class=story><h2>Storm in Sandal</h2>" + others + "</div><div class=story><h1>Tram for Norton</h1>" + a + b + "</div></div>", []string{"voted on Monday", "40 million"}, []string{"storm", "1911"}},
		"what to read next":             {"<article><h1>Tram for Norton</h1>" + a + b + c + d + "<section class=read-next><h2>Read next</h2><h3>Storm in Sandal</h3><p>A storm has torn the roof off the market hall.</p></section></article>", []string{"Shopkeepers"}, []string{"storm"}},
		"a field for an address":        {"<article><h1>Tram for Norton</h1>" + a + b + "<div class=x1><h3>The morning, explained</h3><p>All that matters, at seven.</p><form><input type=email><button>Go</button></form></div>" + c + d + "</article>", []string{"40 million", "Work begins"}, []string{"explained", "at seven"}},
		"a box that asks":               {"<article><h1>Tram for Norton</h1>" + a + b + c + d + "<div><h2>Before you go</h2><p>The Lamp belongs to no company. If you value independent journalism, think of a gift. It takes a minute.</p><a href=/give>Give</a></div></article>", []string{"Shopkeepers"}, []string{"no company", "a minute"}},
		"a box for members":             {"<article><h1>Tram for Norton</h1>" + a + b + c + d + "<section><h3>Norton needs you</h3><p>If you like what we do, become a member today. It costs less than a cup of tea.</p><a href=/join>Join</a></section></article>", []string{"Shopkeepers"}, []string{"member", "tea"}},
		"who wrote it":                  {"<article><h1>Tram for Norton</h1>" + a + b + c + d + "<div class=w><img src=a.jpg><p>Ann Lee covers the harbour. Reach her at ann@lamp.example.</p></div></article>", []string{"Shopkeepers"}, []string{"Reach"}},
		"a bar for cookies":             {"<article><h1>Tram for Norton</h1>" + a + b + "</article><div class=cc-window><span>Diese Website verwendet Cookies, damit sie gut läuft.</span><a>OK</a></div>", []string{"40 million"}, []string{"Cookies"}},
		"a box that tells":              {"<article><h1>Tram for Norton</h1>" + a + b + "<div class=facts><h3>The tram</h3><p>It has nine stops and runs every ten minutes.</p><a href=/map>A map</a></div>" + c + d + "</article>", []string{"nine stops", "Work begins"}, nil},
		"a call in German":              {"<article><h1>Tram for Norton</h1>" + a + b + "<p>Folgen Sie uns auch in unserem WhatsApp-Kanal</p>" + c + d + "</article>", []string{"40 million", "Work begins"}, []string{"WhatsApp"}},
		"a count of pictures":           {"<article><h1>Tram for Norton</h1>" + a + b + "<div><p>Photo 1 of 6</p><p>Photo 2 of 6</p></div>" + c + d + "</article>", []string{"40 million", "Work begins"}, []string{"Photo"}},
		"lines beside their blocks":     {"<article><h1>Tram for Norton</h1>" + a + b + c + "<div>The line has nine stops.<div>The first of them is at the harbour, in front of the old custom house.</div></div></article>", []string{"nine stops.", "The first of them"}, []string{"stops.The"}},
		"about giving":                  {"<article><h1>Tram for Norton</h1>" + a + "<p>Readers of the church paper have donated 400,000 crowns for a stop, and contribute more every month.</p>" + c + "</article>", []string{"have donated", "Work begins"}, nil},
	} {
		s, err := FromHTML("<!doctype html><html lang=en><head><title>Tram for Norton</title></head><body><nav><a href=/>Home</a></nav>" + test.body + "<footer>The Lamp</footer></body></html>")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, part := range test.holds {
			if !strings.Contains(s.Text, part) {
				t.Errorf("%s: lacks %q: %q", name, part, s.Text)
			}
		}
		for _, part := range test.lack {
			if strings.Contains(s.Text, part) {
				t.Errorf("%s: has %q: %q", name, part, s.Text)
			}
		}
	}
}

// TestRightTitle: words that stand in elements of their own are words of their own.
func TestRightTitle(t *testing.T) {
	for in, want := range map[string]string{
		"<h1><span>Transport</span><span>Tram for Norton</span></h1>":                                              "Transport Tram for Norton",
		"<h1><a href=/t>Transport</a><br>Tram for Norton</h1>":                                                     "Transport Tram for Norton",
		"<h1><div>Transport</div>Tram for Norton</h1>":                                                             "Transport Tram for Norton",
		"<h1><span>Exclusive:</span><span>Tram for Norton</span></h1>":                                             "Exclusive: Tram for Norton",
		"<h1>Tram for <em>N</em>orton</h1>":                                                                        "Tram for Norton",
		"<h1><span>T</span>ram for Norton</h1>":                                                                    "Tram for Norton",
		"<h1>Trams < 3% of trips, buses > cars</h1>":                                                               "Trams < 3% of trips, buses > cars",
		"<h1>Tram for Norton &#55357;&#56971;</h1>":                                                                "Tram for Norton 🚋",
		"<h1>Tram for Norton &#xD83D;&#xDE8B; opens</h1>":                                                          "Tram for Norton 🚋 opens",
		"<h1>Tram &lt;fast&gt; for Norton</h1>":                                                                    "Tram <fast> for Norton",
		"<title>Tram for Norton - The Lamp</title><h1><span>Traffic</span><span>Tram for Norton</span></h1>":       "Tram for Norton",
		"<title>Tram for Norton approved</title><h1><strong>Traffic</strong>Tram for Norton approved</h1>":         "Tram for Norton approved",
		"<title>Tram for Norton approved</title><h1><b>LIVE</b>Tram for Norton approved</h1>":                      "Tram for Norton approved",
		"<h1><i>e</i>Tram for <b>Mac</b>Norton</h1>":                                                               "eTram for MacNorton",
		"<title>Tram for Norton - Traffic - The Lamp</title><meta property=og:site_name content='The Lamp'>":       "Tram for Norton",
		"<title>Tram for Norton // The Lamp</title><meta property=og:site_name content='The Lamp'>":                "Tram for Norton",
		"<title>Norton gets and/or loses a tram - The Lamp</title><meta property=og:site_name content='The Lamp'>": "Norton gets and/or loses a tram",
	} {
		s, err := FromHTML("<html><body><article>" + in + "<p>The council of Norton voted on Monday to build a tram from the harbour.</p></article></body></html>")
		if err != nil || s.Title != want {
			t.Errorf("%s: %q, %v, want %q", in, s.Title, err, want)
		}
	}
}
