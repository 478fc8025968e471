package text

import "testing"

// FuzzAnnotate: words stand in order within their sentences, each has a key,
// and every amount and name is a run of them.
func FuzzAnnotate(f *testing.F) {
	for _, seed := range []string{"He paid $3-5 million on 2021-03-14, at 9.45pm. The U.S. won 3–1!", "a hundred and one; 36, 000. 7. 8m", "u.s. 東京 é\u0301 1,,2 12th’s", "One and a half. Twenty-\nfirst"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a := English().Annotate(s, 5000)
		end := 0
		for i := range a.Words {
			w := &a.Words[i]
			if w.At.Start < end || w.At.End <= w.At.Start || w.At.End > len(a.Text) || w.Key == "" || w.Norm == "" {
				t.Fatalf("%q: word %d is %+v after %d", s, i, *w, end)
			}
			end = w.At.End
			if run := a.Sentences[w.Sentence]; i < run.From || i >= run.To {
				t.Fatalf("%q: word %d is not in its sentence %v", s, i, run)
			}
		}
		for _, m := range a.Amounts {
			if m.From < 0 || m.To <= m.From || m.To > len(a.Words) || m.Value < 0 {
				t.Fatalf("%q: amount %+v of %d words", s, m, len(a.Words))
			}
		}
		for _, r := range a.NameRuns() {
			if r.From < 0 || r.To <= r.From || r.To > len(a.Words) {
				t.Fatalf("%q: name %v of %d words", s, r, len(a.Words))
			}
		}
	})
}
