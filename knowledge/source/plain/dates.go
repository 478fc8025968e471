package plain

import (
	"time"

	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/knowledge/text/dated"
)

// ParseDate reads a date in one of the forms in which people and programs write
// it, in the languages of news. The time is in the zone that it names, else UTC, and
// midnight where there is only a day. A date whose day and month cannot be
// told apart, as 03/01/2019, is an error.
func ParseDate(s string) (time.Time, error) { return ParseDateBy(s, dated.Unknown) }

// ParseDateBy does the same where it is known which number is the day. What tells that
// the date is that of publication may stand before it.
func ParseDateBy(s string, order dated.Order) (time.Time, error) {
	t, err := dated.Parse(s, order)
	if err != nil {
		dates := &text.English().Dates // its heads are those of all languages
		if head := dates.Head.FindString(s); head != "" && len(head) < len(s) && !tellsUpdate(dates, head) {
			t, err = dated.Parse(s[len(head):], order)
		}
	}
	return t, err //nolint:wrapcheck // its errors say what is wrong with the date
}

// AddressDate is the day that many sites put into the address of a story. The
// zero time means that there is none.
func AddressDate(lang *text.Language, address string) time.Time {
	m := lang.Dates.InAddress.FindStringSubmatch(address)
	if m == nil {
		return time.Time{}
	}
	layout := "2006-01-02"
	if len(m[2]) == 3 {
		layout = "2006-Jan-02"
	}
	t, err := time.Parse(layout, m[1]+"-"+m[2]+"-"+m[3])
	if err != nil {
		return time.Time{}
	}
	return t
}
