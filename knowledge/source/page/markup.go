package page

import "regexp"

// What sites call the parts of their markup: classes, ids and the names of meta
// elements. They are words of English all over the world, in pages of any
// language, and so no knowledge of a language that a page is written in.
var (
	// aside is what the classes and ids of parts that are not the story are called.
	aside = regexp.MustCompile(`(?i)(?:^|[-_ ])(?:caption|credits?|breadcrumbs?|newsletters?|related|recommended|share|sharing|social|promos?|promotion|subscribe|subscription|signup|sponsor(?:ed)?|outbrain|taboola|toolbar|tags|taglist|comments?|bio|tooltip|donat(?:e|ion|ions)(?:-[a-z]+)?|contribut(?:e|ion)s?(?:-[a-z]+)?|support-us|disqus\w*|fb-comments|paywall-[a-z]+|piano-[a-z]+|membership|most-(?:read|popular|viewed|shared|commented|watched)|(?:read|up|watch)-next|trending|recirc[a-z]*|(?:more|other|top|latest)-(?:stories|news|articles|headlines)|newsletter-[a-z]+|nl-[a-z]+)(?:$|[-_ ])`)
	// overlay is what they call what asks for consent.
	overlay = regexp.MustCompile(`(?i)onetrust|didomi|cookieconsent|(?:^| )cc-(?:window|banner)|usercentrics|quantcast|qc-cmp|sp_message|trustarc|truste-|cookiebot|cookielaw|iubenda|klaro|borlabs|osano|termly|(?:^|[-_ ])(?:cookie|cookies|gdpr|ccpa|cmp|consent|privacy)[-_]?(?:banner|bar|box|consent|dialog|layer|manager|message|modal|notice|notification|overlay|popup|prompt|sdk|settings|wall|container|wrapper|policy-popup)(?:$|[-_ ])`)
	// another is what they call a story below another.
	another = regexp.MustCompile(`(?i)(?:^|[-_ ])(?:post|article|story|entry|next|infinite)(?:$|[-_ ])`)
	// publishing is what a time element is called that tells when a page was published.
	publishing = regexp.MustCompile(`(?i)publi|posted|entry-date|dateline|pubdate|timestamp`)
	// datedKey is what sites call the meta elements that say when a page was published, and
	// changedKey what they call those of another date.
	datedKey   = regexp.MustCompile(`(?:^|[-_.:])(?:pub|publish|published|post|posted|article|issue|issued|release|first.?published)[-_.:]?(?:date|time|on)?$|^p?date(?:[-_.:]?(?:published|posted|issued|created))?$|(?:pub|publication|published?|post|article)[-_.:]?date`)
	changedKey = regexp.MustCompile(`modif|updat|chang|expir|revis|last`)
	// dataKey is what they call the attributes that keep such a date for scripts.
	dataKey = regexp.MustCompile(`^data-(?:\w+-)*(?:published?|publication|posted|date|time|datetime|timestamp|utc|epoch|unix)(?:-\w+)?$`)
	// challenge is what markup has that tells people from machines, or lets them in.
	challenge = regexp.MustCompile(`(?i)captcha|challenge-platform|cf-chl|cf_chl|turnstile|datadome|incapsula|perimeterx|px-captcha|distil_|akamai-?bm`)
)
