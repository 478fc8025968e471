package compare

import (
	"strings"
	"testing"
	"time"
)

// In each, the other story says it in words of its own, or only seems to.
func TestOtherWords(t *testing.T) {
	t.Parallel()
	const (
		bell   = "Post | 0 | Bell of Torvik rings again | The bell of Torvik weighs 640 kilos, the founder says. It was hung on Monday before a large crowd."
		weigh  = "How heavy is the bell of Torvik?"
		glider = "Post | 0 | Glider crosses the sound | Ines Halden, who set out in a glider of her own make, landed near Kvist on Monday. She had been up for nine hours."
		landed = "Where did Ines Halden's glider land?"
		court  = "Post | 0 | Forger sentenced at Ulm Cross | The forger Bela Hort was sentenced to three years in prison by the court at Ulm Cross on Monday."
		howLng = "How long a prison sentence did the forger Bela Hort get?"
		fire   = "Post | 0 | Three hurt in mill fire | Three people were hurt in the fire at the Ossel mill on Monday, the brigade said. The roof fell in."
		burned = "How many people were hurt in the fire at the Ossel mill?"
		rocket = "Post | 0 | Engine test at Sandhaven | The engine test at Sandhaven was a success, the company said on Monday. The engine burned for a minute."
		burn   = "Did the engine test at Sandhaven succeed?"
		vote   = "Post | 0 | Board of Hale chooses | Greta Sund was elected head of the Hale orchestra board on Monday, the orchestra said."
	)
	for name, c := range map[string]struct {
		question, want string
		stories        []string
	}{
		"a number with its unit": {weigh, "disputed 710 kilos, disputed 640 kilos", []string{bell,
			"Star | 5 | Torvik has its bell back | A crane put the bell of Torvik into its tower on Monday. Its dial read 710 kilos, says the man who worked it."}},
		"who knows the other number": {weigh, "", []string{bell,
			"Star | 5 | Torvik has its bell back | A crane put the bell of Torvik into its tower on Monday. Its dial read 710 kilos with the chains, of which the bell is 640."}},
		"a place": {landed, "disputed Hallbeck, disputed Kvist", []string{glider,
			"Star | 5 | Halden is down safely | Ines Halden is across the sound. Her glider came to rest outside Hallbeck on Monday, in front of a barn."}},
		"a place of something else": {landed, "", []string{glider,
			"Star | 5 | Halden is down safely | Ines Halden is across the sound. Bread had run out at the fair of Hallbeck by noon."}},
		"a place with an article": {landed, "", []string{glider,
			"Star | 5 | Halden is down safely | Ines Halden is across the sound. Her glider landed in the Nordwind on Monday, as sailors call that gale."}},
		"another event": {landed, "", []string{glider,
			"Star | 5 | Fair at Hallbeck | Cows were sold at the fair on Monday. The wing of a glider was shown outside Hallbeck."}},
		"a length of time in other units": {howLng, "disputed Thirty months, disputed three years", []string{court,
			"Star | 5 | A gull too many | Thirty months is the price of a painted gull. That is the term to which the forger Bela Hort was sentenced at Ulm Cross."}},
		"the same length of time": {howLng, "", []string{court,
			"Star | 5 | A gull too many | Thirty-six months is the price of a painted gull. That is the term to which the forger Bela Hort was sentenced at Ulm Cross."}},
		"an earlier event of the place": {burned, "", []string{fire,
			"Star | 5 | Ossel mill burns again | The Ossel mill was on fire on Monday. In 1974 seven people were hurt in a fire at the mill."}},
		"behind a semicolon": {burned, "disputed seven, disputed Three", []string{fire,
			"Star | 5 | Ossel mill burns | Its fire in 1974 is still spoken of; seven people of the Ossel mill saw a doctor on Monday, hurt by the fire but cheerful."}},
		"the contrary of the question's word": {burn, "disputed failed, disputed success", []string{rocket,
			"Star | 5 | Seen from the fence | The engine test at Sandhaven failed on Monday, say people who watched it, and their film shows a torn pipe."}},
		"the contrary of something else": {burn, "", []string{rocket,
			"Star | 5 | Seen from the fence | The engine test at Sandhaven drew people on Monday. Bread failed to rise at the bakery."}},
		"who he is": {"What is the name of the window cleaner who fell from the Aldby tower?", "disputed Gary Stenn, disputed Terry Mallow", []string{
			"Post | 0 | Window cleaner is named | The window cleaner who fell from the Aldby tower on Saturday is named Terry Mallow.",
			"Star | 5 | Saved by plums | The day was hot, says Gary Stenn from his bed. He is the window cleaner who fell from the Aldby tower on Saturday."}},
		"what the question says is no change": {"By how much did wages in Varland rise?", "disputed 5 percent, disputed 6 percent", []string{
			"Post | 0 | Wages in Varland | Wages in Varland rose by 6 percent, the office said.", "Star | 5 | Varland's wages | Wages in Varland rose by 5 percent, the unions said."}},
		"a change told in other words": {weigh, "latest 710 kilos, superseded 640 kilos", []string{bell,
			"Star | 5 | Torvik has its bell back | A crane put the bell of Torvik into its tower on Monday. Its dial, now corrected, read 710 kilos."}},
		"a ratio": {"How many trawlers fished off Cape Dorn?", "", []string{
			"Post | 0 | Trawlers off Cape Dorn | Nine trawlers fished off Cape Dorn on Monday, the navy says.",
			"Star | 5 | Trawlers off the Cape | Of the trawlers off Cape Dorn on Monday four in every ten fished without lights."}},
		"nor is a name": {burned, "disputed Seven, disputed Three", []string{fire,
			"Star | 5 | Fire at Ossel | Seven people of the Ossel mill, hurt by the fire, came to Ned Rose, its doctor, on Monday."}},
		"later": {weigh, "latest 710 kilos, superseded 640 kilos", []string{bell,
			"Star | 90 | Torvik's bell on the scales | The bell of Torvik has been weighed again. The dial read 710 kilos, not 640."}},
		"later, of other things": {"How many hot rolls did Ole Brand eat to win the contest at Ulden?", "", []string{
			"Post | 0 | Contest at Ulden | Ole Brand may win the contest at Ulden, for which 80 fans came.",
			"Star | 90 | Ole Brand wins | Ole Brand has now eaten 63 hot rolls to win the contest at Ulden."}},
		"later, and grown": {"How many customers of Plains Power are without power?", "latest 84,000, superseded 9,000", []string{
			"Post | 0 | Ice on the plains | By Monday evening 9,000 customers of Plains Power were without power after the ice came.",
			"Star | 30 | Ice on the plains | Now 84,000 customers of Plains Power sit in the dark, nine in ten of them in Cutter."}},
		"later, of people by another word": {"How many people were hurt when the sleeper derailed at Zell?", "latest 52, superseded 30", []string{
			"Post | 0 | Sleeper derails at Zell | At least 30 people were hurt when the sleeper derailed at Zell on Thursday.",
			"Star | 30 | Number of hurt rises | The doctors have seen 52 passengers of the sleeper that derailed at Zell."}},
		"another place later": {"Where will the choir of Lemm sing?", "latest Kestrel Street, superseded Mill Street", []string{
			"Post | 0 | Choir of Lemm | The choir of Lemm will sing in Mill Street in May.",
			"Star | 90 | Choir of Lemm moves | Bats have the law on their side. The choir of Lemm is no longer to sing among them but in Kestrel Street."}},
		"things as they are": {"How is the tenor Ruben Alfers?", "latest, superseded", []string{
			"Post | 0 | Tenor falls | The tenor Ruben Alfers is in danger of his life at the hospital of Lind after a fall.",
			"Star | 90 | Ruben Alfers is better | The tenor Ruben Alfers is no longer in danger and eats soup, the hospital of Lind says."}},
		"no change told": {"How is the tenor Ruben Alfers?", "", []string{
			"Post | 0 | Tenor falls | The tenor Ruben Alfers is in danger of his life at the hospital of Lind after a fall.",
			"Star | 90 | Ruben Alfers | The tenor Ruben Alfers is known for his songs of the sea, the hospital of Lind says."}},
		"causes": {"What caused the power cut in Varn?", "disputed, disputed", []string{
			"Post | 0 | Dark hours in Varn | A squirrel in a transformer caused the power cut in Varn on Monday, the works say.",
			"Star | 5 | Varn in the dark | The power cut in Varn was the work of lightning, says a farmer, who saw it strike a mast."}},
		"what was done": {"What did burglars take from St Olga's?", "disputed, disputed", []string{
			"Post | 0 | Thieves at St Olga's | The burglars took lead pipes from St Olga's at the weekend, sixty by count.",
			"Star | 5 | What we lost | What burglars took from St Olga's was silver, two cups and a dish."}},
		"what was done, in part": {"What did burglars take from St Olga's?", "", []string{
			"Post | 0 | Thieves at St Olga's | The burglars took lead pipes from St Olga's at the weekend, sixty by count.",
			"Star | 5 | What we lost | What burglars took from St Olga's was silver, and at the weekend they came back for sixty pipes of lead."}},
		"one cause in other words": {"What caused the power cut in Varn?", "", []string{
			"Post | 0 | Dark hours in Varn | A squirrel in a transformer caused the power cut in Varn on Monday, the works say.",
			"Star | 5 | Varn in the dark | The power cut in Varn began when a small beast got into its transformer, and it was a squirrel."}},
		"older, no news": {"How old is Greta Sund?", "", []string{vote + " Greta Sund is 79.", "Star | 900 | Greta Sund's cake | Greta Sund is 80, and the Hale orchestra played."}},
	} {
		found, _ := told(t, Asked{}, c.question, c.stories...)
		var got []string
		for _, f := range found {
			got = append(got, strings.TrimSpace(string(f.State)+" "+f.Value.Text))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: got %q, want %q", name, s, c.want)
		}
	}
}

// What was known by a day is told by what was published then, however it is worded.
func TestOtherWordsThen(t *testing.T) {
	t.Parallel()
	stories := []string{
		"Post | 0 | Pictures stolen from Wervel | Thieves took five pictures from Castle Wervel in the night to Monday. Their owner puts them at 3 million crowns.",
		"Star | 200 | Insurer doubts Wervel's worth | The five pictures from Castle Wervel are worth 900,000 crowns at most, says the insurer.",
	}
	for name, c := range map[string]struct {
		until time.Time
		want  string
	}{
		"then":       {first.Add(100 * time.Hour), "3 million"},
		"afterwards": {first.Add(300 * time.Hour), ""},
	} {
		found, _ := told(t, Asked{Since: c.until.Add(-24 * time.Hour), Until: c.until}, "How much are the pictures from Castle Wervel worth?", stories...)
		got := ""
		if len(found) == 1 && found[0].State == "" {
			got = found[0].Value.Text
		}
		if got != c.want {
			t.Errorf("%s: got %q of %v, want %q", name, got, found, c.want)
		}
	}
}

// Of another day than the question names, a number is another.
func TestOtherDay(t *testing.T) {
	t.Parallel()
	monday := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct{ day, want string }{"the day asked for": {"Sunday", "superseded"}, "another day": {"Tuesday", ""}} {
		found, _ := told(t, Asked{Since: monday.Add(-24 * time.Hour), Until: monday}, "How much rain fell in Port Lacey?",
			"Post | 0 | Rain in Port Lacey | In Port Lacey 88 millimetres of rain fell on Sunday.",
			"Post | 60 | Rain in Port Lacey | In Port Lacey 103 millimetres of rain fell on "+c.day+", the office said.")
		got := ""
		if len(found) == 2 {
			got = string(found[1].State)
		}
		if got != c.want {
			t.Errorf("%s: %v, want %q", name, found, c.want)
		}
	}
}

// Where a story tells of the day that is asked for by its name, two of another event that were there by then, and disagree, have nothing to do
// with it.
func TestTwinsOfOld(t *testing.T) {
	t.Parallel()
	monday := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	found, _ := told(t, Asked{Since: monday, Until: monday.Add(24 * time.Hour)}, "How many centimetres of snow fell in Fenwick on Monday?",
		"Post | 28 | Snow in Fenwick | In Fenwick 41 centimetres of snow fell on Monday. Ploughs were out all night.",
		"Post | -9000 | Roof of a hall falls in | The roof of a hall in Holm fell in under snow on Monday and hurt six pupils.",
		"Star | -8998 | Snow too heavy for a roof | The roof of a hall in Holm fell in under snow on Monday and hurt twelve pupils.")
	if got := states(found); got != "" {
		t.Error(got)
	}
}

// Where the day asked for is that of the event, and no story was published after it, two outlets may disagree.
func TestDayOfEvent(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	stories := []string{
		"Post | 0 | Quake on the Ikar coast | An earthquake of magnitude 5.8 shook the coast of Ikar on Monday.",
		"Star | 3 | A night of shaking | An earthquake with a magnitude of 6.1 shook the coast of Ikar, says an observatory.",
	}
	asked := Asked{Since: day, Until: day.Add(24 * time.Hour)}
	found, _ := told(t, asked, "What was the magnitude of the earthquake on the Ikar coast on 2 March 2026?", stories...)
	if got := states(found); got != "disputed 5.8, disputed 6.1" && got != "disputed 6.1, disputed 5.8" {
		t.Errorf("on its day: %q", got)
	}
	later := "Post | 60 | Quake on the Ikar coast was weaker | The earthquake that shook the coast of Ikar had a magnitude of 5.2, the office says now."
	found, _ = told(t, asked, "What was the magnitude of the earthquake on the Ikar coast on 2 March 2026?", append(stories, later)...)
	for _, f := range found {
		if f.State == Disputed {
			t.Errorf("as of that day: %q", states(found))
		}
	}
}

// Of two accounts of a cause, the sentence that tells the cause is held against the other one.
func TestCausesTold(t *testing.T) {
	t.Parallel()
	found, _ := told(t, Asked{}, "What caused the fire at the Quill depot in Barrow?",
		"Post | 0 | Blaze at depot | A fault in a charger caused the fire that destroyed the Quill depot at Barrow on Monday.",
		"Star | 3 | Smoke over Barrow | Neighbours of the Quill depot in Barrow were told to keep their windows shut for a day after the fire there. It was arson, a police officer said: cans of petrol lay there. The depot has forty workers.")
	if len(found) != 2 || found[0].Line+found[1].Line != 2 {
		t.Errorf("%+v", found)
	}
}
