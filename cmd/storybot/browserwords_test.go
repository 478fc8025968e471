package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// speaks has the browser ask for pages in a language.
func speaks(lang string) act {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{UserAgent: "a browser", AcceptLanguage: lang})
		return chromedp.Void{}, err
	}
}

const (
	wide   = `document.documentElement.scrollWidth > innerWidth`
	header = `document.querySelector("header").getBoundingClientRect().height`
)

// TestBrowserSpeaks: the pages speak the language of the browser, and fit a phone in each.
func TestBrowserSpeaks(t *testing.T) {
	t.Parallel()
	b := browser(t, 360, 740)
	url := ""
	for _, lang := range strings.Fields("en de es fr it pt") {
		url = sampleChannel(t, nil) // one has a pace for all that is opened
		b.do(speaks(lang), chromedp.Navigate(url), see(examples))
		if got := of[string](b, `document.documentElement.lang`); got != lang {
			t.Errorf("the page for %s is in %s", lang, got)
		}
		if height := of[float64](b, header); height > 52 {
			t.Errorf("%s: the header is %v px high on a phone", lang, height)
		}
		b.picture("phone-" + lang)
		for _, path := range []string{"/", "/search?q=ferry&label=news", "/status", "/nowhere"} {
			b.do(chromedp.Navigate(url+path), see(`document.querySelector("main")`))
			if of[bool](b, wide) {
				t.Errorf("%s: %s is wider than 360 px", lang, path)
			}
			if of[string](b, `document.documentElement.lang`) != lang {
				t.Errorf("%s is not in %s", path, lang)
			}
		}
	}
	b.do(speaks("de-AT"), chromedp.Navigate(url), see(`document.querySelectorAll("#newest a").length == 3`), ask("How many people died on the ferry?"), see(answers+"1"))
	b.picture("german")
	if got := of[string](b, `document.querySelector(".message.bot h3 small").textContent`); !strings.Contains(got, "aus den Artikeln zitiert") {
		t.Errorf("the answer came about %q", got)
	}
	if got := of[string](b, `[...document.querySelectorAll(".acts button")].map((x) => x.textContent).join("|")`); got != "Kopieren|Link|Noch einmal|Hilfreich|Nicht hilfreich" {
		t.Errorf("below it stand %s", got)
	}
	if got := of[string](b, `document.querySelector(".sources .about").textContent`); !strings.Contains(got, "18. Okt. 2026") {
		t.Errorf("the source is of %q", got)
	}
	b.do(ask("/digest"), see(answers+"2"))
	if got := of[string](b, lastBody); !strings.Contains(got, "November 2026") {
		t.Errorf("what is new is %q", got)
	}
	b.do(ask("/dance"), see(`document.querySelector(".problem")?.textContent == "Den Befehl /dance gibt es nicht; /help zählt alle auf."`))
}

// TestBrowserFilters: what is found is narrowed down where it stands, and by its own page.
func TestBrowserFilters(t *testing.T) {
	t.Parallel()
	b := browser(t, 1280, 860)
	url := sampleChannel(t, nil)
	const hits = `document.querySelectorAll(".found .opens").length`
	b.do(chromedp.Navigate(url), see(examples), ask("/search ferry"), see(hits+" > 2"))
	all := of[int](b, hits)
	b.do(chromedp.Click(".filter summary"), see(`document.querySelector(".filter select[name=label]").offsetWidth`),
		chromedp.Evaluate[chromedp.Void](`{ const s = document.querySelector(".filter select[name=label]"); s.value = "correction"; s.dispatchEvent(new Event("change", {bubbles: true})) }; 0`),
		see(hits+" == 1 && document.querySelector('.filter select[name=label]').value == 'correction' && document.querySelector('.filter details').open"))
	b.picture("filtered")
	if got := of[string](b, `document.querySelector(".message.bot h3 small").textContent`); got != "1 passage found" {
		t.Errorf("found: %q", got)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`{ const s = document.querySelector(".filter select[name=label]"); s.value = ""; s.dispatchEvent(new Event("change", {bubbles: true})) }; 0`),
		see(hits+" > 1"))
	if now := of[int](b, hits); now != all {
		t.Errorf("without the filter %d are found, not %d", now, all)
	}
	b.do(chromedp.Click(".found .opens"), chromedp.WaitVisible("#source mark"), chromedp.Navigate(url+"/search?q=ferry&since=2026-10-16&until=2026-10-17"), see(hits+" > 0"))
	b.picture("search-page")
	if days := of[string](b, `[...document.querySelectorAll(".found .quiet")].map((x) => /\d+ \w+ \d+/.exec(x.textContent)[0]).filter((d) => d != "16 Oct 2026" && d != "17 Oct 2026").join()`); days != "" {
		t.Errorf("found are days outside of the window: %s", days)
	}
}

// TestBrowserAsksAboutAStory: a story can be asked about alone, from the panel and from its page.
func TestBrowserAsksAboutAStory(t *testing.T) {
	t.Parallel()
	b := browser(t, 1280, 860)
	url := sampleChannel(t, nil)
	const about = `document.getElementById("about")`
	b.do(chromedp.Navigate(url), see(examples), ask("/search coastguard"), see(`document.querySelector(".found .opens")`),
		chromedp.Click(".found li:nth-child(2) .opens"), chromedp.WaitVisible("#source .inquire"), chromedp.Click("#source .inquire input:not([type=hidden])"),
		chromedp.KeyEvent("How many people died?"+kb.Enter), see(answers+"1"), see(`!`+about+`.hidden && `+about+`.dataset.story`))
	b.picture("about")
	title := of[string](b, about+`.textContent`)
	if !strings.Contains(title, "Only about “Ferry capsizes off Skarholm") {
		t.Errorf("it is asked about %q", title)
	}
	if got := of[string](b, `[...document.querySelectorAll(".sources a:not(.chip)")].map((a) => a.textContent).join("|")`); got != "Ferry capsizes off Skarholm; nine dead and 31 missing" {
		t.Errorf("the answer is from %s", got)
	}
	b.do(chromedp.Click("#about button"), see(about+`.hidden && !`+about+`.dataset.story`))
	href := of[string](b, `document.querySelector(".found .opens").href`)
	b.do(chromedp.Navigate(href), chromedp.WaitVisible(".inquire"))
	if high := of[float64](b, `document.querySelector(".inquire button").getBoundingClientRect().height`); high > 50 {
		t.Errorf("the button beside the question is %.0f pixels high: its word is broken", high)
	}
	b.do(chromedp.Click(".inquire input:not([type=hidden])"), chromedp.KeyEvent("How many are missing?"+kb.Enter),
		see(answers+"2"), see(`location.search.startsWith("?story=") && !location.search.includes("q=")`))
	if got := of[string](b, `document.querySelector(".message.bot:last-child .body").innerText`); !strings.Contains(got, "Fourteen") {
		t.Errorf("answered is %q", got)
	}
}

// TestBrowserGoesOnWithEarlier: earlier conversations are listed for the browser that had them,
// and can be gone on with, until they are forgotten there.
func TestBrowserGoesOnWithEarlier(t *testing.T) {
	t.Parallel()
	b := browser(t, 1280, 860)
	url := sampleChannel(t, nil)
	const listed = `[...document.querySelectorAll("#earlier li button")].map((x) => x.textContent).join("|")`
	b.do(chromedp.Navigate(url), see(examples), see(`document.getElementById("earlier").hidden`),
		ask("Who is North Korea's ambassador to Italy?"), see(answers+"1"), chromedp.Click("#fresh"), see(listed+` == "Who is North Korea's ambassador to Italy?"`),
		ask("How many people died on the ferry?"), see(answers+"1"), chromedp.Evaluate[chromedp.Void](`sessionStorage.clear(); 0`), chromedp.Navigate(url),
		see(listed+` == "How many people died on the ferry?|Who is North Korea's ambassador to Italy?"`))
	b.picture("earlier")
	b.do(chromedp.Click("#earlier li:nth-child(2) button"), see(answers+"1"), ask("Where is he now?"), see(answers+"2"))
	if text := of[string](b, lastBody); !strings.Contains(text, "South Korea") {
		t.Errorf("the follow-up is answered %q", text)
	}
	b.do(chromedp.Click("#fresh"), see(listed+`.startsWith("Who is")`), chromedp.Click("#earlier > button"), see(`document.getElementById("earlier").hidden && localStorage.getItem("storybot-past") == "[]"`))
}

// TestBrowserLeadsToTheNearest: where the stories do not say, those that come nearest open.
func TestBrowserLeadsToTheNearest(t *testing.T) {
	t.Parallel()
	b := browser(t, 360, 740)
	b.do(chromedp.Navigate(sampleChannel(t, nil)), see(examples), ask("Who is the prime minister of Denmark?"), see(answers+"1"))
	b.picture("nearest")
	links := of[[]string](b, `[...document.querySelectorAll(".message.bot .body a")].map((a) => a.textContent)`)
	text := of[string](b, lastBody)
	if len(links) == 0 || strings.Count(text, "“") != len(links) {
		t.Errorf("%q leads to %q", text, links)
	}
	for _, title := range links {
		if !strings.Contains(text, "“"+title+"”") {
			t.Errorf("%q does not name %q", text, title)
		}
	}
	b.do(chromedp.Click(".message.bot .body a"), see(`document.querySelector("#source h1")?.textContent == document.querySelector(".message.bot .body a").textContent`))
}

// TestBrowserBehindASubPath puts the channel at a path of another site: all that the pages ask for
// lies below it.
func TestBrowserBehindASubPath(t *testing.T) {
	t.Parallel()
	b := browser(t, 1280, 860)
	to, err := url.Parse(sampleChannel(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var astray []string
	proxy := http.StripPrefix("/news/bot", httputil.NewSingleHostReverseProxy(to))
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/news/bot/") {
			proxy.ServeHTTP(w, r)
			return
		}
		mu.Lock()
		astray = append(astray, r.Method+" "+r.URL.Path)
		mu.Unlock()
		http.NotFound(w, r)
	}))
	t.Cleanup(front.Close)
	at := front.URL + "/news/bot/"
	within := `location.href.startsWith("` + at + `")`
	b.do(chromedp.Navigate(at), see(examples), see(`document.querySelectorAll("#newest a").length == 3`),
		ask("Who is North Korea's ambassador to Italy?"), see(answers+"1"), chromedp.Click(".body .chip"), chromedp.WaitVisible("#source mark"),
		chromedp.Click("#shut"), see(`!document.getElementById("panel").open && document.activeElement.classList.contains("chip") && (window.settled = (window.settled || 0) + 1) > 20`),
		ask("/search ferry"), see(`document.querySelector(".found .opens")`), ask("/stories"), see(`document.querySelectorAll(".found").length == 2`))
	address := of[string](b, `JSON.parse(localStorage.getItem("storybot-past"))[0].turns[0].address`)
	b.do(chromedp.Click("#fresh"), chromedp.Click("#earlier li button"), see(answers+"1"),
		chromedp.Navigate(front.URL+"/news/bot"+address), see(`document.querySelector(".given .chip")`), chromedp.Click(".given .chip"), see(`document.querySelector("mark#passage")`), see(within),
		chromedp.Click(".inquire input:not([type=hidden])"), chromedp.KeyEvent("Where is he?"+kb.Enter), see(answers+"2"), see(within+` && location.search.startsWith("?story=")`),
		chromedp.Evaluate[chromedp.Void](`document.activeElement.blur(); document.querySelector(".skip").click(); 0`), see(within+` && location.search.startsWith("?story=") && document.activeElement.id == "box"`),
		chromedp.Navigate(at), see(`document.querySelectorAll("#newest a").length == 3`), chromedp.Navigate(at+"nowhere/at/all"), see(`getComputedStyle(document.querySelector(".reader main")).maxWidth != "none"`), chromedp.Click("header a"), see(`document.getElementById("box")`), see(within),
		chromedp.Navigate(at+"search?q=ferry&label=news"), see(`document.querySelector(".found .opens")`), chromedp.Click(".filter > button"), see(within+` && location.search.includes("since=")`),
		chromedp.Click(".found .opens"), see(`document.querySelector(".story")`), see(within))
	mu.Lock()
	defer mu.Unlock()
	for _, one := range astray {
		if one != "GET /favicon.ico" {
			t.Errorf("asked for outside of its path: %s", one)
		}
	}
}
