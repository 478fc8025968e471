package text

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/storybot/storybot/knowledge/text/lang"
)

func TestForeign(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]bool{
		"Wer ist der Botschafter von Norvania in Italien?": true,
		"Was hat die Fähre zum Kentern gebracht?":          true,
		"Und seine Frau?":                                       true,
		"¿Quién marcó el gol de la victoria?":                   true,
		"Combien de personnes ont disparu ?":                    true,
		"Quanti passeggeri mancano all'appello?":                true,
		"Hoeveel mensen zaten er op de veerboot?":               true,
		"Kto jest ambasadorem Norwanii we Włoszech?":            true,
		"フェリーはなぜ転覆したのですか":                                       true,
		"渡轮为什么倾覆？":                                              true,
		"من هو سفير نورفانيا في إيطاليا؟":                       true,
		"Почему перевернулся паром?":                            true,
		"Πόσοι αγνοούνται;":                                     true,
		"Quo vadis Angela Merkel?":                              true,
		"Who is Dmytro Kuleba?":                                 false,
		"What did Mateusz Morawiecki say about Nord Stream?":    false,
		"Did the Bundesverfassungsgericht stop the Klimafonds?": false,
		"When does the café in São João da Boa Vista open?":     false,
		"Erdoğan Zelenskyy Orbán":                               false,
		"Champs-Élysées":                                        false,
		"ferry accident cause":                                  false,
		"who won":                                               false,
		"What does “Schadenfreude” mean?":                       false,
		"Is 東京 in Japan?":                                       false,
		"":                                                      false,
		"42 + 17?":                                              false,
		"🎉🎉🎉":                                                   false,
		"How many died?":                                        false,
	} {
		if got := English().Foreign(sentence); got != want {
			t.Errorf("%q is foreign: %v, want %v", sentence, got, want)
		}
	}
	if compile(&lang.Data{Code: "xx", Stem: strings.ToUpper}).Foreign("Wer ist das denn?") {
		t.Error("to a language that tells nothing of itself something is foreign")
	}
}

// TestForeignMeasured prints how many questions of others are taken for another
// language than English, of those in it and of those in German and Spanish.
func TestForeignMeasured(t *testing.T) {
	t.Parallel()
	for file, c := range map[string]struct{ least, most float64 }{
		"answer/xquad": {0, .02}, "answer/trecqa": {0, .02}, "rtqa/questions": {0, .02}, "slots/questions": {0, .02}, "answer/clapnq": {0, .05},
		"answer/xquad_de": {.9, 1}, "answer/xquad_es": {.95, 1},
	} {
		f, err := os.Open("../../../shared/data/" + file + ".jsonl")
		if err != nil {
			t.Skip("no ../shared/data: foreign questions not measured")
		}
		defer func() { _ = f.Close() }()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 16<<20)
		all, foreign := 0, 0
		for lines.Scan() {
			var row struct{ Question string }
			if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			all++
			if English().Foreign(row.Question) {
				foreign++
			}
		}
		t.Logf("%s: %d of %d are foreign", file, foreign, all)
		if share := float64(foreign) / float64(all); share < c.least || share > c.most {
			t.Errorf("%s: %.3f are foreign", file, share)
		}
	}
}
