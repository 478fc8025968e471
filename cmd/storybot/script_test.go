package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/storybot/storybot/bot/web"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/private"
)

var update = flag.Bool("update", false, "write what is generated or compared anew")

func TestMain(m *testing.M) {
	if !underRace { // most of them wait, for a process, a browser or a source: more at once than there are processors
		_ = flag.Set("test.parallel", strconv.Itoa(max(6, runtime.GOMAXPROCS(0))))
	}
	testscript.Main(tidied{m}, map[string]func(){
		"storybot": main,
		"exits":    exits,
		"soon":     soon,
		"shape":    shape,
		"http":     request,
		"curl":     curl,
		"confined": confined,
		"hold":     hold,
		"ready":    ready,
		"model":    model,
		"client":   client,
	})
}

// tidied runs the tests and then ends what they share.
type tidied struct{ tests *testing.M }

// Run runs them.
func (m tidied) Run() int {
	defer func() {
		if chromium.close != nil {
			chromium.close()
		}
	}()
	return m.tests.Run()
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup:               func(env *testscript.Env) error { return address(t, env) },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"terminate": terminate,
			"silent":    silent,
		},
	})
}

// ports are those that scripts were given, below those that are given to whoever asks for any: between the choice of one
// and its use, none of the tests beside gets it.
var ports atomic.Int32

const (
	lowestPort = 20000
	manyPorts  = 12000
)

// address gives a script an address to listen at, ADDR, and the cache of whoever runs it.
func address(t *testing.T, env *testscript.Env) error {
	var l net.Listener
	err := errors.New("no port is tried")
	for range 100 {
		port := lowestPort + (os.Getpid()*37+int(ports.Add(1)))%manyPorts
		if l, err = new(net.ListenConfig).Listen(t.Context(), "tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			break
		}
	}
	if err != nil {
		return err
	}
	env.Setenv("ADDR", l.Addr().String())
	if cache, err := os.UserCacheDir(); err == nil { // the reader of PDFs is made ready once, not by each script
		env.Setenv("XDG_CACHE_HOME", cache)
	}
	return l.Close()
}

// terminate sends SIGTERM, which testscript's kill cannot, to the programs in
// the background.
func terminate(ts *testscript.TestScript, _ bool, _ []string) {
	for _, cmd := range ts.BackgroundCmds() {
		ts.Check(cmd.Process.Signal(syscall.SIGTERM))
	}
}

// silent holds the standard error of the last program to nothing at all but the
// lines that tell how far a load is: a computer that is slow today shows them.
func silent(ts *testscript.TestScript, _ bool, _ []string) {
	for line := range strings.Lines(ts.ReadFile("stderr")) {
		if !strings.HasPrefix(line, "loading: ") {
			ts.Fatalf("standard error holds %q", line)
		}
	}
}

// fatal ends one of the programs below.
func fatal(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// soon runs a program and succeeds if it does within five seconds: what is
// promised is two, but a test must not fail because the computer is busy.
func soon() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[1], os.Args[2:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	fatal(cmd.Run())
}

// exits runs a program and succeeds if it exits with the code wanted: exits 3 storybot ask ...
func exits() {
	cmd := exec.CommandContext(context.Background(), os.Args[2], os.Args[3:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		fatal(err)
	}
	if want, got := os.Args[1], strconv.Itoa(cmd.ProcessState.ExitCode()); got != want {
		fatal(fmt.Errorf("exit code %s, want %s", got, want))
	}
}

// shape reads one JSON document, which nothing may follow, and prints every
// key it has with the kind of its values.
func shape() {
	decoder := json.NewDecoder(os.Stdin)
	var document any
	fatal(decoder.Decode(&document))
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		fatal(errors.New("more than one JSON document"))
	}
	seen := make(map[string]bool)
	describe("", document, seen)
	lines := make([]string, 0, len(seen))
	for line := range seen {
		lines = append(lines, line)
	}
	slices.Sort(lines)
	fmt.Println(strings.Join(lines, "\n"))
}

func describe(at string, value any, seen map[string]bool) {
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			describe(at+"."+key, inner, seen)
		}
	case []any:
		if len(v) == 0 {
			seen[at+" list"] = true
		}
		for _, inner := range v {
			describe(at+"[]", inner, seen)
		}
	default:
		seen[fmt.Sprintf("%s %T", at, v)] = true
	}
}

// request makes a request of ADDR and prints the status and the body:
// http [-H name:value] METHOD PATH [BODY].
func request() {
	args := os.Args[1:]
	header := http.Header{}
	for len(args) > 1 && args[0] == "-H" {
		name, value, _ := strings.Cut(args[1], ":")
		header.Set(name, value)
		args = args[2:]
	}
	body := ""
	if len(args) > 2 {
		body = args[2]
	}
	req, err := http.NewRequestWithContext(context.Background(), args[0], "http://"+os.Getenv("ADDR")+args[1], strings.NewReader(body))
	fatal(err)
	req.Header = header
	req.Host = header.Get("Host")
	resp, err := http.DefaultClient.Do(req)
	fatal(err)
	defer func() { _ = resp.Body.Close() }()
	var b bytes.Buffer
	_, err = b.ReadFrom(resp.Body)
	fatal(err)
	fmt.Fprintln(os.Stderr, resp.Status)
	fmt.Print(b.String())
}

// curl stands in for the program of that name, as far as the documents use it. Whatever the
// port, it asks at ADDR; like curl -f it fails where the reply tells of a fault.
func curl() {
	method, header, address, body := http.MethodGet, http.Header{}, "", ""
	for args := os.Args[1:]; len(args) > 0; args = args[1:] {
		switch {
		case (args[0] == "-H" || args[0] == "-d") && len(args) > 1:
			if name, value, _ := strings.Cut(args[1], ":"); args[0] == "-H" {
				header.Set(name, strings.TrimSpace(value))
			} else {
				method, body = http.MethodPost, args[1]
			}
			args = args[1:]
		case args[0] == "-s", args[0] == "-sN":
		case strings.HasPrefix(args[0], "http://127.0.0.1:8080/"):
			address = "http://" + os.Getenv("ADDR") + strings.TrimPrefix(args[0], "http://127.0.0.1:8080")
		default:
			fatal(fmt.Errorf("curl %q is not known here", args[0]))
		}
	}
	req, err := http.NewRequestWithContext(context.Background(), method, address, strings.NewReader(body))
	fatal(err)
	req.Header = header
	resp, err := http.DefaultClient.Do(req)
	fatal(err)
	defer func() { _ = resp.Body.Close() }()
	_, err = io.Copy(os.Stdout, resp.Body)
	fatal(err)
	if resp.StatusCode != http.StatusOK {
		fatal(errors.New(resp.Status))
	}
}

// client speaks the Model Context Protocol with a program that it starts: it prints the
// tools, what the tool ask answers to each line of the file calls, and the stories.
func client() {
	ctx := context.Background()
	cmd := exec.CommandContext(ctx, os.Args[1], os.Args[2:]...)
	cmd.Stderr = os.Stderr
	session, err := mcp.NewClient(&mcp.Implementation{Name: "script"}, nil).Connect(ctx, &mcp.CommandTransport{Command: cmd}, nil)
	fatal(err)
	for tool, err := range session.Tools(ctx, nil) {
		fatal(err)
		fmt.Println("tool", tool.Name)
	}
	calls, err := os.ReadFile("calls")
	fatal(err)
	for line := range strings.Lines(string(calls)) {
		out, err := session.CallTool(ctx, &mcp.CallToolParams{Name: "ask", Arguments: map[string]any{"question": strings.TrimSpace(line)}})
		fatal(err)
		structured, err := json.Marshal(out.StructuredContent)
		fatal(err)
		fmt.Println("answer", string(structured))
	}
	for story, err := range session.Resources(ctx, nil) {
		fatal(err)
		read, err := session.ReadResource(ctx, &mcp.ReadResourceParams{URI: story.URI})
		fatal(err)
		fmt.Printf("story %s: %q\n", story.URI, read.Contents[0].Text)
	}
	fatal(session.Close())
}

// hold owns the folder it is given, and answers nobody there, until it is killed.
func hold() {
	index, err := local.Open(context.Background(), os.Args[1], local.Options{})
	fatal(err)
	fatal(os.WriteFile("held", nil, 0o600))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	<-ctx.Done()
	fatal(index.Close())
}

// model is a language model's server at ADDR that always writes the same: its
// arguments, one piece of a stream each. Asked to check a claim it says yes.
func model() {
	server := &http.Server{Addr: os.Getenv("ADDR"), ReadHeaderTimeout: time.Second}
	server.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v1/chat/completions" || r.Header.Get("Authorization") != "Bearer sesame" {
			http.Error(w, `{"error": {"message": "no"}}`, http.StatusUnauthorized)
			return
		}
		body, err := io.ReadAll(r.Body)
		fatal(err)
		pieces := os.Args[1:]
		if strings.Contains(string(body), "Document: ") {
			pieces = []string{"Yes"}
		}
		w.Header().Set("Content-Type", "text/event-stream")
		for _, piece := range pieces {
			text, err := json.Marshal(piece)
			fatal(err)
			_, _ = fmt.Fprintf(w, "data: {\"choices\": [{\"index\": 0, \"delta\": {\"content\": %s}}]}\n\n", text)
		}
		_, _ = fmt.Fprint(w, `data: {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}`+"\n\n"+
			`data: {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 5}}`+"\n\ndata: [DONE]\n\n")
	})
	// Asked to end, it ends, also where it was started with interrupts ignored.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		fatal(err)
	}
}

// ready waits until the bot of the DATA_DIR it is given answers, until the file
// it is given is there, until somebody listens at the address it is given, or until a page is there.
func ready() {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	client := web.NewClient(private.Dialer(filepath.Join(os.Args[1], private.SocketName)))
	for {
		select {
		case <-ctx.Done():
			fatal(fmt.Errorf("%s: nobody is there", os.Args[1]))
		case <-tick.C:
		}
		if strings.HasPrefix(os.Args[1], "http://") {
			if isThere(ctx, os.Args[1]) {
				return
			}
			continue
		}
		if conn, err := new(net.Dialer).DialContext(ctx, "tcp", os.Args[1]); err == nil {
			_ = conn.Close()
			return
		}
		info, err := os.Stat(os.Args[1])
		if err == nil && (!info.IsDir() || client.Alive(ctx) == nil) {
			return
		}
	}
}

// isThere reports whether a page is there now.
func isThere(ctx context.Context, address string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	fatal(err)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	_ = resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}
