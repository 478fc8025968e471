package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// withoutScripts has the browser run no script of a page.
func withoutScripts(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	return chromedp.Void{}, err
}

// TestBrowserChangesSources: an operator tests, adds, pauses, resumes and removes a source on the
// status page, without JavaScript and without TLS; visitors never see the key of its address.
func TestBrowserChangesSources(t *testing.T) {
	t.Parallel()
	b := browser(t, 1280, 860)
	dir, err := os.MkdirTemp("", "sb") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.WriteFile(filepath.Join(dir, "faro.txt"), []byte("The lighthouse of Faro\n\nMette Olsen painted the lighthouse of Faro in May. It took her a week.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	press := newTestSite(t)
	press.put("/feed", `<rss version="2.0"><channel><title>Orm Post</title><link>`+press.URL+`</link><item><title>A well in Orm</title><link>`+press.URL+
		`/well</link><pubDate>Mon, 05 Oct 2026 10:00:00 +0000</pubDate><description>Jonna Berg dug a well in Orm in spring.</description></item></channel></rss>`)
	press.put("/well", "<html><head><title>A well in Orm</title></head><body><article><h1>A well in Orm</h1><p>Jonna Berg dug a well in Orm in spring. It is twelve metres deep, and its water is clear. "+
		"The town had waited for it for ten years, as the old one had run dry in a hot summer. Anybody may draw water there.</p></article></body></html>")
	told, stop := serving(t, dir, map[string]string{"STORIES": filepath.Join(dir, "faro.txt"), "HTTP_ADDR": "127.0.0.1:0", "HTTP_HOSTS": plainHost,
		"ADMIN_TOKEN": "open-sesame-please", "LIMIT_ADDRESS": "1000/1s", "ALLOW_HOSTS": strings.TrimPrefix(press.URL, "http://")})
	port := ""
	for end := time.Now().Add(20 * time.Second); port == "" && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if m := regexp.MustCompile(`answering at http://127\.0\.0\.1:(\d+)`).FindStringSubmatch(told.String()); m != nil && strings.Contains(told.String(), "1 story loaded") {
			port = m[1]
		}
	}
	if port == "" {
		t.Fatalf("it does not listen: %s", told)
	}
	const page, feed = `document.querySelector("main").innerText`, "/feed?api_key=s3cret"
	shows := func(words string) act { return see(page + `.includes("` + words + `")`) }
	row := func(name, does string) string {
		return `//tr[td[contains(., "` + name + `")]]//button[@value="` + does + `"]`
	}
	status := chromedp.Navigate("http://x:open-sesame-please@" + plainHost + ":" + port + "/status")
	fill := func(address, name string) act {
		return chromedp.Steps(chromedp.SendKeys(`.adds [name=address]`, address), chromedp.SendKeys(`.adds [name=name]`, name))
	}
	b.do(withoutScripts, status, shows("faro.txt"))
	b.do(fill("https://"+press.Listener.Addr().String()+"/nothing", ""), chromedp.Click(`.adds [value=try]`), shows("items that failed: 1"))
	b.do(status, fill("ftp://news.example/", ""), chromedp.Click(`.adds [value=add]`), shows("only an address of the web can be added here"))
	b.do(status, fill(press.URL+feed, "Orm Post"), chromedp.Click(`.adds [value=try]`), shows("Orm Post was tested, and nothing was changed. Stories that a load would add: 1,"))
	b.picture("source-tested")
	b.do(chromedp.Click(`.adds [value=add]`), shows("ADDED HERE"))
	stories := func() string {
		t.Helper()
		return visit(t, "http://127.0.0.1:"+port+"/api/stories")
	}
	for end := time.Now().Add(20 * time.Second); !strings.Contains(stories(), "A well in Orm") && time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
	}
	b.do(chromedp.Click(row("Orm Post", "pause")), shows("PAUSED"), chromedp.Click(row("Orm Post", "test")), shows("Orm Post was tested"))
	b.picture("sources")
	for _, path := range []string{"/", "/api/stories", "/search?q=well", "/api/search?q=well", "/api/examples", "/a/1-x"} {
		if seen := visit(t, "http://127.0.0.1:"+port+path); strings.Contains(seen, "s3cret") {
			t.Errorf("%s shows the key: %s", path, seen)
		}
	}
	if got := stories(); !strings.Contains(got, "A well in Orm") {
		t.Errorf("there are %s", got)
	}
	list, err := os.ReadFile(filepath.Join(dir, "data", "stories.yaml"))
	if err != nil || !strings.Contains(string(list), feed) || !strings.Contains(string(list), "paused:\n    - Orm Post") {
		t.Errorf("the list is %s, %v", list, err)
	}
	b.do(chromedp.Click(row("Orm Post", "resume")), see(`!`+page+`.includes("PAUSED")`), chromedp.Click(row("Orm Post", "remove")), see(`!`+page+`.includes("ADDED HERE")`))
	if got := stories(); strings.Contains(got, "A well in Orm") || !strings.Contains(got, "lighthouse") {
		t.Errorf("after it was removed there are %s", got)
	}
	if code := stop(); code != exitDone {
		t.Errorf("ended with %d", code)
	}
	log := told.String()
	if n := strings.Count(log, "audit: an operator's command"); n != 8 || strings.Contains(log, "s3cret") {
		t.Errorf("%d of 8 commands are told, and the key or not:\n%s", n, log)
	}
}

// visit is what a visitor gets at an address.
func visit(t *testing.T, address string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	reply, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer reply.Body.Close() //nolint:errcheck // it was read
	body, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
