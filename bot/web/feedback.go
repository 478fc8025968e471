package web

import (
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
}

func (s *Server) receipt(a *bot.Answer) receipt {
	r := receipt{Versions: versionsOf(a)}
	if s.Rate != nil {
		r.Feedback = s.receipts.of(a.ID)
	}
	if key := s.addresses.of(a.ID); key != "" && s.Record != nil {
		r.Address = "/a/" + key
	}
	return r
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
