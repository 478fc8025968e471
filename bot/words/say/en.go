package say

// english is what is said in English.
func english() table {
	return table{
		Months:    "January February March April May June July August September October November December",
		ZeroIsOne: "", Title: "“{title}”", Commas: ", |, ", And: ", | and ", Or: " or | or ", Semicolons: "; | and ",

		Day: "{d} {m} {y}", Moment: "{d} {m} {y} {time}", MomentUTC: "{d} {m} {y}, {time} UTC", Month: "{m} {y}", Year: "{y}",
		Span: "{since} to {until}", Since: "since {day}", Before: "before {day}",
		OfDay: "of {d} {m} {y}", OfMonth: "of {m} {y}", OfYear: "of {y}", OfSpan: "of {since} to {until}",
		Headline: "{title} ({about})",

		Unread:   "“{words}” was not understood as a time: stories of any day were searched.",
		Taken:    "“{words}” was taken as stories {of}{names}{nothing}.",
		OrNaming: ", or passages that name {names}", Naming: "{name}",
		NothingThen: "; nothing of then was found to quote, only of other days",
		Ahead:       "“{words}” lies ahead of the moment of asking: stories of any day were searched.",
		TooOld:      "“{words}” was taken as {span}, and no story is as old as that: those of later days were searched.",

		OnlyOutlet: "Only stories of {outlet} were searched.",
		Respelled:  "No story has {words}: read as {others}.", Word: "“{word}”",
		Copied: "{n} outlets carry {mark}, from one origin: {outlets}.",

		IsOpinion: "{mark} is an opinion piece.", IsSponsored: "{mark} is sponsored content.", IsLive: "{mark} is a live page, written while it happened.",
		IsCorrected: "{mark} has been corrected by its outlet.", IsCorrection: "{mark} is a correction.", IsRetraction: "{mark} is about a retraction.",
		IsLabelled: "{mark} is labelled {label}.", NotUsed: "{story} was retracted and is not used.",

		DatedAhead: "{mark} is dated ahead of the clock, {moment}, and counts as of now.",
		MayBeOld:   "{marks} may be out of date: the source {why}.", NotReadFrom: "could not be read since {moment}", NotRead: "cannot be read",
		LetGo:      "has let go of most of its stories at once, which an operator has yet to confirm",
		FellSilent: "has brought nothing new since {day}, longer than ever before", LastRead: "was last read on {moment}",
		Failing: "One source could not be read of late: what it has brought since is not among the stories.|{n} sources could not be read of late: what they have brought since is not among the stories.",

		Newer:       "The latest is {story}, of {day}; {other}, of {otherday}, is older.",
		NewerFigure: "The latest is {figure} {mark}, told since {day}; {old} {oldmark}, of {oldday}, is older.",
		Latest:      "The latest is {figure}{thing} {mark}, told since {day}; {rest}.", OfThing: " ({what})",
		Older: "{figure}{mark}, of {day}", OlderTold: "{figure}{mark}, told before", IsOlder: "{list}, is older|{list}, are older", Figure: "{figure}",
		Differ:        "The stories differ: {one} {onemark} and {two} {twomark}.",
		DifferFigures: "The stories differ: {one} says {onesays} {onemark}, {two} says {twosays} {twomark}.",
		NotTold:       "None of the stories found speaks of “{word}”.", NotSpokenOf: "The stories found do not speak of {asked}.",
		SpeakOfOther: "The stories speak of {told}, not of {asked}.",

		WordsOnly: "Searched by words only: {why}.", NoEmbedding: "the embedding model could not be reached",
		SlowEmbedding: "the embedding model took too long", NoVectors: "the vectors could not be searched",
		OwnCopy:   "The usual search could not be reached; the bot's own copy of the stories was searched.",
		Unchecked: "The checking model could not be asked; this was checked by rules alone.", CutOff: "The model stopped before its end; what it had written was checked.",
		NotBorneOut:  "What the model wrote in answer is not borne out by the stories, so their own sentences are quoted.",
		NothingHolds: "Nothing that the model wrote is borne out by the stories, so their own sentences are quoted.",
		Budget:       "Today's budget for the language model is used up: these are the stories' own sentences.",
		NotCertain:   "No sentence of the stories answers this for certain; these come nearest.",
		StillWriting: "The model is still writing; until then the stories' own sentences are quoted.", Writing: "The model is still writing.",
		QuotedSince: "{why}, so the stories' own sentences are quoted.",

		ModelFailed: "The model failed", ModelUnreachable: "The model could not be reached", ModelRefused: "The model's server does not let this bot in",
		ModelUnpaid: "The quota for the model is used up", ModelMissing: "The model's server does not know the model", ModelBusy: "The model is too busy just now",
		ModelBroken: "The model's server reports a fault of its own", ModelInvalid: "The model's server did not take the question",
		ModelSilent: "The model had written nothing for too long", ModelSlow: "The model took too long", ModelCut: "The model's answer broke off",
		ModelMalformed: "What the model's server sent could not be read", ModelTooLong: "The model's answer reached its limit before its end",
		ModelPromptTooLong: "The stories found are more than the model can read at once", ModelFiltered: "The model's server withheld the answer",
		ModelEmpty: "The model wrote nothing",

		NothingLoaded: "No stories are loaded, so there is nothing to answer from.",
		NothingAsked:  "There is nothing in that to look for. Ask about people, places or events in the stories, in a few words.",
		NotSaid:       "The stories do not say.{nearest}", NotSaidOf: "The stories {of} do not say.{nearest}", Nearest: " The nearest are {stories}.",
		NotSaidThen: "The stories do not say: none is of the time that is asked for.", ByItself: "No sentence of the stories answers this by itself.",
		NoneMentions: "No story mentions “{topic}”{when}.",

		AtLeast: "At least {what}", InTime: ", {span}", All: "{what}{when}:", TheNewest: "{what}{when}. The newest {m}:", TheFirst: "{what}{when}. The first {m}:",
		Stories: "{n} story|{n} stories", StoriesMention: "{n} story mentions “{topic}”|{n} stories mention “{topic}”",
		Outlets: "{n} outlet|{n} outlets", OutletsMention: "{n} outlet has stories that mention “{topic}”|{n} outlets have stories that mention “{topic}”",
		OutletRow: "{outlet}: {n} story, {story} {mark}|{outlet}: {n} stories, the newest {story} {mark}", Nameless: "an outlet without a name",
		QuotedOn:    "{n} person is quoted {where}|{n} people are quoted {where}",
		InStoriesOn: "in {n} story on “{topic}”|in {n} stories on “{topic}”", InStoriesWith: "in {n} story with “{topic}”|in {n} stories with “{topic}”",
		Row: "{lead}: {text}{told} {mark}", BareRow: "{text}{told} {mark}", StoryRow: "{story} {mark}",
		Events: "{n} event|{n} events", Texts: "{n} text on “{topic}”|{n} texts on “{topic}”", InStories: " in {n} story| in {n} stories", OfAll: ", of {m}",
		Digest: "{lead}{what}{read}{all}:", DigestMost: "{lead}{what}{read}{all}; the {m} most told of:", DigestNewest: "{lead}{what}{read}{all}; the {m} newest:",
		NoneThen: "No story is {of}. Before that: ",
		ToldBy:   " ({n} story)| ({n} stories)", ToldByOutlets: " ({outlets}, {origins})", Origins: "{n} origin|{n} origins", Also: " (also {outlets})",

		Thanks: "You are welcome.", Greeting: "Hello. Ask me about {stories}, or what is new.",
		Help: "I am Storybot. I answer questions from {stories}, and show where each claim comes from. " +
			"Ask who, what, when, where, why or how many; or “What's new?”, “Summarise ...”, “Give me a timeline of ...”, " +
			"“How many stories mention ...?”, “Which outlets reported ...?” or “Who is quoted on ...?”",
		OnlyKnow:   "I only know the stories. Ask me about {stories}, or what is new.",
		OnceLoaded: "the stories, once some are loaded", OneStory: "one story, {story}", SomeOf: "{n} story, the newest of {day}|{n} stories, the newest of {day}", Some: "{n} story|{n} stories",
	}
}
