package words

// Operate is what operators read: replies to their commands, lines of the status, and what they
// are told of. What a source, a file or the network says of itself is not here, and stays as it is.
type Operate struct {
	NoSource     string // {name}
	PausedSource string // {sources}
	UnderWay     string
	Progress     string // {n}, {what}

	// Blocking.
	NoBlocking string
	AreBlocked string // {n}, {list}
	NotBlocked string
	Lifted     string
	NowBlocked string // {privacy}, {forget}

	// Sources.
	FixedSources string
	PickSource   string
	PickChange   string
	NowPaused    string // {name}
	NowRemoved   string // {name}, {reload}, {confirm}

	// The report of a load.
	Loaded  string // {n}, {added}, {updated}, {removed}, {failed}, {time}
	Held    string
	NotRead string
	More    string // {n}

	// How the bot is.
	Stock      string // {n}, {m}
	Running    string // {when}
	LastLoaded string // {when}
	Span       string // {since}, {until}
	NoModel    string
	Model      string // {model}
	NoJournal  string
	Spent      string // {n}, {m}
	OfSource   string // {name}, {what}

	// The last week.
	NothingAsked string
	SpentByDay   string // {list}
	Asked        string // {n}, {m}, {yes}, {no}
	NotAnswered  string // {n}, {question}
	DidNotHelp   string // {n}, {question}

	// What is wrong with a source, after its name.
	Unreadable string // {n}, {since}, {why}
	NeverRead  string
	AsOf       string // {when}
	HeldBack   string // {n}
	Silent     string // {day}
	LastRead   string // {when}
	NotNamed   Count  // {n}, {command}
	ShutOut    Count  // {n}, {command}
	Confirming string
	OfKinds    Count  // {n}, {kinds}
	MoreKinds  string // {n}

	// Why the sources were not changed, and why not all can be answered yet: without capital letter and full stop.
	NoWebAddress, NameTaken, NoSuchSource, NamedInStories, NoName, ListUnread, ListNotWritten string
	StillLoading, BeingMended                                                                 string

	// What operators are told of in private.
	SourceFails string // {name}, {what}
	BudgetSpent string // {n}
	Unshown     string // {why}
}
