package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/bot/web"
	"github.com/storybot/storybot/bot/web/gate"
	"github.com/storybot/storybot/knowledge"
)

// served runs the channel over the stories of entries, with no pace but the machine's.
func served(t testing.TB, change func(*web.Server), entries ...string) string {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	c := &Config{DataDir: t.TempDir(), Zone: time.UTC, BaseURL: openAI, Stories: entries}
	p, err := wire(t.Context(), c, log, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Load(t.Context(), knowledge.LoadOptions{}); err != nil {
		t.Fatal(err)
	}
	p.observe()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	public := channel(c, p, l.Addr(), log)
	public.Asks, public.Opens = gate.Pace{PerSecond: 1e9, Burst: 1e9}, gate.Pace{PerSecond: 1e9, Burst: 1e9}
	if change != nil {
		change(public)
	}
	server := public.HTTP()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(l)
	}()
	t.Cleanup(func() {
		_ = server.Close()
		<-ended
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return "http://" + l.Addr().String()
}

// send makes a request and hands its reply to hear.
func send(t testing.TB, client *http.Client, url, body, accept string, hear func(*http.Response)) {
	method := http.MethodGet
	if body != "" {
		method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Error(err)
		return
	}
	r.Header.Set("Accept", accept)
	reply, err := client.Do(r)
	if err != nil {
		t.Error(err)
		return
	}
	defer func() { _ = reply.Body.Close() }()
	if reply.StatusCode != http.StatusOK {
		t.Errorf("%s: %s", url, reply.Status)
		return
	}
	hear(reply)
}

// at is the time that a share of the sorted times is within.
func at(times []time.Duration, share float64) float64 {
	slices.Sort(times)
	return float64(times[int(share*float64(len(times)-1))].Microseconds()) / 1000
}

// BenchmarkFirstByte times the first byte of the channel's page.
func BenchmarkFirstByte(b *testing.B) {
	url := served(b, nil)
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	var times []time.Duration
	for b.Loop() {
		began := time.Now()
		send(b, client, url, "", "", func(reply *http.Response) {
			_, _ = reply.Body.Read(make([]byte, 1))
			times = append(times, time.Since(began))
			_, _ = io.Copy(io.Discard, reply.Body)
		})
	}
	b.ReportMetric(at(times, .5), "p50-ms")
	b.ReportMetric(at(times, .99), "p99-ms")
}

// BenchmarkAskers has fifty people ask at once: each another question as soon
// as the last is answered, and, as people do, one every second.
func BenchmarkAskers(b *testing.B) {
	const data, people = "../../../shared/data/rtqa", 50
	questions := bodies(b, data+"/questions.jsonl")
	url := served(b, nil, data+"/stories.jsonl.gz")
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: people}}
	defer client.CloseIdleConnections()
	for name, pause := range map[string]time.Duration{"without a pause": 0, "one a second each": time.Second} {
		b.Run(name, func(b *testing.B) {
			const each = 20 // questions of every person
			times := make([]time.Duration, people*each)
			for b.Loop() {
				var all sync.WaitGroup
				for person := range people {
					all.Go(func() {
						time.Sleep(pause * time.Duration(person) / people) // not all in the same moment
						tick := time.Tick(max(pause, 1))
						for i := range each {
							if pause > 0 {
								<-tick
							}
							began := time.Now()
							send(b, client, url+"/api/ask", questions[(person+i*people)%len(questions)], "",
								func(reply *http.Response) { _, _ = io.Copy(io.Discard, reply.Body) })
							times[person*each+i] = time.Since(began)
						}
					})
				}
				all.Wait()
			}
			b.ReportMetric(at(times, .5), "p50-ms")
			b.ReportMetric(at(times, .99), "p99-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// bodies reads questions, as the bodies that ask them.
func bodies(b *testing.B, path string) []string {
	b.Helper()
	file, err := os.Open(path) //nolint:gosec // a test's own
	if err != nil {
		b.Skip("no ../shared/data: fifty askers are not measured")
	}
	defer func() { _ = file.Close() }()
	var list []string
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var q struct{ Question, At string }
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			b.Fatal(err)
		}
		body, err := json.Marshal(web.Ask{Question: q.Question, At: q.At})
		if err != nil {
			b.Fatal(err)
		}
		list = append(list, string(body))
	}
	return list
}

// endless is a Desk whose answers go on until they are told to stop.
type endless struct {
	desk.Desk
	tick <-chan struct{}
}

// Answer shows a sentence at every tick.
func (e endless) Answer(ctx context.Context, q bot.Question, show bot.Show) (bot.Answer, error) {
	for {
		select {
		case _, more := <-e.tick:
			if !more {
				return bot.Answer{Question: q.Text, Mode: bot.ModeNone}, nil
			}
			show(bot.Shown{Claim: bot.Claim{Text: strings.Repeat("A sentence. ", 20), Citations: []int{}}, Opens: " ", Added: []bot.Citation{}})
		case <-ctx.Done():
			return bot.Answer{}, ctx.Err()
		}
	}
}

// TestManyStreamsStayFlat keeps 200 streams open and holds the memory to not
// growing with what has gone through them.
func TestManyStreamsStayFlat(t *testing.T) {
	const streams, rounds = 200, 40
	tick := make(chan struct{})
	url := served(t, func(s *web.Server) { s.Desk = endless{tick: tick} })
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	var all sync.WaitGroup
	got := make(chan string, streams)
	for range streams {
		all.Go(func() {
			send(t, client, url+"/api/ask", `{"question":"q"}`, "text/event-stream", func(reply *http.Response) {
				lines := bufio.NewScanner(reply.Body)
				for lines.Scan() {
					if name, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
						got <- name
					}
				}
			})
		})
	}
	round := func() {
		for range streams {
			tick <- struct{}{}
			if name := <-got; name != "claim" {
				t.Fatalf("heard %s", name)
			}
		}
	}
	for range rounds { // each stream has its buffers by then
		round()
	}
	before := heap()
	for range rounds {
		round()
	}
	after := heap()
	t.Logf("%d streams: %d kB in use after %d rounds, %d kB after as many more", streams, before>>10, rounds, after>>10)
	if after > before+before/10+1<<20 {
		t.Errorf("the memory in use grew from %d to %d", before, after)
	}
	close(tick)
	ends := 0
	go func() { all.Wait(); close(got) }()
	for name := range got {
		if name == "answer" {
			ends++
		}
	}
	if ends != streams {
		t.Errorf("%d of %d streams ended with their answer", ends, streams)
	}
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
