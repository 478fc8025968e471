package eval

import "testing"

func TestReadTimes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		row  timeRow
		want timeOutcome
	}{
		{timeRow{Text: "Who won in 2019?", Phrase: "2019", Since: "2019-01-01", Until: "2020-01-01"}, readExact},
		{timeRow{Text: "Who won IN 2019?", Phrase: "in 2019", Since: "2019-01-01", Until: "2020-01-01"}, readExact},
		{timeRow{Text: "Who won in 2019?", Since: "2019-01-01", Until: "2020-01-01"}, readExact},
		{timeRow{Text: "Who won in 2019?", Phrase: "2019", Since: "2019-01-01", Until: "2019-12-31"}, readWrong},
		{timeRow{Text: "Who won in 2019?", Phrase: "2019", Since: "2019-01-01"}, readWrong},
		{timeRow{Text: "Who won in 2019?", Phrase: "2019", Since: "2019-02-01", Until: "2020-01-01"}, readWrong},
		{timeRow{Text: "Who won since 2019?", Phrase: "since 2019", Since: "2019-01-01"}, readExact},
		{timeRow{Text: "Who won from 2016 to 2019?", Phrase: "from 2016 to 2019", Since: "2016-01-01", Until: "2019-01-01"}, readExact},
		{timeRow{Text: "Who won from 2016 to 2019?", Phrase: "from 2016 to 2019", Since: "2016-01-01", Until: "2020-01-01"}, readWrong},
		{timeRow{Text: "Who won yesterday, and who in 2019?", Phrase: "2019", Since: "2022-06-15", Until: "2022-06-16"}, readWrong},
		{timeRow{Text: "Who won yesterday, and who in 2019?", Phrase: "yesterday", Since: "2022-06-15", Until: "2022-06-16"}, readExact},
		{timeRow{Text: "Who won once, and who in 2019?", Phrase: "once", Since: "2019-01-01", Until: "2020-01-01"}, readNone},
	} {
		c.row.At = "2022-06-16T00:00:00"
		if err := c.row.check(); err != nil {
			t.Fatal(err)
		}
		if got := c.row.read(); got != c.want {
			t.Errorf("%q, %q: %s, want %s", c.row.Text, c.row.Phrase, got, c.want)
		}
	}
}

func TestReadingNames(t *testing.T) {
	t.Parallel()
	for r, want := range map[timeOutcome]string{readNone: "none", readWrong: "wrong", readExact: "exact", 9: "unknown"} {
		if r.String() != want {
			t.Errorf("%d is %q, want %q", int(r), r, want)
		}
	}
}

func TestTimeMeasures(t *testing.T) {
	t.Parallel()
	got := measuredJSON(t, evaluator(),
		`{"text": "in 2019", "lang": "en", "at": "2022-06-16T00:00:00", "since": "2019-01-01", "until": "2020-01-01"}`,
		`{"text": "in 2018", "lang": "en", "at": "2022-06-16", "since": "2019-01-01", "until": "2020-01-01"}`,
		`{"text": "sometime", "lang": "xx", "at": "2022-06-16T10:00:00Z", "since": "2019-01-01", "until": "2020-01-01"}`,
		`{"text": "since 2019", "at": "2022-06-16", "since": "2019-01-01", "until": ""}`,
	)
	want := `{"rows":4,"exact":0.5,"none":0.25,"wrong":0.25,"by_lang":{"en":{"rows":2,"exact":0.5,"none":0,"wrong":0.5},"xx":{"rows":1,"exact":0,"none":1,"wrong":0}}}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
