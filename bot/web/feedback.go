package web

import (
	"context"
	"net/http"

	"github.com/storybot/storybot/bot"
	"github.com/storybot/storybot/bot/desk"
)

// receipt is what the channel needs of an answer beside its JSON: the versions
// that were cited, which the reader opens, and by what to say whether it helped.
type receipt struct {
	Feedback string         `json:"feedback"` // empty: it is not recorded, nobody is asked
	Address  string         `json:"address"`  // of the answer, on this host; empty: it has none
	Versions map[int]string `json:"versions"` // of the citations, by their n
	Langs    map[int]string `json:"langs"`    // of the citations, by their n, where they are known
	Nearest  []near         `json:"nearest"`  // the stories that an answer of none names
}

// near is a story that comes near to what was asked.
type near struct {
	Story string `json:"story"`
	Title string `json:"title"`
}

func (s *Server) receipt(ctx context.Context, a *bot.Answer) receipt {
	r := receipt{Versions: versionsOf(a), Langs: s.langsOf(ctx, a), Nearest: []near{}}
	for i := range a.Nearest {
		r.Nearest = append(r.Nearest, near{a.Nearest[i].ID, a.Nearest[i].Title})
	}
	if s.Rate != nil {
		r.Feedback = s.receipts.of(a.ID)
	}
	if key := s.addresses.of(a.ID); key != "" && s.Record != nil {
		r.Address = "/a/" + key
	}
	return r
}

// langsOf are the languages of what an answer cites, by the numbers of its citations.
func (s *Server) langsOf(ctx context.Context, a *bot.Answer) map[int]string {
	langs := make(map[int]string)
	if s.Shelf == nil {
		return langs
	}
	of := make(map[string]string)
	for i := range a.Citations {
		c := &a.Citations[i]
		lang, known := of[c.Story]
		if !known {
			story, _ := s.Shelf.Story(ctx, c.Story) // without a language where it is gone
			lang = story.Lang
			of[c.Story] = lang
		}
		if lang != "" {
			langs[c.N] = lang
		}
	}
	return langs
}

// feedbackBody is the body of a feedback.
type feedbackBody struct {
	Feedback string `json:"feedback"` // from the receipt
	Helpful  bool   `json:"helpful"`
}

// feedback records whether an answer helped the person who was given it.
func (s *Server) feedback(w http.ResponseWriter, r *http.Request) {
	var o feedbackBody
	if err := decode(r, &o); err != nil {
		fail(w, status4xx(err), err.Error())
		return
	}
	id, ok := s.receipts.answer(o.Feedback)
	if !ok || s.Rate == nil {
		fail(w, http.StatusNotFound, "there is no such answer")
		return
	}
	if err := s.Rate(r.Context(), id, desk.Asker(r), o.Helpful); err != nil {
		s.log().Info("feedback", "answer", id, "err", err)
		fail(w, http.StatusNotFound, "that answer is no longer there")
		return
	}
	reply(w, http.StatusOK, statusReply{Status: "thanks"})
}
