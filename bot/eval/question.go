package eval

import "fmt"

// Question is a question with its known answers. Without Answers and URLs the
// stories do not say.
type Question struct {
	ID       string   `json:"id"`
	Question string   `json:"question"`
	At       string   `json:"at"`      // the moment of asking, as [Evaluator.Moment] reads it
	Answers  []string `json:"answers"` // any of these is right
	URLs     []string `json:"urls"`    // any of these stories holds it
	Kind     string   `json:"kind"`    // what is tried with it; empty: questions are not told apart
	Truth    []string `json:"truth"`   // of a false premise: a good correction has any of these
	Before   []string `json:"before"`  // the questions before it in its conversation, oldest first
}

func (q *Question) asOf() string { return q.At }

// premise reports whether the question assumes what is not so: neither an
// answer nor silence is right, only the truth.
func (q *Question) premise() bool { return len(q.Answers) == 0 && len(q.Truth) > 0 }

// Right reports whether a text has an accepted answer, or the truth about a premise.
func (q *Question) Right(text string) bool {
	if q.premise() {
		return corrects(text, q.Truth)
	}
	return says(text, q.Answers)
}

// unanswerable reports whether the stories do not say. Where questions are of
// kinds, the story that comes near may be named.
func (q *Question) unanswerable() bool {
	return len(q.Answers) == 0 && !q.premise() && (q.Kind != "" || len(q.URLs) == 0)
}

// ReadQuestions reads a file of questions.
func ReadQuestions(path string) ([]Question, error) {
	s, err := readDataset(path)
	if err != nil {
		return nil, err
	}
	if s.form != formQuestions {
		return nil, fmt.Errorf("%s holds no questions with known answers", path)
	}
	return decode[Question](s, nil)
}
