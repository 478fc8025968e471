// Package weaviatetest starts a Weaviate for a test, from the program that is on this computer.
package weaviatetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Node is one node of a Weaviate.
type Node struct {
	t      testing.TB
	name   string
	host   string // one of loopback for each: a node looks for the others at its own ports
	dir    string
	ports  []int // of gossip, data, raft, raft's calls, gRPC and HTTP
	joins  *Node
	expect int
	cmd    *exec.Cmd
}

// program is the Weaviate of this computer. The test is skipped where there is none.
func program(t testing.TB) string {
	t.Helper()
	path := os.Getenv("STORYBOT_WEAVIATE")
	if path == "" {
		var err error
		if path, err = exec.LookPath("weaviate-server"); err != nil {
			t.Skip("no Weaviate on this computer (go install github.com/weaviate/weaviate/cmd/weaviate-server@v1.35.2, or STORYBOT_WEAVIATE=path): it is not tried")
		}
	}
	return path
}

// Keep starts a Weaviate of one node, which ends with the test and keeps what it has in dir: it has it when it is started there again.
func Keep(t testing.TB, dir string) *Node {
	t.Helper()
	n := &Node{t: t, name: "node1", host: "127.0.0.1", dir: dir, ports: keptPorts(t, filepath.Join(dir, "ports")), expect: 1}
	n.cmd = exec.CommandContext(context.Background(), program(t)) //nolint:gosec // as the caller says
	t.Cleanup(func() { n.signal(syscall.SIGTERM, true) })
	n.start([]*Node{n})
	n.Wait()
	return n
}

// keptPorts are the ports that a file has: a node that is started again looks for itself where it was.
func keptPorts(t testing.TB, path string) (ports []int) {
	t.Helper()
	kept, err := os.ReadFile(path) //nolint:gosec // as the caller says
	switch {
	case errors.Is(err, fs.ErrNotExist):
		ports = freePorts(t, 6)
		if kept, err = json.Marshal(ports); err == nil {
			err = os.WriteFile(path, kept, 0o600)
		}
	case err == nil:
		err = json.Unmarshal(kept, &ports)
	}
	if err != nil || len(ports) != 6 {
		t.Fatalf("%s: %v, %v", path, ports, err)
	}
	return ports
}

// Start starts a Weaviate of so many nodes, which ends with the test. The test is skipped where there is none.
func Start(t testing.TB, nodes int) []*Node {
	t.Helper()
	path := program(t)
	dir, err := os.MkdirTemp("", "weaviate")
	if err != nil {
		t.Fatal(err)
	}
	var list []*Node
	t.Cleanup(func() {
		for _, n := range list {
			n.Stop()
		}
		_ = os.RemoveAll(dir)
	})
	ports := freePorts(t, 6)
	for i := range nodes {
		n := &Node{t: t, name: fmt.Sprint("node", i+1), host: fmt.Sprint("127.0.0.", i+1), dir: filepath.Join(dir, fmt.Sprint(i+1)), ports: slices.Clone(ports), expect: nodes}
		own := freePorts(t, 3) // it listens for data and for gRPC at every address
		n.ports[0], n.ports[1], n.ports[4] = own[0], own[1], own[2]
		n.cmd = exec.CommandContext(context.Background(), path) //nolint:gosec // as the caller says
		if i > 0 {
			n.joins = list[0]
		}
		list = append(list, n)
	}
	for _, n := range list {
		n.start(list)
		n.listens()
	}
	for _, n := range list {
		n.Wait()
	}
	return list
}

// freePorts are two in a row for gossip and data, and others.
func freePorts(t testing.TB, n int) (ports []int) {
	t.Helper()
	for tries := 0; len(ports) < n && tries < 200; tries++ {
		a, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // of a test
		if err != nil {
			t.Fatal(err)
		}
		port := a.Addr().(*net.TCPAddr).Port //nolint:forcetypeassert // it is TCP
		defer func() { _ = a.Close() }()
		if len(ports) == 0 { // data is the one behind gossip
			b, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port+1)) //nolint:noctx // as above
			if err != nil {
				continue
			}
			defer func() { _ = b.Close() }()
			ports = append(ports, port, port+1)
			continue
		}
		ports = append(ports, port)
	}
	return ports
}

// start starts the program.
func (n *Node) start(all []*Node) {
	n.t.Helper()
	if err := os.MkdirAll(n.dir, 0o700); err != nil {
		n.t.Fatal(err)
	}
	said, err := os.Create(filepath.Join(n.dir, "log"))
	if err != nil {
		n.t.Fatal(err)
	}
	defer func() { _ = said.Close() }()
	join := make([]string, len(all))
	for i, one := range all {
		join[i] = fmt.Sprintf("%s:%d", one.name, one.ports[2])
	}
	env := []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + n.dir, "TMPDIR=" + n.dir, "PERSISTENCE_DATA_PATH=" + filepath.Join(n.dir, "data"), "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED=true",
		"CLUSTER_HOSTNAME=" + n.name, "CLUSTER_BIND_ADDR=" + n.host, "CLUSTER_ADVERTISE_ADDR=" + n.host,
		fmt.Sprint("CLUSTER_GOSSIP_BIND_PORT=", n.ports[0]), fmt.Sprint("CLUSTER_DATA_BIND_PORT=", n.ports[1]), fmt.Sprint("RAFT_PORT=", n.ports[2]),
		fmt.Sprint("RAFT_INTERNAL_RPC_PORT=", n.ports[3]), fmt.Sprint("GRPC_PORT=", n.ports[4]), fmt.Sprint("RAFT_BOOTSTRAP_EXPECT=", n.expect), "RAFT_JOIN=" + strings.Join(join, ","),
		"DISABLE_TELEMETRY=true", "GO_PROFILING_DISABLE=true", "LOG_LEVEL=warning", "DISABLE_LAZY_LOAD_SHARDS=true",
	}
	if n.joins != nil {
		env = append(env, fmt.Sprint("CLUSTER_JOIN=", n.joins.host, ":", n.joins.ports[0]))
	}
	cmd := exec.CommandContext(context.Background(), n.cmd.Path, "--scheme", "http", "--host", n.host, "--port", fmt.Sprint(n.ports[5])) //nolint:gosec // as above
	cmd.Env, cmd.Dir, cmd.Stdout, cmd.Stderr = env, n.dir, said, said
	if err := cmd.Start(); err != nil {
		n.t.Fatal(err)
	}
	n.cmd = cmd
}

// listens waits until other nodes can join: one that cannot ends.
func (n *Node) listens() {
	n.t.Helper()
	for range 300 {
		if c, err := net.Dial("tcp", fmt.Sprint(n.host, ":", n.ports[0])); err == nil { //nolint:noctx // of a test
			_ = c.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	n.t.Fatalf("%s does not listen", n.name)
}

// Used is how much processor time the node has used; 0: this computer does not tell.
func (n *Node) Used() time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", n.cmd.Process.Pid))
	_, rest, ok := strings.Cut(string(stat), ") ")
	if all := strings.Fields(rest); err == nil && ok && len(all) > 12 {
		own, err1 := strconv.Atoi(all[11])
		system, err2 := strconv.Atoi(all[12])
		if err1 == nil && err2 == nil {
			return time.Duration(own+system) * 10 * time.Millisecond
		}
	}
	return 0
}

// Memory is how many bytes of its own the node has in memory, without files that are mapped; 0: this computer does not tell.
func (n *Node) Memory() (bytes int64) {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", n.cmd.Process.Pid))
	if _, rest, ok := strings.Cut(string(status), "RssAnon:"); ok {
		_, _ = fmt.Sscan(rest, &bytes)
	}
	return bytes << 10
}

// URL is where the node takes requests.
func (n *Node) URL() string { return fmt.Sprint("http://", n.host, ":", n.ports[5]) }

// Address is the address of the node, as a setting has it.
func (n *Node) Address() string { return fmt.Sprint(n.URL(), "?grpc=", n.ports[4]) }

// URLs are the addresses of nodes, as a setting has them.
func URLs(nodes []*Node) string {
	list := make([]string, len(nodes))
	for i, n := range nodes {
		list[i] = n.Address()
	}
	return strings.Join(list, ",")
}

// Wait waits until the node is ready.
func (n *Node) Wait() {
	n.t.Helper()
	for range 600 {
		if ready(n.URL()) == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	logs, _ := filepath.Glob(filepath.Join(n.dir, "..", "*", "log"))
	for _, path := range logs {
		said, _ := os.ReadFile(path) //nolint:gosec // of a node
		n.t.Logf("%s:\n%s", path, said[max(0, len(said)-2000):])
	}
	n.t.Fatalf("%s is not ready", n.name)
}

func ready(url string) error {
	ctx, stop := context.WithTimeout(context.Background(), time.Second)
	defer stop()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/v1/.well-known/ready", nil)
	if err != nil {
		return err //nolint:wrapcheck // of a test
	}
	reply, err := http.DefaultClient.Do(r)
	if err != nil {
		return err //nolint:wrapcheck // as above
	}
	_ = reply.Body.Close()
	if reply.StatusCode != http.StatusOK {
		return errors.New(reply.Status)
	}
	return nil
}

// Again starts the nodes that were stopped, and waits for them.
func Again(all []*Node, again ...*Node) {
	for _, n := range again {
		n.t.Helper()
		n.start(all)
	}
	for _, n := range again {
		n.Wait()
	}
}

// Stop kills the node.
func (n *Node) Stop() { n.signal(syscall.SIGKILL, true) }

// Freeze stops the node as it is, and Thaw has it go on.
func (n *Node) Freeze() { n.signal(syscall.SIGSTOP, false) }

// Thaw has the node go on.
func (n *Node) Thaw() { n.signal(syscall.SIGCONT, false) }

func (n *Node) signal(s syscall.Signal, last bool) {
	if n.cmd.Process == nil || n.cmd.ProcessState != nil {
		return
	}
	_ = n.cmd.Process.Signal(s)
	if last {
		_ = n.cmd.Wait()
	}
}
