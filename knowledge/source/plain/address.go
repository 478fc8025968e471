package plain

import (
	"net"
	"net/url"
	"strings"
	"unicode/utf8"
)

// Canonical makes an address of the web the same for every way it is shared:
// scheme and host in lower case, without the usual port, fragment and
// parameters that only track. What is no such address gives nothing.
func Canonical(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Hostname() == "" || u.User != nil || !utf8.ValidString(u.Host) {
		return ""
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.Host = strings.ToLower(u.Host)
	if host, port, err := net.SplitHostPort(u.Host); err == nil && (port == "" || port == map[string]string{"http": "80", "https": "443"}[u.Scheme]) {
		u.Host = host
		if strings.Contains(host, ":") {
			u.Host = "[" + host + "]"
		}
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = withoutTracking(u.RawQuery)
	u.ForceQuery = false
	return u.String()
}

// withoutTracking drops the parameters that do not change the page. The others
// keep their order and spelling.
func withoutTracking(query string) string {
	if query == "" {
		return ""
	}
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		part = strings.TrimSpace(part)
		name, _, _ := strings.Cut(part, "=")
		if name != "" && !isTracking(strings.ToLower(name)) {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}

// isTracking reports whether a parameter, in lower case, only tracks who reads.
func isTracking(name string) bool {
	switch name {
	case "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "igsh", "mc_cid", "mc_eid",
		"_ga", "_gl", "ocid", "cmpid", "ncid", "smid", "sr_share", "ref_src", "ref_url", "vero_id", "mkt_tok", "s_cid":
		return true
	}
	return strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "at_campaign") || strings.HasPrefix(name, "at_medium") || strings.HasPrefix(name, "hsa_")
}
