package page

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"html"
	"os"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// body is the story around an announcement.
const body = "The harbour of Ostrey will close for two weeks in May, the port authority said on Tuesday.\n\n" +
	"Divers are to look at the piers, which were built in 1911 and have not been mended since the storm of 1962.\n\n" +
	"Ferries will leave from the old quay meanwhile, and the fish market moves to the station square.\n\n" +
	"Traders had asked for a later date, because the cruise season begins in the same month.\n\n" +
	"The authority said it had no choice, and that the piers might not hold another winter."

const overStory, underStory, inTitle = "above", "below", "title"

// announcements are what outlets write, in words of our own.
var announcements = []struct {
	label knowledge.Label
	where string
	text  string
}{
	{knowledge.Correction, inTitle, "Correction: Harbour closes for two weeks, not three"},
	{knowledge.Correction, inTitle, "CORRECTED-Harbour of Ostrey to close in May"},
	{knowledge.Correction, inTitle, "CORRECTED: Harbour of Ostrey to close in May"},
	{knowledge.Correction, inTitle, "CORRECTED-UPDATE 2-Harbour of Ostrey to close"},
	{knowledge.Correction, inTitle, "UPDATE 1-CORRECTED-Harbour of Ostrey to close"},
	{knowledge.Correction, inTitle, "CORRECTED (OFFICIAL)-Harbour traffic rose 4% in April"},
	{knowledge.Correction, inTitle, "Harbour of Ostrey to close in May (corrected)"},
	{knowledge.Correction, inTitle, "[Correction] Harbour of Ostrey to close"},
	{knowledge.Correction, inTitle, "Correction and apology: Mr Tobias Lund"},
	{knowledge.Correction, inTitle, "Erratum: Tides of the Ostrey estuary"},
	{knowledge.Correction, inTitle, "Correction: Shares of the port company fell 3%, not 5%"},
	{knowledge.Correction, underStory, "Correction: The piers were built in 1911."},
	{knowledge.Correction, underStory, "CORRECTION: A previous version of this story gave the wrong year for the piers."},
	{knowledge.Correction, underStory, "Correction appended."},
	{knowledge.Correction, underStory, "Correction, May 3, 2024, 10:04 a.m.: This article originally misspelled the name of the port's director."},
	{knowledge.Correction, underStory, "Correction May 3, 2024: The port has nine piers."},
	{knowledge.Correction, underStory, "Corrections & Clarifications: An earlier version of this report misstated the age of the piers."},
	{knowledge.Correction, underStory, "(Corrects paragraph 3 to show that the market moves to the station square)"},
	{knowledge.Correction, overStory, "(Corrects spelling of Ostrey in headline)"},
	{knowledge.Correction, overStory, "Corrects paragraph 3 to read station square"},
	{knowledge.Correction, overStory, "(Adds comment by traders, corrects name of the quay in paragraph three)"},
	{knowledge.Correction, underStory, "(This May 3 story has been corrected to fix the number of piers in paragraph 2)"},
	{knowledge.Correction, underStory, "This story has been corrected to show that the piers were built in 1911, not 1921."},
	{knowledge.Correction, underStory, "This article has been corrected."},
	{knowledge.Correction, underStory, "This article was amended on 3 May 2024 to correct the number of piers."},
	{knowledge.Correction, underStory, "This article was amended on 3 May 2024. An earlier version said the piers were built in 1921; they were built in 1911."},
	{knowledge.Correction, underStory, "• This article was amended on 3 May 2024 because the quay was wrongly called the new one."},
	{knowledge.Correction, underStory, "This article has been amended to remove an incorrect reference to the navy."},
	{knowledge.Correction, underStory, "An earlier version of this story misstated the length of the closure."},
	{knowledge.Correction, underStory, "An earlier version of this article said the closure would last three weeks. It will last two, when the divers are done."},
	{knowledge.Correction, underStory, "A previous version of this op-ed included the wrong number of piers."},
	{knowledge.Correction, overStory, "A previous version of a map below transposed the old quay and the new one."},
	{knowledge.Correction, underStory, "Because of an editing error, an earlier version of this article misidentified the director of the port."},
	{knowledge.Correction, underStory, "A correction was made on May 3, 2024: An earlier version of this article misstated the year of the storm."},
	{knowledge.Correction, underStory, "The director's name was misspelled in an earlier version of this story."},
	{knowledge.Correction, underStory, "Editor's note: This story has been updated to correct the name of the quay."},
	{knowledge.Correction, overStory, "Editor’s Note: An earlier version of this column wrongly said that the navy pays for the piers."},
	{knowledge.Correction, underStory, "Update: This story has been corrected to give the length of the closure."},
	{knowledge.Correction, underStory, "This story was first published on May 3, 2024. It was updated on May 4, 2024, to correct the number of piers."},
	{knowledge.Correction, underStory, "This version corrects the name of the director in the fourth paragraph."},
	{knowledge.Correction, underStory, "This story corrects the spelling of Ostrey throughout."},
	{knowledge.Correction, underStory, "For the record: 9:12 a.m. May 3: An earlier version of this story misstated the width of the quay."},
	{knowledge.Correction, underStory, "Clarification: A previous version of this story mischaracterized the timeline of the works."},
	{knowledge.Correction, underStory, "CORRECTION\n\nAn earlier version of this article incorrectly said that the market would close."},
	{knowledge.Correction, underStory, "We have corrected this article; the market does not close."},
	{knowledge.Correction, underStory, "Our report of Monday misstated the length of the closure. We regret the error."},
	{knowledge.Correction, underStory, "Corrected: An earlier version of this article misspelled Ostrey."},
	{knowledge.Correction, underStory, "*Correction: The quay belongs to the town, not to the port."},
	{knowledge.Correction, underStory, "This post originally misidentified the storm of 1962."},
	{knowledge.Correction, underStory, "This story incorrectly named the director of the port on first publication."},
	{knowledge.Correction, underStory, "This story has been updated with the correct spelling of the director's name. It was misspelled."},

	{knowledge.Retracted, inTitle, "RETRACTED: Harbour of Ostrey to close in May"},
	{knowledge.Retracted, inTitle, "Retraction: Harbour of Ostrey does not close"},
	{knowledge.Retracted, inTitle, "RETRACTED ARTICLE: Tides of the Ostrey estuary"},
	{knowledge.Retracted, inTitle, "WITHDRAWN-Harbour of Ostrey to close in May"},
	{knowledge.Retracted, inTitle, "STORY REMOVED: Harbour of Ostrey to close in May"},
	{knowledge.Retracted, inTitle, "Harbour of Ostrey to close in May [Retracted]"},
	{knowledge.Retracted, inTitle, "(WITHDRAWN) Harbour of Ostrey to close in May"},
	{knowledge.Retracted, inTitle, "ADVISORY-Ostrey harbour story withdrawn"},
	{knowledge.Retracted, inTitle, "Editor's note: Story on the Ostrey harbour has been retracted"},
	{knowledge.Retracted, overStory, "Editor's note: This story has been retracted."},
	{knowledge.Retracted, overStory, "Editor’s Note: We have retracted this story because its main source could not be verified."},
	{knowledge.Retracted, overStory, "This article has been retracted."},
	{knowledge.Retracted, overStory, "This article, which was published on 3 May 2024, has been withdrawn because its documents were forged."},
	{knowledge.Retracted, overStory, "This story was withdrawn on 4 May after the port authority showed that no closure had been planned."},
	{knowledge.Retracted, underStory, "This story has since been fully retracted; see our note to readers."},
	{knowledge.Retracted, overStory, "We have withdrawn this story."},
	{knowledge.Retracted, overStory, "We are retracting this article, and apologise to the port authority."},
	{knowledge.Retracted, overStory, "STORY REMOVED"},
	{knowledge.Retracted, overStory, "STORY WITHDRAWN: the port authority has shown that no closure was planned"},
	{knowledge.Retracted, overStory, "EDITORS: The story about the harbour of Ostrey has been withdrawn. A substitute will not be sent."},
	{knowledge.Retracted, overStory, "EDITORS, please kill the story about the harbour of Ostrey, sent at 10:12."},
	{knowledge.Retracted, overStory, "ATTENTION EDITORS - The item headlined Ostrey harbour to close is withdrawn."},
	{knowledge.Retracted, overStory, "Retraction: Our article on the harbour rested on a forged letter."},
	{knowledge.Retracted, overStory, "Retraction, May 4, 2024: This story rested on a forged letter."},
	{knowledge.Retracted, overStory, "This report has been retracted because its figures cannot be verified."},
	{knowledge.Retracted, overStory, "The Ostrey Courier has retracted this story."},
	{knowledge.Retracted, underStory, "Note to readers: this column has been removed from our site because it copied another writer's work."},
	{knowledge.Retracted, overStory, "The following article has been retracted by the editors of the Courier."},
	{knowledge.Correction, underStory, "Editor's Note, May 3: A previous version of this story misstated the depth of the harbour."},
	{knowledge.Correction, underStory, "Correction (May 3): The quay is 400 metres long."},
	{knowledge.Correction, underStory, "Correction to this story: The quay is 400 metres long."},
	{knowledge.Correction, underStory, "Update and correction: The quay is 400 metres long."},
	{knowledge.Correction, underStory, "Due to incorrect information provided by the port authority, an earlier version of this article misstated the depth."},
	{knowledge.Correction, underStory, "In an earlier version of this article, the name of the quay was misspelled."},
	{knowledge.Correction, underStory, "A photo caption in an earlier version of this story misidentified the quay."},
	{knowledge.Correction, underStory, "A headline on an earlier version of this article misstated the month."},
	{knowledge.Correction, overStory, "(Refiles to correct spelling of Ostrey)"},
	{knowledge.Correction, underStory, "We've updated this story to correct the month."},
	{knowledge.Correction, underStory, "In our article on the harbour of 3 May, we wrongly said that the market would close."},
	{knowledge.Correction, underStory, "[This obituary has been corrected.]"},
	{knowledge.Correction, underStory, "This report has been corrected to show that the quay is older."},
	{knowledge.Correction, underStory, "A CORRECTION HAS BEEN MADE TO THIS ARTICLE"},
	{knowledge.Retracted, inTitle, "Story withdrawn"},
	{knowledge.Retracted, inTitle, "Notice of retraction: Tides of the Ostrey estuary"},
	{knowledge.Retracted, overStory, "Editor's note: Parts of this article were made up by its author. The article has been retracted."},
	{knowledge.Retracted, overStory, "Editor's note: After a review of its sources, we are retracting this story."},
	{knowledge.Retracted, overStory, "Editors’ note: The New Courier has retracted this article."},
	{knowledge.Retracted, overStory, "This story has been removed because it did not meet our standards."},
	{knowledge.Retracted, overStory, "This article has been taken down pending a review."},
	{knowledge.Retracted, overStory, "This story has been removed from our website."},
}

// newsOf are sentences of news, and notes that announce neither.
var newsOf = []struct{ where, text string }{
	{inTitle, "Senator retracts statement on the harbour"},
	{inTitle, "Market correction: what falling shares mean for savers"},
	{inTitle, "Correction: why the stock market fell 10% and what comes next"},
	{inTitle, "Department of Corrections hires 50 officers"},
	{inTitle, "Corrections officers strike in three prisons"},
	{inTitle, "Corrections & clarifications: 2024"},
	{inTitle, "Journal retracts study of the estuary"},
	{inTitle, "Retracted study still cited by hundreds, researchers find"},
	{inTitle, "Withdrawn from the race, Lund backs his rival"},
	{inTitle, "Withdrawal from the treaty: what it means"},
	{inTitle, "Drug withdrawn after deaths"},
	{inTitle, "UPDATE 2-Harbour of Ostrey to close in May"},
	{inTitle, "REFILE-Harbour of Ostrey to close in May"},
	{inTitle, "Killing of a whale stirs Ostrey"},
	{inTitle, "KILL: the thriller that everybody talks about"},
	{inTitle, "Editor's note: why we report on harbours"},
	{inTitle, "The newspaper that never printed a correction"},
	{inTitle, "Course correction for the probe on its way to Mars"},
	{inTitle, "Newspaper apologises for harbour story and withdraws it"},
	{inTitle, "Advisory: heavy rain in the estuary"},
	{overStory, "The journal has retracted the paper, its editor said on Monday."},
	{overStory, "The journal retracted this study of the estuary in 2019."},
	{underStory, "The story was fully retracted four months later."},
	{underStory, "The newspaper has withdrawn its story about the senator."},
	{underStory, "The company withdrew the drug in 2011."},
	{underStory, "This drug has been withdrawn from the market."},
	{underStory, "This report was withdrawn by the ministry after criticism by engineers."},
	{underStory, "This ship was withdrawn from service in 1988."},
	{underStory, "Prices corrected by a tenth in April."},
	{underStory, "Prices were corrected for inflation."},
	{underStory, "“This article has been retracted,” the editor wrote on Friday."},
	{underStory, "\"This story has been corrected to show the right year,\" the notice read."},
	{underStory, "This article has been retracted, the journal said in a notice."},
	{underStory, "The senator corrected his statement the next day, and said that it had been wrong."},
	{underStory, "He asked the newspaper for a correction, which it declined to print."},
	{underStory, "A correction of more than 10% would be the first since 2022."},
	{underStory, "Correction: a fall of a tenth in a market from its last high."},
	{underStory, "Corrections officers said the inmate had been found on Sunday."},
	{underStory, "Corrections: to report an error, write to corrections@courier.example."},
	{underStory, "Corrections and clarifications: If you spot an error in our coverage, contact the readers' editor."},
	{underStory, "We correct errors quickly. Read our corrections policy."},
	{underStory, "When we learn of a mistake, we acknowledge it with a correction."},
	{underStory, "An earlier version of the bill wrongly left out the islands."},
	{underStory, "An earlier version of the report misstated the number of deaths, the ministry said."},
	{underStory, "A previous version of the dashboard did not include tests."},
	{underStory, "An earlier version of this engine failed in the wrong valve."},
	{underStory, "A version of this story first appeared in our newsletter."},
	{underStory, "An earlier version of this story appeared in our morning newsletter."},
	{underStory, "This story has been updated with comments by the port authority."},
	{underStory, "This story has been updated to add a statement."},
	{underStory, "Editor's note: This story was updated at 5:45 p.m. to include details from the briefing."},
	{underStory, "Clarification: This story has been updated to clarify how the director learned of the storm."},
	{underStory, "This article was amended on 3 May 2024 to include a response by the port authority."},
	{overStory, "Editor's note: Tobias Lund is the author of three books on wrong turns in shipping."},
	{overStory, "Editor's note: This page recaps the news of Friday; read what was withdrawn and what was not."},
	{underStory, "The wrong photo was removed from the exhibition."},
	{underStory, "The post has been removed by the platform."},
	{underStory, "This video has been removed by its owner."},
	{underStory, "The company regrets the error, its spokesman said."},
	{underStory, "“We regret the error,” the minister said."},
	{underStory, "The troops have been withdrawn from the border."},
	{underStory, "Note: The figures were withdrawn by the statistics office on Monday."},
	{underStory, "The Norton Gazette has retracted this story."},
	{overStory, "Retraction: the formal withdrawal of an article by a journal."},
	{underStory, "She corrects the homework of 30 pupils every night."},
	{underStory, "The editor said this article had been withdrawn because of a threat."},
	{underStory, "In an earlier version of this speech he had used the wrong word."},
	{underStory, "The article examines how the paper was retracted."},
	{underStory, "This article examines how a paper about fish was retracted in 2019."},
	{underStory, "This story of a wrongly jailed man was corrected by nobody."},
	{underStory, "For the record, the senator said, he was wrong."},
	{underStory, "Notes: the goal was wrongly given offside."},
	{underStory, "This article was removed from the constitution in 1994."},
	{underStory, "This article was removed in 2019."},
	{underStory, "This article was withdrawn from the draft treaty."},
	{underStory, "This piece was withdrawn from auction."},
	{underStory, "This piece has been removed from the museum."},
	{underStory, "Notes: The report was withdrawn in March."},
	{underStory, "Editor's note: The report was removed from the court's file."},
	{underStory, "Update: The drug has been withdrawn."},
	{underStory, "This map was corrected in 1890 by the navy."},
	{underStory, "This report was amended by the committee in March."},
	{underStory, "This list was corrected by the court."},
	{underStory, "An earlier version of this story ran in our print edition; it has been brought up to date."},
	{underStory, "An earlier version of this story was told by monks, when they came to the island."},
	{underStory, "We wrongly called him a hero."},
	{underStory, "Facebook has removed this post."},
	{underStory, "In our version of events, we wrongly believed the witness."},
	{inTitle, "Story of a withdrawn troop"},
	{inTitle, "Removed: 40,000 fake accounts"},
	{inTitle, "Corrected vision for all: the promise of new lenses"},
	{overStory, "Editor's note: This interview took place before the bill was withdrawn."},
	{overStory, "Update, May 3: The senator has retracted his remark."},
}

// withNotice is a story with an announcement.
func withNotice(where, text string) *knowledge.Story {
	s := &knowledge.Story{Title: "Harbour of Ostrey to close in May", Outlet: "The Ostrey Courier", Text: body}
	switch where {
	case inTitle:
		s.Title = text
	case overStory:
		s.Text = text + "\n\n" + body
	case underStory:
		s.Text = body + "\n\n" + text
	}
	return s
}

func TestAnnounced(t *testing.T) {
	for _, test := range announcements {
		if got := announcedLabel(withNotice(test.where, test.text)); got != test.label {
			t.Errorf("%s: %q is %q, want %q", test.where, test.text, got, test.label)
		}
	}
	for _, test := range newsOf {
		if got := announcedLabel(withNotice(test.where, test.text)); got != "" {
			t.Errorf("%s: %q is %q, want nothing", test.where, test.text, got)
		}
	}
	middle := strings.ReplaceAll(body, "\n\n", ".\n\n") + "\n\n" + body + "\n\nThis article has been retracted.\n\n" + body + "\n\n" + body
	if got := announcedLabel(&knowledge.Story{Title: "Harbour", Text: middle}); got != "" {
		t.Errorf("in the middle of a story: %q", got)
	}
	t.Logf("%d announcements, %d that are none", len(announcements), len(newsOf))
}

// TestAnnouncementsStay: what announces is not taken for what stands around a story.
func TestAnnouncementsStay(t *testing.T) {
	for _, test := range announcements {
		if test.where == inTitle {
			continue
		}
		s := withNotice(test.where, test.text)
		for name, doc := range map[string]string{
			"a.txt":  s.Title + "\n\n" + s.Text,
			"a.md":   "---\ntitle: " + s.Title + "\noutlet: " + s.Outlet + "\n---\n" + s.Text,
			"a.html": pageOf(s, test.where, test.text),
		} {
			got := only(t, name, doc)
			if strings.HasSuffix(test.text, "this story.") && name == "a.txt" && strings.HasPrefix(test.text, "The Ostrey Courier") {
				continue // a text without an outlet cannot tell its own from another
			}
			for l := range strings.SplitSeq(test.text, "\n\n") {
				if l = strings.Trim(l, "*• "); !strings.Contains(got.Text, l) {
					t.Errorf("%s has lost %q:\n%s", name, l, got.Text)
				}
			}
			if got.Label != test.label {
				t.Errorf("%s with %q is %q, want %q", name, test.text, got.Label, test.label)
			}
		}
	}
}

// pageOf is a story as a page: what is announced stands outside of its article.
func pageOf(s *knowledge.Story, where, text string) string {
	notice, article := "", ""
	for l := range strings.SplitSeq(text, "\n\n") {
		notice += "<p>" + html.EscapeString(l) + "</p>"
	}
	for l := range strings.SplitSeq(body, "\n\n") {
		article += "<p>" + l + "</p>"
	}
	article = "<h1>" + s.Title + "</h1>" + article
	if where == overStory {
		article = `<div class="notice">` + notice + "</div><article>" + article + "</article>"
	} else {
		article = "<article>" + article + `</article><footer class="article-footer">` + notice + "</footer>"
	}
	return `<html><head><title>` + s.Title + `</title><meta property="og:site_name" content="` + s.Outlet + `"></head><body><nav><a href="/">Home</a></nav>` + article +
		`<div class="related"><ul><li><a href="/a">Correction: the tower of Lund is older</a></li></ul></div></body></html>`
}

func TestExplicitLabelStays(t *testing.T) {
	const doc = "---\ntitle: Harbour\nlabel: %\n---\nThis article has been retracted.\n\n" + body
	for label, want := range map[string]knowledge.Label{"opinion": "opinion", "correction": "correction", "live": "live", "news": "retracted", "wire": "retracted", "": "retracted"} {
		if got := only(t, "a.md", strings.Replace(doc, "%", label, 1)); got.Label != want {
			t.Errorf("labelled %q: got %q, want %q", label, got.Label, want)
		}
	}
}

// TestAnnouncedInData counts what is found among stories that nobody has
// labelled: each was read, and the counts are kept.
func TestAnnouncedInData(t *testing.T) {
	measuredAlone(t)
	const file = "../../../../shared/data/rtqa/stories.jsonl.gz"
	f, err := os.Open(file)
	if err != nil {
		t.Skip("no ../shared/data: announcements not measured")
	}
	defer f.Close() //nolint:errcheck // only read
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	count, all := make(map[knowledge.Label]int), 0
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var f struct{ Title, Text, Outlet string }
		if err := json.Unmarshal(lines.Bytes(), &f); err != nil {
			t.Fatal(err)
		}
		s := knowledge.Story{Title: f.Title, Text: f.Text, Outlet: f.Outlet}
		all++
		label := announcedLabel(&s)
		if count[label]++; label != "" && os.Getenv("SHOW") != "" {
			t.Logf("%s: %s\n%s", label, s.Title, shown(&s))
		}
	}
	web := make(map[knowledge.Label]int)
	list := pages(t)
	for _, p := range list {
		if s, err := FromHTML(p.HTML); err == nil {
			label := announcedLabel(s)
			if web[label]++; label != "" {
				t.Logf("%s: %s: %s\n%s", label, p.URL, s.Title, shown(s))
			}
		}
	}
	t.Logf("%s: of %d stories %d announce a correction, %d a retraction; of %d pages %d and %d", file, all, count[knowledge.Correction], count[knowledge.Retracted],
		len(list), web[knowledge.Correction], web[knowledge.Retracted])
	if count[knowledge.Retracted] != 0 || web[knowledge.Retracted] != 0 {
		t.Error("none of these stories is retracted")
	}
}

// shown is the paragraph that announces.
func shown(s *knowledge.Story) string {
	list := strings.Split(s.Text, "\n")
	for i, l := range list {
		p := notable{text: l, next: strings.Join(list[i+1:min(i+3, len(list))], ""), outlet: s.Outlet, edge: true}
		if p.announces(text.English()) != "" {
			return "    " + l
		}
	}
	return "    by its title"
}

func TestLinkedCorrection(t *testing.T) {
	for said, want := range map[string]knowledge.Label{
		``:                   knowledge.News,
		`,"correction":""`:   knowledge.News,
		`,"correction":[]`:   knowledge.News,
		`,"correction":null`: knowledge.News,
		`,"correction":"https://courier.example/corrections"`:                                      knowledge.News,
		`,"publisher":{"name":"C","correctionsPolicy":"https://courier.example/c"}`:                knowledge.News,
		`,"correction":"The piers were built in 1911."`:                                            knowledge.Correction,
		`,"correction":{"@type":"CorrectionComment","text":"The piers were built in 1911."}`:       knowledge.Correction,
		`,"correction":[{"@type":"CorrectionComment","datePublished":"2024-05-03","text":"1911"}]`: knowledge.Correction,
		`,"creativeWorkStatus":"Retracted"`:                                                        knowledge.Retracted,
		`,"creativeWorkStatus":"Published"`:                                                        knowledge.News,
	} {
		page := `<html><head><title>Harbour</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour"` + said + `}</script></head><body><article><p>` +
			strings.ReplaceAll(body, "\n\n", "</p><p>") + `</p></article></body></html>`
		if got := only(t, "a.html", page); got.Label != want {
			t.Errorf("%s: %q, want %q", said, got.Label, want)
		}
	}
	if got := only(t, "a.html", `<html><head><title>Harbour</title><script type="application/ld+json">{"@type":["NewsArticle","RetractionNotice"],"headline":"Harbour"}</script></head><body><p>`+
		strings.ReplaceAll(body, "\n\n", "</p><p>")+`</p></body></html>`); got.Label != knowledge.Retracted {
		t.Errorf("a notice of a retraction is %q", got.Label)
	}
}

// FuzzAnnounced: whatever a text is, it is judged, and quotations announce nothing.
func FuzzAnnounced(f *testing.F) {
	for _, test := range announcements {
		f.Add(test.text, "")
	}
	f.Add("CORRECTION", "An earlier version of this article was wrong.")
	f.Add("It was updated to correct it. It was updated on 4 May to correct it.", "")
	f.Fuzz(func(t *testing.T, text, more string) {
		label := announcedLabel(&knowledge.Story{Title: text, Text: text + "\n\n" + more})
		if label != "" && label != knowledge.Correction && label != knowledge.Retracted {
			t.Errorf("announces %q", label)
		}
		if !strings.ContainsAny(text, "“”\"\n") {
			if label := announcedLabel(&knowledge.Story{Title: "Harbour", Text: "“" + text + "”"}); label != "" {
				t.Errorf("as a quotation it announces %q", label)
			}
		}
	})
}

// BenchmarkAnnounced judges a story without and one with an announcement.
func BenchmarkAnnounced(b *testing.B) {
	plain, noted := withNotice(underStory, "The piers are wrong for large ships, she said."), withNotice(underStory, "An earlier version of this story misstated the length of the closure.")
	for b.Loop() {
		if announcedLabel(plain) != "" || announcedLabel(noted) == "" {
			b.Fatal("misjudged")
		}
	}
}
