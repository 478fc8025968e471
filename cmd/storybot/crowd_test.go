package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// hostileVar is for how many seconds TestHostileUse goes on: 120 is a day's worth of
// what one address may ask.
const hostileVar = "STORYBOT_HOSTILE"

// The most that hostile use may take from others.
const (
	mostMemory  = 64 << 20 // bytes more than in peace
	mostPerWait = 256 << 10
	mostP95     = 2 * time.Second
)

// TestHostileUse has a serving bot asked by crowds that mean it no good: silent
// streams, floods, bodies that never end or are huge, nonsense, and as many questions
// at once as will do. It prints what that costs: the budget, memory, and the
// patience of those who ask as usual.
func TestHostileUse(t *testing.T) {
	seconds, err := strconv.Atoi(os.Getenv(hostileVar))
	if err != nil {
		t.Skipf("%s is not set: hostile use is not measured", hostileVar)
	}
	const budget = 60_000
	model := newMeteredModel(t, 50*time.Millisecond)
	h := newBesieged(t, model, fmt.Sprintf("TOKENS_A_DAY=%d", budget))
	one := int64(0) // what one answer costs
	for i := range 8 {
		before := model.spent.Load()
		if _, err := h.ask(h.client(fmt.Sprintf("203.0.113.%d", 10+i)), h.question(i)); err != nil {
			t.Fatal(err)
		}
		one = max(one, model.spent.Load()-before)
	}
	short, end := context.WithTimeout(t.Context(), 10*time.Second)
	calm := h.others(short)
	<-short.Done()
	end()
	calm()
	peace := h.memory()
	ctx, cancel := context.WithTimeout(t.Context(), time.Duration(seconds)*time.Second)
	defer cancel()
	var crowd sync.WaitGroup
	for _, attack := range []struct {
		hands int
		do    func(context.Context, *besieged, int)
	}{
		{40, silentStream}, {16, flood}, {100, endlessBody}, {4, hugeQuestion}, {8, nonsense}, {200, slowHeader},
	} {
		for i := range attack.hands {
			crowd.Go(func() {
				for ctx.Err() == nil {
					attack.do(ctx, h, i)
					rest(ctx, 50*time.Millisecond)
				}
			})
		}
	}
	busy := h.others(ctx)
	most := h.highest(ctx)
	crowd.Wait()
	over := max(model.spent.Load()-budget, 0)
	t.Logf("%d s: %s; budget of %d overshot by %d tokens (one answer: %d); memory %d MB in peace, %+d MB at most; others %s; in peace %s; the bot ran for %v",
		seconds, h.tally(), budget, over, one, peace>>20, (most-peace)>>20, busy(), calm(), h.ran())
	if over > one {
		t.Errorf("the budget was overshot by %d tokens, more than one answer's %d", over, one)
	}
	if most-peace > mostMemory {
		t.Errorf("memory grew by %d MB", (most-peace)>>20)
	}
	if w := busy(); w.p95 > mostP95 || w.missed > w.asked/20 {
		t.Errorf("others: %s", w)
	}
	select {
	case <-h.bot.said.ended:
		t.Errorf("the bot ended: %s", h.bot.said)
	default:
	}
}

// waits are how long some people waited for their answers.
type waits struct {
	asked, missed int // missed: not answered
	p50, p95      time.Duration
}

func (w waits) String() string {
	return fmt.Sprintf("asked %d questions, %d were not answered, p50 %v, p95 %v", w.asked, w.missed, w.p50.Round(time.Millisecond), w.p95.Round(time.Millisecond))
}

// others has nine people ask every eight seconds until ctx ends; then it can be told how they fared.
func (h *besieged) others(ctx context.Context) func() waits {
	var mu sync.Mutex
	var took []time.Duration
	var all sync.WaitGroup
	missed := 0
	for i := range 9 {
		all.Go(func() {
			c := h.client(fmt.Sprintf("203.0.113.%d", 100+i))
			rest(ctx, time.Duration(i)*900*time.Millisecond)
			for n := 0; ctx.Err() == nil; n++ {
				began := time.Now()
				text, err := h.ask(c, h.question(9*n+i))
				mu.Lock()
				if took = append(took, time.Since(began)); err != nil || !strings.Contains(text, "Brond") {
					missed++
				}
				mu.Unlock()
				rest(ctx, 8*time.Second)
			}
		})
	}
	return sync.OnceValue(func() waits {
		all.Wait()
		slices.Sort(took)
		return waits{len(took), missed, took[len(took)/2], took[len(took)*95/100]}
	})
}

// TestSilentStreams opens 2,000 streams of which nobody reads a word, while the model
// does not answer.
func TestSilentStreams(t *testing.T) {
	if os.Getenv(hostileVar) == "" {
		t.Skipf("%s is not set: silent streams are not measured", hostileVar)
	}
	const streams = 2000
	h := newBesieged(t, newMeteredModel(t, time.Hour), "TOKENS_A_DAY=0")
	peace := h.memory()
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
	defer cancel()
	var crowd sync.WaitGroup
	for i := range streams {
		crowd.Go(func() { silentStream(ctx, h, i) })
	}
	most := h.highest(ctx)
	crowd.Wait()
	t.Logf("%d silent streams: %d MB before, %d MB at most, %d kB for each", streams, peace>>20, most>>20, (most-peace)/streams>>10)
	if (most-peace)/streams > mostPerWait {
		t.Errorf("each takes %d kB", (most-peace)/streams>>10)
	}
}

// besieged is a serving bot with a channel of which many mean no good.
type besieged struct {
	t     *testing.T
	bot   *living
	addr  string
	towns []string

	streams, floods, bodies, junk, headers atomic.Int64
}

func (h *besieged) tally() string {
	return fmt.Sprintf("%d silent streams, %d questions of floods, %d endless and huge bodies, %d requests of nonsense, %d slow headers",
		h.streams.Load(), h.floods.Load(), h.bodies.Load(), h.junk.Load(), h.headers.Load())
}

func newBesieged(t *testing.T, model *meteredModel, more ...string) *besieged {
	t.Helper()
	if _, err := os.Stat("/proc/self/status"); err != nil {
		t.Skip("no /proc: the memory of the bot cannot be seen")
	}
	h := &besieged{t: t}
	dir := t.TempDir()
	for i := range 60 {
		town := fmt.Sprintf("%s%s", []string{"Vel", "Ost", "Kan", "Pel", "Ruv", "Tar"}[i%6], []string{"my", "er", "dry", "holm", "ik", "nby", "wesk", "row", "now", "dra"}[i/6])
		h.towns = append(h.towns, town)
		var b strings.Builder
		fmt.Fprintf(&b, "%s has a new harbour master\n\nThe harbour master of %s is Ada Brond. She took office in May 2019.\n", town, town)
		for p := range 20 {
			fmt.Fprintf(&b, "\nOn day %d the port of %s counted %d ships, of which %d carried timber.\n", p+1, town, 3*p+i, p+i%7)
		}
		mustWrite(t, filepath.Join(dir, town+".txt"), b.String())
	}
	h.bot = newLiving(t, t.TempDir(), []string{dir}, append([]string{"HTTP_ADDR=127.0.0.1:0", "LIMIT_USER=10/1m", "LIMIT_DAY=300", "LIMIT_QUEUE=3", "TRUSTED_PROXIES=127.0.0.0/8",
		"OPENAI_API_KEY=sk-none", "OPENAI_BASE_URL=" + model.URL + "/v1", "OPENAI_MODEL=metered"}, more...)...)
	h.bot.serve()
	found := regexp.MustCompile(`answering at http://(\S+)`).FindStringSubmatch(h.bot.said.String())
	if found == nil {
		t.Fatalf("no address: %s", h.bot.said)
	}
	h.addr = found[1]
	return h
}

func (h *besieged) question(i int) string {
	return "Who is the harbour master of " + h.towns[i%len(h.towns)] + "?"
}

// client asks from one address, as a proxy tells it.
func (h *besieged) client(from string) *http.Client {
	return &http.Client{Transport: &by{from: from}, Timeout: 30 * time.Second}
}

// by sends requests for somebody at another address.
type by struct {
	http.Transport
	from string
}

// RoundTrip sends one.
func (b *by) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Forwarded-For", b.from)
	return b.Transport.RoundTrip(r)
}

// ask asks as people do and returns the answer's text.
func (h *besieged) ask(c *http.Client, question string) (string, error) {
	body, err := json.Marshal(map[string]string{"question": question})
	if err != nil {
		return "", fmt.Errorf("ask: %w", err)
	}
	r, err := http.NewRequestWithContext(h.t.Context(), http.MethodPost, "http://"+h.addr+"/api/ask", bytes.NewReader(body))
	if err != nil {
		return "", fmt.Errorf("ask: %w", err)
	}
	got, err := c.Do(r)
	if err != nil {
		return "", fmt.Errorf("ask: %w", err)
	}
	defer func() { _ = got.Body.Close() }()
	var a struct{ Text, Error string }
	if err := json.NewDecoder(got.Body).Decode(&a); err != nil {
		return "", fmt.Errorf("ask: %w", err)
	}
	if a.Error != "" {
		return "", errors.New(a.Error)
	}
	return a.Text, nil
}

// memory is what the bot holds of the computer's, in bytes, without the program itself.
func (h *besieged) memory() int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", h.bot.bot.Process.Pid))
	if err != nil {
		h.t.Fatal(err)
	}
	found := regexp.MustCompile(`RssAnon:\s+(\d+) kB`).FindSubmatch(status)
	if found == nil {
		h.t.Fatal("the bot has ended")
	}
	kb, _ := strconv.ParseInt(string(found[1]), 10, 64)
	return kb << 10
}

// ran is for how long the bot has had a processor.
func (h *besieged) ran() time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", h.bot.bot.Process.Pid))
	if err != nil {
		h.t.Fatal(err)
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')'):])) // utime and stime, in hundredths of a second
	user, _ := strconv.Atoi(fields[12])
	system, _ := strconv.Atoi(fields[13])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// highest is the most memory until ctx ends.
func (h *besieged) highest(ctx context.Context) (most int64) {
	for ctx.Err() == nil {
		most = max(most, h.memory())
		rest(ctx, 200*time.Millisecond)
	}
	return most
}

func rest(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// connect opens a connection.
func (h *besieged) connect(ctx context.Context) net.Conn {
	d := net.Dialer{Timeout: 5 * time.Second}
	c, err := d.DialContext(ctx, "tcp", h.addr)
	if err != nil {
		return nil
	}
	return c
}

// linger keeps a connection open for some seconds.
func linger(ctx context.Context, c net.Conn, d time.Duration) {
	rest(ctx, d)
	_ = c.Close()
}

// post is a request for an answer as a stream, from one of many addresses.
func (h *besieged) post(i int, body string) string {
	return fmt.Sprintf("POST /api/ask HTTP/1.1\r\nHost: %s\r\nX-Forwarded-For: 198.18.%d.%d\r\nAccept: text/event-stream\r\nContent-Length: %d\r\n\r\n%s", h.addr, i>>8, i&255, len(body), body)
}

// silentStream asks and reads nothing of the answer.
func silentStream(ctx context.Context, h *besieged, i int) {
	if c := h.connect(ctx); c != nil {
		h.streams.Add(1)
		_, _ = io.WriteString(c, h.post(i, fmt.Sprintf(`{"question": %q, "conversation": "c%d"}`, h.question(i), rand.Int())))
		linger(ctx, c, 20*time.Second)
	}
}

// flood asks again and again, as fast as it is answered or refused.
func flood(ctx context.Context, h *besieged, i int) {
	c := h.client(fmt.Sprintf("198.51.100.%d", i+1))
	defer c.CloseIdleConnections()
	for n := 0; n < 30 && ctx.Err() == nil; n++ {
		h.floods.Add(1)
		_, _ = h.ask(c, h.question(rand.IntN(60))+strings.Repeat(" and", rand.IntN(300)))
	}
}

// endlessBody sends most of a large body, and never its end.
func endlessBody(ctx context.Context, h *besieged, i int) {
	if c := h.connect(ctx); c != nil {
		h.bodies.Add(1)
		_, _ = fmt.Fprintf(c, "POST /api/ask HTTP/1.1\r\nHost: %s\r\nContent-Length: 1000000\r\n\r\n{\"question\": \"%s", h.addr, strings.Repeat("who ", 60_000*(1+i%4)))
		linger(ctx, c, 10*time.Second)
	}
}

// hugeQuestion sends a whole one of 900 kB.
func hugeQuestion(ctx context.Context, h *besieged, i int) {
	h.bodies.Add(1)
	c := h.client(fmt.Sprintf("198.51.101.%d", i+1))
	defer c.CloseIdleConnections()
	_, _ = h.ask(c, strings.Repeat("who is it ", 90_000))
	_ = ctx
}

// nonsense sends what no program sends.
func nonsense(ctx context.Context, h *besieged, i int) {
	if c := h.connect(ctx); c != nil {
		h.junk.Add(1)
		_, _ = io.WriteString(c, []string{
			h.post(i, strings.Repeat("[", 200_000)), h.post(i, `{"question": 7}`), h.post(i, `{"question": "`+strings.Repeat(`\u0000`, 4000)+`"}`),
			"GET /api/stories?filter=" + strings.Repeat("a", 60_000) + " HTTP/1.1\r\nHost: " + h.addr + "\r\n\r\n",
			"GET /api/search?q=" + strings.Repeat("a+", 2000) + " HTTP/1.1\r\nHost: " + h.addr + "\r\nCookie: " + strings.Repeat("a=b; ", 10_000) + "\r\n\r\n",
			"\x16\x03\x01\x02\x00", "GET / HTTP/9.9\r\n\r\n",
		}[(i+rand.IntN(7))%7])
		linger(ctx, c, time.Second)
	}
}

// slowHeader begins a request and says no more.
func slowHeader(ctx context.Context, h *besieged, i int) {
	if c := h.connect(ctx); c != nil {
		h.headers.Add(1)
		_, _ = fmt.Fprintf(c, "GET /api/stories HTTP/1.1\r\nHost: %s\r\nX-A: %s", h.addr, strings.Repeat("a", 50_000))
		linger(ctx, c, 15*time.Second)
	}
}

// meteredModel is a model server that counts what is spent on it: a token for four
// bytes of a request and of what it writes.
type meteredModel struct {
	*httptest.Server
	spent atomic.Int64
	delay time.Duration
}

func newMeteredModel(t *testing.T, delay time.Duration) *meteredModel {
	m := &meteredModel{delay: delay}
	m.Server = httptest.NewServer(http.HandlerFunc(m.serve))
	t.Cleanup(m.CloseClientConnections)
	return m
}

var numbered = regexp.MustCompile(`(\d+\.[1-9]\d*) (The harbour master of [^\n"\\]*?\.)`)

func (m *meteredModel) serve(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	select {
	case <-time.After(m.delay):
	case <-r.Context().Done():
	}
	var asked struct {
		Stream bool `json:"stream"`
	}
	_ = json.Unmarshal(body, &asked)
	text := "Yes"
	if found := numbered.FindSubmatch(body); found != nil {
		text = fmt.Sprintf("%s [%s]", found[2], found[1])
	}
	sent, wrote := len(body)/4, len(text)/4+1
	m.spent.Add(int64(sent + wrote))
	usage := map[string]int{"prompt_tokens": sent, "completion_tokens": wrote, "total_tokens": sent + wrote}
	message := map[string]string{"role": "assistant", "content": text}
	if !asked.Stream {
		_ = json.NewEncoder(w).Encode(map[string]any{"id": "1", "object": "chat.completion", "usage": usage,
			"choices": []any{map[string]any{"index": 0, "message": message, "finish_reason": "stop"}}})
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	for _, chunk := range []map[string]any{
		{"choices": []any{map[string]any{"index": 0, "delta": message}}},
		{"choices": []any{map[string]any{"index": 0, "delta": map[string]string{}, "finish_reason": "stop"}}},
		{"choices": []any{}, "usage": usage},
	} {
		data, _ := json.Marshal(chunk)
		_, _ = fmt.Fprintf(w, "data: %s\n\n", data)
	}
	_, _ = io.WriteString(w, "data: [DONE]\n\n")
}
