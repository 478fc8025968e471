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

// TestTitlesByFormat: a title is read as it was meant in each format, whether it is escaped as
// often as it should be or once more; signs of less survive, and tags that a title writes of.
func TestTitlesByFormat(t *testing.T) {
	found := &url.URL{Scheme: "https", Host: "example.org"}
	inRSS := func(title string) string { return rss("<item><title>" + title + "</title><link>/a</link></item>") }
	inAtom := func(title string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Lamp</title><entry><title` + title + `</title><link href="/a"/></entry></feed>`
	}
	inJSON := func(title string) string {
		return `{"version": "https://jsonfeed.org/version/1.1", "title": "The Lamp", "items": [{"id": "7", "url": "/a", "title": "` + title + `"}]}`
	}
	for feed, want := range map[string]string{
		inRSS("Rates &lt; 3% &amp; rising"):                                                                  "Rates < 3% & rising",
		inRSS("Rates &amp;lt; 3% &amp;amp; rising"):                                                          "Rates < 3% & rising",
		inRSS("Rates &amp;amp;lt; 3% &amp;amp;amp; rising"):                                                  "Rates < 3% & rising",
		inRSS("Why &amp;lt;br&amp;gt; &amp;lt;b&amp;gt; breaks a page"):                                      "Why <b> breaks a page",
		inRSS("What a &lt;b&gt; does"):                                                                       "What a <b> does",
		inRSS("<![CDATA[What a <b> does to <i>this</i> page]]>"):                                             "What a <b> does to this page",
		inRSS("&amp;lt;b&amp;gt;Bold&amp;lt;/b&amp;gt; plans"):                                               "Bold plans",
		inRSS("&lt;a href=&quot;/b&quot;&gt;Bridge opens"):                                                   "Bridge opens",
		inRSS("<![CDATA[Caf&eacute; &amp; bar &lt; 5]]>"):                                                    "Café & bar < 5",
		inAtom(">Rates &lt; 3% &amp; rising"):                                                                "Rates < 3% & rising",
		inAtom(` type="text">What a &lt;b&gt; does`):                                                         "What a <b> does",
		inAtom(` type="text">Rates &amp;lt; 3%`):                                                             "Rates < 3%",
		inAtom(` type="text">A &lt;i&gt;new&lt;/i&gt; bridge`):                                               "A new bridge",
		inAtom(` type="html">Rates &amp;lt; 3% &amp;amp; rising`):                                            "Rates < 3% & rising",
		inAtom(` type="html">What a &amp;lt;b&amp;gt; does to &lt;i&gt;this&lt;/i&gt; page`):                 "What a <b> does to this page",
		inAtom(` type="html"><![CDATA[Rates &lt; 3%, <b>rising</b>]]>`):                                      "Rates < 3%, rising",
		inAtom(` type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Rates &lt; 3%, <b>rising</b></div>`): "Rates < 3%, rising",
		inAtom(` type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">What a &lt;b&gt; does</div>`):        "What a <b> does",
		inJSON("Rates < 3% & rising"):                                                                        "Rates < 3% & rising",
		inJSON("Rates &lt; 3% &amp; rising"):                                                                 "Rates < 3% & rising",
		inJSON("What a <b> does"):                                                                            "What a <b> does",
		inJSON("A <i>new</i> bridge"):                                                                        "A new bridge",
		inJSON("x <y and y> x, 3 <5"):                                                                        "x <y and y> x, 3 <5",
	} {
		list, err := readFeed([]byte(feed), found)
		if err != nil || len(list) != 1 || list[0].said.Title != want {
			t.Errorf("%q: %+v, %v, want %q", feed, list, err, want)
		}
	}
}
