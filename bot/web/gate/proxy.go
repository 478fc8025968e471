package gate

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/storybot/storybot/bot/desk"
)

// forwarding are the headers by which a proxy tells that it asks for another.
var forwarding = []string{"X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via"}

// Forwarded reports whether r says that it came through a proxy. One that says so falsely
// gains nothing by it.
func Forwarded(r *http.Request) bool {
	return slices.ContainsFunc(forwarding, func(name string) bool { return r.Header.Get(name) != "" })
}

// Identify returns r as whoever sent it to the outermost trusted proxy: with the address
// that this proxy saw, and the user whom it names. What a stranger writes into those headers
// counts for nothing. Those behind a proxy that is not trusted are one person together, and
// never somebody at this computer.
func (g *Gate) Identify(r *http.Request) *http.Request {
	if !Forwarded(r) && g.UserHeader == "" {
		return r
	}
	peer := desk.Host(r.RemoteAddr)
	if !g.trusted(peer) {
		if !Forwarded(r) {
			return r
		}
		g.untrusted.Do(func() {
			g.Log.Warn("requests come through a proxy: name it in TRUSTED_PROXIES, or all who ask through it count as one person", "proxy", peer)
		})
		return desk.Asking(r, "behind "+peer)
	}
	client := r.WithContext(r.Context())
	hops := strings.FieldsFunc(strings.Join(r.Header.Values("X-Forwarded-For"), ","), func(c rune) bool { return c == ',' || c == ' ' || c == '\t' })
	for _, hop := range slices.Backward(hops) {
		ip, err := netip.ParseAddr(desk.Host(hop))
		if err != nil || ip.IsLoopback() {
			break // whatever is left of it was not written by a proxy of ours; nobody is at this computer by hearsay
		}
		client.RemoteAddr = net.JoinHostPort(ip.String(), "0")
		if !g.trusted(ip.String()) {
			break
		}
	}
	if name := strings.TrimSpace(r.Header.Get(g.UserHeader)); g.UserHeader != "" && name != "" {
		return desk.Asking(client, userPrefix+cutName(name))
	}
	return client
}

// userPrefix begins the name of an asker whom a trusted proxy has named; no address does.
const userPrefix = "user "

// maxName is the length of the longest name of a user.
const maxName = 200

func cutName(name string) string { return strings.ToValidUTF8(name[:min(len(name), maxName)], "") }

// trusted reports whether address is that of a proxy which is believed.
func (g *Gate) trusted(address string) bool {
	ip, err := netip.ParseAddr(address)
	return err == nil && slices.ContainsFunc(g.Proxies, func(p netip.Prefix) bool { return p.Contains(ip.Unmap().WithZone("")) })
}

// atThisComputer reports whether r was sent from here, by no proxy.
func atThisComputer(r *http.Request) bool {
	ip := net.ParseIP(desk.Host(r.RemoteAddr))
	return !Forwarded(r) && ip != nil && ip.IsLoopback()
}
