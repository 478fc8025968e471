// Package sample holds the stories that Storybot knows before anyone gives it
// any, so that it can be tried at once.
//
// They were written for this project. Apart from three about real North Korean
// diplomats, told from published facts, the people, places, companies and
// outlets are invented, and the addresses lead nowhere. They are Markdown files
// with front matter (title, outlet, authors, published, updated, url, label,
// lang), chosen for what a reader of news must cope with:
//
//   - An envoy disappears (2019), is found to live elsewhere (2020) and has a
//     forerunner (2016): the answer to "where is he now" depends on when it is asked.
//   - A ferry capsizes, and days later a correction withdraws the number of
//     missing people that two stories gave.
//   - Two outlets disagree about the cause and the cost of a fire.
//   - Three outlets print one wire story with small changes.
//   - A retraction takes back an earlier story, which is still there and marked.
//   - An opinion piece, an advertiser's piece, a live page and an updated story
//     speak about the same things as the news.
//   - Science, sport and business from other years have nothing to do with any of it.
//
// Questions with known answers, some of which the stories do not give, are in
// testdata/questions.jsonl, in the form that the eval command reads.
package sample

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed stories/*.md
var files embed.FS // never written to

// Stories returns the sample stories: Markdown files with front matter, all at
// the top of a read-only file system that may be used concurrently.
func Stories() fs.FS {
	stories, err := fs.Sub(files, "stories")
	if err != nil { // only if the folder's name above is not a valid path
		panic(fmt.Sprintf("open the sample stories: %v", err))
	}
	return stories
}
