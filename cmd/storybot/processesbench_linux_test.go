package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// BenchmarkProcesses asks one, two and four processes that share a database the questions of the news over HTTP, with the
// first thousand of its stories, by one asker and then by eight who ask again as soon as they are answered, and tells what an answer costs. Run it with
//
//	go test ./cmd/storybot -run - -bench Processes -benchtime 1x -timeout 30m
func BenchmarkProcesses(b *testing.B) {
	const folder = "../../../shared/data/rtqa/"
	questions := bodies(b, folder+"questions.jsonl")
	server := pgtest.Start(b)
	root := b.TempDir()
	s := &several{b: b, database: server.URL("processes"), stories: firstLines(b, folder+"stories.jsonl.gz", 1000, root), root: root}
	b.Cleanup(s.stop)
	began := time.Now()
	s.load()
	b.Logf("loaded in %v", time.Since(began))
	for _, n := range []int{1, 2, 4} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s.b = b
			for len(s.running) < n {
				s.serve()
			}
			s.ask(questions, 1, len(questions)) // each once before what is measured
			for b.Loop() {
				one, _ := s.ask(questions, 1, 2*len(questions))
				before, start := s.cpu(), time.Now()
				many, answers := s.ask(questions, 8, 6*len(questions))
				took := time.Since(start).Seconds()
				b.ReportMetric(at(one, .5), "p50-ms")
				b.ReportMetric(at(one, .95), "p95-ms")
				b.ReportMetric(at(many, .5), "p50-of-8-ms")
				b.ReportMetric(at(many, .95), "p95-of-8-ms")
				b.ReportMetric(float64(answers)/took, "answers/s")
				b.ReportMetric(1000*(s.cpu()-before)/float64(answers), "cpu-ms/answer")
				b.ReportMetric((s.cpu()-before)/float64(n), "cpu-s/process")
				b.ReportMetric(s.memory(), "MB/process")
				b.ReportMetric(0, "ns/op")
			}
		})
	}
	s.b = b
	s.sizes()
}

// firstLines writes so many lines of a packed file into a folder.
func firstLines(b *testing.B, path string, n int, folder string) string {
	b.Helper()
	f, err := os.Open(path) //nolint:gosec // a test's own
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	packed, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	var first bytes.Buffer
	lines := bufio.NewScanner(packed)
	lines.Buffer(nil, 1<<24)
	for range n {
		if !lines.Scan() {
			break
		}
		first.Write(lines.Bytes())
		first.WriteByte('\n')
	}
	out := filepath.Join(folder, "stories.jsonl")
	if err := os.WriteFile(out, first.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	return out
}

// several are processes that share a database.
type several struct {
	b                       testing.TB
	database, stories, root string
	running                 []*exec.Cmd
	urls                    []string
}

// command is one of a process of its own.
func (s *several) command(number int, address string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(context.Background(), program(), args...) //nolint:gosec // of a test
	cmd.Env = append(os.Environ(), "DATABASE_URL="+s.database, "DATA_DIR="+s.dir(number), "STORIES="+s.stories, "HTTP_ADDR="+address,
		"RELOAD_INTERVAL=0", "LIMIT_ADDRESS=0", "LOG_LEVEL=warn")
	cmd.Dir = s.root
	return cmd
}

func (s *several) dir(number int) string { return filepath.Join(s.root, strconv.Itoa(number)) }

// load loads the news into the database.
func (s *several) load() {
	s.b.Helper()
	if out, err := s.command(0, "", "reload").CombinedOutput(); err != nil {
		s.b.Fatalf("reload: %v: %s", err, out)
	}
}

// serve starts another process and waits until it answers from all stories.
func (s *several) serve() {
	s.b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // of a test
	if err != nil {
		s.b.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close()
	cmd := s.command(len(s.running), address, "serve")
	var said bytes.Buffer
	cmd.Stderr = &said
	began := time.Now()
	if err := cmd.Start(); err != nil {
		s.b.Fatal(err)
	}
	s.running, s.urls = append(s.running, cmd), append(s.urls, "http://"+address)
	for {
		if reply, err := http.Get("http://" + address + "/readyz"); err == nil { //nolint:noctx // of a test
			_ = reply.Body.Close()
			if reply.StatusCode == http.StatusOK {
				break
			}
		}
		if time.Since(began) > 10*time.Minute {
			s.b.Fatalf("process %d is not ready: %s", len(s.running), said.String())
		}
		time.Sleep(100 * time.Millisecond)
	}
	s.b.Logf("process %d answers after %v", len(s.running), time.Since(began))
}

// stop ends all.
func (s *several) stop() {
	for _, cmd := range s.running {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	s.running = nil
}

// ask asks so many questions by so many askers, of the processes in turn, and tells how long each took.
func (s *several) ask(questions []string, askers, n int) (times []time.Duration, answers int) {
	s.b.Helper()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: askers}}
	defer client.CloseIdleConnections()
	next := make(chan int)
	times = make([]time.Duration, n)
	var all sync.WaitGroup
	for range askers {
		all.Go(func() {
			for i := range next {
				began := time.Now()
				reply, err := client.Post(s.urls[i%len(s.urls)]+"/api/ask", "application/json", strings.NewReader(questions[i*7%len(questions)])) //nolint:noctx // of a test
				if err != nil {
					s.b.Error(err)
					continue
				}
				_, _ = io.Copy(io.Discard, reply.Body)
				_ = reply.Body.Close()
				if reply.StatusCode != http.StatusOK {
					s.b.Errorf("question %d: %s", i, reply.Status)
				}
				times[i] = time.Since(began)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	all.Wait()
	return times, n
}

// cpu is how many seconds of processors the processes have taken.
func (s *several) cpu() (seconds float64) {
	s.b.Helper()
	for _, cmd := range s.running {
		stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", cmd.Process.Pid))
		if err != nil {
			s.b.Fatal(err)
		}
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		for _, field := range fields[11:13] { // of itself: in user mode, in the kernel; a hundred a second
			ticks, err := strconv.ParseFloat(field, 64)
			if err != nil {
				s.b.Fatal(err)
			}
			seconds += ticks / 100
		}
	}
	return seconds
}

// memory is how many MB a process holds, on average.
func (s *several) memory() (mb float64) {
	s.b.Helper()
	for _, cmd := range s.running {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", cmd.Process.Pid))
		if err != nil {
			s.b.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(status), "RssAnon:")
		kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
		if err != nil {
			s.b.Fatal(err)
		}
		mb += kb * 1024 / 1e6 / float64(len(s.running))
	}
	return mb
}

// sizes tells how much the news takes in the database and in a process's folder, when all have ended.
func (s *several) sizes() {
	s.b.Helper()
	s.stop()
	db, err := postgres.Pool(s.b.Context(), s.database)
	if err != nil {
		s.b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var bytes int64
	if err := db.QueryRowContext(s.b.Context(), "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'").Scan(&bytes); err != nil {
		s.b.Fatal(err)
	}
	x, err := local.Open(s.b.Context(), s.dir(0), local.Options{})
	if err != nil {
		s.b.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	v, err := x.View(s.b.Context())
	if err != nil {
		s.b.Fatal(err)
	}
	defer v.Close()
	info, err := v.Info(s.b.Context())
	if err != nil {
		s.b.Fatal(err)
	}
	disk := int64(0)
	err = filepath.WalkDir(s.dir(0), func(_ string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			if i, ierr := e.Info(); ierr == nil {
				disk += i.Size()
			}
		}
		return err
	})
	if err != nil {
		s.b.Fatal(err)
	}
	s.b.Logf("%d stories, %d passages: %d MB in the database, %d MB in a folder", info.Stories, info.Passages, bytes/1e6, disk/1e6)
}
