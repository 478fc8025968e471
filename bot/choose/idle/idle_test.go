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
