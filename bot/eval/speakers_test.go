package eval

import "testing"

func TestSpeakerMeasures(t *testing.T) {
	t.Parallel()
	got := measuredJSON(t, evaluator(),
		`{"id": "right", "text": "“Nö,” said Ida.", "attributions": [{"source": [[11, 14]], "cue": [[6, 10]], "content": [[0, 5]]}]}`,
		`{"id": "wrong", "text": "“No,” said Ida to Bo.", "attributions": [{"source": [[18, 20]], "content": [[1, 3]]}]}`,
		`{"id": "none", "text": "“No.”", "attributions": [{"source": [[0, 1]], "content": [[1, 4]]}]}`,
		`{"id": "untold", "text": "“No,” said Ida.", "attributions": [{"content": [[0, 5]]}]}`,
		`{"id": "indirect", "text": "Ida said no, “no”.", "attributions": [{"source": [[0, 3]], "content": [[9, 11]]}]}`,
		`{"id": "half", "text": "Ida said “no” and that it rains.", "attributions": [{"source": [[0, 3]], "content": [[9, 31]]}]}`,
	)
	want := `{"texts":6,"quotes":3,"found":0.6666666666666666,"right":0.3333333333333333}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
