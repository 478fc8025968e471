package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// flaky is a proxy that loses replies.
type flaky struct {
	http.Handler
	t *testing.T

	mu    sync.Mutex
	path  string   // what begins so is lost
	how   []string // what becomes of the next replies: "hung up", "half", "a page"
	asked int      // for such a path
}

// next tells what is to become of a reply, and counts who asked.
func (f *flaky) next(path string) (how string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.path == "" || !strings.HasPrefix(path, f.path) {
		return ""
	}
	f.asked++
	if len(f.how) > 0 {
		how, f.how = f.how[0], f.how[1:]
	}
	return how
}

// loses has the next replies below a path lost in these ways; it returns how many were asked for
// since it was last called.
func (f *flaky) loses(path string, how ...string) (asked int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	asked, f.asked, f.path, f.how = f.asked, 0, path, how
	return asked
}

func (f *flaky) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	how := f.next(r.URL.Path)
	if how == "" {
		f.Handler.ServeHTTP(w, r)
		return
	}
	if how == "a page" {
		w.WriteHeader(http.StatusBadGateway)
		_, _ = io.WriteString(w, "<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>")
		return
	}
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		f.t.Error(err)
		return
	}
	if how == "half" {
		_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n1c\r\nevent: sources\ndata: {\"stor\r\n")
	}
	_ = conn.Close()
}

// TestBrowserLosesReplies: a connection that ends without a reply is nothing that a reader sees; what
// is lost for longer, or in the middle, is told for what it is, and an earlier conversation that
// cannot be fetched just now is not forgotten.
func TestBrowserLosesReplies(t *testing.T) {
	t.Parallel()
	to, err := url.Parse(sampleChannel(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	between := &flaky{Handler: httputil.NewSingleHostReverseProxy(to), t: t}
	front := httptest.NewUnstartedServer(between)
	front.Config.SetKeepAlivesEnabled(false) // a browser asks again by itself where the connection was an old one
	front.Start()
	t.Cleanup(front.Close)
	b := browser(t, 900, 700)
	b.do(chromedp.Navigate(front.URL), see(examples))
	for n, test := range []struct {
		path  string
		how   []string
		ask   string
		want  string // empty: an answer
		asked int
	}{
		{"/api/ask", []string{"hung up"}, "Who is North Korea's ambassador to Italy?", "", 2},
		{"/api/ask", []string{"hung up", "hung up"}, "How many people died on the ferry?", "The bot cannot be reached.", 2},
		{"/api/ask", []string{"half"}, "How many people died on the ferry?", "The answer was cut off.", 1},
		{"/api/ask", []string{"a page"}, "How many people died on the ferry?", "The bot cannot be reached.", 1},
		{"/api/stories", []string{"hung up"}, "/stories ferry", "", 2},
		{"/api/stories", []string{"a page"}, "/stories ferry", "The bot cannot be reached.", 1},
		{"/search", []string{"hung up"}, "/search ferry", "", 2},
		{"/search", []string{"a page"}, "/search ferry", "The bot cannot be reached.", 1},
	} {
		between.loses(test.path, test.how...)
		b.do(ask(test.ask), see(fmt.Sprintf(`document.querySelectorAll(".message.bot").length == %d && document.getElementById("send").textContent == "Ask"`, n+1)))
		got := of[string](b, `document.querySelector(".message.bot:last-child .problem")?.textContent || ""`)
		if asked := between.loses(""); got != test.want || asked != test.asked {
			t.Errorf("%s %v: it says %q, want %q, and asks %d times, want %d", test.path, test.how, got, test.want, asked, test.asked)
		}
	}
	const listed = `document.querySelectorAll("#earlier li").length`
	b.do(chromedp.Click("#fresh"), see(listed+" == 1"))
	between.loses("/a/", "a page")
	b.do(chromedp.Evaluate[chromedp.Void](`window.done = 0; new MutationObserver(() => window.done++).observe(document.querySelector("#earlier ul"), {childList: true}); 0`),
		chromedp.Click("#earlier li button"), see("window.done"), see(listed+" == 1"))
	between.loses("")
	b.do(chromedp.Click("#earlier li button"), see(`document.querySelector(".message.bot .chip")`))
}
