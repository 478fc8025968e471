package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"syscall"
	"time"

	"github.com/storybot/storybot/bot"
)

// catchesUp is within what each process shows what was loaded, when nothing is wrong any more.
const catchesUp = 20 * time.Second

// mend has nothing be wrong any more: who is stopped goes on, who was killed starts.
func (c *cluster) mend() {
	c.t.Helper()
	treatAll(c.toNodes, passes)
	for _, m := range c.members {
		m.relay.catch(nil)
		m.relay.treat(passes)
		m.signal(syscall.SIGCONT)
	}
	var dead []*member
	for _, m := range c.members {
		gone := m.bot == nil
		if !gone {
			select {
			case <-m.said.ended:
				gone = true
			default:
			}
		}
		if gone && m.disturbed.Load()%2 == 0 {
			c.t.Errorf("%s, which nobody killed, has ended: %v: %s", m.name, m.said.outcome, m.said)
		}
		if gone {
			m.ends()
			m.begin(c.t)
			dead = append(dead, m)
		}
	}
	for _, m := range dead {
		m.loaded(c.t)
	}
}

// settles holds all processes to show the present edition soon, whole. Where its load was cut off, one loads.
func (c *cluster) settles() {
	c.t.Helper()
	if c.kept < c.paper.present {
		m := c.any()
		if err := c.within(c.reloads(m), most, m); err != nil {
			c.t.Errorf("with nothing wrong any more %s does not load: %v", m.name, err)
			return
		}
	}
	for _, m := range c.members {
		began := time.Now()
		for {
			shown, err := c.shows(m)
			if shown == c.paper.present && err == nil {
				break
			}
			if time.Since(began) > catchesUp {
				c.t.Errorf("%s shows edition %d, want %d: %v", m.name, shown, c.paper.present, err)
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		m.floor.Store(int64(c.paper.present))
		m.calm()
	}
}

// shows is the edition that a process lists, all of it.
func (c *cluster) shows(m *member) (int, error) {
	ctx, cancel := context.WithTimeout(c.t.Context(), 10*time.Second)
	defer cancel()
	list, err := m.client().Stories(ctx, "")
	if err != nil {
		return 0, err
	}
	titles := make([]string, len(list.Stories))
	for i := range list.Stories {
		titles[i] = list.Stories[i].Title
	}
	return c.whole(titles)
}

// whole is the edition that headlines are all of, and all that there are.
func (c *cluster) whole(headlines []string) (int, error) {
	c.t.Helper()
	if len(headlines) == 0 {
		return 0, errors.New("there are no stories")
	}
	all := editionsIn(fmt.Sprint(headlines))
	if len(all) != 1 {
		c.t.Errorf("a list mixes the editions %d: %q", all, headlines)
		return 0, errors.New("mixed")
	}
	for town := range c.paper.steady + c.paper.fleet {
		if slices.Contains(headlines, mill(all[0], town)) != c.paper.has(all[0], town) {
			c.t.Errorf("a list of edition %d: lists %q: %v", all[0], mill(all[0], town), !c.paper.has(all[0], town))
		}
	}
	return all[0], nil
}

// holdsTruth holds the database to have the present edition, and each of its loads to be of one, none older than the
// one before it: so it is where nobody writes who has the right no more.
func (c *cluster) holdsTruth() {
	c.t.Helper()
	headlines := c.strings("SELECT title FROM stories")
	if edition, err := c.whole(headlines); err != nil || edition != c.paper.present {
		c.t.Errorf("the database has edition %d, want %d: %v", edition, c.paper.present, err)
	}
	bad := c.strings(`WITH loaded AS (SELECT born, min(n) AS least, max(n) AS most FROM
		(SELECT born, (substring(title FROM 'edition ([0-9]+)'))::int AS n FROM versions) v GROUP BY born),
		rows AS (SELECT *, lag(most) OVER (ORDER BY born) AS before FROM loaded)
		SELECT 'load ' || born || ' is of the editions ' || least || ' to ' || most || ', after ' || before FROM rows
		WHERE least <> most OR least < before`)
	for _, what := range bad {
		c.t.Error(what)
	}
}

// strings are the rows of a query.
func (c *cluster) strings(query string, args ...any) (list []string) {
	c.t.Helper()
	rows, err := c.db.QueryContext(c.t.Context(), query, args...)
	if err != nil {
		c.t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			c.t.Fatal(err)
		}
		list = append(list, s)
	}
	if err := rows.Err(); err != nil {
		c.t.Fatal(err)
	}
	return list
}

// recorded is within what an answer is in the journal that waited while the database was away.
const recorded = 15 * time.Second

// holdsJournal holds every question to be in the journal once at most, and those whose answer has an address, or waits
// in a process that lives, to be there; what an address leads to, at another process, is that answer.
func (c *cluster) holdsJournal() {
	c.t.Helper()
	c.holdsOnce()
	var open []*question
	for began := time.Now(); ; time.Sleep(100 * time.Millisecond) {
		late, answered := time.Since(began) > recorded, c.answered() // what is answered while the rows are read need not be among them
		rows := c.rows()
		waiting := 0
		c.mu.Lock()
		for key, q := range c.asked {
			if q.answered && !answered[key] {
				continue
			}
			n := rows[key]
			due := q.answered && (q.address != "" || q.of.lives.Load() == q.life)
			switch {
			case due && n == 0 && late:
				c.t.Errorf("question %d, answered by %s at %q, is not in the journal", key, q.of.name, q.address)
			case due && n == 0:
				waiting++
				continue
			case due && q.address != "" && len(open) < 3:
				open = append(open, q)
			}
			if q.answered || q.over {
				delete(c.asked, key)
			}
		}
		c.mu.Unlock()
		if waiting == 0 || c.t.Failed() {
			break
		}
	}
	for _, q := range open {
		began := time.Now() // whom the server was away from asks it again after two seconds
		err := c.opens(q)
		for ; err != nil && time.Since(began) < recorded; err = c.opens(q) {
			time.Sleep(200 * time.Millisecond)
		}
		if err != nil {
			c.t.Errorf("the address of an answer of %s does not lead to it: %v", q.of.name, err)
		}
	}
}

// answered are the questions that are answered by now.
func (c *cluster) answered() map[int64]bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := make(map[int64]bool)
	for key, q := range c.asked {
		all[key] = q.answered
	}
	return all
}

// holdsOnce holds every question that was ever asked, over HTTP or by a message in Discord, to be in the journal once at most.
func (c *cluster) holdsOnce() {
	c.t.Helper()
	for _, twice := range c.strings("SELECT question || ' ' || count(*) FROM answers WHERE surface = 'web' GROUP BY asked, question HAVING count(*) > 1") {
		c.t.Errorf("a question is in the journal more than once: %s", twice)
	}
	for _, twice := range c.strings("SELECT conversation || ' ' || count(*) FROM answers WHERE surface = 'discord' GROUP BY conversation HAVING count(*) > 1") {
		c.t.Errorf("a message is in the journal more than once: %s", twice)
	}
}

// rows are how often each question is in the journal.
func (c *cluster) rows() map[int64]int {
	c.t.Helper()
	found := make(map[int64]int)
	for _, row := range c.strings("SELECT asked || ' ' || count(*) FROM answers WHERE surface = 'web' AND asked >= ?1 GROUP BY asked", c.oldest()+base) {
		var key int64
		var n int
		if _, err := fmt.Sscan(row, &key, &n); err != nil {
			c.t.Fatal(err)
		}
		found[key-base] = n
	}
	return found
}

// oldest is the first question that is not known to be done with.
func (c *cluster) oldest() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := c.keys.Load() + 1
	for key := range c.asked {
		first = min(first, key)
	}
	return first
}

// opens opens the address of an answer at another process, and reports what is wrong with what is there.
func (c *cluster) opens(q *question) error {
	other := c.others(q.of)[0]
	ctx, cancel := context.WithTimeout(c.t.Context(), 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, *other.address.Load()+q.address+".json", nil)
	if err != nil {
		return err
	}
	client := http.Client{Transport: &http.Transport{DialContext: from(c.keys.Add(1)).DialContext, DisableKeepAlives: true}}
	reply, err := client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = reply.Body.Close() }()
	body, err := io.ReadAll(reply.Body)
	if err != nil {
		return err
	}
	var given struct{ Answer bot.Answer }
	if err := json.Unmarshal(body, &given); err != nil {
		return err
	}
	if given.Answer.Text != q.answer.Text {
		return fmt.Errorf("%s has %s, want %q", other.name, body, q.answer.Text)
	}
	return nil
}
