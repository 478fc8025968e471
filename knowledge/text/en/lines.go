package en

import "github.com/storybot/storybot/knowledge/text/lang"

// lines is what lines around a story say that are no part of it.
func lines() lang.Lines {
	return lang.Lines{ //nolint:gosec // patterns, no credentials
		Elliptic:   `(?i)^(?:want|already|have|got|looking|interested|enjoy(?:ing|ed)?|like|liked|love|loved|need|not|ready|spotted?|see|seen|know|care)\b`,
		Asked:      `(?i)\b(?:tips?|comments?|conversation|discussion|debate|subscri\w+|members?(?:hip)?|account|newsletters?|stor(?:y|ies)|article|updates?|alerts?|app|questions?|feedback|corrections?|podcasts?|e-?mails?|inbox|ads?|advert\w*|registered|journalism|reporting|support|thoughts?|opinions?|facebook|twitter|instagram|youtube|whatsapp|telegram|login|log in|sign in|breaking news)\b`,
		Bidding:    `(?i)^(?:please |just |simply |and |then |so )?(?:subscribe|sign up|sign in|join|follow|like|share|click|tap|read|see|watch|listen|download|donate|support|help|leave|comment|contact|e-?mail|write|send|tell|tweet|register|log in|login|learn|get|stay|keep|check|visit|become|try|start|give|make|let|don['’]t miss|never miss|add|turn on|have your say|create|upgrade|buy|consider|submit|scroll|swipe|find out)\b`,
		BidsUs:     `(?i)^(?:please )?(?:follow|join|contact|e-?mail|like|message|visit|find) us\b`,
		Reported:   `(?i)\b(?:said|says|told|wrote|asked|replied|added)\b|^(?:support|help|share|comment|contact|keep|start|watch)s? (?:for|of|from|in|came|is|was|were|has|have|had|with|among|will|prices?)\b`,
		Mine:       `(?i)\b(?:us|our|ours|we|we['’]re|we['’]ll|we['’]d)\b`,
		Yours:      `(?i)\b(?:you|your|you['’]re|you['’]ll|you['’]d|yourself)\b`,
		Copyright:  `(?i)^(?:copyright\b\s*)?(?:©|\(c\)\s|copyright\b)\s*(?:copyright\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?`,
		Rights:     `(?i)\ball rights reserved\b`,
		By:         "by",
		Company:    `(?i),?\s+(?:llc|l\.l\.c|inc|ltd|limited|plc|corp|corporation|co|gmbh|company|pty|s\.?a|b\.?v|a\.?g)\.?$`,
		Credit:     `^\(?(?i:photo(?:graph)?s?|picture|image|illustration|credit)(?i: credits?| by| courtesy(?: of)?| illustration)*\s*(?::|\b(?i:by|courtesy of)\b|/)`,
		Agency:     `(?i)\b(?:getty|ap|afp|reuters|epa|efe|dpa|ansa|pa|upi|tass|xinhua|kyodo|yonhap|sipa|imago|alamy|shutterstock|istock|adobe|corbis|bloomberg|zuma|zumapress|polaris|magnum|redux|wireimage|rex|splash|afp-jiji|pool|staff|handout|images?|photos?|pictures|wire|press|news agency|nasa|flickr|unsplash|wikimedia)\b`,
		Gallery:    `(?i)\b\d{1,3} of \d{1,3} (?:photos?|pictures?|images?)\b|\b(?:hide|show|view|expand) captions?\b|\b(?:photos?|pictures?|gallery|slide ?show|video|watch|listen|related|advertisement)\s*[:|»]|\b(?:replay|more) videos\b|^.{0,60}(?:/(?:ap|afp|reuters|getty|epa)\b|\bgetty images\b)|\bvideo ad\b|\b(?:in this photo|pictured (?:here|above|below)|seen here|file photo)\b|^(?:just|must|now) (?:watch(?:ed)?|playing)\b|^(?:a|an earlier|this) version of this (?:story|article|piece|column)\b|^(?:editor[’']?s?|author[’']?s?) (?:note|disclaimer)\b|^this (?:story|article|piece) (?:was|has been|first|originally|appeared)\b`,
		Caption:    `(?i)\((?:image|photo|picture|credit|photograph|ap photo|file photo|photo by|illustration|image credit|photo credit)s?\b[^()]*\)\s*$`,
		Byline:     `^(?:By|BY|Written by|Story by|Words by|Text by)\s+(.+)$`,
		And:        "and; &",
		NameEnds:   "Jr.",
		SmallWords: "and by for of the via de la le del van von der den da di dos bin al el en y at in on",
		Pointer:    `(?i)^(?:read|see|watch|listen|more|related|also|recommended|don['’]t miss)(?:\s+(?:more|also|next|now|on|here|stories|story|coverage|reading|articles?|links?|videos?|content|this|too|the full story))*\s*(?::|»|>|→|\||$)`,
		Opening:    `^(?:(?:\p{Lu}[\pL.’'-]*[ ,/]+){0,7}\((?:AP|AFP|ANSA|CNN|DPA|EFE|PA|UPI|Reuters|Bloomberg|CNN [A-Z][a-z]+)\)(?:\s*(?:—|–|--|-))?\s+|\p{Lu}[\p{Lu} .’'-]{2,30}(?:, \p{Lu}[\pL.]{1,14}(?: \pL+)?)?\s+(?:—|–|--)\s+)`,
		CutOff:     `(?i)(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read|see|show) more|continue reading|read the (?:full|whole|rest)\b.{0,40}|keep reading)[\s.…»›→>\])]*$`,
	}
}
