package page

import (
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/source/plain"
)

// TestZoneOfDates: a date that names no zone has its clock in that of the operator.
func TestZoneOfDates(t *testing.T) {
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		t.Skip(err)
	}
	york, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip(err)
	}
	for in, want := range map[string][3]string{ // with no zone, Tokyo's and New York's
		"2024-03-04":                    {"2024-03-04T00:00:00Z", "2024-03-04T00:00:00Z", "2024-03-04T00:00:00Z"},
		"2024-03-04 10:20":              {"2024-03-04T10:20:00Z", "2024-03-04T10:20:00+09:00", "2024-03-04T10:20:00-05:00"},
		"2024-07-04 00:00":              {"2024-07-04T00:00:00Z", "2024-07-04T00:00:00+09:00", "2024-07-04T00:00:00-04:00"},
		"2024-03-04T10:20:00Z":          {"2024-03-04T10:20:00Z", "2024-03-04T10:20:00Z", "2024-03-04T10:20:00Z"},
		"2024-03-04T10:20:00+01:00":     {"2024-03-04T10:20:00+01:00", "2024-03-04T10:20:00+01:00", "2024-03-04T10:20:00+01:00"},
		"Mon, 04 Mar 2024 10:20:00 GMT": {"2024-03-04T10:20:00Z", "2024-03-04T10:20:00Z", "2024-03-04T10:20:00Z"},
		"4. März 2024, 23:30 Uhr":       {"2024-03-04T23:30:00Z", "2024-03-04T23:30:00+09:00", "2024-03-04T23:30:00-05:00"},
		"1709547630":                    {"2024-03-04T10:20:30Z", "2024-03-04T10:20:30Z", "2024-03-04T10:20:30Z"},
	} {
		for i, zone := range []*time.Location{nil, tokyo, york} {
			s := &knowledge.Story{Title: "T", Text: "Said."}
			if s.Published, err = plain.ParseDate(in); err != nil {
				t.Fatal(err)
			}
			Complete(s, Origin{Source: "s", Key: "k"}, plain.Spec{Zone: zone})
			if got := s.Published.Format(time.RFC3339); got != want[i] {
				t.Errorf("%s in %v: %s, want %s", in, zone, got, want[i])
			}
		}
	}
}
