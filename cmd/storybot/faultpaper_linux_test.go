package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const sentences = 6 // of a story

// editions is a folder of stories in one edition after the other. Every sentence and every headline names the
// edition that it is of.
type editions struct {
	steady  int    // stories that every edition has
	fleet   int    // stories of which every edition lacks a fifth, another one each time
	root    string // the folder is root/now/stories, and root/now a link: a bot sees changes when it is told to look
	present int
}

// stories is the folder.
func (e *editions) stories() string { return filepath.Join(e.root, "now", "stories") }

// has reports whether an edition has the story of a town.
func (e *editions) has(edition, town int) bool {
	return town < e.steady || town < e.steady+e.fleet && (town+edition)%5 != 0
}

// mill is the headline of a story.
func mill(edition, town int) string {
	return fmt.Sprintf("The mill at %s, edition %d", townNames[town], edition)
}

// turn makes the next edition.
func (e *editions) turn(t *testing.T) {
	t.Helper()
	e.present++
	name := strconv.Itoa(e.present)
	folder := filepath.Join(e.root, name, "stories")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for town := range e.steady + e.fleet {
		if !e.has(e.present, town) {
			continue
		}
		path := filepath.Join(folder, fmt.Sprintf("town-%02d.txt", town))
		if err := os.WriteFile(path, []byte(e.story(town)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	next := filepath.Join(e.root, "next")
	if err := os.Symlink(name, next); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(next, filepath.Join(e.root, "now")); err != nil {
		t.Fatal(err)
	}
	_ = os.RemoveAll(filepath.Join(e.root, strconv.Itoa(e.present-3)))
}

// story is the text of a town.
func (e *editions) story(town int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nThe mill at %s cost %d,%03d crowns, the ledger says in edition %d.", mill(e.present, town), townNames[town], 1+e.present/900, 100+e.present%900, e.present)
	for i := range sentences {
		fmt.Fprintf(&b, " "+tales["folder"][1+i%4], townNames[town], fmt.Sprint("new (edition ", e.present, ")"), "", 3+i+e.present%90)
	}
	return b.String() + "\n"
}

var editionOf = regexp.MustCompile(`edition (\d+)`)

// ofOneEdition is the edition that words name; several if they name more than one.
func editionsIn(words string) (all []int) {
	for _, found := range editionOf.FindAllStringSubmatch(words, -1) {
		n, _ := strconv.Atoi(found[1])
		if !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}

// wrong tells what is wrong with a headline: that no such edition has such a story.
func (e *editions) wrong(headline string) string {
	for town := range e.steady + e.fleet {
		if name, edition, found := strings.Cut(headline, ", edition "); found && name == "The mill at "+townNames[town] {
			n, err := strconv.Atoi(edition)
			if err != nil || !e.has(n, town) {
				return fmt.Sprintf("edition %s has no %q", edition, name)
			}
			return ""
		}
	}
	return fmt.Sprintf("nobody told %q", headline)
}
