package main

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/web"
	"github.com/storybot/storybot/knowledge"
)

// slowModel writes a sentence, waits, and writes two more, of which one is false.
type slowModel struct{ first, more chan struct{} } // first: nil does not wait

// Write writes what it always does.
func (m slowModel) Write(ctx context.Context, _ bot.Prompt, tell func(string) error) (bot.Usage, error) {
	if m.first != nil {
		select {
		case <-m.first:
		case <-ctx.Done():
			return bot.Usage{}, ctx.Err()
		}
	}
	if err := tell("Jo Song Gil is North Korea's ambassador to Italy [1]. He "); err != nil {
		return bot.Usage{}, err
	}
	select {
	case <-m.more:
	case <-ctx.Done():
		return bot.Usage{}, ctx.Err()
	}
	err := tell("has gone into hiding with his wife [1]. He was given 52 medals in Rome [1]. ")
	return bot.Usage{PromptTokens: 100, CompletionTokens: 20}, err
}

// TestBrowserSeesSentencesArrive watches a model's answer come, and stops one.
func TestBrowserSeesSentencesArrive(t *testing.T) {
	t.Parallel()
	b := browser(t, 1280, 860)
	model := slowModel{more: make(chan struct{})}
	url := sampleChannel(t, model)
	const shown = `document.querySelectorAll(".message.bot:last-child .claim").length`
	b.do(chromedp.Navigate(url), see(examples), ask("Who is North Korea's ambassador to Italy?"), see(shown+" == 1"))
	if of[int](b, `document.querySelectorAll(".acts").length`) != 0 || of[string](b, `document.getElementById("send").textContent`) != "Stop" {
		t.Error("the answer looks done while it is being written")
	}
	top := of[float64](b, `document.querySelector(".message.bot .claim").offsetTop`)
	b.picture("arriving")
	for range 2 { // the rest of the answer, and what it is asked to mend
		model.more <- struct{}{}
	}
	b.do(see(answers+"1"), see(shown+" == 2"))
	if now := of[float64](b, `document.querySelector(".message.bot .claim").offsetTop`); now != top {
		t.Errorf("the first sentence moved within its message from %v to %v", top, now)
	}
	if dropped := of[string](b, `document.querySelector(".dropped").textContent`); !strings.Contains(dropped, "52 medals") {
		t.Errorf("left out: %q", dropped)
	}
	b.picture("model")
	b.do(ask("Where is Jo Song Gil now?"), see(`document.querySelectorAll(".message.bot").length == 2 && document.getElementById("send").textContent == "Stop"`),
		chromedp.KeyEvent(kb.Escape), see(`document.querySelector(".message.bot:last-child .quiet").textContent == "Stopped."`))
	b.picture("stopped")
	b.do(chromedp.Click(".message.bot:last-child .acts button"))
	close(model.more) // the one that was stopped may be waiting yet
	b.do(see(answers + "3"))
}

// TestBrowserShowsSourcesFirst: the stories that are read stand there while the model has
// written nothing yet, and make room for what it writes.
func TestBrowserShowsSourcesFirst(t *testing.T) {
	t.Parallel()
	b := browser(t, 360, 740)
	model := slowModel{first: make(chan struct{}), more: make(chan struct{})}
	const cards = `[...document.querySelectorAll(".message.bot .reading li")].map((c) => c.innerText.replace(/\s+/g, " "))`
	b.do(chromedp.Navigate(sampleChannel(t, model)), see(examples), ask("Who is North Korea's ambassador to Italy?"), see(cards+`.length > 0`))
	if got := of[[]string](b, cards); !slices.ContainsFunc(got, func(c string) bool {
		return strings.Contains(c, "North Korea's envoy in Rome abandons embassy and goes into hiding") && strings.Contains(c, "The Harbour Courier")
	}) {
		t.Errorf("the stories that are read are shown as %q", got)
	}
	if of[int](b, `document.querySelectorAll(".message.bot .claim").length`) != 0 || of[string](b, `document.getElementById("send").textContent`) != "Stop" {
		t.Error("the answer is there before its model wrote")
	}
	if of[bool](b, `document.documentElement.scrollWidth > innerWidth`) {
		t.Error("the cards are wider than 360 px")
	}
	b.picture("sources-first")
	close(model.first)
	b.do(see(`document.querySelectorAll(".message.bot .claim").length == 1 && !document.querySelector(".reading")`))
	close(model.more)
	b.do(see(answers + "1"))
}

// TestBrowserByKeyboard goes the whole way without a pointer.
func TestBrowserByKeyboard(t *testing.T) {
	t.Parallel()
	b := browser(t, 1024, 768)
	b.do(chromedp.Navigate(sampleChannel(t, nil)), see(examples), see(`document.activeElement.id == "box"`), chromedp.KeyEvent("/ti"),
		see(`document.querySelectorAll("#suggestions li").length == 1`), chromedp.KeyEvent(kb.Tab), see(`document.getElementById("box").value == "/timeline "`),
		chromedp.KeyEvent("Astrid Lind"+kb.Enter), see(answers+"1"))
	b.do(chromedp.KeyEvent("/summary ferry caps"), see(`document.querySelector("#suggestions li")?.textContent.includes("Ferry capsizes")`))
	b.picture("suggestions")
	b.do(chromedp.KeyEvent(kb.ArrowDown+kb.Tab), see(`document.getElementById("box").value.startsWith("/summary Ferry capsizes")`),
		chromedp.KeyEvent(kb.Enter), see(answers+"2"), chromedp.KeyEvent("/help"+kb.Enter), see(`document.querySelector(".helping")`),
		chromedp.KeyEvent("/stories ferry"+kb.Enter), see(`document.querySelectorAll(".found .opens").length > 1`),
		chromedp.KeyEvent("/search coastguard"+kb.Enter), see(`document.querySelectorAll(".found q").length > 1`))
	b.picture("search")
	b.do(chromedp.KeyEvent("/dance"+kb.Enter), see(`document.querySelector(".message.bot:last-child .problem").textContent.includes("/help")`))
	// From the box backwards to the last thing that opens, into the panel, and out again.
	for range 40 {
		b.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8)))
		if of[bool](b, `document.activeElement.classList.contains("opens")`) {
			break
		}
	}
	b.do(chromedp.KeyEvent(kb.Enter), see(`document.activeElement.id == "source"`), chromedp.KeyEvent(kb.Escape),
		see(`!document.getElementById("panel").open && document.activeElement.classList.contains("opens")`))
}

// TestBrowserWaitsForTheStories opens the channel before they are loaded.
func TestBrowserWaitsForTheStories(t *testing.T) {
	t.Parallel()
	b := browser(t, 1024, 768)
	loaded := make(chan struct{})
	url := served(t, func(s *web.Server) {
		s.Ready = func(context.Context) error {
			select {
			case <-loaded:
				return nil
			default:
				return errors.New("still loading")
			}
		}
	})
	b.do(chromedp.Navigate(url), see(`document.getElementById("shelf").textContent.includes("being loaded")`))
	close(loaded)
	b.do(see(`document.getElementById("shelf").textContent.includes("20 stories")`), see(examples))
}

// hostile is a Desk that puts a payload into everything that it says.
type hostile struct {
	desk.Desk
	payloads []string
}

// Answer says the payloads.
func (h hostile) Answer(_ context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
	a := bot.Answer{Question: q.Text, Mode: bot.ModeModel}
	for i, p := range h.payloads {
		c := bot.Citation{N: i + 1, Story: p, Title: p, Outlet: p, Label: knowledge.Label(p), Published: p, URL: p, Quote: p, Version: p}
		a.Citations = append(a.Citations, c)
		a.Dropped = append(a.Dropped, bot.Dropped{Sentence: p, Why: p})
		a.Notes = append(a.Notes, bot.Note{Kind: p, Text: p})
		s := bot.Shown{Claim: bot.Claim{Text: fmt.Sprintf("%s [%d]", p, i+1), Citations: []int{}}, Opens: " ", Added: []bot.Citation{c}}
		a.Text += s.Text + "\n"
		a.Claims = append(a.Claims, s.Claim)
		show(s)
	}
	return a, nil
}

// Stories lists the payloads.
func (h hostile) Stories(context.Context, string) (desk.Listing, error) {
	var l desk.Listing
	for _, p := range h.payloads {
		l.Stories = append(l.Stories, desk.Listed{ID: p, Title: p, Outlet: p, Published: p, Label: knowledge.Label(p)})
	}
	return l, nil
}

// TestBrowserShowsPayloadsAsText has a hostile bot say everything that could be
// a script, and looks at what became of it.
func TestBrowserShowsPayloadsAsText(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../bot/web/testdata/payloads.txt")
	if err != nil {
		t.Fatal(err)
	}
	b := browser(t, 1280, 860)
	h := hostile{payloads: strings.Split(strings.TrimSpace(string(data)), "\n")}
	server := httptest.NewUnstartedServer(nil)
	server.Config = (&web.Server{Desk: h, Loopback: true}).HTTP()
	server.Start()
	t.Cleanup(server.Close)
	b.do(chromedp.Navigate(server.URL), ask("Say it"), see(answers+"1"), chromedp.Sleep(300*time.Millisecond))
	if of[bool](b, `"hit" in window`) {
		t.Error("a payload was run")
	}
	if n := of[int](b, `document.querySelectorAll("#newest li").length`); n != 3 {
		t.Errorf("%d of the newest stories are shown", n)
	}
	tags := of[[]string](b, `[...new Set([...document.querySelectorAll("#messages *, #newest *")].map(e => e.tagName.toLowerCase()))].sort()`)
	const known = " a button del details div h3 img li p small span strong summary ul "
	for _, tag := range tags {
		if !strings.Contains(known, " "+tag+" ") {
			t.Errorf("a payload became <%s>", tag)
		}
	}
	if bad := of[[]string](b, `[...document.querySelectorAll("#messages *")].flatMap(e => [...e.attributes].filter(a => a.name.startsWith("on") || a.name == "style" || /^(href|src)$/.test(a.name) && new URL(a.value, location).origin != location.origin).map(a => a.name + "=" + a.value))`); len(bad) > 0 {
		t.Errorf("a payload became %q", bad)
	}
	if n := of[int](b, `document.querySelectorAll(".body .chip").length`); n != len(h.payloads) {
		t.Errorf("%d of %d payloads have their source", n, len(h.payloads))
	}
	text := of[string](b, `document.querySelector("#messages").textContent`)
	for _, p := range h.payloads {
		if !strings.Contains(text, p) {
			t.Errorf("%q cannot be read", p)
		}
	}
}

// TestBrowserIsAccessible runs axe-core, whose axe.min.js AXE names, on every page.
func TestBrowserIsAccessible(t *testing.T) {
	t.Parallel()
	path := os.Getenv("AXE")
	if path == "" {
		t.Skip("AXE names no axe.min.js: what .ci/run installs")
	}
	axe, err := os.ReadFile(path) //nolint:gosec // the developer's own
	if err != nil {
		t.Fatal(err)
	}
	b := browser(t, 1280, 860)
	url := sampleChannel(t, nil)
	check := func(what string) {
		t.Helper()
		b.do(chromedp.Evaluate[chromedp.Void](string(axe)))
		for _, scheme := range []string{"light", "dark"} {
			b.do(media("prefers-color-scheme", scheme), chromedp.Sleep(200*time.Millisecond),
				chromedp.Evaluate[chromedp.Void](`window.found = null; axe.run().then(r => { window.found = r.violations.filter(v => v.impact == "serious" || v.impact == "critical").map(v => v.id + ": " + v.nodes.map(n => n.html).slice(0, 3).join(" | ")) }); 0`),
				see(`window.found`))
			if found := of[[]string](b, `window.found`); len(found) > 0 {
				t.Errorf("%s, %s: %s", what, scheme, strings.Join(found, "\n"))
			}
		}
	}
	b.do(chromedp.Navigate(url), see(examples))
	check("the empty channel")
	b.do(ask("/timeline Astrid Lind"), see(answers+"1"))
	check("an answer")
	b.do(chromedp.Click(".body .chip"), chromedp.WaitVisible("#source mark"))
	check("a citation")
	href := of[string](b, `document.querySelector(".body .chip").href`)
	b.do(chromedp.Navigate(href), chromedp.WaitVisible("mark#passage"))
	check("the reader")
	b.do(chromedp.Navigate(url+"/search?q=ferry&label=news"), chromedp.WaitVisible(".found"))
	check("a search")
	b.do(chromedp.Navigate(url+"/nowhere"), chromedp.WaitVisible("h1"))
	check("a problem")
	b.do(chromedp.Navigate(url+"/status"), chromedp.WaitVisible("#sources"))
	check("the status page")
	b.picture("status")
}

// TestBrowserShowsStandings: a claim that was replaced, and one that replaces it, look so where
// they stand; a number pointed at or reached by keyboard shows its sentence; a timeline is a
// rail of days; the empty page has the newest stories; a search marks its words.
func TestBrowserShowsStandings(t *testing.T) {
	t.Parallel()
	b := browser(t, 1280, 860)
	b.do(chromedp.Navigate(sampleChannel(t, nil)), see(`document.querySelectorAll("#newest a").length == 3`),
		ask("How many people died on the ferry?"), see(answers+"1"))
	if got := of[string](b, `document.querySelector(".claim.latest").textContent`); !strings.Contains(got, "number of dead is 15") || !strings.HasSuffix(got, "latest") {
		t.Errorf("the latest is %q", got)
	}
	if got := of[string](b, `document.querySelector(".claim.superseded").textContent`); !strings.HasSuffix(got, "older") {
		t.Errorf("the older is %q", got)
	}
	if got := of[[]string](b, `[...document.querySelectorAll(".notes li")].map((n) => n.lang)`); len(got) == 0 || slices.Contains(got, "") {
		t.Errorf("the notes are of the languages %q", got)
	}
	if got := of[string](b, `getComputedStyle(document.querySelector(".claim.superseded .words")).textDecorationLine`); got != "line-through" {
		t.Errorf("the older looks %q", got)
	}
	const open = `!document.getElementById("card").hidden && document.getElementById("card").textContent`
	b.do(chromedp.Focus(".body .chip"), see(open))
	b.picture("card")
	if got := of[string](b, open); !strings.Contains(got, "number of dead is 15") || !strings.Contains(got, "The Harbour Courier, 18 Oct 2026") || !strings.Contains(got, "correction") {
		t.Errorf("the card tells %q", got)
	}
	if of[string](b, `document.activeElement.getAttribute("aria-describedby")`) != "card" {
		t.Error("the number is not described by its card")
	}
	if of[string](b, `document.querySelector("#card q").lang`) != "en" || !strings.HasSuffix(of[string](b, open), "latest") {
		t.Errorf("the card tells neither language nor standing: %s", of[string](b, `document.getElementById("card").outerHTML`))
	}
	b.do(chromedp.KeyEvent(kb.Escape), see(`document.getElementById("card").hidden`), ask("/timeline ferry"), see(answers+"2"))
	if days := of[int](b, `document.querySelectorAll(".rail .day").length`); days != 3 {
		t.Errorf("%d days stand at the rail", days)
	}
	b.picture("rail")
	b.do(ask("/search ambassador Rome"), see(`document.querySelectorAll(".found mark").length > 2`))
	if got := of[string](b, `[...document.querySelectorAll(".found mark")].map((m) => m.textContent.toLowerCase()).join(" ")`); !strings.Contains(got, "ambassador") || !strings.Contains(got, "rome") {
		t.Errorf("marked are %q", got)
	}
}

// TestBrowserShowsHowClaimsStand: what is disputed, older or unchecked looks so where it is said.
func TestBrowserShowsHowClaimsStand(t *testing.T) {
	t.Parallel()
	b := browser(t, 360, 740)
	b.do(chromedp.Navigate(sampleChannel(t, nil)), see(examples))
	b.do(chromedp.Evaluate[chromedp.Void](`import("/assets/answer.js").then((m) => {
		const c = [{n: 1, story: "s", title: "T", outlet: "O", published: "2019-01-03", label: "news", url: "", quote: "Q.", start: 0, end: 2}];
		const claim = (text, state, checked) => ({text, citations: [1], state, checked});
		const body = document.createElement("div");
		body.className = "body";
		body.append(m.prose("Nine died. [1]\nTen died. [1]\nEleven died. [1]\nNobody knows. [1]\nAll was calm. [1]", c, {}, [claim("Nine died. [1]", "superseded", "quote"),
			claim("Ten died. [1]", "latest", "quote"), claim("Eleven died. [1]", "disputed", "quote"), claim("Nobody knows. [1]", "", "rules"), claim("All was calm. [1]", "", "quote")], true));
		document.getElementById("messages").append(body);
	}); 0`), see(`document.querySelectorAll("#messages .claim").length == 5`))
	const stands = `[...document.querySelectorAll("#messages .claim")].map((c) => [...c.classList].filter((n) => n != "claim").join(" ") + ":" + c.innerText.split("1").at(-1).trim()).join("|")`
	if got := of[string](b, stands); got != "superseded:older|latest:latest|disputed:disputed|unchecked:not checked by the model|:" {
		t.Errorf("the claims stand as %s", got)
	}
	b.picture("standings")
}

// TestBrowserWritesEveryWay: what is written from right to left is shown so, whatever stands
// around it, and a row of days is one in every language.
func TestBrowserWritesEveryWay(t *testing.T) {
	t.Parallel()
	b := browser(t, 360, 740)
	b.do(chromedp.Navigate(sampleChannel(t, nil)), see(examples))
	b.do(chromedp.Evaluate[chromedp.Void](`import("/assets/answer.js").then((m) => {
		const c = [{n: 1, story: "s", title: "خبر", outlet: "جريدة", published: "2019-01-03", label: "news", url: "", quote: "غادر السفير روما.", start: 0, end: 1}];
		const said = m.prose("غادر السفير روما يوم الخميس. [1]\nThe envoy left Rome. [1]\n3 janvier 2019: Il est parti. [1]\n- 大使は木曜日にローマを離れたと議員らが述べた。大使は木曜日にローマを離れたと議員らが述べた。 [1]", c, {});
		const body = document.createElement("div");
		body.className = "body";
		body.append(said);
		document.getElementById("messages").append(body);
	}); 0`), see(`document.querySelectorAll("#messages .chip").length == 4`))
	const ways = `[...document.querySelectorAll("#messages p, #messages li")].map((p) => getComputedStyle(p).direction).join(" ")`
	if got := of[string](b, ways); got != "rtl ltr ltr ltr" {
		t.Errorf("written %s", got)
	}
	if got := of[string](b, `document.querySelector("#messages .rail .day").textContent`); got != "3 janvier 2019" {
		t.Errorf("the day is %q", got)
	}
	if of[bool](b, `document.documentElement.scrollWidth > innerWidth || document.querySelectorAll("#messages .chip")[3].getBoundingClientRect().right > innerWidth`) {
		t.Error("a number cannot be reached at 360 px")
	}
	if got := of[float64](b, `document.querySelectorAll("#messages .last")[3].getBoundingClientRect().width`); got > 100 {
		t.Errorf("%v px of Japanese cannot be broken", got)
	}
	b.picture("every-way")
}

// TestBrowserSharesAnAnswer: an answer has an address of its own, at which it stands as it was
// given until its asker is forgotten.
func TestBrowserSharesAnAnswer(t *testing.T) {
	t.Parallel()
	b := browser(t, 1280, 860)
	b.do(chromedp.Navigate(sampleChannel(t, nil)), see(examples), ask("How many people died on the ferry?"), see(answers+"1"),
		chromedp.Evaluate[chromedp.Void](`Object.defineProperty(navigator, "clipboard", {value: {writeText: t => { window.copied = t; return Promise.resolve() }}}); 0`),
		chromedp.Click(".message.bot .acts button:nth-of-type(2)"), see("window.copied"))
	address := of[string](b, "window.copied")
	if !strings.Contains(address, "/a/1-") {
		t.Fatalf("the address is %q", address)
	}
	b.do(chromedp.Navigate(address), see(`document.querySelector(".given .claim.latest .chip")`))
	if got := of[string](b, `document.querySelector(".given").innerText`); !strings.Contains(got, "How many people died on the ferry?") || !strings.Contains(got, "number of dead is 15") || !strings.Contains(got, "Answered on ") {
		t.Errorf("the page says %q", got)
	}
	if got := of[string](b, `document.querySelector("main > p.quiet").innerText`); !strings.Contains(got, "As Markdown, HTML for a word processor, BibTeX") {
		t.Errorf("its forms are not told as a sentence: %q", got)
	}
	b.picture("shared")
	if href := of[string](b, `document.querySelector(".given .chip").href`); !strings.Contains(href, "version=") {
		t.Errorf("a number leads to %s, whatever version that will be", href)
	}
}
