package main

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // TIME_ZONE must work where the system has no time zones, as in a bare container
	"unicode"

	"github.com/storybot/storybot/bot/limit"
	"github.com/storybot/storybot/knowledge/postgres"
	"github.com/storybot/storybot/knowledge/weaviate"
)

func putStories(c *Config, v string) (err error) {
	c.Stories, err = entries(v)
	return err
}

// entries cuts v at white space; what stands in quotes stays together.
func entries(v string) ([]string, error) {
	var list []string
	var word strings.Builder
	quote, open := rune(0), false
	for _, r := range v {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case (r == '"' || r == '\'') && word.Len() == 0:
			quote, open = r, true
		case unicode.IsSpace(r):
			if open || word.Len() > 0 {
				list = append(list, word.String())
			}
			word.Reset()
			open = false
		default:
			word.WriteRune(r)
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("a quotation mark (%c) is opened and never closed", quote)
	}
	if open || word.Len() > 0 {
		list = append(list, word.String())
	}
	for _, e := range list {
		if e == "" {
			return nil, errors.New("an entry is empty: nothing stands between the quotation marks")
		}
	}
	return list, nil
}

func putDataDir(c *Config, v string) error {
	if info, err := os.Stat(v); err == nil && !info.IsDir() {
		return errors.New("it is a file; a folder is needed")
	}
	c.DataDir = v
	return nil
}

func putAddr(c *Config, v string) error {
	if v == "" {
		return nil
	}
	_, port, err := net.SplitHostPort(v)
	if err != nil {
		return errors.New("it must be host:port, such as 127.0.0.1:8080")
	}
	if n, err := strconv.Atoi(port); err != nil || n < 0 || n > 65535 {
		return fmt.Errorf("%q is no port number from 0 to 65535", port)
	}
	c.HTTPAddr = v
	return nil
}

func putHosts(c *Config, v string) error {
	for _, name := range words(strings.ToLower(v)) {
		if strings.ContainsAny(name, ":/@*") {
			return fmt.Errorf("%q is no name: write it without scheme, port and path", name)
		}
		c.HTTPHosts = append(c.HTTPHosts, strings.TrimSuffix(name, "."))
	}
	return nil
}

func putFrames(c *Config, v string) error {
	for _, site := range words(v) {
		u, err := url.Parse(site)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.Scheme+"://"+u.Host != site || strings.ContainsAny(u.Host, "*;,'\"@") {
			return fmt.Errorf("%q is no site: write it as https://news.example.org, without a path", site)
		}
		c.HTTPFrames = append(c.HTTPFrames, site)
	}
	return nil
}

func putProxies(c *Config, v string) error {
	for _, one := range words(v) {
		p, err := netip.ParsePrefix(one)
		if ip, no := netip.ParseAddr(one); no == nil && ip.Zone() == "" {
			p, err = ip.Prefix(ip.BitLen())
		}
		if err != nil {
			return fmt.Errorf("%q is no address or network: write 10.0.0.7 or 10.0.0.0/8", one)
		}
		if p.Bits() == 0 {
			return fmt.Errorf("%q is everybody: anyone could pass for anyone", one)
		}
		c.Proxies = append(c.Proxies, p.Masked())
	}
	return nil
}

func putUserHeader(c *Config, v string) error {
	if strings.IndexFunc(v, func(r rune) bool {
		return r != '-' && r != '_' && !(r >= '0' && r <= '9') && !(r|0x20 >= 'a' && r|0x20 <= 'z')
	}) >= 0 {
		return fmt.Errorf("%q is no header: write its name alone, such as X-Forwarded-User", v)
	}
	c.UserHeader = v
	return nil
}

func putPassword(c *Config, v string) error {
	if len(v) < 8 {
		return errors.New("it is too short: 8 characters or more")
	}
	c.Password = v
	return nil
}

// words are what stands in v between spaces, line breaks and commas.
func words(v string) []string {
	return strings.FieldsFunc(v, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
}

func putAdmin(c *Config, v string) error {
	if len(v) < 12 {
		return errors.New("it is too short: 12 characters or more")
	}
	c.AdminToken = v
	return nil
}

func putDiscordToken(c *Config, v string) error {
	c.DiscordToken = strings.TrimPrefix(v, "Bot ")
	return oneWord(c.DiscordToken)
}

func putKey(c *Config, v string) error {
	c.Key = v
	return oneWord(v)
}

// oneWord refuses what cannot be a token, without repeating it.
func oneWord(v string) error {
	if strings.IndexFunc(v, func(r rune) bool { return r <= ' ' || r > '~' }) >= 0 {
		return errors.New("it has spaces, line breaks or foreign characters in it")
	}
	return nil
}

func putGuild(c *Config, v string) error {
	c.DiscordGuild = v
	return digits(v)
}

func putDiscordContent(c *Config, v string) error {
	c.DiscordContent = v == "on"
	if v != "on" && v != "off" {
		return fmt.Errorf("%q is neither on nor off", v)
	}
	return nil
}

func putShards(c *Config, v string) error {
	if v == "" {
		return nil
	}
	which, all, _ := strings.Cut(v, "/")
	first, last, several := strings.Cut(which, "-")
	if !several {
		last = first
	}
	var err [3]error
	c.Shards.First, err[0] = strconv.Atoi(first)
	c.Shards.Last, err[1] = strconv.Atoi(last)
	c.Shards.Of, err[2] = strconv.Atoi(all)
	if p := c.Shards; errors.Join(err[:]...) != nil || p.First < 0 || p.Last < p.First || p.Last >= p.Of {
		return errors.New("no part of all shards: write 2/16 for the third of sixteen, or 0-7/16 for the first eight")
	}
	return nil
}

func putOperators(c *Config, v string) error {
	c.Operators = words(v)
	for _, id := range c.Operators {
		if err := digits(id); err != nil {
			return err
		}
	}
	return nil
}

func putEvery(c *Config, v string) (err error) {
	c.Every, err = pause(v, "30s, 15m or 2h")
	return err
}

func putPatience(c *Config, v string) (err error) {
	c.ModelPatience, err = pause(v, "20s or 1m")
	return err
}

// putKeep reads a number of days, weeks or years, or 0.
func putKeep(of func(c *Config) *time.Duration) func(c *Config, v string) error {
	return func(c *Config, v string) error {
		if v == "0" {
			*of(c) = 0
			return nil
		}
		days := map[string]int{"d": 1, "w": 7, "y": 365}[v[len(v)-1:]]
		n, err := strconv.Atoi(v[:len(v)-1])
		if days == 0 || err != nil || n < 1 || n > 100*365/days {
			return errors.New("it must be a number of days, weeks or years, such as 90d, 8w or 1y, or 0")
		}
		*of(c) = time.Duration(n*days) * 24 * time.Hour
		return nil
	}
}

// pause reads a time of a second or more, or 0.
func pause(v, such string) (time.Duration, error) {
	d, err := time.ParseDuration(v)
	if v == "0" {
		d, err = 0, nil
	}
	if err != nil || d < 0 || d > 0 && d < time.Second {
		return 0, errors.New("it must be a time of a second or more, such as " + such + ", or 0")
	}
	return d, nil
}

// putAllowHosts takes hosts as they stand in an address, without the rest of it.
func putAllowHosts(c *Config, v string) error {
	c.AllowHosts = words(v)
	for _, host := range c.AllowHosts {
		u, err := url.Parse("http://" + host)
		if err != nil || u.Host != host || u.Hostname() == "" || strings.Contains(host, "*") {
			return fmt.Errorf("%q is no host: write example.org or example.org:8080", host)
		}
	}
	return nil
}

func digits(v string) error {
	for _, r := range v {
		if r < '0' || r > '9' {
			return fmt.Errorf("%q is no id: ids are digits only", v)
		}
	}
	return nil
}

func putDiscordAPI(c *Config, v string) (err error) {
	c.DiscordAPI, err = webAddress(v)
	return err
}

func putBaseURL(c *Config, v string) (err error) {
	c.BaseURL, err = webAddress(v)
	return err
}

func webAddress(v string) (string, error) {
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", errors.New("it must be an address that begins with http:// or https://")
	}
	return strings.TrimRight(v, "/"), nil
}

func putModel(c *Config, v string) error {
	c.Model = v
	return nil
}

func putCheck(c *Config, v string) error {
	switch v {
	case "model":
		c.CheckByRules = false
	case "rules":
		c.CheckByRules = true
	default:
		return errors.New("want model or rules")
	}
	return nil
}

func putCheckModel(c *Config, v string) error {
	c.CheckModel = v
	return nil
}

func putEmbedding(c *Config, v string) error {
	c.EmbeddingModel = v
	return nil
}

func putZone(c *Config, v string) error {
	zone, err := time.LoadLocation(v)
	if err != nil {
		return errors.New("no such time zone; names are like Europe/Rome, UTC or Local")
	}
	c.Zone = zone
	return nil
}

func putLevel(c *Config, v string) error {
	switch strings.ToLower(v) {
	case "debug", "info", "warn", "error":
	default:
		return errors.New("it must be debug, info, warn or error")
	}
	if err := c.LogLevel.UnmarshalText([]byte(v)); err != nil {
		return fmt.Errorf("log level: %w", err)
	}
	return nil
}

func putFormat(c *Config, v string) error {
	c.LogFormat = strings.ToLower(v)
	if c.LogFormat != "text" && c.LogFormat != "json" {
		return errors.New("it must be text or json")
	}
	return nil
}

func putDatabase(c *Config, v string) error {
	c.Database = v
	return postgres.Check(v) //nolint:wrapcheck // it says what is wrong
}

func putWeaviate(c *Config, v string) error {
	c.Weaviate = v
	return weaviate.Check(v) //nolint:wrapcheck // it says what is wrong
}

// putRate reads a rate such as 10/1m.
func putRate(where func(*Config) *limit.Rate) func(*Config, string) error {
	wrong := errors.New("it must be a number of questions and a time, such as 10/1m, or 0")
	return func(c *Config, v string) error {
		if v == "0" {
			*where(c) = limit.Rate{}
			return nil
		}
		number, per, ok := strings.Cut(v, "/")
		n, err := strconv.Atoi(number)
		if !ok || err != nil || n < 1 {
			return wrong
		}
		if per != "" && (per[0] < '0' || per[0] > '9') { // 10/m is 10/1m
			per = "1" + per
		}
		d, err := time.ParseDuration(per)
		if err != nil || d <= 0 {
			return wrong
		}
		*where(c) = limit.Rate{Count: n, Per: d}
		return nil
	}
}

// putCount reads a number that is not negative.
func putCount(where func(*Config) *int) func(*Config, string) error {
	return func(c *Config, v string) error {
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 {
			return errors.New("it must be a number, or 0 for no limit")
		}
		*where(c) = n
		return nil
	}
}
