package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

// replies plays the replies of Discord in turn, the last one again and again.
type replies struct {
	mu   sync.Mutex
	list []string // "status body", or "broken"
	sent []string // "method path body"
}

func (p *replies) RoundTrip(r *http.Request) (*http.Response, error) {
	body := ""
	if r.Body != nil {
		data, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		body = " " + strings.TrimSpace(string(data))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.sent = append(p.sent, r.Method+" "+r.URL.Path+body)
	next := p.list[min(len(p.sent), len(p.list))-1]
	if next == "broken" {
		return nil, errors.New("broken pipe")
	}
	var status int
	if _, err := fmt.Sscan(next, &status); err != nil {
		return nil, err
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(strings.TrimSpace(next[3:])))}, nil
}

// played is a REST that such replies are played to, with the pauses it makes.
func played(p *replies) (*REST, *[]time.Duration) {
	var pauses []time.Duration
	r := NewREST("https://discord.example/", "token", p)
	now := time.Unix(1e9, 0)
	r.limits.nowFor = func() time.Time { return now }
	r.Pause = func(_ context.Context, d time.Duration) error {
		pauses = append(pauses, d)
		now = now.Add(d)
		return nil
	}
	return r, &pauses
}

func TestCallsAreRepeated(t *testing.T) {
	t.Parallel()
	const ms = time.Millisecond
	for name, c := range map[string]struct {
		list   []string
		again  bool
		sent   int
		pauses []time.Duration
		want   string
	}{
		"at once":            {[]string{`200 {"id":"7"}`}, true, 1, nil, "7"},
		"nothing to read":    {[]string{"204"}, true, 1, nil, ""},
		"unreadable":         {[]string{"200 x"}, true, 1, nil, "try it: read the answer: invalid character 'x' looking for beginning of value"},
		"after two faults":   {[]string{"502", "broken", `200 {"id":"7"}`}, true, 3, []time.Duration{300 * ms, 600 * ms}, "7"},
		"never":              {[]string{"500 <p>no"}, true, 5, []time.Duration{300 * ms, 600 * ms, 1200 * ms, 2400 * ms}, "try it: discord says 500 Internal Server Error (code 0): <p>no"},
		"never twice":        {[]string{"500"}, false, 1, nil, "try it: discord says 500 Internal Server Error (code 0): "},
		"broken, not twice":  {[]string{"broken"}, false, 1, nil, "try it: broken pipe"},
		"too many, then not": {[]string{`429 {"retry_after":2}`, `200 {"id":"7"}`}, false, 2, []time.Duration{2 * time.Second}, "7"},
		"refused":            {[]string{`403 {"message":"Missing","code":50001,"errors":{"a":1}}`}, true, 1, nil, `try it: discord says 403 Forbidden (code 50001): Missing {"a":1}`},
	} {
		p := &replies{list: c.list}
		r, pauses := played(p)
		var into struct{ ID string }
		err := r.Call(t.Context(), Route{Method: "POST", Name: "try it", Path: "/secret", Bucket: "b", Again: c.again}, map[string]string{"a": "<b>"}, &into)
		got := into.ID
		if err != nil {
			got = err.Error()
		}
		if got != c.want || len(p.sent) != c.sent || !reflect.DeepEqual(*pauses, c.pauses) || p.sent[0] != `POST /api/v10/secret {"a":"<b>"}` {
			t.Errorf("%s: %s after %q and pauses of %v, want %+v", name, got, p.sent, *pauses, c)
		}
	}
}

func TestTooMany(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		header map[string]string
		body   string
		after  time.Duration
		global bool
	}{
		"of a bucket":        {nil, `{"retry_after":1.5,"global":false}`, 1500 * time.Millisecond, false},
		"of all":             {nil, `{"retry_after":1,"global":true}`, time.Second, true},
		"of all, by header":  {map[string]string{"X-Ratelimit-Global": "true"}, `{"retry_after":1}`, time.Second, true},
		"of all, by scope":   {map[string]string{"X-Ratelimit-Scope": "global"}, `{"retry_after":1}`, time.Second, true},
		"of a user":          {map[string]string{"X-Ratelimit-Scope": "user"}, `{"retry_after":1}`, time.Second, false},
		"a proxy's page":     {map[string]string{"Retry-After": "7"}, "<html>", 7 * time.Second, true},
		"Discord's own page": {map[string]string{"Retry-After": "7", "Via": "1.1 google"}, "<html>", 7 * time.Second, false},
		"no time":            {nil, `{"retry_after":0,"global":true}`, unknownReset, false},
		"an odd time":        {map[string]string{"Retry-After": "soon"}, "", unknownReset, false},
		"a time of zero":     {map[string]string{"Retry-After": "0"}, "", unknownReset, false},
	} {
		h := http.Header{}
		for k, v := range c.header {
			h.Set(k, v)
		}
		if after, global := tooMany(response{header: h, body: []byte(c.body)}); after != c.after || global != c.global {
			t.Errorf("%s: %v, global %v, want %v, %v", name, after, global, c.after, c.global)
		}
	}
}

func TestSeconds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"0": 0, "1.25": 1250 * time.Millisecond, "86400": 24 * time.Hour, "86401": -1, "-1": -1, "": -1, "x": -1, "NaN": -1, "Inf": -1,
	} {
		got, ok := seconds(text)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}

// TestResponsesOvertakeEachOther: of two responses of one window the one with less left counts.
func TestResponsesOvertakeEachOther(t *testing.T) {
	t.Parallel()
	left := func(n, after string) response {
		return response{status: 200, header: http.Header{"X-Ratelimit-Remaining": {n}, "X-Ratelimit-Reset-After": {after}}}
	}
	for name, c := range map[string]struct {
		first, second response
		passed        time.Duration
		want          int
	}{
		"the older comes late": {left("1", "5"), left("3", "5"), 0, 1},
		"the newer comes late": {left("3", "5"), left("1", "5"), 0, 1},
		"of the next window":   {left("0", "5"), left("4", "5"), 50 * time.Millisecond, 4},
		"still of the same":    {left("0", "5"), left("4", "5"), 49 * time.Millisecond, 0},
		"after its end":        {left("0", "5"), left("4", "1"), 5 * time.Second, 4},
		"without a count":      {left("2", "5"), left("", "5"), 0, 2},
	} {
		now := time.Unix(1e9, 0)
		b := &buckets{nowFor: func() time.Time { return now }}
		b.note(&Route{Bucket: "own"}, c.first)
		now = now.Add(c.passed)
		b.note(&Route{Bucket: "own"}, c.second)
		if got := b.of("own"); got.remaining != c.want || !got.known {
			t.Errorf("%s: %d are left, want %d", name, got.remaining, c.want)
		}
	}
}

func TestGatewayAddress(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]string{
		"wss://gateway.example":        "ws://gateway.example by gateway.example:443 of gateway.example, TLS true",
		"wss://gateway.example:8443/x": "ws://gateway.example:8443/x by gateway.example:8443 of gateway.example, TLS true",
		"ws://127.0.0.1:9/?v=1":        "ws://127.0.0.1:9/?v=1 by 127.0.0.1:9 of 127.0.0.1, TLS false",
		"ws://gateway.example":         "ws://gateway.example by gateway.example:80 of gateway.example, TLS false",
		"https://gateway.example":      `"https://gateway.example" is no address of a gateway`,
		"wss://":                       `"wss://" is no address of a gateway`,
		"":                             `"" is no address of a gateway`,
	} {
		to, err := parseAddress(url)
		got := fmt.Sprintf("%s by %s of %s, TLS %v", to.plain, to.hostport, to.name, to.tls)
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %s, want %s", url, got, want)
		}
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	no := fmt.Errorf("post: %w", &Refusal{Status: http.StatusForbidden, Code: CodeLocked})
	for _, c := range []struct {
		err   error
		codes []int
		want  bool
	}{
		{nil, nil, false}, {nil, []int{CodeLocked}, false}, {io.EOF, nil, false}, {ErrScarce, nil, false},
		{no, nil, true}, {no, []int{CodeLocked}, true}, {no, []int{CodeArchived, CodeLocked}, true}, {no, []int{CodeArchived}, false},
		{&Refusal{Status: http.StatusInternalServerError}, nil, true}, {&Refusal{Status: http.StatusInternalServerError}, []int{CodeLocked}, false},
	} {
		if got := Refused(c.err, c.codes...); got != c.want {
			t.Errorf("%v by %v: %v, want %v", c.err, c.codes, got, c.want)
		}
	}
}
