package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/storybot/storybot/bot"
)

// described is openapi.json, for what is sent to be held to.
type described struct {
	*testing.T
	compiler *jsonschema.Compiler
	doc      struct {
		Paths map[string]map[string]struct {
			Responses map[string]struct{} `json:"responses"`
		} `json:"paths"`
	}
}

func describedAPI(t *testing.T) *described {
	t.Helper()
	data, err := pages.ReadFile("page/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	d := &described{T: t, compiler: jsonschema.NewCompiler()}
	whole, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.compiler.AddResource("openapi.json", whole); err != nil {
		t.Fatal(err)
	}
	d.compiler.AssertFormat()
	if err := json.Unmarshal(data, &d.doc); err != nil {
		t.Fatal(err)
	}
	return d
}

// fits holds body to the schema at a place of the document.
func (d *described) fits(place, body string) {
	d.Helper()
	schema, err := d.compiler.Compile("openapi.json#" + place)
	if err != nil {
		d.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
	if err == nil {
		err = schema.Validate(value)
	}
	if err != nil {
		d.Errorf("%s: %v\n%s", place, err, cut(body))
	}
}

var pointer = strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D")

// TestRepliesAreAsDescribed asks for everything that the description has, and
// for what fails, and holds the replies to it.
func TestRepliesAreAsDescribed(t *testing.T) {
	t.Parallel()
	d := describedAPI(t)
	told := make(map[string]bool)
	for _, c := range []struct {
		r    *http.Request
		path string
	}{
		{post("/api/ask", `{"question":"Who?"}`), "/api/ask"},
		{post("/api/ask", `{"question":"cited"}`), "/api/ask"},
		{post("/api/ask", `{`), "/api/ask"},
		{post("/api/ask", `{"question":"`+strings.Repeat("a", maxBody)+`"}`), "/api/ask"},
		{post("/api/ask", `{"question":"fail"}`), "/api/ask"},
		{post("/api/ask", `{"question":"slow"}`), "/api/ask"},
		{post("/api/ask", `{"question":"busy"}`), "/api/ask"},
		{post("/api/summary", `{"question":"Who?","style":"long"}`), "/api/summary"},
		{post("/api/timeline", `{"question":"Who?"}`), "/api/timeline"},
		{post("/api/digest", `{"question":""}`), "/api/digest"},
		{get("/api/search?q=a&since=2019&until=2020"), "/api/search"},
		{get("/api/search"), "/api/search"},
		{get("/api/stories"), "/api/stories"},
		{get("/api/stories?limit=0"), "/api/stories"},
		{get("/api/stories/a"), "/api/stories/{id}"},
		{get("/api/stories/b"), "/api/stories/{id}"},
		{get("/api/examples"), "/api/examples"},
		{post("/api/feedback", `{"feedback":"1.forged","helpful":true}`), "/api/feedback"},
		{post("/api/feedback", `{}{}`), "/api/feedback"},
		{get("/healthz"), "/healthz"},
		{get("/readyz"), "/readyz"},
	} {
		status, body, _ := serve(t, Server{Patience: 20 * time.Millisecond}, c.r)
		method := strings.ToLower(c.r.Method)
		d.fits("/paths/"+pointer.Replace(c.path)+"/"+method+"/responses/"+strconv.Itoa(status)+"/content/application~1json/schema", body)
		if status == http.StatusOK {
			told[c.path] = true
		}
	}
	told["/api/feedback"] = true // TestFeedback
	for path := range d.doc.Paths {
		if !told[path] {
			t.Errorf("%s is described, but nothing was asked for there", path)
		}
	}
}

// TestNumbersAreAsDescribed holds the limits that the description and docs/api.md name to those
// that there are.
func TestNumbersAreAsDescribed(t *testing.T) {
	t.Parallel()
	data, err := pages.ReadFile("page/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	long := fmt.Sprintf("The body is longer than %d kB, or the question than %d characters", maxAsk>>10, bot.MaxQuestion)
	for what, c := range map[string]struct {
		number *regexp.Regexp
		want   string
		times  int
	}{
		"what is too long": {regexp.MustCompile(`"description": "(The body is longer [^"]*)"`), long, 5},
		"a list's limit":   {regexp.MustCompile(`"minimum": 1,\s*"maximum": (\d+)`), strconv.Itoa(maxLimit), 3},
	} {
		found := c.number.FindAllSubmatch(data, -1)
		if len(found) != c.times {
			t.Errorf("%s is told %d times, want %d", what, len(found), c.times)
		}
		for _, f := range found {
			if string(f[1]) != c.want {
				t.Errorf("%s is told as %q, want %q", what, f[1], c.want)
			}
		}
	}
	page, err := os.ReadFile("../../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{fmt.Sprintf("a body of more than %d kB", maxAsk>>10), fmt.Sprintf("a question of more than %d,%03d characters", bot.MaxQuestion/1000, bot.MaxQuestion%1000)} {
		if !strings.Contains(string(page), want) {
			t.Errorf("docs/api.md does not tell of %s", want)
		}
	}
	for size, want := range map[int]int{maxAsk: http.StatusBadRequest, maxAsk + 1: http.StatusRequestEntityTooLarge} { // the longest body is none of a question
		if status, body, _ := serve(t, Server{}, post("/api/ask", strings.Repeat(" ", size))); status != want {
			t.Errorf("a body of %d bytes: %d %s", size, status, cut(body))
		}
	}
}

// TestEventsAreAsDescribed holds the events of an answer to the description.
func TestEventsAreAsDescribed(t *testing.T) {
	t.Parallel()
	d := describedAPI(t)
	events := make(map[string]bool)
	for _, question := range []string{"cited", "late", "late panic"} {
		r := post("/api/ask", `{"question":"`+question+`"}`)
		r.Header.Set("Accept", "text/event-stream")
		_, body, _ := serve(t, Server{}, r)
		for block := range strings.SplitSeq(strings.TrimSpace(body), "\n\n") {
			name, data, _ := strings.Cut(strings.TrimPrefix(block, "event: "), "\ndata: ")
			d.fits("/paths/~1api~1ask/post/responses/200/content/text~1event-stream/x-events/"+name, data)
			events[name] = true
		}
	}
	for _, name := range []string{"sources", "claim", "interim", "receipt", "answer", "error"} {
		if !events[name] {
			t.Errorf("no %s was sent", name)
		}
	}
}
