package web

import (
	"net/url"
	"testing"
)

// TestTitles: the title of an entry is what one reads, with its signs of less and more, and without
// its tags.
func TestTitles(t *testing.T) {
	found := &url.URL{Scheme: "https", Host: "example.org"}
	for title, want := range map[string]string{
		"Bridge opens": "Bridge opens",
		"Inflation &lt; 3% for the first time, prices &gt; wages": "Inflation < 3% for the first time, prices > wages",
		"Inflation &amp;lt; 3%, prices &amp;gt; wages":            "Inflation < 3%, prices > wages",
		"<![CDATA[Inflation < 3%, prices > wages]]>":              "Inflation < 3%, prices > wages",
		"<![CDATA[A <b>bold</b> bridge<br/>opens]]>":              "A bold bridge opens",
		"A &lt;i&gt;new&lt;/i&gt; bridge":                         "A new bridge",
		"<![CDATA[<!-- x -->Bridge opens]]>":                      "Bridge opens",
		"1 &lt;2 and 3&gt; 2":                                     "1 <2 and 3> 2",
		"Love &lt;3 for the bridge -&gt; more":                    "Love <3 for the bridge -> more",
		"Harbour &amp; bridge: &#8220;open&#8221;":                "Harbour & bridge: “open”",
		"Bridge &#55356;&#57097; opens":                           "Bridge \U0001f309 opens",
		"Bridge &#xD83C;&#xDF09; opens":                           "Bridge \U0001f309 opens",
		"<![CDATA[Bridge &#xd83c;&#xdf09; opens]]>":               "Bridge \U0001f309 opens",
		"Bridge &amp;#55356;&amp;#57097; opens":                   "Bridge \U0001f309 opens",
	} {
		list, err := readFeed([]byte(rss("<item><title>"+title+"</title><link>/a</link></item>")), found)
		if err != nil || len(list) != 1 || list[0].said.Title != want {
			t.Errorf("%q: %+v, %v, want %q", title, list, err, want)
		}
	}
}
