package guild

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Hours are a part of each day in a time zone; it may go past midnight. The zero
// Hours are no time at all.
type Hours struct {
	From  int    `json:"from"`  // minutes since midnight
	Until int    `json:"until"` // minutes since midnight, not within
	Zone  string `json:"zone"`  // such as Europe/Rome
}

const minutesADay = 24 * 60

// Within reports whether a moment is within the hours.
func (h Hours) Within(at time.Time) bool {
	zone, err := h.zone()
	if err != nil || h.From == h.Until {
		return false
	}
	at = at.In(zone)
	minute := at.Hour()*60 + at.Minute()
	if h.From < h.Until {
		return h.From <= minute && minute < h.Until
	}
	return minute >= h.From || minute < h.Until
}

// String writes the hours as ParseHours reads them: 22:00-07:00 Europe/Rome. No time at
// all is empty.
func (h Hours) String() string {
	if h.From == h.Until {
		return ""
	}
	return clock(h.From) + "-" + clock(h.Until) + " " + h.Zone
}

// Ends is when the hours are over: 07:00.
func (h Hours) Ends() string { return clock(h.Until) }

func clock(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }

func (h Hours) zone() (*time.Location, error) {
	if h.Zone == "" || h.Zone == "Local" {
		return nil, errors.New("no time zone is named")
	}
	return time.LoadLocation(h.Zone) //nolint:wrapcheck // the callers word it
}

func (h Hours) sound() bool {
	_, err := h.zone()
	return err == nil && 0 <= h.From && h.From < minutesADay && 0 <= h.Until && h.Until < minutesADay
}

// Errors of ParseHours, worded for whoever wrote the hours.
var (
	ErrHours = errors.New("write the hours as 22:00-07:00, or nothing for none")
	ErrZone  = errors.New("the time zone is not known; write one such as Europe/Rome, or UTC")
)

// ParseHours reads hours such as "22:00-07:00 Europe/Rome" or "23-6" (zone: where none is
// written). An empty text is no time at all. The error is ErrHours or ErrZone.
func ParseHours(text, zone string) (Hours, error) {
	text = strings.NewReplacer("–", "-", "—", "-").Replace(strings.TrimSpace(text))
	if text == "" {
		return Hours{}, nil
	}
	span, written := text, ""
	if at := strings.IndexFunc(text, isLetter); at >= 0 {
		span, written = text[:at], strings.TrimSpace(text[at:])
	}
	if written != "" {
		zone = written
	}
	from, until, two := strings.Cut(strings.Join(strings.Fields(span), ""), "-")
	h := Hours{Zone: zone}
	var ok1, ok2 bool
	h.From, ok1 = minuteOf(from)
	h.Until, ok2 = minuteOf(until)
	switch {
	case !two || !ok1 || !ok2 || h.From == h.Until:
		return Hours{}, ErrHours
	case !h.sound():
		return Hours{}, ErrZone
	}
	return h, nil
}

func isLetter(r rune) bool { return 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' }

// minuteOf reads 7, 07:00 or 24:00 as minutes since midnight.
func minuteOf(text string) (int, bool) {
	for _, layout := range []string{"15:04", "15.04", "15"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Hour()*60 + t.Minute(), true
		}
	}
	return 0, text == "24:00" || text == "24"
}
