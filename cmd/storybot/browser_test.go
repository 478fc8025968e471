package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge"
)

// tab is a tab of a real browser.
type tab struct {
	*testing.T
	ctx context.Context
}

// plainHost is this computer by the name of another: without TLS a browser trusts it less.
const plainHost = "bot.example"

type act = chromedp.Action[chromedp.Void]

// chromium is the browser whose tabs the tests open: each in a profile of its own, but all in one process, since
// to start one takes as long as most of the tests. TestMain closes it.
var chromium struct {
	once  sync.Once
	ctx   context.Context
	err   error
	close func()
}

// startChromium starts the browser for all tests.
func startChromium() {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		return
	}
	profile, err := os.MkdirTemp("", "storybot-chromium")
	if err != nil {
		chromium.err = err
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("host-resolver-rules", "MAP "+plainHost+" 127.0.0.1"),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancelTab := chromedp.NewContext(ctx)
	_, chromium.err = chromedp.Run(ctx, chromedp.EmulateViewport(800, 600)) // the first step starts it
	chromium.ctx = ctx
	chromium.close = func() {
		cancelTab()
		cancel()
		_ = os.RemoveAll(profile)
	}
}

// browser opens a tab of Chromium, which knows nothing of other tabs; the test is skipped where there is none.
func browser(t *testing.T, width, height int64) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes its time")
	}
	chromium.once.Do(startChromium)
	if chromium.err != nil {
		t.Fatal(chromium.err)
	}
	if chromium.ctx == nil {
		t.Skip("no chromium: the page is not tried in a browser (Debian: apt-get install chromium)")
	}
	ctx, cancel := chromedp.NewContext(chromium.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	b := &tab{t, ctx}
	b.do(chromedp.EmulateViewport(width, height))
	return b
}

// do does all of it, each step within a minute and a half: the computer may be busy.
func (b *tab) do(steps ...act) {
	b.Helper()
	for i, step := range steps {
		ctx, cancel := b.ctx, context.CancelFunc(func() {})
		if chromedp.FromContext(b.ctx).Target != nil { // the first step opens the tab, which ends with its context
			ctx, cancel = context.WithTimeout(b.ctx, 90*time.Second)
		}
		_, err := chromedp.Run(ctx, step)
		cancel()
		if err != nil {
			b.Fatalf("step %d: %v; the page shows:\n%s", i+1, err, cut(of[string](b, `document.body ? document.body.innerText : ""`), 2000))
		}
	}
}

// of is what a JavaScript expression is on the page.
func of[T any](b *tab, expression string) T {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 90*time.Second)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return value
}

// see waits until a condition of JavaScript holds. (The page forbids the
// evaluation that chromedp's own Poll goes by.)
func see(condition string) act {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		ctx, cancel := context.WithTimeout(ctx, 80*time.Second)
		defer cancel()
		for {
			ok, err := chromedp.Evaluate[bool]("!!("+condition+")")(ctx, t)
			if ok && err == nil {
				return chromedp.Void{}, nil
			}
			select {
			case <-ctx.Done():
				return chromedp.Void{}, fmt.Errorf("never seen: %s (%w)", condition, err)
			case <-time.After(20 * time.Millisecond):
			}
		}
	}
}

// picture keeps a screenshot in the folder SCREENSHOTS, if that is set.
func (b *tab) picture(name string) {
	b.Helper()
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	b.do(chromedp.Sleep(250 * time.Millisecond)) // what moves comes to rest
	data, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), data, 0o600); err != nil {
		b.Fatal(err)
	}
}

// media makes the page believe that the reader prefers value.
func media(name, value string) act {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: name, Value: value}}})
		return chromedp.Void{}, err
	}
}

// sampleChannel serves the sample stories, with model where it is not nil.
func sampleChannel(t *testing.T, model bot.Model) string {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	c := &Config{DataDir: t.TempDir(), Zone: time.UTC, BaseURL: openAI}
	p, err := wire(t.Context(), c, log, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := p.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	if model != nil {
		p.Bot.Model = model
	}
	server := httptest.NewUnstartedServer(nil)
	p.observe()
	public := channel(c, p, server.Listener.Addr(), log)
	server.Config = public.HTTP()
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}

func ask(question string) act {
	return chromedp.Steps(see(`document.getElementById("box").focus() || document.activeElement.id == "box"`), chromedp.KeyEvent(question+kb.Enter))
}

const (
	answers  = `document.querySelectorAll(".message.bot .acts").length == `
	examples = `document.querySelectorAll("#examples button").length >= 3`
	lastBody = `[...document.querySelectorAll(".message.bot .body")].at(-1).innerText`
)

func TestBrowserAsksAndReads(t *testing.T) {
	t.Parallel()
	b := browser(t, 1280, 860)
	url := sampleChannel(t, nil)
	b.do(chromedp.Navigate(url), see(examples))
	b.picture("empty")
	b.do(ask("Who is North Korea's ambassador to Italy?"), see(answers+"1"))
	if text := of[string](b, lastBody); !strings.Contains(text, "Jo Song Gil") {
		t.Fatalf("answered %q", text)
	}
	b.picture("answer")
	b.do(chromedp.Click(".body .chip"), chromedp.WaitVisible("#source mark"))
	if marked := of[string](b, `document.querySelector("#source mark").innerText`); !strings.HasPrefix(marked, "Jo Song Gil, North Korea's ambassador") {
		t.Errorf("marked is %q", marked)
	}
	b.picture("citation")
	// Closing gives the focus back to the number; nobody types before that has settled.
	b.do(chromedp.KeyEvent(kb.Escape), see(`!document.getElementById("panel").open && document.activeElement.classList.contains("chip") && (window.settled = (window.settled || 0) + 1) > 20`),
		ask("Where is he now?"), see(answers+"2"))
	if text := of[string](b, lastBody); !strings.Contains(text, "South Korea") {
		t.Errorf("the follow-up is answered %q", text)
	}
	b.picture("follow-up")
	// Copying, what was helpful, and pointing at a source.
	b.do(chromedp.Evaluate[chromedp.Void](`Object.defineProperty(navigator, "clipboard", {value: {writeText: t => { window.copied = t; return Promise.resolve() }}}); 0`),
		chromedp.Click(".message.bot .acts button"), see("window.copied"))
	copied := of[string](b, "window.copied")
	for _, part := range []string{"**Who is North Korea's ambassador to Italy?**", "[1] [North Korea's envoy in Rome abandons embassy and goes into hiding](<https://courier.example/", "> Jo Song Gil, North Korea's ambassador to Italy, has walked"} {
		if !strings.Contains(copied, part) {
			t.Errorf("copied %q, without %q", copied, part)
		}
	}
	b.do(chromedp.Click(".message.bot .acts button:nth-of-type(4)"), see(`document.querySelector(".said-so").textContent == "Thank you"`),
		see(`document.querySelector(".acts button:nth-of-type(4)").getAttribute("aria-pressed") == "true"`),
		chromedp.Focus(".sources .chip"), see(`document.querySelector(".claim").classList.contains("lit")`))
	href := of[string](b, `document.querySelector(".body .chip").href`)
	if !strings.Contains(href, "version=") {
		t.Errorf("a citation leads to %s, whatever version that will be", href)
	}
	b.do(chromedp.Navigate(href), chromedp.WaitVisible("mark#passage"), see(`document.getElementById("passage").getBoundingClientRect().top < innerHeight`))
	b.picture("reader")
	b.do(chromedp.Navigate(url), see(answers+"2")) // what was said is still there
}

// TestBrowserCopiesNothingLive: what is copied as Markdown holds nothing of others that
// is a picture, a link, markup or a heading where it is pasted; the bot's own is left.
func TestBrowserCopiesNothingLive(t *testing.T) {
	t.Parallel()
	b := browser(t, 900, 700)
	b.do(chromedp.Navigate(sampleChannel(t, nil)), see(examples))
	b.do(chromedp.Evaluate[chromedp.Void](`import("/assets/answer.js").then((m) => {
		const evil = "![x](https://evil.example/a) <img src=x onerror=alert(1)> [y](javascript:alert(1)) https://evil.example www.evil.example \u0060z\u0060 a|b ~~c~~ &lt;";
		window.md = m.markdown({question: "# " + evil, text: "- " + evil + " [1][2]\n# " + evil + "\n> " + evil + "\nIt is so. [1]", notes: [{text: evil}],
			citations: [{n: 1, story: "s", title: evil, outlet: evil, published: "2019-01-03", label: "news", url: "javascript:alert(1)", quote: "# " + evil, start: 0, end: 1}]}, {});
	}); 0`), see("window.md"))
	copied := of[string](b, "window.md")
	for _, bad := range []string{"![", "<img", "](javascript", "https://evil", "www.evil.", "`z", "a|b", "~~c", "&lt;"} {
		for at := strings.Index(copied, bad); at >= 0; at = -1 {
			if at == 0 || copied[at-1] != '\\' {
				t.Errorf("copied %q in\n%s", bad, copied)
			}
		}
	}
	for line := range strings.Lines(copied) {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "<") {
			t.Errorf("copied the line %q", line)
		}
	}
	for _, own := range []string{"- \\!", "[1][2]\n", "It is so. [1]\n", "\n> \\#", "[1] [\\!"} {
		if !strings.Contains(copied, own) {
			t.Errorf("%q is not left in\n%s", own, copied)
		}
	}
}

func TestBrowserNarrowAndDark(t *testing.T) {
	t.Parallel()
	b := browser(t, 360, 740)
	url := sampleChannel(t, nil)
	b.do(media("prefers-color-scheme", "dark"), chromedp.Navigate(url), see(examples))
	b.picture("narrow-empty")
	if high := of[float64](b, `document.querySelector("header").getBoundingClientRect().height`); high > 60 {
		t.Errorf("the header takes %.0f pixels of a phone: it is no line", high)
	}
	b.do(ask("/timeline Astrid Lind"), see(answers+"1"))
	b.picture("narrow-timeline")
	if of[bool](b, `document.documentElement.scrollWidth > innerWidth`) {
		t.Error("the page is wider than 360 px")
	}
	if background := of[string](b, `getComputedStyle(document.body).backgroundColor`); background != "rgb(21, 24, 27)" {
		t.Errorf("dark is %s", background)
	}
	b.do(chromedp.Click(".body .chip"), chromedp.WaitVisible("#source mark"))
	b.picture("narrow-citation")
}
