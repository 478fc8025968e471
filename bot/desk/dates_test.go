package desk

import (
	"errors"
	"testing"
	"time"

	"github.com/storybot/storybot/bot"
)

// TestDates holds all surfaces to one reading of dates.
func TestDates(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text             string
		since, until, at string
	}{
		{"2019", "2019-01-01T00:00:00Z", "2020-01-01T00:00:00Z", "2019-12-31T23:59:59.999999999Z"},
		{"2019-02", "2019-02-01T00:00:00Z", "2019-03-01T00:00:00Z", "2019-02-28T23:59:59.999999999Z"},
		{"2019-12", "2019-12-01T00:00:00Z", "2020-01-01T00:00:00Z", "2019-12-31T23:59:59.999999999Z"},
		{" 2020-02-29 ", "2020-02-29T00:00:00Z", "2020-03-01T00:00:00Z", "2020-02-29T23:59:59.999999999Z"},
		{" 2019-12-31 ", "2019-12-31T00:00:00Z", "2020-01-01T00:00:00Z", "2019-12-31T23:59:59.999999999Z"},
		{"2019-01-03T10:00:00.5Z", "2019-01-03T10:00:00.5Z", "2019-01-03T10:00:00.5Z", "2019-01-03T10:00:00.5Z"},
		{"2019-01-03T10:00:00+02:00", "2019-01-03T10:00:00+02:00", "2019-01-03T10:00:00+02:00", "2019-01-03T10:00:00+02:00"},
		{"", "", "", ""},
		{" ", "", "", ""},
	} {
		var q bot.Question
		if err := (Dates{Since: c.text, Until: c.text, At: c.text}).Apply(&q); err != nil {
			t.Errorf("%q: %v", c.text, err)
		}
		for what, pair := range map[string][2]string{
			"since": {written(q.Since), c.since}, "until": {written(q.Until), c.until}, "at": {written(q.At), c.at},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s %q: got %s, want %s", what, c.text, pair[0], pair[1])
			}
		}
	}
}

func written(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

func TestBadDates(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"soon", "yesterday", "2019-13", "2019-02-30", "19", "2019-1-3", "2019-01-03T10:00", "2019-01-03 10:00:00Z"} {
		if at, err := At(bad); err == nil {
			t.Errorf("%q is taken for %v", bad, at)
		}
		for option, d := range map[string]Dates{"since": {Since: bad}, "until": {Until: bad}, "at": {At: bad}} {
			var date *DateError
			if err := d.Apply(new(bot.Question)); !errors.As(err, &date) || *date != (DateError{option, bad}) {
				t.Errorf("%s %q: %v", option, bad, err)
			}
		}
	}
	err := Dates{Since: "soon", Until: "2019", At: "later"}.Apply(new(bot.Question))
	const want = `"soon" is no date: use 2019, 2019-01, 2019-01-03 or 2019-01-03T10:00:00Z` + "\n" +
		`"later" is no date: use 2019, 2019-01, 2019-01-03 or 2019-01-03T10:00:00Z`
	if err == nil || err.Error() != want {
		t.Errorf("two wrong dates: %v", err)
	}
}

func TestEmptyWindow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		since, until string
		want         bool
	}{
		{"", "", false},
		{"2019", "", false},
		{"", "2019", false},
		{"2019", "2019", false},
		{"2019-02", "2019-01", true},
		{"2020", "2019", true},
		{"2019-01-03T10:00:00Z", "2019-01-03T10:00:00Z", true},
	} {
		var q bot.Question
		if err := (Dates{Since: c.since, Until: c.until}).Apply(&q); err != nil {
			t.Fatal(err)
		}
		if got := EmptyWindow(&q); got != c.want {
			t.Errorf("from %q to %q: empty %v", c.since, c.until, got)
		}
	}
}

func TestReadStyle(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bot.Style{"": bot.Brief, "brief": bot.Brief, "Bullets": bot.Bullets, "LONG": bot.Long} {
		if got, err := ReadStyle(text); got != want || err != nil {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	if s, err := ReadStyle("short"); err == nil || err.Error() != `"short" is no style: use brief, bullets or long` {
		t.Errorf("%v, %v", s, err)
	}
}
