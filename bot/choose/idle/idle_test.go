package idle

import (
	"testing"

	"github.com/storybot/storybot/knowledge/text"
)

// TestIdle: what stands around a story and tells nothing of it.
func TestIdle(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"":                               true,
		"What will become of the ferry?": true,
		"“Will the ferry sail again?”":   true,
		"The ferry sinks":                true,
		"Northport ferry: what we know":  true,
		"The ferry at the quay. Jo Farrow/Picture Pool":                                        true,
		"Photo: Jo Farrow, Northport.":                                                         true,
		"► The ferry sank yesterday.":                                                          true,
		"Hide Caption 3 of 16 Photos: The captain arrives at the quay of Northport on July 8.": true,
		"Hide Caption 4 of 16":                                                                 true,
		"Jo Farrow/AP The captain waves at the quay on Friday.":                                true,
		"Jo Farrow/Getty Images The ferry lies on its side.":                                   true,
		"The captain of the ferry waves. (Photo by Jo Farrow)":                                 true,
		"JUST WATCHED How a ferry sinks Replay More Videos ...":                                true,
		"File photo: the ferry at its quay in May.":                                            true,
		"She hid the caption of the photo, the captain said.":                                  false,
		"He took 16 photos of the ferry, she said.":                                            false,
		"The ferry/train link opens in May.":                                                   false,
		"The ferry was seen by an AP reporter on Friday.":                                      false,
		"More ferries:All boats of the bay in one list.":                                       true,
		"Read more: the ferry that sank.":                                                      true,
		"Sign up for our newsletter.":                                                          true,
		"Follow our live coverage of the ferry.":                                               true,
		"We will use the details you have shared to manage your registration.":                 true,
		"By signing up, you agree to our terms and to the privacy policy of the ferry line.":   true,
		"By entering the draw you accept the rules.":                                           true,
		"You can unsubscribe at any time.":                                                     true,
		"From time to time we may share your e-mail address with partners.":                    true,
		"Thank you for signing up to the Harbour Briefing.":                                    true,
		"For more information on how we hold your data, see the privacy policy.":               true,
		"Until then, we'll keep your details safe.":                                            true,
		"You agree to the processing and storage of this information.":                         true,
		"The Harbour newsletter provides you with all that sails.":                             true,
		"If you wish to object to the use of your data, tick here.":                            true,
		"If you wish to sail, be at the port at nine.":                                         false,
		"By entering the port the ferry broke the rules.":                                      false,
		"“We will never sell your data,” the head of the ferry line said.":                     false,
		"Passengers can unsubscribe from the alerts of the ferry line.":                        false,
		"The ferry line shared personal data of its passengers.":                               false,
		"We waited for the ferry with your sister.":                                            false,
		"Also in the news: a look at the weather and photos from the ferry.":                   true,
		"View more opinion on The Harbour Courier.":                                            true,
		"See all photos from the ferry.":                                                       true,
		"See more ferries from the quay at noon.":                                              false,
		"Corrections and clarifications: A previous version misstated the time of the ferry.":  true,
		"In other news, the ferry sails again.":                                                true,
		"Today a look at the quay, plus the latest on the ferry.":                              true,
		"Plus: a closer look at the captain.":                                                  true,
		"Tonight we look at the ferry that sank.":                                              true,
		"Today the captain took a look at the ferry.":                                          false,
		"This week the ferry looked new.":                                                      false,
		"Others in the news business saw the ferry sink.":                                      false,
		"Friday, 9:15 p.m.":                               true,
		"Thursday, 1:00 p.m. EDT.":                        true,
		"12 May 2026.":                                    true,
		"At 9 a.m. on Monday the ferry sank.":             false,
		"Nine died.":                                      false,
		"It was 9:15 p.m. on Friday.":                     false,
		"In May 73 sailed.":                               false,
		"15 men ran.":                                     false,
		"Leaving is not.":                                 true,
		"The captain did.":                                true,
		"His crew has not.":                               true,
		"Leaving isn't.":                                  true,
		"She sailed last May.":                            false,
		"He lost his will.":                               false,
		"The ferry, she said, would not sail on.":         false,
		"“The ferry will,” she said.":                     false,
		"The ferry has sailed.":                           false,
		"Nobody on the ferry was told what the crew did.": false,

		"In this file photo, the ferry lies at the quay.":                   true,
		"The quay is seen in this undated handout image of the harbour.":    true,
		"Ada Lind, left, and Jo Farrow walk to the ferry.":                  true,
		"Jo Farrow, right, shakes hands with Ada Lind at the quay.":         true,
		"Captain Ada Lind (left) and the mayor at the quay.":                true,
		"From left, Ada Lind, Jo Farrow and Per Holm at the quay.":          true,
		"The captain, pictured here, at the quay of Northport.":             true,
		"The ferry at the quay of Northport (AP Photo/Jo Farrow).":          true,
		"In this picture of the harbour trade, said Lind, ferries matter.":  false,
		"In this family picture, the captain waves.":                        true,
		"In this report, the ferry is called unsafe.":                       false,
		"A photo of the ferry showed a hole in the hull.":                   false,
		"The ferry turned left, and the tug turned right.":                  false,
		"Ada Lind, left without a crew, sold the ferry.":                    false,
		"The captain was pictured with the owner in 2019, the court heard.": false,
		"Lind left, and the mate took over.":                                false,
		"The man pictured in the video was arrested on Monday.":             false,

		"The ferry sank.":                                            false,
		"“The ferry sank,” he said.":                                 false,
		"$3 million was paid for the ferry.":                         false,
		"The mayor said: “The ferry sank.”":                          false,
		"Ferries: two sank, one was sold.":                           false,
		"The ferry sailed at 10:30 a.m. on Monday.":                  false,
		"Join the queue at dawn, she told the sailors of the ferry.": false,
		"Is it a ship or a ferry, the clerks wondered .":             false,
	} {
		if got := Line(text.English(), line); got != want {
			t.Errorf("%q: idle %v", line, got)
		}
	}
}

// TestShown: who is seen doing what in a story that is else told in the past is a caption; what is told so in a text that is
// all in the present is none.
func TestShown(t *testing.T) {
	t.Parallel()
	past := []string{"The ferry sank on Monday off Northport.", "Divers rescued nine people, the coast guard said.", "The owner sold it in May."}
	live := []string{"The boats are close now.", "There is the second buoy.", "Nobody knows who leads.", "The wind turns."}
	for line, want := range map[string]bool{
		"Lind looks on during the second half of the match against Ostby.":     true,
		"A helicopter flies past the lighthouse on Tuesday.":                   true,
		"Residents walk past a wrecked ferry in Northport.":                    true,
		"Ada Lind and Jo Farrow pose for a photo at the quay.":                 true,
		"Captain Ada Lind waves to supporters outside the court in Northport.": true,
		"Rescuers stand next to the hull of the ferry.":                        true,
		"A man holds a sign outside the ferry office.":                         true,
		"The mayor of Northport lays a wreath at the quay.":                    true,
		"Per Holm reacts after missing a penalty.":                             true,
		"Mourners gather outside the church of Northport.":                     true,
		"Ada Lind arrives at the court in Northport on October 4, 2022.":       true,
		"The mayor speaks at the quay, Tuesday, Oct. 4, 2022.":                 true,
		"The report looks at the causes of the sinking.":                       false,
		"The mayor looks on it as a success.":                                  true, // so rare that it may be
		"Lind said she looks on the bright side.":                              false,
		"“He walks past the ferry every day,” she added.":                      false,
		"Ferries are no huge fans of storms.":                                  false,
		"The vote comes as the mayor sits near her lowest rating.":             false,
		"The owner sold it and embraced the buyer.":                            false,
		"The captain who leads the crew stands behind its choice.":             false,
		"The law stands in the way of a new ferry.":                            false,
		"The ferry poses a danger to swimmers.":                                false,
		"Lind holds a degree in engineering.":                                  false,
		"Lind holds the record for the crossing.":                              false,
		"The club attends to its members.":                                     false,
		"The ferry arrives at nine every morning.":                             false,
		"The owner leaves open whether there will be a new ferry.":             false,
		"Northport celebrates its harbour each May.":                           false,
		"The ferry sank as tugs stood by.":                                     false,
		"The mayor speaks for the town when she asks for a bridge.":            false,
	} {
		for _, told := range []struct {
			others []string
			want   bool
		}{{past, want}, {live, false}, {nil, false}} {
			lines := append([]string{line}, told.others...)
			got := Shown(text.English(), 0, len(lines), func(i int) (string, int) { return lines[i], 1 })
			if got != told.want {
				t.Errorf("%q among %q: a caption %v", line, told.others, got)
			}
		}
		if Shown(text.English(), 0, 4, func(i int) (string, int) { return append([]string{line}, past...)[i], i }) {
			t.Errorf("%q: what other stories tell counts", line)
		}
	}
}
