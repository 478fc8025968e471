package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/storybot/storybot/bot"
)

// question is what was asked of a member over HTTP, and what came.
type question struct {
	of       *member
	life     int64 // of the member, in which it was asked
	answer   bot.Answer
	answered bool
	over     bool   // there is no answer
	address  string // of the answer, where it was recorded; empty: it waits
}

// asker asks a member until the test ends.
func (c *cluster) asker(m *member) {
	for n := 0; !c.stopping.Load(); n++ {
		time.Sleep(60 * time.Millisecond)
		c.ask(m, n)
	}
}

// wording is that of a question, and whether every edition answers it.
func (e *editions) wording(n int) (text string, always bool) {
	first, second := townNames[n%e.steady], townNames[e.steady+n%e.fleet]
	switch n % 4 {
	case 0:
		return fmt.Sprintf("How many crowns did the mill at %s cost?", first), true
	case 1:
		return fmt.Sprintf("How many crowns did the mill at %s cost?", second), false
	case 2:
		return fmt.Sprintf("What did the mills at %s and %s cost?", first, second), true
	}
	return "Which stories are about the mill at " + second + "?", false
}

// ask asks a member once and holds the answer to be what it may be.
func (c *cluster) ask(m *member, n int) {
	text, always := c.paper.wording(n)
	key := c.keys.Add(1)
	before, floor := m.disturbed.Load(), m.floor.Load()
	q := &question{of: m, life: m.lives.Load()}
	c.mu.Lock()
	c.asked[key] = q
	c.mu.Unlock()
	var got question
	err := c.post(m, text, key, &got)
	if err != nil {
		if before%2 == 0 && m.disturbed.Load() == before && !c.stopping.Load() {
			c.t.Errorf("%s, which nothing was done to, does not answer: %v", m.name, err)
		}
		c.mu.Lock()
		q.over = true
		c.counts.refused++
		c.mu.Unlock()
		return
	}
	c.mu.Lock()
	q.answered, q.answer, q.address = true, got.answer, got.address
	c.counts.answers++
	c.mu.Unlock()
	c.holds(m, &got.answer, floor, always)
}

// holds holds an answer to be of one edition, none older than what the member has shown, and without stories that
// this edition has not.
func (c *cluster) holds(m *member, a *bot.Answer, floor int64, always bool) {
	all, err := json.Marshal(a)
	if err != nil {
		c.t.Error(err)
		return
	}
	found := editionsIn(string(all))
	switch {
	case len(found) > 1:
		c.t.Errorf("%s mixes the editions %d: %s", m.name, found, all)
		return
	case len(found) == 0 && always:
		c.t.Errorf("%s does not answer: %s", m.name, all)
		return
	case len(found) == 0:
		return
	}
	edition := int64(found[0])
	if edition < floor {
		c.t.Errorf("%s has shown edition %d, and answers by %d: %s", m.name, floor, edition, all)
	}
	for before := m.floor.Load(); before < edition && !m.floor.CompareAndSwap(before, edition); before = m.floor.Load() {
	}
	for i := range a.Citations {
		if why := c.paper.wrong(a.Citations[i].Title); why != "" {
			c.t.Errorf("%s cites what is not there: %s: %s", m.name, why, all)
		}
	}
}

// from dials from an address of this computer that is another for each question: nobody asks too often.
func from(key int64) *net.Dialer {
	return &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 9, byte(key>>8), byte(key))}}
}

// post sends a question and reads the events of the reply.
func (c *cluster) post(m *member, text string, key int64, q *question) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	at := m.address.Load()
	if at == nil {
		return errors.New("it listens nowhere")
	}
	body, err := json.Marshal(map[string]string{"question": text, "at": time.UnixMilli(base + key).UTC().Format(time.RFC3339Nano)})
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, *at+"/api/ask", bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	client := http.Client{Transport: &http.Transport{DialContext: from(key).DialContext, DisableKeepAlives: true}}
	reply, err := client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = reply.Body.Close() }()
	if reply.StatusCode != http.StatusOK {
		return errors.New(reply.Status)
	}
	return q.read(bufio.NewReader(reply.Body))
}

// base is the millisecond of the first question: each is asked at one of its own, by which it is found in the journal.
const base = 1_800_000_000_000

// read reads the events of a reply.
func (q *question) read(lines *bufio.Reader) error {
	for event := ""; ; {
		line, err := lines.ReadString('\n')
		if err != nil {
			return fmt.Errorf("it ended before it had answered: %w", err)
		}
		line = strings.TrimSpace(line)
		if name, is := strings.CutPrefix(line, "event: "); is {
			event = name
			continue
		}
		data, is := strings.CutPrefix(line, "data: ")
		switch {
		case !is:
		case event == "error":
			return errors.New(data)
		case event == "receipt":
			var receipt struct{ Address string }
			if err := json.Unmarshal([]byte(data), &receipt); err != nil {
				return err
			}
			q.address = receipt.Address
		case event == "answer":
			return json.Unmarshal([]byte(data), &q.answer)
		}
	}
}
