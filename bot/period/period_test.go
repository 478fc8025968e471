package period

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/knowledge/text"
)

func TestRead(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 3, 13, 12, 0, 0, 0, time.UTC) // a Wednesday
	for _, c := range []struct{ question, want string }{
		{"Who won on Friday?", "Friday"},
		{"Who won on Friday, as in 2019?", "2019"},
		{"Is it higher than a year ago?", ""},
		{"Did prices rise more than over the past year?", ""},
		{"Who is the first winner since 1984?", ""},
		{"What was the worst storm since 2012?", ""},
		{"Who has resigned since 2012?", "since 2012"},
		{"Who directed “The Summer of 2042” or \"In March\"?", ""},
		{"Who won in 2030?", "2030 ahead"},
		{"How many trees will stand by 2050?", "by 2050 ahead"},
		{"Where will he speak on Thursday?", "Thursday ahead"},
		{"What will change this month?", "this month"},
		{"Who speaks tomorrow?", "? tomorrow"},
		{"What is “The Day After Tomorrow” about?", ""},
		{"Did Mrs May resign?", ""},
	} {
		w := Read(text.English(), c.question, at)
		got := w.Words
		if w.Ahead {
			got += " ahead"
		}
		if len(w.Unread) > 0 {
			got += "? " + strings.Join(w.Unread, ", ")
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.question, got, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 3, 13, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct{ question, want string }{
		{"Who won in 2019?", "2019"},
		{"Who won between 2016 and 2018?", "2016 2017 2018"},
		{"Who won in May 2019?", "May 2019"},
		{"Who won in February?", "February"},
		{"Who won on 3 February 2019?", "3 February"},
		{"Who won last week?", ""},
		{"Who died on 9/11?", "11 September 9/11"},
		{"Who died on Sept. 11?", "11 September"},
	} {
		w := Read(text.English(), c.question, at)
		if got := strings.Join(w.Names(text.English()), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.question, got, c.want)
		}
	}
}
