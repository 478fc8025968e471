package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	tongue "github.com/storybot/storybot/bot/words"
)

// TestOwnWordsAreSaid: what the table of words knows answers to say of themselves is what they
// do say, letter by letter, so that it is found there.
func TestOwnWordsAreSaid(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../bot/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	var code strings.Builder
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(text)
	}
	chat := tongue.English().Chat
	for _, own := range []reflect.Value{reflect.ValueOf(chat.Own), reflect.ValueOf(chat.Faulty)} {
		for n := range own.NumField() {
			name, text := own.Type().Field(n).Name, own.Field(n).String()
			if name != "NearestAre" && !strings.Contains(code.String(), strconv.Quote(text)) {
				t.Errorf("nobody says %s: %q", name, text)
			}
		}
	}
}
