package weaviate

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// SetupError means that the setting or the server is not fit to begin with.
type SetupError struct{ Err error }

// Error is one line.
func (e *SetupError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *SetupError) Unwrap() error { return e.Err }

// mostNodes is how many nodes a Weaviate may have: each holds all passages, so that what it says of
// itself is true of what it finds.
const mostNodes = 3

// Check reports whether addresses can be those of the nodes of a Weaviate; its error does not tell them.
func Check(addresses string) error {
	_, err := nodesOf(addresses)
	return err
}

// nodesOf reads addresses, separated by spaces or commas.
func nodesOf(addresses string) ([]*node, error) {
	var nodes []*node
	for a := range strings.FieldsFuncSeq(addresses, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\t' }) {
		u, err := url.Parse(a)
		calls, ok := callsAt(u)
		if err != nil || !ok || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.Fragment != "" {
			return nil, errors.New("it is no list of addresses of a Weaviate's nodes; one looks like http://host:8080, or with a key https://:key@host:8080")
		}
		n := &node{name: u.Host, base: u.Scheme + "://" + u.Host, client: newHTTP(), calls: u.Scheme + "://" + calls, caller: newCaller()}
		if u.User != nil {
			n.key, _ = u.User.Password()
			if n.key == "" {
				n.key = u.User.Username()
			}
		}
		nodes = append(nodes, n)
	}
	if len(nodes) == 0 || len(nodes) > mostNodes {
		return nil, fmt.Errorf("%d nodes are named; it must be 1 to %d", len(nodes), mostNodes)
	}
	return nodes, nil
}

// callPort is where Weaviate takes calls of gRPC, unless it is set up otherwise.
const callPort = 50051

// callsAt is where a node takes calls of gRPC: at the port that its address names (?grpc=50061), or the usual one.
func callsAt(u *url.URL) (host string, ok bool) {
	if u == nil {
		return "", false
	}
	port := strconv.Itoa(callPort)
	if u.RawQuery != "" {
		port, ok = strings.CutPrefix(u.RawQuery, "grpc=")
		if n, err := strconv.ParseUint(port, 10, 16); !ok || err != nil || n == 0 {
			return "", false
		}
	}
	return net.JoinHostPort(u.Hostname(), port), true
}

// greet looks whether what listens at the nodes that are there is fit; that a node is away is no error.
// It returns how many nodes the cluster has, 0 if none is there.
func (x *Index) greet(ctx context.Context) (int, error) {
	members := 0
	for _, n := range x.nodes {
		one, err := n.greet(ctx)
		if err != nil {
			return 0, err
		}
		members = max(members, one)
	}
	if members > mostNodes {
		return 0, &SetupError{fmt.Errorf("the Weaviate has %d nodes; up to %d are supported", members, mostNodes)}
	}
	return members, nil
}

func (n *node) greet(ctx context.Context) (members int, err error) {
	var meta struct{ Version string }
	if err := n.do(ctx, http.MethodGet, "/v1/meta", nil, &meta); err != nil {
		return 0, n.unfit(err)
	}
	if !supported(meta.Version) {
		return 0, &SetupError{fmt.Errorf("%s: Weaviate %.20q; %d.%d or a newer %d is needed", n.name, meta.Version, major, minor, major)}
	}
	if members, err = n.members(ctx); err != nil {
		return 0, n.unfit(err)
	}
	return members, nil
}

// members is how many nodes this one sees, itself among them.
func (n *node) members(ctx context.Context) (int, error) {
	var cluster struct{ Nodes []struct{ Name string } }
	err := n.do(ctx, http.MethodGet, "/v1/nodes", nil, &cluster)
	return max(len(cluster.Nodes), 1), err
}

// unfit makes an error of a server that is there, and is not what it should be, a *SetupError; one that
// is away is none.
func (n *node) unfit(err error) error {
	var said *statusError
	var garbled *formError
	switch {
	case errors.As(err, &said) && (said.code == http.StatusUnauthorized || said.code == http.StatusForbidden):
		return &SetupError{fmt.Errorf("%s: the key is refused, or one is needed", n.name)}
	case errors.As(err, &said) && said.code < http.StatusInternalServerError, errors.As(err, &garbled):
		return &SetupError{fmt.Errorf("%s: what listens there is no Weaviate", n.name)}
	}
	return nil
}

// The version that this was tried with.
const (
	major = 1
	minor = 35
)

func supported(version string) bool {
	first, rest, _ := strings.Cut(version, ".")
	second, _, _ := strings.Cut(rest, ".")
	a, err1 := strconv.Atoi(first)
	b, err2 := strconv.Atoi(second)
	return err1 == nil && err2 == nil && a == major && b >= minor
}

// idName is the file with the name of the truth that a folder holds.
const idName = "weaviate.id"

// ownID is the name of the truth in dir, which it gets the first time. A backup does not have it, so
// that what is put back elsewhere has passages of its own.
func ownID(dir string) (string, error) {
	path := filepath.Join(dir, idName)
	kept, err := os.ReadFile(path) //nolint:gosec // in DATA_DIR
	if id := strings.TrimSpace(string(kept)); err == nil && id != "" {
		return id, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read %s: %w", path, err)
	}
	var b [16]byte
	_, _ = rand.Read(b[:])
	id := hex.EncodeToString(b[:])
	if err := os.WriteFile(path, []byte(id+"\n"), 0o600); err != nil { //nolint:gosec // in DATA_DIR
		return "", fmt.Errorf("write %s: %w", path, err)
	}
	return id, nil
}
