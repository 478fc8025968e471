package words

// Chat is what is said in Discord. How many characters Discord lets a text have is the tag
// most; without one, a text has at most 500. {ask}, {help} and the like stand for the
// command of that name.
type Chat struct {
	Buttons     Buttons
	Shown       Shown
	Said        Said
	Away        Away
	Kept        Kept
	Manual      Manual
	Panel       Panel
	Permissions Permissions
	Offers      Offers
	Operate     Operate
}

// Buttons are buttons, menus and forms.
type Buttons struct {
	Evidence, FollowUp            string `most:"45"` // the second is also the title of its form
	New                           string `most:"80"`
	Summarise                     string `most:"80"`
	SummariseThis                 string // {title}, which is shortened to fit
	AskAbout, Back, ReadOn        string `most:"80"`
	Newer, Older                  string `most:"80"`
	AboutStory, Question, Thread  string `most:"45"` // titles, and the label of a field
	Lean                          string `most:"100"`
	ReadOne                       string `most:"150"`
	OneOfStories, PageOf, Nothing string // {count}, {n}, {m}; {n}, {m}
}

// Shown is what stands in an answer beside what the stories say, and in lists.
type Shown struct {
	Superseded               string
	OwnSentences             string
	Loaded                   string // {when}
	LeftOut                  string
	NoHeadline               string
	CitesNothing             string
	Updated                  string // {day}
	Changed                  string
	ChosenFor                string // {words}
	ChosenNear               string
	NoHits                   string // {words}
	NoStories                string
	Taken, Interrupted       string
	HiddenReply, Hidden, Ask string
}

// Said are replies to what cannot be done.
type Said struct {
	Nobody, UnknownButton, UnknownCommand, UnknownPage string
	NoDate                                             string // {option}, {text}
	NoDays                                             string // {since}, {until}
	NoTopic, NoStory, NoWords, NoText                  string
	SeeStories                                         string
	Blocked, NoStoriesHere                             string
	Channels                                           string // {channels}
	Roles                                              string // {roles}
	Resting                                            string // {time}, {zone}
	NoOperators, OperatorsServer, OperatorsOnly        string
	ServersOnly, ManagersOnly, NoSettings              string
}

// Away is why something is not shown where it was asked for.
type Away struct {
	Asked                                                                   string // {channel}, {why}
	Elsewhere                                                               string // {why}
	Sent, Lost                                                              string // {why}
	Forbidden, Gone, Locked, Archived, Slow, AutoMod, Refused, Late, Closed string
}

// Kept is what is said to whoever wants to be forgotten.
type Kept struct {
	Never, Failed, None string
	Erased              Count
}

// Manual is what the bot tells of itself.
type Manual struct {
	What, How, Asking, Plain, Commands, Message, Buttons, Keeps string
	Managers, Operators                                         string
	Threads, NoThreads                                          string

	Sees, SeesAll                        string
	SentTo                               string // {host}
	KeepsNothing, Keeps1, Keeps2, Keeps3 string

	Hello, Try, Settings string
}

// Panel is what managers see of the settings of their server.
type Panel struct {
	Title, Permissions                                        string
	AnswersIn, MayAsk, Goes, Stories, Language, Quiet         string // {what}
	AllChannels, Everybody, AllStories, NoQuiet, NoCollection string
	Reply, Thread                                             string
	AnyLanguage                                               string `most:"100"`
	PickChannels, PickRoles, PickCollections, PickLanguage    string `most:"150"`
	ToReply, ToThread, SetQuiet, CheckAgain                   string `most:"80"`
	QuietTitle, QuietLabel                                    string `most:"45"`
	WrongHours, WrongZone, Saved, NotSaved                    string

	Own                                        string // {what}: the channels with something of their own
	NoOwn, Others, Full                        string
	OfChannel                                  string // {channel}
	Inherited                                  string // {what}
	AsServer                                   string `most:"100"`
	PickChannel, PickPlace, PickOwnCollections string `most:"150"`
	ForChannel, AllAsServer, ToServer          string `most:"80"`
}

// Permissions are those that the bot needs, and how it is told what it lacks.
type Permissions struct {
	View, Send, History, SendInThreads, React, MakeThreads Lack
	Missing                                                string // {channel}, {name}, {why}
	Well                                                   string
	Mend                                                   string // {address}
}

// Lack is a permission as Discord calls it in that language, and what does not work without it.
type Lack struct{ Name, Why string }

// Offer is a command, or an option of one: its name there, and what it is for.
type Offer struct {
	Name string `most:"32"`
	Does string `most:"100"`
}

// Offers are the commands as Discord offers them.
type Offers struct {
	Ask, Summary, Timeline, Search, Stories, Help, Privacy, Forget, Settings Offer
	Reload, Status, Sources, Block                                           Offer
	Message                                                                  string `most:"32"`

	Question, Story, Since, Until, Private, Topic, Style, Words, Filter Offer
	SummaryStory, TimelineTopic                                         string `most:"100"`
	Brief, Bullets, Long                                                string `most:"100"`

	Source, Confirm, Do, Address, Called, Collection, User, Server, Lift Offer
	WhichSource, Add, Remove, Pause, Resume                              string `most:"100"`
}
