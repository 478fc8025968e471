package plain

import (
	"errors"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/text/dated"
)

func TestParseDate(t *testing.T) {
	const day = "2019-01-03T00:00:00Z"
	tests := map[string]string{
		"2019-01-03":                    day,
		"2019/01/03":                    day,
		"20190103":                      day,
		"3 January 2019":                day,
		"3rd January 2019":              day,
		"03 Jan 2019":                   day,
		"Jan. 3, 2019":                  day,
		"January 3rd, 2019":             day,
		"January 3 2019":                day,
		"Thursday, January 3, 2019":     day,
		"Thursday 3 January 2019":       day,
		"Sept. 3, 2019":                 "2019-09-03T00:00:00Z",
		"Sept 3, 2019":                  "2019-09-03T00:00:00Z",
		"31/01/2019":                    "2019-01-31T00:00:00Z",
		"01/31/2019":                    "2019-01-31T00:00:00Z",
		"03.01.2019":                    day,
		"2019-01-03T10:20:30Z":          "2019-01-03T10:20:30Z",
		"2019-01-03T10:20:30.123+02:00": "2019-01-03T08:20:30Z",
		"2019-01-03T10:20:30+0200":      "2019-01-03T08:20:30Z",
		"2019-01-03T10:20":              "2019-01-03T10:20:00Z",
		"2019-01-03 10:20:30":           "2019-01-03T10:20:30Z",
		"2019-01-03T10:20:30-05:00[America/New_York]": "2019-01-03T15:20:30Z",
		"Thu, 03 Jan 2019 10:20:30 GMT":               "2019-01-03T10:20:30Z",
		"Thu, 03 Jan 2019 10:20:30 -0500":             "2019-01-03T15:20:30Z",
		"Thu, 03 Jan 2019 10:20:30 EST":               "2019-01-03T15:20:30Z",
		"January 3, 2019 5:04 PM EST":                 "2019-01-03T22:04:00Z",
		"January 3, 2019, 5:04 p.m. EST":              "2019-01-03T22:04:00Z",
		"January 3, 2019 at 5:04 p.m. ET":             "2019-01-03T22:04:00Z",
		"Jan 3, 2019 at 5:04pm":                       "2019-01-03T17:04:00Z",
		"5:04 PM, January 3, 2019":                    "2019-01-03T17:04:00Z",
		"5:04 PM EST, Thu January 3, 2019":            "2019-01-03T22:04:00Z",
		"12:01 a.m. ET Jan. 3, 2019":                  "2019-01-03T05:01:00Z",
		"10:02 AM EST Nov 19, 2019":                   "2019-11-19T15:02:00Z",
		"3 Jan 2019 17:04 GMT":                        "2019-01-03T17:04:00Z",
		"Thu 3 Jan 2019 17.04 GMT":                    "2019-01-03T17:04:00Z",
		"3 January 2019, 17:04 CET":                   "2019-01-03T16:04:00Z",
		"2099-12-31":                                  "2099-12-31T00:00:00Z",
		"1867-07-01":                                  "1867-07-01T00:00:00Z",
	}
	for in, want := range tests {
		got, err := ParseDate(in)
		if err != nil || got.UTC().Format(time.RFC3339) != want {
			t.Errorf("parseDate(%q) = %s, %v; want %s", in, got.Format(time.RFC3339), err, want)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	tests := []string{"", "soon", "yesterday", "2019", "0001-01-01T00:00:00Z", "Jan 32, 2019", "2019-13-45", "January", "5 January", "12345", "44/55/2019", "1", "the year 2019 was long",
		"0.0.0000 ,0000000000"}
	for _, in := range tests {
		if got, err := ParseDate(in); err == nil {
			t.Errorf("parseDate(%q) = %s, want an error", in, got)
		}
	}
	if _, err := ParseDate("03/01/2019"); !errors.Is(err, dated.ErrAmbiguous) {
		t.Errorf("parseDate(03/01/2019): got %v, want %v", err, dated.ErrAmbiguous)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2019-01-03", "5:04 PM EST, Thu January 3, 2019", "03/01/2019", "Thu, 03 Jan 2019 10:20:30 -0500", "2019年1月3日"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParseDate(s)
		if err == nil && (got.IsZero() || got.Year() > 2200) {
			t.Errorf("parseDate(%q) = %v", s, got)
		}
	})
}
