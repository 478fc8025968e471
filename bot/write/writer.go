package write

import (
	"context"
	"log/slog"
	"strings"
	"sync"

	"github.com/storybot/storybot/bot/choose"
	"github.com/storybot/storybot/bot/verify"
	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
	"github.com/storybot/storybot/prompts"
)

// Writer takes in what a model streams, reads it into claims, has each judged
// while the rest is written, and shows those that hold in their order. It is
// for one answer and one goroutine; its claims are judged by others.
type Writer struct {
	Options
	reader reader
	claims []*Claim
	seen   map[string]bool
	looked int           // so many claims were looked at for showing
	slots  chan struct{} // of calls to the checker at one time

	judging sync.WaitGroup
	showing sync.Mutex // guards claims and looked while claims are judged

	once  sync.Once
	about map[string]bool // see subject

	mu        sync.Mutex
	unchecked bool // the checker could not be asked
}

// Options are what a Writer works with. Given is required.
type Options struct {
	Given   *Material
	Asked   *choose.Question // what the claims must bear on; nil: anything, as in a summary
	Foreign bool             // the question is in another language than the stories, and so is what answers it
	Bullets bool             // every claim is an item of a list
	Check   Check            // nil: claims are judged by rules alone
	Mend    Mend             // nil: what does not hold is not sent back
	Show    func(*Claim)     // is told each claim that holds, once; may be nil
	Log     *slog.Logger     // nil: slog.Default()
}

// Check asks a model whether a document bears out a claim. It is called by
// several goroutines at once.
type Check func(ctx context.Context, check prompts.Check) (yes bool, err error)

// Mend has a model write anew what does not hold.
type Mend func(ctx context.Context, mend prompts.Mend) (reply string, err error)

// Claim is a claim and what was found of it. Its verdict may be read once done
// is closed.
type Claim struct {
	Said
	Raw     string // as the model wrote it
	Verdict verify.Verdict
	Checked Checked // what judged it
	done    chan struct{}
	marked  bool            // it, or its paragraph, had marks
	before  *Claim          // the one written before it; nil: it is the first
	exact   bool            // its marks name sentences, not whole stories
	told    bool            // it was shown while the model wrote
	Instead *verify.Verdict // why what the model wrote did not hold, where its sources are quoted instead
}

// checkersAtOnce is how many claims of one answer are checked at one time.
const checkersAtOnce = 4

// New returns a Writer.
func New(o Options) *Writer {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return &Writer{Options: o, seen: make(map[string]bool), reader: reader{lang: o.Given.Lang, foreign: o.Foreign}, slots: make(chan struct{}, checkersAtOnce)}
}

// Regive puts other material in the place of what was given, before the first
// claim: a model whose context is small is given less.
func (w *Writer) Regive(m *Material) { w.Given = m }

// Claims are all claims, in the order in which the model wrote them.
func (w *Writer) Claims() []*Claim { return w.claims }

// Refused reports whether the model said, alone in a line, that the stories do not say.
func (w *Writer) Refused() bool { return w.reader.refused }

// Unchecked reports whether the checker could not be asked about a claim.
func (w *Writer) Unchecked() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.unchecked
}

// Take is told the next piece.
func (w *Writer) Take(ctx context.Context, piece string) error {
	w.add(ctx, w.reader.Take(piece))
	w.flush(false)
	return nil
}

// End takes what is left, and waits until all is judged and shown.
func (w *Writer) End(ctx context.Context) {
	w.add(ctx, w.reader.End())
	w.flush(true)
}

// add has claims judged.
func (w *Writer) add(ctx context.Context, claims []Said) {
	for _, c := range claims {
		if w.seen[c.Text] {
			continue
		}
		w.seen[c.Text] = true
		if w.Bullets && !strings.Contains(c.Opens, "- ") {
			c.Opens = "\n- "
		}
		j := &Claim{Said: c, Raw: c.raw, done: make(chan struct{}), marked: len(c.Refs) > 0}
		w.showing.Lock()
		if n := len(w.claims); n > 0 {
			j.before = w.claims[n-1]
		}
		w.claims = append(w.claims, j)
		w.showing.Unlock()
		w.judging.Go(func() {
			w.judgeSafely(ctx, j)
			close(j.done)
			w.flush(false)
		})
	}
}

// judgeSafely judges a claim; what breaks in it costs the claim, not the bot.
func (w *Writer) judgeSafely(ctx context.Context, j *Claim) {
	defer func() {
		if r := recover(); r != nil {
			w.Log.Error("a claim broke its check", "claim", j.Text, "panic", r)
			j.Verdict = verify.Verdict{Kind: verify.KindSupport, Why: "it could not be checked; the log says why"}
		}
	}()
	w.judge(ctx, j)
}

// flush shows, in their order, the claims that hold; wait: all of them. It is
// called by whoever has judged a claim, so that none waits for the next piece.
func (w *Writer) flush(wait bool) {
	w.showing.Lock()
	defer w.showing.Unlock()
	for ; w.looked < len(w.claims); w.looked++ {
		j := w.claims[w.looked]
		if !wait {
			select {
			case <-j.done:
			default:
				return
			}
		}
		<-j.done
		if j.Verdict.Holds && !j.Not {
			w.present(j)
		}
	}
}

// present shows a claim once.
func (w *Writer) present(j *Claim) {
	if w.Show != nil && !j.told {
		w.Show(j)
	}
	j.told = true
}

// Place is a run of sentences of one story.
type Place struct {
	Story *knowledge.Story
	text.Span
}

// Spans are the places of these sentences, those that stand side by side as one.
func (m *Material) Spans(refs []Ref) []Place {
	var spans []Place
	for _, r := range refs {
		g := &m.Stories[r.n-1]
		if r.m == 0 {
			continue // resolve has put a sentence of the story beside the headline
		}
		s := g.Sentences[r.m-1]
		if k := len(spans) - 1; k >= 0 && spans[k].Story == g.Story && s.After != 0 && spans[k].End == s.After {
			spans[k].End = s.End
			continue
		}
		spans = append(spans, Place{g.Story, s.Span})
	}
	return spans
}
