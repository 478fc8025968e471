package main

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/knowledge/private"
)

// TestBrokenFiles flips bits of the files of a serving bot, and cuts, zeroes and
// deletes them, while it is asked: no answer is wrong without a word, the process
// does not end, and within a minute all is as before, or what is damaged is named.
// STORYBOT_BROKEN sets how many times 500 flips and 40 files that is; without it,
// a few of the word index.
func TestBrokenFiles(t *testing.T) {
	t.Parallel()
	flips, files, only := 8, 2, "words/"
	if n, err := strconv.Atoi(os.Getenv("STORYBOT_BROKEN")); err == nil {
		flips, files, only = 500*n, 40*n, ""
	}
	b := newBreakable(t, only)
	for done := 0; done < flips; done += 20 {
		for range min(20, flips-done) {
			b.flip()
			b.ask(1)
		}
		b.settle()
	}
	for n := range files {
		b.breakFile(n)
		b.ask(3)
		b.settle()
	}
	b.moved = strings.Count(b.bot.said.String(), "was moved to")
	b.bot.kill()
	b.bot.serve() // what it finds is in order
	b.settle()
	t.Log(b)
	if b.answers < flips || b.flips != flips || b.files != files {
		t.Errorf("too little was tried: %s", b)
	}
}

// breakable is a serving bot whose files are broken.
type breakable struct {
	t     *testing.T
	bot   *living
	only  string // the beginning of the names of what is broken
	facts []fact

	flips, files, answers, errors, mended, moved, named int
	longest                                             time.Duration
	done                                                []string // since it was whole
	kinds                                               map[string]int
}

// fact is a question with what its answer must have.
type fact struct{ question, answer string }

func (b *breakable) String() string {
	return fmt.Sprintf("%d flips, %d files cut, zeroed or deleted (%v): %d right answers, %d errors, 0 wrong, 0 ends; %d times mended, in %v at the longest; %d times the database was moved away and all loaded again; %d times named and put back by hand",
		b.flips, b.files, b.kinds, b.answers, b.errors, b.mended, b.longest.Round(100*time.Millisecond), b.moved, b.named)
}

func newBreakable(t *testing.T, only string) *breakable {
	t.Helper()
	stories := t.TempDir()
	b := &breakable{t: t, only: only, kinds: make(map[string]int)}
	for i, town := range []string{"Velm", "Oster", "Kandry", "Pelholm", "Ruvik", "Tarn", "Ulmby", "Wesk", "Yarrow", "Zinnow", "Aldra", "Brunn",
		"Corvik", "Dalsey", "Elmet", "Fjord", "Grenna", "Holt", "Istad", "Jarls", "Kolm", "Lunde", "Morsk", "Nordal"} {
		master := fmt.Sprintf("Ada %s%s", strings.Repeat("Br", 1+i%3), []string{"ond", "ask", "yle", "unt", "ipp", "ook", "eck", "ull"}[i/3])
		var text strings.Builder
		fmt.Fprintf(&text, "%s has a new harbour master\n\nThe harbour master of %s is %s. She took office in May 2019.\n", town, town, master)
		for p := range 30 {
			fmt.Fprintf(&text, "\nOn day %d the port of %s counted %d ships, of which %d carried timber and %d carried grain to the mills upriver.\n", p+1, town, 3*p+i, p+i%7, 2*p+i%5)
		}
		mustWrite(t, filepath.Join(stories, strings.ToLower(town)+".txt"), text.String())
		b.facts = append(b.facts, fact{"Who is the harbour master of " + town + "?", master})
	}
	b.bot = newLiving(t, t.TempDir(), []string{stories})
	b.bot.serve()
	b.settle()
	return b
}

// ask asks so many questions and reports whether all were answered.
func (b *breakable) ask(n int) bool {
	b.t.Helper()
	good := true
	for _, i := range rand.Perm(len(b.facts))[:n] {
		f := b.facts[i]
		ctx, cancel := context.WithTimeout(b.t.Context(), 20*time.Second)
		a, err := b.bot.client().Answer(ctx, bot.Question{Text: f.question, Surface: "cli", Asker: "a"}, nil)
		cancel()
		switch {
		case err != nil:
			b.errors++
			good = false
		case !strings.Contains(a.Text, f.answer):
			b.t.Fatalf("after %v: %s %q, want %s; it says: %s", b.done, f.question, a.Text, f.answer, b.bot.said)
		default:
			b.answers++
		}
	}
	select {
	case <-b.bot.said.ended:
		b.t.Fatalf("after %v the process ended: %s", b.done, b.bot.said)
	default:
	}
	return good
}

// ready reports whether the bot says that it can answer.
func (b *breakable) ready() bool {
	dial := private.Dialer(filepath.Join(b.bot.dir, private.SocketName))
	c := http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return dial(ctx) }, DisableKeepAlives: true}}
	request, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, "http://storybot/readyz", nil)
	if err != nil {
		b.t.Fatal(err)
	}
	r, err := c.Do(request)
	if err != nil {
		return false
	}
	_ = r.Body.Close()
	return r.StatusCode == http.StatusOK
}

// settle waits until all questions are answered. Where that does not come within a
// minute, or the bot cannot be relied on, it must have said so, and then a whole
// folder is put in place of the damaged one.
func (b *breakable) settle() {
	b.t.Helper()
	began := time.Now()
	const named = "cannot be read"
	for {
		if b.ask(len(b.facts)) && b.ready() {
			if len(b.done) > 0 {
				b.mended++
			}
			b.longest = max(b.longest, time.Since(began))
			b.done = nil
			return
		}
		if time.Since(began) > time.Minute {
			if !strings.Contains(b.bot.said.String(), named) || b.ready() {
				b.t.Fatalf("after %v it neither answers nor names what is damaged: %s", b.done, b.bot.said)
			}
			b.anew()
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// anew does what the message says: the damaged folder is moved away and the stories
// are loaded again.
func (b *breakable) anew() {
	b.t.Helper()
	b.named++
	said := slices.DeleteFunc(strings.Split(b.bot.said.String(), "\n"), func(line string) bool { return strings.Contains(line, "request failed") })
	b.t.Logf("after %v it is not mended: %s", b.done, strings.Join(said[max(0, len(said)-20):], "\n"))
	b.bot.kill()
	b.bot.dir = b.t.TempDir()
	b.bot.env = append(b.bot.env, "DATA_DIR="+b.bot.dir)
	b.done = nil
	b.bot.serve()
}

// file chooses a file of DATA_DIR, each as likely.
func (b *breakable) file() string {
	b.t.Helper()
	var files []string
	err := filepath.WalkDir(b.bot.dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() && strings.HasPrefix(b.name(path), b.only) {
			files = append(files, path)
		}
		return nil //nolint:nilerr // what has just gone is not chosen
	})
	if err != nil || len(files) == 0 {
		b.t.Fatalf("nothing to break: %v", err)
	}
	return files[rand.IntN(len(files))]
}

func (b *breakable) name(path string) string {
	name, err := filepath.Rel(b.bot.dir, path)
	if err != nil {
		b.t.Fatal(err)
	}
	return filepath.ToSlash(name)
}

// flip flips one bit of one file.
func (b *breakable) flip() {
	b.t.Helper()
	path := b.file()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		b.flip() // it has just gone
		return
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		b.t.Fatal(err)
	}
	b.flips++
	if info.Size() == 0 {
		return
	}
	at, one := rand.Int64N(info.Size()), make([]byte, 1)
	if _, err := f.ReadAt(one, at); err != nil {
		return // it has just been cut
	}
	one[0] ^= 1 << rand.IntN(8)
	if _, err := f.WriteAt(one, at); err != nil {
		b.t.Fatal(err)
	}
	b.did("flip", fmt.Sprintf("%s at %d", b.name(path), at))
}

// breakFile cuts, zeroes or deletes one file, or deletes the folder of the words.
func (b *breakable) breakFile(n int) {
	b.t.Helper()
	path := b.file()
	info, err := os.Stat(path)
	if err != nil {
		b.t.Fatal(err)
	}
	from := rand.Int64N(info.Size() + 1)
	b.files++
	switch kind := n % 5; kind {
	case 0:
		b.did("cut", fmt.Sprintf("%s at %d of %d", b.name(path), from, info.Size()))
		err = os.Truncate(path, from)
	case 1:
		b.did("zeroed", b.name(path))
		err = zeroFrom(path, 0, info.Size())
	case 2:
		b.did("deleted", b.name(path))
		err = os.Remove(path)
	case 3:
		b.did("partly zeroed", fmt.Sprintf("%s from %d of %d", b.name(path), from, info.Size()))
		err = zeroFrom(path, from, min(info.Size()-from, 1+rand.Int64N(20000)))
	default:
		b.did("words deleted", "words")
		err = os.RemoveAll(filepath.Join(b.bot.dir, "words"))
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *breakable) did(kind, what string) {
	if kind != "flip" {
		b.kinds[kind]++
	}
	b.done = append(b.done, kind+" "+what)
}

// zeroFrom writes zeros over a part of a file, in place.
func zeroFrom(path string, from, n int64) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0) //nolint:gosec // a test
	if err != nil {
		return fmt.Errorf("zero %s: %w", path, err)
	}
	_, err = f.WriteAt(make([]byte, n), from)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err //nolint:wrapcheck // a test
}
