package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// errRefused is why an address is not connected to, whatever led to it.
var errRefused = errors.New("is refused, for it is not a public address of the web; an operator can allow the host in ALLOW_HOSTS")

// extraDenied are addresses that are public by their numbers, and yet no web sites:
// what a cloud's host answers its guests at, and IPv6 that is no longer used.
func extraDenied() (v4, v6 []netip.Prefix) {
	return []netip.Prefix{netip.MustParsePrefix("168.63.129.16/32")}, []netip.Prefix{netip.MustParsePrefix("3ffe::/16")}
}

// guard opens connections, and only such as may be opened. It looks at the
// address that a name has been resolved to and connects to just that one, so
// that no second answer can differ from the first.
type guard struct {
	public  *ssrf.Guardian
	allowed map[string]bool // host and host:port, as an operator allowed them
	lookup  func(ctx context.Context, host string) ([]netip.Addr, error)
	dial    func(ctx context.Context, network, address string) (net.Conn, error)
	own     func() ([]net.Addr, error)
}

const (
	dialTimeout  = 5 * time.Second
	mostDialled  = 4 // so many addresses of a name are tried
	mostRedirect = 5
)

func newGuard(allowed []string) *guard {
	v4, v6 := extraDenied()
	g := &guard{public: ssrf.New(ssrf.WithDeniedV4Prefixes(v4...), ssrf.WithDeniedV6Prefixes(v6...)), allowed: make(map[string]bool)}
	for _, host := range allowed {
		g.allowed[strings.ToLower(strings.TrimSpace(host))] = true
	}
	g.lookup = func(ctx context.Context, host string) ([]netip.Addr, error) {
		return net.DefaultResolver.LookupNetIP(ctx, "ip", host) //nolint:wrapcheck // it names the host
	}
	g.dial = (&net.Dialer{Timeout: dialTimeout}).DialContext
	g.own = net.InterfaceAddrs
	return g
}

// dialContext is the DialContext of every request, its redirects and its robots.txt.
func (g *guard) dialContext(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", address, err)
	}
	free := g.permits(host, port)
	found, err := g.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	for _, ip := range found[:min(len(found), mostDialled)] {
		to := net.JoinHostPort(ip.String(), port)
		if !free && !g.isPublic(ip, to) {
			err = fmt.Errorf("%s (%s) %w", host, to, errRefused)
			continue
		}
		conn, failed := g.dial(ctx, network, to)
		if failed == nil {
			return conn, nil
		}
		err = failed
	}
	if err == nil {
		err = fmt.Errorf("%s has no address", host)
	}
	return nil, err
}

func (g *guard) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{ip.Unmap()}, nil
	}
	found, err := g.lookup(ctx, host)
	if err != nil {
		return nil, fmt.Errorf("find the address of %s: %w", host, err)
	}
	for i := range found {
		found[i] = found[i].Unmap()
	}
	return found, nil
}

// isPublic reports whether ip may be connected to by anyone's leave.
func (g *guard) isPublic(ip netip.Addr, to string) bool {
	network := "tcp6"
	if ip.Is4() {
		network = "tcp4"
	}
	if g.public.Safe(network, to, nil) != nil || isTunnelled(ip) {
		return false
	}
	own, err := g.own()
	if err != nil {
		return false
	}
	for _, a := range own {
		if p, err := netip.ParsePrefix(a.String()); err == nil && p.Addr().Unmap() == ip {
			return false // this machine, under its public name
		}
	}
	return true
}

// isTunnelled reports whether an address of IPv6 carries one of IPv4 to which a
// router may hand on what is sent (ISATAP, RFC 5214).
func isTunnelled(ip netip.Addr) bool {
	b := ip.As16()
	return ip.Is6() && (b[8] == 0 || b[8] == 2) && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe
}

// permits reports whether an operator has allowed the host, whatever its address is.
func (g *guard) permits(host, port string) bool {
	host = strings.ToLower(host)
	return g.allowed[net.JoinHostPort(host, port)] || (port == "80" || port == "443") && (g.allowed[host] || g.allowed["["+host+"]"])
}

// check returns an error where the address is not one to ask for at all. No
// name is resolved for it.
func (g *guard) check(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("%s is refused: only http and https are fetched", u.Redacted())
	}
	if u.User != nil {
		return fmt.Errorf("%s is refused: it has a user name in it", u.Redacted())
	}
	if len(u.EscapedPath())+len(u.RawQuery) > mostAddress {
		return fmt.Errorf("is refused: its address is longer than %d bytes", mostAddress)
	}
	port := portOf(u)
	if port != "80" && port != "443" && !g.permits(u.Hostname(), port) {
		return fmt.Errorf("%s is refused: its port is neither 80 nor 443; an operator can allow %s in ALLOW_HOSTS", u.Redacted(), u.Host)
	}
	return nil
}

// mostAddress is how long an address may be; no server takes one that is longer.
const mostAddress = 8 << 10

func portOf(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https":
		return "443"
	}
	return "80"
}

// checkRedirect is the CheckRedirect of every request.
func (g *guard) checkRedirect(to *http.Request, via []*http.Request) error {
	if len(via) > mostRedirect {
		return fmt.Errorf("leads on more than %d times", mostRedirect)
	}
	if via[len(via)-1].URL.Scheme == "https" && to.URL.Scheme != "https" {
		return fmt.Errorf("leads from https to %s, which is not followed", to.URL.Redacted())
	}
	to.Header.Del("Referer")
	return g.check(to.URL)
}

// allowedFrom gives the hosts that a source at this address may reach though
// they are not public: all of them where its own host is one, else none. So no
// public feed can lead into the network that an operator opened for another.
func allowedFrom(address string, allowed []string) []string {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	if g := newGuard(allowed); g.permits(u.Hostname(), portOf(u)) {
		return allowed
	}
	return nil
}
