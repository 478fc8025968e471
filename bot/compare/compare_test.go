package compare

import (
	"strings"
	"testing"
	"time"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// told makes stories of lines "outlet | hours after the first | title | text" and
// asks of them; a title that begins with "Correction" is labelled so.
func told(t *testing.T, asked Asked, question string, lines ...string) (found []Told, stories []knowledge.Story) {
	t.Helper()
	l := text.English()
	q := choose.Read(l, question)
	asked.Question = &q
	var all []Line
	var ranked []choose.Line
	for n, line := range lines {
		parts := strings.SplitN(line, " | ", 4)
		after, err := time.ParseDuration(parts[1] + "h")
		if err != nil {
			t.Fatal(err)
		}
		s := knowledge.Story{Outlet: parts[0], Published: first.Add(after), Title: parts[2], Text: parts[3], Lang: "en"}
		if strings.HasPrefix(s.Title, "Correction") {
			s.Label = knowledge.Correction
		}
		stories = append(stories, s)
		for _, span := range l.Sentences(s.Text) {
			all = append(all, Line{Story: n, Text: span.Of(s.Text)})
			ranked = append(ranked, choose.Line{Text: span.Of(s.Text), Group: n, Title: s.Title, Given: s.Title, Weight: 1})
		}
	}
	for i, r := range choose.Fitted().Rank(q, ranked) {
		all[i].Score = r.Score
	}
	return Compare(l, asked, stories, all), stories
}

var first = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// In each, the slot is the same and the value is or is not.
func TestCompare(t *testing.T) {
	t.Parallel()
	const (
		mine     = "Post | 0 | Gallery of Ostby mine falls in | Nine miners were injured when a gallery of the Ostby mine fell in on Monday. The Ostby mine employs 400 people."
		toll     = "Post | 0 | Avalanche at Korr | Four people died in the avalanche above Korr on Monday. The slope at Korr had been closed."
		asksMine = "How many miners were injured in the Ostby mine?"
		asksToll = "How many people died in the avalanche above Korr?"
	)
	for name, c := range map[string]struct {
		question string
		asked    Asked
		stories  []string
		want     string
	}{
		"later": {asksMine, Asked{}, []string{mine, "Star | 50 | More hurt in Ostby mine | Fourteen miners were injured in the Ostby mine, its doctor says."},
			"latest Fourteen, superseded Nine"},
		"of the same outlet, hours later": {asksMine, Asked{}, []string{mine, "Post | 5 | Ostby mine | Fourteen miners were injured in the Ostby mine."},
			"latest Fourteen, superseded Nine"},
		"outlets of the same day": {asksMine, Asked{}, []string{mine, "Star | 5 | Miners hurt at Ostby | Fourteen miners were injured in the Ostby mine."},
			"disputed Fourteen, disputed Nine"},
		"the later tells of a change": {asksMine, Asked{}, []string{mine, "Star | 5 | Toll of Ostby mine rises | The number of miners injured in the Ostby mine has risen to 14."},
			"latest 14, superseded Nine"},
		"a correction": {asksMine, Asked{}, []string{mine, "Star | 5 | Correction: Ostby mine | Seven miners were injured in the Ostby mine."},
			"latest Seven, superseded Nine"},
		"the old one told again": {asksMine, Asked{}, []string{mine, "Star | 50 | Ostby mine | The miners injured in the Ostby mine number 14. On Monday nine miners were said to be injured in the Ostby mine."},
			"latest 14, superseded Nine"},
		"the same in digits": {asksMine, Asked{}, []string{mine, "Star | 50 | Ostby mine | The 9 miners injured in the Ostby mine are at home."}, ""},
		"a round number": {"How many people came to the fair of Ulden?", Asked{}, []string{
			"Post | 0 | Fair of Ulden | The fair of Ulden had 1,940 visitors, the town said; 1,940 people came on Sunday.", "Star | 5 | Ulden's fair | About 2,000 people came to the fair of Ulden on Sunday."}, ""},
		"another thing": {asksToll, Asked{}, []string{toll, "Star | 5 | Korr avalanche | Eleven people were dug out alive of the avalanche above Korr."}, ""},
		"another event": {asksToll, Asked{}, []string{toll, "Star | 5 | Crash at Bremond | Eleven people died in a bus crash at Bremond."}, ""},
		"another unit":  {"How long is the tunnel under Varn?", Asked{}, []string{"Post | 0 | Tunnel of Varn | The tunnel under Varn is 8 kilometres long.", "Star | 5 | Varn's tunnel | The tunnel under Varn is 5 miles long."}, ""},
		"at first":      {asksMine, Asked{First: true}, []string{mine, "Star | 50 | More hurt in Ostby mine | Fourteen miners were injured in the Ostby mine, its doctor says."}, "Nine"},
		"of then, and of something else": {"Where is the mooring of the yacht Vela?", Asked{Since: first.Add(-8 * time.Hour), Until: first.Add(16 * time.Hour)}, []string{
			"Star | 26 | Yacht Vela is home | The yacht Vela of Una Feld was moored in Hallbeck.",
			"Post | 6 | Yacht Vela and Una Feld | Una Feld is home with the Vela. Bread ran out in Kvist on Monday by noon."}, ""},
		"by then":       {asksMine, Asked{Until: first.Add(30 * time.Hour)}, []string{mine, "Star | 50 | More hurt in Ostby mine | Fourteen miners were injured in the Ostby mine, its doctor says."}, "Nine"},
		"who it was":    {"What caused the fire in the Lund mill?", Asked{}, []string{"Post | 0 | Fire in Lund mill | Lightning caused the fire in the Lund mill, the police said.", "Star | 5 | Lund mill burns | A cigarette caused the fire in the Lund mill, the insurer said."}, "disputed A cigarette, disputed Lightning"},
		"word for word": {"Who won the Tarn regatta?", Asked{}, []string{"Post | 0 | Tarn regatta | Ada Holm won the Tarn regatta by two lengths.", "Star | 1 | The regatta | Ines Ruud won the Tarn regatta by two lengths."}, "disputed Ada Holm, disputed Ines Ruud"},
		"said otherwise, with other words": {"How many pupils missed the exam at Hald?", Asked{}, []string{"Post | 0 | Exam at Hald | At Hald 40 pupils missed the exam on Monday, the school said.", "Star | 5 | Empty desks at Hald | On Monday in Hald 65 pupils were absent, parents say."},
			"disputed 65, disputed 40"},
		"no against yes":        {"Was the dam at Orm inspected?", Asked{}, []string{"Post | 0 | Dam at Orm | The dam at Orm was inspected on Monday, its owner said.", "Star | 5 | The dam at Orm | The dam at Orm was not inspected on Monday, a guard said."}, "disputed no, disputed yes"},
		"a question":            {asksMine, Asked{}, []string{mine, "Star | 5 | Ostby mine | Were fourteen miners injured in the Ostby mine?"}, ""},
		"a question of a cause": {"Why did the Lund mill burn?", Asked{}, []string{"Post | 0 | Fire in Lund mill | The Lund mill burned because lightning struck it, the police said.", "Star | 5 | Lund mill burns | Did the Lund mill burn because of a cigarette that somebody had dropped?"}, ""},
		"contrary words":        {"Is the bridge at Orm open?", Asked{}, []string{"Post | 0 | Bridge at Orm | The bridge at Orm is open on Monday, the town said.", "Star | 5 | The bridge at Orm | The bridge at Orm is closed on Monday, drivers said."}, "disputed closed, disputed open"},
		"contrary, days after":  {"Is the bridge at Orm open?", Asked{}, []string{"Post | 0 | Bridge at Orm | The bridge at Orm is open, the town said.", "Star | 90 | The bridge at Orm | The bridge at Orm is closed, drivers said."}, "latest closed, superseded open"},
		"another thing denied":  {"Was the dam at Orm inspected?", Asked{}, []string{"Post | 0 | Dam at Orm | The dam at Orm was inspected on Monday, its owner said.", "Star | 5 | The dam at Orm | The dam at Orm was inspected on Monday by men whom nobody in the valley had ever met before."}, ""},
		"no yes or no asked":    {"What happened to the dam at Orm?", Asked{}, []string{"Post | 0 | Dam at Orm | The dam at Orm was inspected on Monday, its owner said.", "Star | 5 | The dam at Orm | The dam at Orm was not inspected on Monday, a guard said."}, ""},
		"a plan no longer as it was": {"What has become of the ferry strike at Orm?", Asked{}, []string{"Post | 0 | Strike at Orm | The ferry strike at Orm begins on Friday, the union said.", "Star | 60 | Strike at Orm | The ferry strike at Orm has been called off."},
			"latest, superseded"},
		"told again, no change": {"What has become of the ferry strike at Orm?", Asked{}, []string{"Post | 0 | Strike at Orm | The ferry strike at Orm begins on Friday, the union said.", "Star | 60 | Strike at Orm | The ferry strike at Orm begins on Friday, as the union said."}, ""},
		"of whom another thing is denied": {"Did the captain of the Orm ferry survive?", Asked{}, []string{
			"Post | 0 | Orm ferry sinks | Ada Holm, the captain of the Orm ferry, was among those who survived on Monday.",
			"Star | 90 | The Orm ferry | Captain Holm of the Orm ferry should not be the only one to answer for this."}, ""},
		"what was told later of something else": {"Did the council of Orm approve the dam?", Asked{}, []string{
			"Post | 0 | Orm approves its dam | The council of Orm voted by nine to two on Monday for the dam.",
			"Star | 900 | Orm cuts its rate | Ada Holm said that the council of Orm had acted now because prices were falling and people had stopped buying."}, ""},
		"what is over and what came later": {"Did the Orm council buy the mill?", Asked{}, []string{
			"Post | 0 | Orm council buys the mill | The Orm council has bought the mill for nine million crowns, the mayor said on Monday.",
			"Star | 900 | Orm council sells land | The Orm council, which owns the mill, is now selling land that it no longer needs."}, ""},
		"a round-up is of no event": {asksMine, Asked{}, []string{mine,
			"Star | 50 | Storm at Korr, Ostby mine, cup final, a pardon | Fourteen miners were injured in the Ostby mine, its doctor says."}, ""},
		"amid a story, of something else": {"Is the bridge at Orm open?", Asked{}, []string{
			"Post | 0 | Bridge at Orm | The bridge at Orm is open, the town said.",
			"Star | 90 | A play at Orm | The play began on Monday. The hall was full. The mayor of Orm laughed. It was long. Nobody left. The bar beside the bridge was closed."}, ""},
		"a word of feud": {asksMine, Asked{}, []string{mine, "Star | 5 | Dispute at Ostby | The miners dispute the account and contradict the owner, who rejected it."}, ""},
	} {
		found, stories := told(t, c.asked, c.question, c.stories...)
		var got []string
		for _, f := range found {
			got = append(got, strings.TrimSpace(string(f.State)+" "+f.Value.Text))
			if f.State != "" && f.Since.After(stories[f.Story].Published) {
				t.Errorf("%s: %q is told since %v, after its own story", name, f.Value.Text, f.Since)
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: got %q, want %q", name, s, c.want)
		}
	}
}

// The latest value is told since the first story that had it.
func TestSinceWhen(t *testing.T) {
	t.Parallel()
	found, _ := told(t, Asked{}, "How many miners were injured in the Ostby mine?",
		"Post | 0 | Ostby mine falls in | Nine miners were injured in the Ostby mine.",
		"Post | 50 | Ostby mine | Fourteen miners were injured in the Ostby mine.",
		"Post | 90 | Ostby mine shut | The Ostby mine, in which 14 miners were injured, stays shut.")
	if len(found) != 2 || !found[0].Since.Equal(first.Add(50*time.Hour)) || !found[1].Since.Equal(first) {
		t.Errorf("%+v", found)
	}
}
