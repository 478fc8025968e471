package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/postgres/pgtest"
)

// BenchmarkDatabase loads the news and asks its questions, with the stories in DATA_DIR and in
// a database, in one run; and tells how long a second process takes to have them. Run it with
//
//	go test ./cmd/storybot -run - -bench Database -benchtime 1x -timeout 30m
func BenchmarkDatabase(b *testing.B) {
	const folder = "../../../shared/data/rtqa/"
	if _, err := os.Stat(folder); err != nil {
		b.Skip("no ../shared/data: the news is not measured")
	}
	server := pgtest.Start(b)
	for _, c := range []struct{ name, url string }{{"DATA_DIR", ""}, {"DATABASE_URL", server.URL("bench")}} {
		b.Run(c.name, func(b *testing.B) {
			b.Setenv("DATABASE_URL", c.url)
			storybot := func(dir string, args ...string) ([]byte, time.Duration) {
				var out, errs bytes.Buffer
				began := time.Now()
				args = append([]string{"--data-dir", dir, "--stories", folder + "stories.jsonl.gz"}, args...)
				if code := run(args, bytes.NewReader(nil), &out, &errs); code != exitDone && code != exitNone {
					b.Fatalf("%q ends with %d: %s", args, code, errs.String())
				}
				return out.Bytes(), time.Since(began)
			}
			for b.Loop() {
				dir := filepath.Join(b.TempDir(), "first")
				_, load := storybot(dir, "reload")
				_, again := storybot(dir, "reload")
				out, _ := storybot(dir, "eval", "--json", folder+"questions.jsonl")
				var m struct {
					Hit1  float64 `json:"hit@1"`
					Hit10 float64 `json:"hit@10"`
					P50   float64 `json:"p50_ms"`
				}
				if err := json.Unmarshal(out, &m); err != nil {
					b.Fatal(err)
				}
				if c.url != "" {
					_, second := storybot(filepath.Join(b.TempDir(), "second"), "stories", "--json")
					b.ReportMetric(second.Seconds(), "second-process-s")
				}
				b.ReportMetric(load.Seconds(), "load-s")
				b.ReportMetric(again.Seconds(), "again-s")
				b.ReportMetric(m.P50, "p50-ms")
				b.ReportMetric(m.Hit1, "hit@1")
				b.ReportMetric(m.Hit10, "hit@10")
				b.ReportMetric(0, "ns/op")
			}
		})
	}
}
