package text

import (
	"strings"
	"testing"
	"time"
)

// TestWhenCases reads phrases on Wednesday 13 March 2024 at noon. A want is the
// days [since, until) of each time, "-" where none is read, and "?" with the
// words where they are known for a time that could not be read.
func TestWhenCases(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 3, 13, 12, 0, 0, 0, time.UTC)
	for _, c := range whenCases() {
		if got := whenCase(c.text, at); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func whenCase(text string, at time.Time) string {
	var got []string
	for _, w := range English().Whens(text, at) {
		got = append(got, dayOnly(w.Since)+".."+dayOnly(w.Until))
	}
	for _, s := range English().Unread(text, English().Whens(text, at)) {
		got = append(got, "?"+s.Of(text))
	}
	if got == nil {
		return "-"
	}
	return strings.Join(got, " ")
}

// whenFact is a text and how its times are read.
type whenFact struct{ text, want string }

func whenCases() []whenFact {
	var all []whenFact
	for _, part := range [][]whenFact{dayFacts(), spanFacts(), rangeFacts(), nameFacts(), unreadFacts()} {
		all = append(all, part...)
	}
	return all
}

func dayFacts() []whenFact {
	return []whenFact{
		{"Who resigned the day before yesterday?", "2024-03-11..2024-03-12"},
		{"two days before yesterday", "2024-03-10..2024-03-11"},
		{"three days before Christmas 2022", "2022-12-22..2022-12-23"},
		{"a week ago today", "2024-03-06..2024-03-07"},
		{"a week ago yesterday", "2024-03-05..2024-03-06"},
		{"a week ago on Monday", "2024-03-04..2024-03-05"},
		{"a week ago", "2024-03-06..2024-03-07"},
		{"a fortnight ago", "2024-02-28..2024-02-29"},
		{"two weeks ago", "2024-02-28..2024-02-29"},
		{"ten days ago", "2024-03-03..2024-03-04"},
		{"two Fridays ago", "2024-03-01..2024-03-02"},
		{"the Friday before last", "2024-03-01..2024-03-02"},
		{"last Friday", "2024-03-08..2024-03-09"},
		{"on Friday", "2024-03-08..2024-03-09"},
		{"on Wednesday", "2024-03-13..2024-03-14"},
		{"last Wednesday", "2024-03-06..2024-03-07"},
		{"Friday last week", "2024-03-08..2024-03-09"},
		{"on Tuesday of last week", "2024-03-05..2024-03-06"},
		{"on 12.03.2024", "2024-03-12..2024-03-13"},
		{"on 2.3.2024", "2024-03-02..2024-03-03"},
		{"on 2024/03/12", "2024-03-12..2024-03-13"},
		{"on 3/12/2024", "2024-03-12..2024-03-13"},
		{"on 23/08/2023", "2023-08-23..2023-08-24"},
		{"on 8/9", "2023-08-09..2023-08-10"},
		{"on the 5th", "2024-03-05..2024-03-06"},
		{"on the 20th", "2024-02-20..2024-02-21"},
		{"on the 5th of March", "2024-03-05..2024-03-06"},
		{"on March the fifth", "2024-03-05..2024-03-06"},
		{"on the twenty-second of February", "2024-02-22..2024-02-23"},
		{"on Tuesday 5 March", "2024-03-05..2024-03-06"},
		{"on Tue, Mar. 5", "2024-03-05..2024-03-06"},
		{"on Tuesday, March 5, 2024", "2024-03-05..2024-03-06"},
		{"on Fri 1st", "2024-03-01..2024-03-02"},
		{"on 29 February", "2024-02-29..2024-03-01"},
		{"on 31 April 2023", "2023-04-01..2023-05-01"},
		{"on 5 March last year", "2023-03-05..2023-03-06"},
		{"on Christmas Day 2022", "2022-12-25..2022-12-26"},
		{"at Christmas", "2023-12-25..2023-12-26"},
		{"last Easter", "2023-04-09..2023-04-10"},
		{"on Black Friday", "2023-11-24..2023-11-25"},
		{"on Thanksgiving 2021", "2021-11-25..2021-11-26"},
		{"on the first Friday of July 2015", "2015-07-03..2015-07-04"},
		{"on the last Tuesday of February", "2024-02-27..2024-02-28"},
		{"on the last day of July 2023", "2023-07-31..2023-08-01"},
		{"on the 4th of this month", "2024-03-04..2024-03-05"},
		{"on Memorial Day weekend 2022", "2022-05-28..2022-05-31"},
		{"over Thanksgiving weekend last year", "2023-11-25..2023-11-27"},
		{"on Halloween weekend 2021", "2021-10-30..2021-11-01"},
		{"on Good Friday 2023", "2023-04-07..2023-04-08"},
		{"on New Year's Eve", "2023-12-31..2024-01-01"},
		{"this morning", "2024-03-13..2024-03-14"},
		{"last night", "2024-03-12..2024-03-13"},
		{"on Monday night", "2024-03-11..2024-03-12"},
		{"Dec31 , 1994", "1994-12-31..1995-01-01"},
		{"20230705", "2023-07-05..2023-07-06"},
		{"05-Aug-2016", "2016-08-05..2016-08-06"},
	}
}

func spanFacts() []whenFact {
	return []whenFact{
		{"the week before last", "2024-02-26..2024-03-04"},
		{"the month before last", "2024-01-01..2024-02-01"},
		{"the year before last", "2022-01-01..2023-01-01"},
		{"this week", "2024-03-06..2024-03-14"},
		{"last week", "2024-03-04..2024-03-11"},
		{"earlier this week", "2024-03-11..2024-03-13"},
		{"earlier this month", "2024-03-01..2024-03-13"},
		{"earlier this year", "2024-01-01..2024-03-13"},
		{"late last month", "2024-02-21..2024-03-01"},
		{"early last year", "2023-01-01..2023-05-01"},
		{"over the last year", "2023-03-13..2024-03-14"},
		{"over the past month", "2024-02-13..2024-03-14"},
		{"in the past week", "2024-03-06..2024-03-14"},
		{"in the last fortnight", "2024-02-28..2024-03-14"},
		{"in the last 24 hours", "2024-03-12..2024-03-14"},
		{"in the past decade", "2014-03-13..2024-03-14"},
		{"in the last couple of days", "2024-03-11..2024-03-14"},
		{"last quarter", "2023-10-01..2024-01-01"},
		{"this quarter", "2024-01-01..2024-04-01"},
		{"the last two quarters", "2023-07-01..2024-01-01"},
		{"in Q1 2023", "2023-01-01..2023-04-01"},
		{"in 2023 Q2", "2023-04-01..2023-07-01"},
		{"in Q4", "2023-10-01..2024-01-01"},
		{"in the first quarter of 2023", "2023-01-01..2023-04-01"},
		{"in the third quarter of last year", "2023-07-01..2023-10-01"},
		{"the first half of 2015", "2015-01-01..2015-07-01"},
		{"in H2 2015", "2015-07-01..2016-01-01"},
		{"the second half of May 2020", "2020-05-16..2020-06-01"},
		{"in mid-1989", "1989-05-01..1989-09-01"},
		{"early in 2019", "2019-01-01..2019-05-01"},
		{"at the end of 2000", "2000-09-01..2001-01-01"},
		{"Did the war start in October 2023?", "2023-10-01..2023-11-01"},
		{"Did the strike end in May?", "2023-05-01..2023-06-01"},
		{"at the start of October 2023", "2023-10-01..2023-10-11"},
		{"in late March 2020", "2020-03-21..2020-04-01"},
		{"in mid-March 2020", "2020-03-11..2020-03-21"},
		{"in the early 1990s", "1990-01-01..1994-01-01"},
		{"in the late 1990s", "1996-01-01..2000-01-01"},
		{"in the 1980s", "1980-01-01..1990-01-01"},
		{"in the nineties", "1990-01-01..2000-01-01"},
		{"in the '90s", "1990-01-01..2000-01-01"},
		{"in the 20th century", "1901-01-01..2001-01-01"},
		{"in the nineteenth century", "1801-01-01..1901-01-01"},
		{"in spring 2022", "2022-03-01..2022-06-01"},
		{"last winter", "2023-12-01..2024-03-01"},
		{"in 1984", "1984-01-01..1985-01-01"},
		{"in the year of 2008", "2008-01-01..2009-01-01"},
		{"in nineteen eighty six", "1986-01-01..1987-01-01"},
		{"in April of '87", "1987-04-01..1987-05-01"},
		{"in 12-2015", "2015-12-01..2016-01-01"},
		{"in 2015-12", "2015-12-01..2016-01-01"},
		{"the week of 5 February", "2024-02-05..2024-02-12"},
		{"the first week of 2019", "2018-12-31..2019-01-07"},
		{"the last week of December", "2023-12-25..2024-01-01"},
		{"two months ago", "2023-12-29..2024-01-29"},
		{"two weekends ago", "2024-03-02..2024-03-04"},
		{"the weekend before last", "2024-03-02..2024-03-04"},
		{"in the 1st quarter 2015", "2015-01-01..2015-04-01"},
		{"600 years ago", "1423-09-12..1424-09-13"},
		{"last weekend", "2024-03-09..2024-03-11"},
		{"at the weekend", "2024-03-09..2024-03-11"},
		{"since last summer", "2023-06-01.."},
		{"so far this year", "2024-01-01..2025-01-01"},
	}
}

func rangeFacts() []whenFact {
	return []whenFact{
		{"from 1 to 5 March", "2024-03-01..2024-03-06"},
		{"1 to 5 March", "2024-03-01..2024-03-06"},
		{"March 1-5", "2024-03-01..2024-03-06"},
		{"between the 3rd and the 12th of February", "2024-02-03..2024-02-13"},
		{"from May to July", "2023-05-01..2023-08-01"},
		{"from November to February", "2023-11-01..2024-03-01"},
		{"Nov-Feb 2017", "2016-11-01..2017-03-01"},
		{"between 2016 and 2018", "2016-01-01..2019-01-01"},
		{"from 2016-2018", "2016-01-01..2019-01-01"},
		{"between Jan 22 and now", "2024-01-22..2024-03-14"},
		{"from 2 to 10 July 2022", "2022-07-02..2022-07-11"},
		{"between Monday and Wednesday", "2024-03-11..2024-03-14"},
		{"from 1.3.2024 to 5.3.2024", "2024-03-01..2024-03-06"},
		{"before 5 March", "..2024-03-05"},
		{"by the end of 2020", "..2021-01-01"},
		{"until March 2020", "..2020-04-01"},
	}
}

func nameFacts() []whenFact {
	return []whenFact{
		{"Who searched Mar-a-Lago?", "-"},
		{"What did Theresa May say?", "-"},
		{"What did Mrs May say about the backstop in January 2019?", "2019-01-01..2019-02-01"},
		{"What did May say about the backstop?", "-"},
		{"May the bill pass?", "-"},
		{"it may rain in may", "2023-05-01..2023-06-01"},
		{"who won in march", "2024-03-01..2024-04-01"},
		{"Where did the protesters march to?", "-"},
		{"Who spoke at the March for Our Lives?", "-"},
		{"Who won March Madness?", "-"},
		{"Did Friday Okafor win the seat of Westby?", "-"},
		{"With how many percent did Friday Okafor win?", "-"},
		{"What did Friday Okafor say on Friday?", "2024-03-08..2024-03-09"},
		{"Who owns the Friday Star?", "-"},
		{"What came of the Friday vote?", "2024-03-08..2024-03-09"},
		{"Who stars in the series Wednesday?", "-"},
		{"Who plays Wednesday Addams in “Wednesday”?", "-"},
		{"Who plays the lead in Wednesday?", "-"},
		{"Who played on Wednesday?", "2024-03-13..2024-03-14"},
		{"What did the court decide Tuesday?", "2024-03-12..2024-03-13"},
		{"Who sang with June Carter?", "-"},
		{"Who wrote the song Blue Monday?", "-"},
		{"Which second team won?", "-"},
		{"Did Jan vote?", "-"},
		{"How many seats has the 2022 World Cup stadium?", "-"},
		{"Who won the first half?", "-"},
		{"How old is Second Lieutenant Day?", "-"},
		{"What is the Sun newspaper?", "-"},
		{"Where is the first Sunday school?", "-"},
		{"Who is Time's Person of the Year?", "-"},
		{"What happened on Friday in Lund?", "2024-03-08..2024-03-09"},
		{"What was said in the May election?", "2023-05-01..2023-06-01"},
		{"Who was in 9/11?", "-"},
		{"How many took part in the march against the quarry?", "-"},
		{"Who was arrested during the march?", "-"},
		{"Who spoke at the march on the capital?", "-"},
		{"What happened in the march by nurses?", "-"},
		{"Who won the race in march?", "2024-03-01..2024-04-01"},
		{"Who won in the march primary?", "2024-03-01..2024-04-01"},
		{"Who won in the may election?", "2023-05-01..2023-06-01"},
		{"What was found in the March of 2022?", "2022-03-01..2022-04-01"},
	}
}

func unreadFacts() []whenFact {
	return []whenFact{
		{"What happened half a year ago?", "?a year ago"},
		{"Who won next week?", "?next week"},
		{"Who speaks tomorrow?", "?tomorrow"},
		{"Who won the other day?", "?the other day"},
		{"What happened a while ago?", "?a while ago"},
		{"What was decided some years ago?", "?some years ago"},
		{"Who won last Diwali?", "?last Diwali"},
		{"Who won around Ramadan?", "-"},
		{"What happened on 31/31/2020?", "?31/31/2020"},
		{"What is his last name?", "-"},
		{"How long ago did it sink?", "-"},
		{"Who said so recently?", "-"},
		{"What was the last album?", "-"},
	}
}
