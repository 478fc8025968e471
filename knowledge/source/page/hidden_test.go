package page

import (
	"strings"
	"testing"
)

// TestUnseen: what readers of a page do not see is not part of its story.
func TestUnseen(t *testing.T) {
	const seen, secret = "The bridge over the Alder opens on Monday, the city said.", "Ferries were sold in secret, it says where no reader looks."
	tricks := map[string]string{
		"display":                 `<p style="display:none">` + secret + `</p>`,
		"display, shouted":        `<p style="color: red; DISPLAY : None !important">` + secret + `</p>`,
		"inside a hidden part":    `<div style="display:none"><div><p>` + secret + `</p></div></div>`,
		"visibility":              `<p style="visibility: hidden">` + secret + `</p>`,
		"the hidden attribute":    `<p hidden>` + secret + `</p>`,
		"hidden until found":      `<p hidden="until-found">` + secret + `</p>`,
		"a comment":               `<!-- <p>` + secret + `</p> -->`,
		"alt":                     `<img src="a.jpg" alt="` + secret + `" title="` + secret + `">`,
		"meta":                    `<meta name="description" content="` + secret + `">`,
		"template":                `<template><p>` + secret + `</p></template>`,
		"noscript":                `<noscript><p>` + secret + `</p></noscript>`,
		"a closed dialog":         `<dialog><p>` + secret + `</p></dialog>`,
		"a frame's fallback":      `<iframe src="a">` + secret + `</iframe>`,
		"a film's fallback":       `<video src="a"><p>` + secret + `</p></video>`,
		"a choice":                `<select><option>` + secret + `</option></select>`,
		"an input":                `<input type="hidden" value="` + secret + `"><textarea>` + secret + `</textarea>`,
		"no size":                 `<p style="font-size:0">` + secret + `</p>`,
		"one pixel":               `<p style="font-size: 1px">` + secret + `</p>`,
		"no opacity":              `<p style="opacity:0">` + secret + `</p>`,
		"transparent":             `<p style="color: transparent">` + secret + `</p>`,
		"white on white":          `<p style="color:#fff;background-color: white">` + secret + `</p>`,
		"off to the left":         `<p style="position:absolute; left:-9999px">` + secret + `</p>`,
		"off the top":             `<p style="position: fixed; top: -5000em">` + secret + `</p>`,
		"indented off the page":   `<p style="text-indent:-9999px">` + secret + `</p>`,
		"a margin off the page":   `<p style="margin-left: -10000px">` + secret + `</p>`,
		"clipped":                 `<p style="position:absolute;clip:rect(0 0 0 0)">` + secret + `</p>`,
		"clipped by a path":       `<p style="clip-path: inset(100%)">` + secret + `</p>`,
		"no height":               `<div style="height:0;overflow:hidden"><p>` + secret + `</p></div>`,
		"a box of one pixel":      `<span style="position:absolute;width:1px;height:1px;overflow:hidden">` + secret + `</span>`,
		"scaled away":             `<p style="transform: scale(0)">` + secret + `</p>`,
		"a class of the page":     `<style>/* .a{display:block} */ .b{color:red} .x, .trap { display : none }</style><p class="lead trap">` + secret + `</p>`,
		"an id of the page":       `<style>@import "a.css"; #trap{visibility:hidden}</style><div id="trap"><p>` + secret + `</p></div>`,
		"a drawing":               `<svg><text>` + secret + `</text></svg>`,
		"a script":                `<script type="text/plain">` + secret + `</script>`,
		"hidden for screens only": `<span class="visually-hidden">` + secret + `</span>`,
	}
	for name, trick := range tricks {
		for depth, deep := range map[string]string{"": "", "deep, ": strings.Repeat("<b>", 5000)} {
			s := only(t, "a.html", "<title>Bridge opens</title>"+trick+"<p>"+seen+"</p>"+trick+deep+"<p>"+seen+"</p>")
			if strings.Contains(s.Text+s.Title, "secret") || !strings.Contains(s.Text, seen) {
				t.Errorf("%s%s: got %q", depth, name, s.Text)
			}
		}
	}
	shown := map[string]string{
		"half the opacity":    `<p style="opacity:.5">` + secret + `</p>`,
		"small":               `<p style="font-size:9px; text-indent: -2em">` + secret + `</p>`,
		"one of two media":    `<style>@media print{.a{display:none}} .b .c{display:none}</style><p class="a c">` + secret + `</p>`,
		"shown again":         `<style>.a{display:none} .a{display:block}</style><p class="a">` + secret + `</p>`,
		"an open dialog":      `<dialog open><p>` + secret + `</p></dialog>`,
		"a page that scripts": `<style>body{opacity:0}</style><p style="position:absolute;left:0;overflow:hidden;height:20em">` + secret + `</p>`,
		"scaled down":         `<p style="transform: scale(0.9)">` + secret + `</p>`,
	}
	for name, part := range shown {
		if s := only(t, "a.html", "<title>Bridge opens</title><p>"+seen+"</p>"+part); !strings.Contains(s.Text, secret) {
			t.Errorf("%s: got %q", name, s.Text)
		}
	}
}
