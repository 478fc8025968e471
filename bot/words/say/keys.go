package say

// Key names a sentence of the table. It is kept with recorded answers: its value does not change.
type Key string

// What a language is written with: the months, apart by spaces; whether of no things it is spoken
// as of one; a title in quotation marks; the joints of lists, |, and that before the last.
const (
	Months     Key = "months"
	ZeroIsOne  Key = "zero-is-one"
	Title      Key = "title" // {title}
	Commas     Key = "list-commas"
	And        Key = "list-and"
	Or         Key = "list-or"
	Semicolons Key = "list-semicolons"
)

// Days and spans of days, by themselves and as they go on after "stories".
const (
	Day       Key = "day"        // {d}, {m}, {y}
	Moment    Key = "moment"     // and {time}
	MomentUTC Key = "moment-utc" // the same
	Month     Key = "month"      // {m}, {y}
	Year      Key = "year"       // {y}
	Span      Key = "span"       // {since}, {until}
	Since     Key = "since"      // {day}
	Before    Key = "before"     // {day}
	OfDay     Key = "of-day"     // {d}, {m}, {y}
	OfMonth   Key = "of-month"   // {m}, {y}
	OfYear    Key = "of-year"    // {y}
	OfSpan    Key = "of-span"    // {since}, {until}
)

// Headline is how a story is named.
const Headline Key = "headline" // {title}, {about}

// Notes of the time that a question names. {names}, {nothing} may be empty.
const (
	Unread      Key = "time-not-understood" // {words}
	Taken       Key = "time-taken"          // {words}, {of}, {names}, {nothing}
	OrNaming    Key = "time-or-naming"      // {names}
	Naming      Key = "time-name"           // {name}
	NothingThen Key = "time-nothing-then"
	Ahead       Key = "time-ahead" // {words}
	TooOld      Key = "time-too-old"
)

// Notes of whose stories were searched, of words that were taken for others, and of copies.
const (
	OnlyOutlet Key = "only-outlet" // {outlet}
	Respelled  Key = "respelled"   // {words}, {others}
	Word       Key = "word"        // {word}
	Copied     Key = "copied"      // {n}, {mark}, {outlets}
)

// Notes of what is not plain news.
const (
	IsOpinion    Key = "is-opinion"    // {mark}
	IsSponsored  Key = "is-sponsored"  // {mark}
	IsLive       Key = "is-live"       // {mark}
	IsCorrected  Key = "is-corrected"  // {mark}
	IsCorrection Key = "is-correction" // {mark}
	IsRetraction Key = "is-retraction" // {mark}
	IsLabelled   Key = "is-labelled"   // {mark}, {label}
	NotUsed      Key = "retracted"     // {story}
)

// Notes of how fresh the stories are.
const (
	DatedAhead  Key = "dated-ahead"    // {mark}, {moment}
	MayBeOld    Key = "may-be-old"     // {marks}, {why}
	NotReadFrom Key = "not-read-since" // {moment}
	NotRead     Key = "not-read"
	LetGo       Key = "let-go"
	FellSilent  Key = "fell-silent"     // {day}
	LastRead    Key = "last-read"       // {moment}
	Failing     Key = "sources-failing" // {n}
)

// Notes of what has changed, and of who disagrees.
const (
	Newer         Key = "newer"           // {story}, {day}, {other}, {otherday}
	NewerFigure   Key = "newer-figure"    // {figure}, {mark}, {day}, {old}, {oldmark}, {oldday}
	Latest        Key = "latest"          // {figure}, {thing}, {mark}, {day}, {rest}
	OfThing       Key = "latest-of"       // {what}
	Older         Key = "older"           // {figure}, {mark}, {day}
	OlderTold     Key = "older-told"      // {figure}, {mark}
	IsOlder       Key = "is-older"        // {n}, {list}
	Figure        Key = "figure"          // {figure}
	Differ        Key = "differ"          // {one}, {onemark}, {two}, {twomark}
	DifferFigures Key = "differ-figures"  // and {onesays}, {twosays}
	NotTold       Key = "premise-untold"  // {word}
	NotSpokenOf   Key = "premise-absent"  // {asked}
	SpeakOfOther  Key = "premise-instead" // {told}, {asked}
)

// Why an answer is no better than it is.
const (
	WordsOnly     Key = "words-only" // {why}
	NoEmbedding   Key = "words-only-unreachable"
	SlowEmbedding Key = "words-only-slow"
	NoVectors     Key = "words-only-vectors"
	OwnCopy       Key = "own-copy"
	Unchecked     Key = "unchecked"
	CutOff        Key = "cut-off"
	NotBorneOut   Key = "not-borne-out"
	NothingHolds  Key = "nothing-holds"
	Budget        Key = "budget"
	NotCertain    Key = "not-certain"
	StillWriting  Key = "still-writing"
	Writing       Key = "writing"
	QuotedSince   Key = "quoted-since" // {why}, one of those that follow

	ModelFailed        Key = "model-failed"
	ModelUnreachable   Key = "model-unreachable"
	ModelRefused       Key = "model-refused"
	ModelUnpaid        Key = "model-unpaid"
	ModelMissing       Key = "model-missing"
	ModelBusy          Key = "model-busy"
	ModelBroken        Key = "model-broken"
	ModelInvalid       Key = "model-invalid"
	ModelSilent        Key = "model-silent"
	ModelSlow          Key = "model-slow"
	ModelCut           Key = "model-cut"
	ModelMalformed     Key = "model-malformed"
	ModelTooLong       Key = "model-too-long"
	ModelPromptTooLong Key = "model-prompt-too-long"
	ModelFiltered      Key = "model-filtered"
	ModelEmpty         Key = "model-empty"
)

// That the stories do not say. {nearest} may be empty.
const (
	NothingLoaded Key = "nothing-loaded"
	NothingAsked  Key = "nothing-asked"
	NotSaid       Key = "not-said"      // {nearest}
	NotSaidOf     Key = "not-said-of"   // {of}, {nearest}
	Nearest       Key = "nearest"       // {stories}
	NotSaidThen   Key = "not-said-then" // of everything there is
	ByItself      Key = "by-itself"
	NoneMentions  Key = "none-mentions" // {topic}, {when}
)

// Lists, digests and timelines. {when}, {read}, {lead}, {told} may be empty.
const (
	AtLeast        Key = "list-at-least"   // {what}
	InTime         Key = "list-in-time"    // {span}
	All            Key = "list-all"        // {what}, {when}
	TheNewest      Key = "list-newest"     // {what}, {when}, {m}
	TheFirst       Key = "list-first"      // {what}, {when}, {m}
	Stories        Key = "stories"         // {n}
	StoriesMention Key = "stories-mention" // {n}, {topic}
	Outlets        Key = "outlets"         // {n}
	OutletsMention Key = "outlets-mention" // {n}, {topic}
	OutletRow      Key = "outlet-row"      // {n}, {outlet}, {story}, {mark}
	Nameless       Key = "outlet-nameless"
	QuotedOn       Key = "people-quoted"      // {n}, {where}
	InStoriesOn    Key = "in-stories-on"      // {n}, {topic}
	InStoriesWith  Key = "in-stories-with"    // {n}, {topic}
	Row            Key = "row"                // {lead}, {text}, {told}, {mark}
	BareRow        Key = "row-bare"           // without {lead}
	StoryRow       Key = "story-row"          // {story}, {mark}
	Events         Key = "digest-events"      // {n}
	Texts          Key = "digest-texts"       // {n}, {topic}
	InStories      Key = "digest-in"          // {n}
	OfAll          Key = "digest-of"          // {m}
	Digest         Key = "digest-head"        // {lead}, {what}, {read}, {all}
	DigestMost     Key = "digest-head-most"   // and {m}
	DigestNewest   Key = "digest-head-newest" // the same
	NoneThen       Key = "digest-none-then"   // {of}
	ToldBy         Key = "told-by-stories"    // {n}
	ToldByOutlets  Key = "told-by-outlets"    // {outlets}, {origins}
	Origins        Key = "origins"            // {n}
	Also           Key = "told-also"          // {outlets}
)

// Talk. {stories} is one of the last four.
const (
	Thanks     Key = "talk-thanks"
	Greeting   Key = "talk-greeting"
	Help       Key = "talk-help"
	OnlyKnow   Key = "talk-chat"
	OnceLoaded Key = "loaded-none"
	OneStory   Key = "loaded-one"    // {story}
	SomeOf     Key = "loaded-newest" // {n}, {day}
	Some       Key = "loaded"        // {n}
)
