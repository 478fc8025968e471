package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// publicIP stands for the one public server there is in these tests.
const publicIP = "93.184.216.34"

// canary counts what would be dialled. Only publicIP is answered, by a server
// of this machine; every other connection fails and is remembered.
type canary struct {
	mu     sync.Mutex
	server string
	public int
	leaked []string
	names  map[string]func(times int) []string // host to its addresses, by how often it was asked for
	asked  map[string]int
	others string // the address of every name that is not in names; empty: they have none
	trap   string // where what may not be connected to leads, to see that nothing gets there; empty: nowhere
}

func (c *canary) dial(ctx context.Context, network, address string) (net.Conn, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if host, _, _ := net.SplitHostPort(address); host != publicIP {
		c.leaked = append(c.leaked, address)
		if c.trap != "" {
			return new(net.Dialer).DialContext(ctx, network, c.trap)
		}
		return nil, errors.New("nothing is dialled from a test")
	}
	c.public++
	return new(net.Dialer).DialContext(ctx, network, c.server)
}

func (c *canary) lookup(_ context.Context, host string) (found []netip.Addr, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	of := c.names[strings.ToLower(strings.TrimSuffix(host, "."))]
	if of == nil && c.others != "" {
		return []netip.Addr{netip.MustParseAddr(c.others)}, nil
	}
	if of == nil {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	c.asked[host]++
	for _, a := range of(c.asked[host]) {
		found = append(found, netip.MustParseAddr(a))
	}
	return found, nil
}

// newCanary makes a web of names in which "public.test" is the only server.
func newCanary(t *testing.T, h http.Handler, allowed ...string) (*fetcher, *canary) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	c := &canary{server: server.Listener.Addr().String(), asked: make(map[string]int)}
	c.names = map[string]func(int) []string{"public.test": func(int) []string { return []string{publicIP} }}
	w := newFetcher(allowed, time.Nanosecond)
	c.into(t, w)
	return w, c
}

func (c *canary) into(t *testing.T, w *fetcher) {
	w.pause = time.Millisecond
	w.guard.dial, w.guard.lookup = c.dial, c.lookup
	w.guard.own = func() ([]net.Addr, error) {
		return []net.Addr{&net.IPNet{IP: net.ParseIP("93.184.216.99"), Mask: net.CIDRMask(24, 32)}}, nil
	}
	t.Cleanup(w.client.CloseIdleConnections)
}

// closed are addresses of which none may ever be connected to.
func closed() []string {
	list := []string{"168.63.129.16", "93.184.216.99", "2a00:1450:4001::5efe:7f00:1", "2a00:1450:4001::200:5efe:a00:1", "fd00:ec2::254", "fd20:ce::254",
		"100.100.100.200", "169.254.169.254", "192.0.0.192", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
		"64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "fe80::1%eth0"}
	for _, prefix := range []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
		"192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
		"255.255.255.255/32", "::/96", "::ffff:0:0/104", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2001:2::/48", "2001:10::/28", "2001:20::/28",
		"2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "3ffe::/16", "5f00::/16", "fc00::/8", "fd00::/8", "fe80::/10", "fec0::/10", "ff00::/8", "ff02::/16",
	} {
		p := netip.MustParsePrefix(prefix)
		last := p.Addr().AsSlice()
		for i := p.Bits(); i < len(last)*8; i++ {
			last[i/8] |= 0x80 >> (i % 8)
		}
		middle := p.Addr().AsSlice()
		if p.Bits() < len(middle)*8 {
			middle[p.Bits()/8] |= 0x80 >> (p.Bits() % 8)
		}
		for _, b := range [][]byte{p.Addr().AsSlice(), p.Addr().Next().AsSlice(), middle, last} {
			if a, ok := netip.AddrFromSlice(b); ok {
				list = append(list, a.String())
			}
		}
	}
	return list
}

// spelled are ways to write an address of this machine that some resolvers know.
func spelled() []string {
	return []string{"localhost", "LOCALHOST", "localhost.", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "0", "127.0.0.1.", "1270.0.0.1.test"}
}

// TestNothingPrivate asks for every closed address in every way that leads to one.
func TestNothingPrivate(t *testing.T) {
	w, c := newCanary(t, http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		out.Header().Set("Connection", "close")
		if to := in.URL.Query().Get("to"); to != "" {
			http.Redirect(out, in, to, http.StatusFound)
			return
		}
		_, _ = out.Write([]byte("public"))
	}))
	ctx := context.Background()
	refused := func(address, way string) {
		t.Helper()
		if r, err := w.get(ctx, address, mark{}, 1000); err == nil {
			t.Errorf("%s: %s was fetched: %q", way, address, r.body)
		}
	}
	tries := 0
	for _, a := range closed() {
		host := a
		if strings.Contains(a, ":") {
			host = "[" + strings.ReplaceAll(a, "%", "%25") + "]"
		}
		c.names["name.test"] = func(int) []string { return []string{a} }
		c.names["rebound.test"] = func(times int) []string {
			if times%2 == 1 {
				return []string{publicIP}
			}
			return []string{a}
		}
		c.names["both.test"] = func(int) []string { return []string{a, publicIP} }
		for _, scheme := range []string{"http://", "https://"} {
			refused(scheme+host+"/", "direct")
			refused("http://public.test/?to="+url.QueryEscape(scheme+host+"/"), "redirect")
			refused(scheme+"name.test/", "DNS answer")
		}
		if _, err := w.get(ctx, "http://rebound.test/", mark{}, 1000); err != nil {
			t.Fatalf("rebinding: the public answer was refused: %v", err)
		}
		refused("http://rebound.test/", "rebinding")
		if _, err := w.get(ctx, "http://both.test/", mark{}, 1000); err != nil {
			t.Errorf("a name with a public address besides %s is refused: %v", a, err)
		}
		u := &url.URL{Scheme: "http", Host: "name.test", Path: "/a"}
		w.politeness.robots = make(map[string]rules)
		if w.checkRobots(ctx, u) == nil {
			t.Errorf("robots.txt at %s allows", a)
		}
		tries += 9
	}
	for _, name := range spelled() {
		c.names[strings.ToLower(name)] = func(int) []string { return []string{"127.0.0.1"} }
		c.names[name] = c.names[strings.ToLower(name)]
		refused("http://"+name+"/", "spelled")
		refused("http://public.test/?to="+url.QueryEscape("http://"+name+"/"), "spelled, redirect")
		tries += 2
	}
	if len(c.leaked) > 0 {
		t.Errorf("%d connections to closed addresses: %q", len(c.leaked), c.leaked[:min(len(c.leaked), 10)])
	}
	t.Logf("%d closed addresses and %d spellings, %d requests: %d connections to a closed address, %d to the public one", len(closed()), len(spelled()), tries, len(c.leaked), c.public)
}

// TestRefused is of what is refused before any name is resolved.
func TestRefused(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	hops := 0
	w, c := newCanary(t, http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		if in.Header.Get("Referer") != "" {
			t.Error("the page that led here is told")
		}
		switch to := in.URL.Query().Get("to"); {
		case to != "":
			http.Redirect(out, in, to, http.StatusFound)
		case in.URL.Path == "/hops" && hops > 0:
			hops--
			http.Redirect(out, in, "/hops", http.StatusMovedPermanently)
		}
	}))
	for _, address := range []string{"ftp://public.test/", "file:///etc/passwd", "gopher://public.test/", "http://public.test:8080/", "https://public.test:22/", "http://user:word@public.test/", "public.test", "http:///", "http://[::1"} {
		for _, a := range []string{address, "http://public.test/?to=" + url.QueryEscape(address)} {
			if a == "http://public.test/?to=public.test" || strings.HasSuffix(a, "to="+url.QueryEscape("http:///")) {
				continue // leads to a page of the same site
			}
			if _, err := w.get(context.Background(), a, mark{}, 1000); err == nil {
				t.Errorf("%s was fetched", a)
			} else if strings.Contains(err.Error(), "user:word") {
				t.Errorf("the error tells a password: %v", err)
			}
		}
	}
	for n, fine := range map[int]bool{5: true, 6: false} {
		hops = n
		if _, err := w.get(context.Background(), "http://public.test/hops", mark{}, 1000); (err == nil) != fine {
			t.Errorf("%d redirects: %v", n, err)
		}
	}
	https := &http.Request{URL: &url.URL{Scheme: "https", Host: "public.test"}}
	plain := &http.Request{URL: &url.URL{Scheme: "http", Host: "public.test"}, Header: http.Header{}}
	if w.guard.checkRedirect(plain, []*http.Request{https}) == nil {
		t.Error("https to http is followed")
	}
	if len(c.leaked) > 0 {
		t.Errorf("dialled %q", c.leaked)
	}
}

func TestAllowHosts(t *testing.T) {
	allowed := []string{"wiki.test", "news.test:8080", "[::1]", "10.1.2.3:81"}
	g := newGuard(allowed)
	for where, want := range map[string]bool{"wiki.test 80": true, "WIKI.test 443": true, "wiki.test 22": false, "news.test 8080": true, "news.test 80": false,
		"::1 80": true, "10.1.2.3 81": true, "10.1.2.3 80": false, "a.wiki.test 80": false, "ki.test 80": false} {
		host, port, _ := strings.Cut(where, " ")
		if got := g.permits(host, port); got != want {
			t.Errorf("%s: allowed is %v, want %v", where, got, want)
		}
	}
	for address, want := range map[string]bool{"http://wiki.test/feed": true, "http://news.test:8080/": true, "http://[::1]/": true, "https://public.test/feed": false, "http://wiki.test:81/": false} {
		if got := len(allowedFrom(address, allowed)) > 0; got != want {
			t.Errorf("a source at %s may reach the allowed hosts: %v, want %v", address, got, want)
		}
	}
	w, c := newCanary(t, http.NotFoundHandler(), allowed...)
	c.names["wiki.test"] = func(int) []string { return []string{"10.0.0.7"} }
	_, err := w.get(context.Background(), "http://wiki.test/", mark{}, 1000)
	if err == nil || len(c.leaked) != 1 || c.leaked[0] != "10.0.0.7:80" {
		t.Errorf("an allowed private host is not dialled: %v, %v", err, c.leaked)
	}
}
