package source

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/storybot/storybot/knowledge"
)

// passedOf reads a source and writes what it passes over, and what fails.
func passedOf(t *testing.T, s knowledge.Source, same func(file, mark string) bool) (passed, failed string) {
	t.Helper()
	var list, errs []string
	for item := range s.Read(t.Context(), same) {
		if p := item.Passed; p != nil {
			list = append(list, fmt.Sprintf("%s %d %s", p.Kind, p.Count, p.Example))
			if item.Story != nil || item.Err != nil || item.Mark != "" || item.File != "" {
				t.Errorf("it is more than that: %+v", item)
			}
		}
		if item.Err != nil {
			errs = append(errs, item.Name+": "+item.Err.Error())
		}
	}
	return strings.Join(list, ", "), strings.Join(errs, ", ")
}

// TestPassedOver counts, by kind, the files that are not read.
func TestPassedOver(t *testing.T) {
	const wrong = "files: holds nothing that is read, but %s; save them as a kind that is, or name another folder"
	const shut = "files: holds files, and include and exclude shut out all of them; change these, or name another folder"
	for name, c := range map[string]struct {
		files          []string
		options        Options
		passed, failed string
	}{
		"none":               {files: []string{"a.txt"}},
		"one":                {files: []string{"a.txt", "b.xlsx"}, passed: ".xlsx 1 b.xlsx"},
		"by number and name": {files: []string{"a.txt", "b.pages", "c.XLSX", "news/d.xlsx", "e.key"}, passed: ".xlsx 2 c.XLSX, .key 1 e.key, .pages 1 b.pages"},
		"packed":             {files: []string{"a.txt", "b.csv.gz", "c.tar.gz", "d.gz"}, passed: ".csv.gz 1 b.csv.gz, .gz 1 d.gz, .tar.gz 1 c.tar.gz"},
		"without an ending":  {files: []string{"a.txt", "README", "b."}, passed: "no ending 2 README"},
		"hidden":             {files: []string{"a.txt", ".b.xlsx", ".git/c.xlsx", "~$d.docx", "Thumbs.db", "desktop.ini", "__MACOSX/e.xlsx"}},
		"only such":          {files: []string{"a.xlsx", "b.xlsx", "c.pages"}, passed: ".xlsx 2 a.xlsx, .pages 1 c.pages", failed: fmt.Sprintf(wrong, "3 files of kinds that are not read: .xlsx 2, .pages 1")},
		"only one":           {files: []string{"news/a.doc"}, passed: ".doc 1 news/a.doc", failed: fmt.Sprintf(wrong, "1 file of a kind that is not read: .doc 1")},
		"shut out":           {files: []string{"a.txt", "b.xlsx", "old/c.xlsx"}, options: Options{Exclude: []string{"old/**", "*.xlsx"}}},
		"not asked for":      {files: []string{"a.txt", "b.xlsx"}, options: Options{Include: []string{"*.txt"}}},
		"nothing at all":     {},
		"all shut out":       {files: []string{"a.txt", "news/b.txt"}, options: Options{Include: []string{"*.md"}}, failed: shut},
		"all in one folder":  {files: []string{"old/c.txt"}, options: Options{Exclude: []string{"old/**"}}, failed: shut},
		"all but what is not read": {files: []string{"a.txt", "b.xlsx"}, options: Options{Exclude: []string{"*.txt"}}, passed: ".xlsx 1 b.xlsx",
			failed: fmt.Sprintf(wrong, "1 file of a kind that is not read: .xlsx 1")},
		"hidden ones alone": {files: []string{".b.txt"}, options: Options{Include: []string{"*.md"}}},
	} {
		fsys := fstest.MapFS{}
		for _, f := range c.files {
			fsys[f] = &fstest.MapFile{Data: []byte(good)}
		}
		s := FS("files", fsys).(*folder)
		s.options.Include, s.options.Exclude = c.options.Include, c.options.Exclude
		if passed, failed := passedOf(t, s, nil); passed != c.passed || failed != c.failed {
			t.Errorf("%s: passed over %q, want %q; failed %q, want %q", name, passed, c.passed, failed, c.failed)
		}
	}
}

// TestPassedOverInZip counts those within a zip, also where it is not read again.
func TestPassedOverInZip(t *testing.T) {
	s := FS("files", fstest.MapFS{"a.txt": {Data: []byte(good)}, "b.xlsx": {}, "z.zip": {Data: zipOf(t, "a.md", note("A"), "b.xlsx", "", "c/d.ods", "", ".e.ods", "")}})
	const want = ".xlsx 2 b.xlsx, .ods 1 z.zip/c/d.ods"
	for _, same := range []func(file, mark string) bool{nil, func(string, string) bool { return true }} {
		if passed, failed := passedOf(t, s, same); passed != want || failed != "" {
			t.Errorf("passed over %q, want %q; failed %q", passed, want, failed)
		}
	}
}

// TestAttachedPassedOver: what is attached to a mail is counted, and is so where the mail is as it was.
func TestAttachedPassedOver(t *testing.T) {
	mail := "From: Ann <a@b.example>\nSubject: Bridge opens\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nThe bridge over the Alder opens on Monday.\n" +
		"--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=plan.pdf\n\n%PDF\n--x--\n"
	s := FS("files", fstest.MapFS{"a.eml": {Data: []byte(mail)}, "b.xlsx": {Data: []byte("PK")}})
	for name, same := range map[string]func(file, mark string) bool{"new": nil, "as it was": func(string, string) bool { return true }} {
		if passed, failed := passedOf(t, s, same); passed != ".xlsx 1 b.xlsx, attached .pdf 1 a.eml/plan.pdf" || failed != "" {
			t.Errorf("%s: %q, failed %q", name, passed, failed)
		}
	}
}
