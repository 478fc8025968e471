package say

// german is what is said in German.
func german() table {
	return table{
		Months:    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
		ZeroIsOne: "", Title: "„{title}“", Commas: ", |, ", And: ", | und ", Or: " oder | oder ", Semicolons: "; | und ",

		Day: "{d}. {m} {y}", Moment: "{d}. {m} {y}, {time} Uhr", MomentUTC: "{d}. {m} {y}, {time} Uhr UTC", Month: "{m} {y}", Year: "{y}",
		Span: "{since} – {until}", Since: "seit dem {day}", Before: "vor dem {day}",
		OfDay: "vom {d}. {m} {y}", OfMonth: "vom {m} {y}", OfYear: "von {y}", OfSpan: "vom {since} bis zum {until}",
		Headline: "{title} ({about})",

		Unread:   "„{words}“ wurde nicht als Zeit verstanden: Gesucht wurde in Artikeln von allen Tagen.",
		Taken:    "„{words}“ wurde verstanden als Artikel {of}{names}{nothing}.",
		OrNaming: " oder Stellen, in denen {names} steht", Naming: "„{name}“",
		NothingThen: "; daraus ließ sich nichts zitieren, nur aus anderen Tagen",
		Ahead:       "„{words}“ liegt nach dem Augenblick der Frage: Gesucht wurde in Artikeln von allen Tagen.",
		TooOld:      "„{words}“ wurde verstanden als {span}, und so alt ist kein Artikel: Gesucht wurde in denen späterer Tage.",

		OnlyOutlet: "Nur Artikel von {outlet} wurden durchsucht.",
		Respelled:  "{words} steht in keinem Artikel: gelesen als {others}.", Word: "„{word}“",
		Copied: "{n} Medien bringen {mark}, aus derselben Quelle: {outlets}.",

		IsOpinion: "{mark} ist ein Meinungsbeitrag.", IsSponsored: "{mark} ist eine Anzeige.", IsLive: "{mark} ist eine Live-Seite, geschrieben, während es geschah.",
		IsCorrected: "{mark} wurde vom Medium berichtigt.", IsCorrection: "{mark} ist eine Berichtigung.", IsRetraction: "{mark} handelt von einer Rücknahme.",
		IsLabelled: "{mark} ist gekennzeichnet als: {label}.", NotUsed: "{story} wurde zurückgezogen und wird nicht verwendet.",

		DatedAhead: "{mark} trägt ein Datum, das noch kommt, {moment}, und gilt als von jetzt.",
		MayBeOld:   "{marks} ist vielleicht nicht auf dem neuesten Stand: Die Quelle {why}.", NotReadFrom: "war seit dem {moment} nicht zu lesen", NotRead: "ist nicht zu lesen",
		LetGo:      "führt die meisten ihrer Artikel auf einmal nicht mehr, was noch zu bestätigen ist",
		FellSilent: "hat seit dem {day} nichts Neues gebracht, länger als je zuvor", LastRead: "wurde zuletzt am {moment} gelesen",
		Failing: "Eine Quelle war zuletzt nicht zu lesen: Was sie seither gebracht hat, ist nicht unter den Artikeln.|{n} Quellen waren zuletzt nicht zu lesen: Was sie seither gebracht haben, ist nicht unter den Artikeln.",

		Newer:       "Der neueste Stand ist {story}, vom {day}; {other}, vom {otherday}, ist älter.",
		NewerFigure: "Der neueste Stand ist {figure} {mark}, so seit dem {day}; {old} {oldmark}, vom {oldday}, ist älter.",
		Latest:      "Der neueste Stand ist {figure}{thing} {mark}, so seit dem {day}; {rest}.", OfThing: " ({what})",
		Older: "{figure}{mark}, vom {day}", OlderTold: "{figure}{mark}, zuvor genannt", IsOlder: "{list}, ist älter|{list}, sind älter", Figure: "„{figure}“",
		Differ:        "Die Artikel widersprechen einander: {one} {onemark} und {two} {twomark}.",
		DifferFigures: "Die Artikel widersprechen einander: {one} sagt {onesays} {onemark}, {two} sagt {twosays} {twomark}.",
		NotTold:       "Keiner der gefundenen Artikel spricht von „{word}“.", NotSpokenOf: "Die gefundenen Artikel sprechen nicht von „{asked}“.",
		SpeakOfOther: "Die Artikel sprechen von „{told}“, nicht von „{asked}“.",

		WordsOnly: "Nur nach Wörtern gesucht: {why}.", NoEmbedding: "das Modell für Vektoren war nicht zu erreichen",
		SlowEmbedding: "das Modell für Vektoren hat zu lange gebraucht", NoVectors: "die Vektoren ließen sich nicht durchsuchen",
		OwnCopy:   "Die übliche Suche war nicht zu erreichen; gesucht wurde in der eigenen Kopie des Bots.",
		Unchecked: "Das prüfende Modell war nicht zu erreichen; dies wurde nur nach Regeln geprüft.", CutOff: "Das Modell hat vor dem Ende aufgehört; was es geschrieben hatte, wurde geprüft.",
		NotBorneOut:  "Was das Modell als Antwort geschrieben hat, belegen die Artikel nicht; daher stehen hier ihre eigenen Sätze.",
		NothingHolds: "Nichts von dem, was das Modell geschrieben hat, belegen die Artikel; daher stehen hier ihre eigenen Sätze.",
		Budget:       "Für heute ist das Sprachmodell aufgebraucht: Dies sind Sätze aus den Artikeln selbst.",
		NotCertain:   "Kein Satz der Artikel beantwortet das mit Sicherheit; diese kommen dem am nächsten.",
		StillWriting: "Das Modell schreibt noch; bis dahin stehen hier Sätze aus den Artikeln selbst.", Writing: "Das Modell schreibt noch.",
		QuotedSince: "{why}; daher stehen hier Sätze aus den Artikeln selbst.",

		ModelFailed: "Das Modell hat versagt", ModelUnreachable: "Das Modell war nicht zu erreichen", ModelRefused: "Der Server des Modells lässt diesen Bot nicht ein",
		ModelUnpaid: "Das Kontingent für das Modell ist aufgebraucht", ModelMissing: "Der Server des Modells kennt das Modell nicht", ModelBusy: "Das Modell ist gerade überlastet",
		ModelBroken: "Der Server des Modells meldet einen eigenen Fehler", ModelInvalid: "Der Server des Modells hat die Frage nicht angenommen",
		ModelSilent: "Das Modell hatte zu lange nichts geschrieben", ModelSlow: "Das Modell hat zu lange gebraucht", ModelCut: "Die Antwort des Modells brach ab",
		ModelMalformed: "Was der Server des Modells geschickt hat, war nicht zu lesen", ModelTooLong: "Die Antwort des Modells kam vor ihrem Ende an ihre Grenze",
		ModelPromptTooLong: "Die gefundenen Artikel sind mehr, als das Modell auf einmal lesen kann", ModelFiltered: "Der Server des Modells hat die Antwort zurückgehalten",
		ModelEmpty: "Das Modell hat nichts geschrieben",

		NothingLoaded: "Es sind keine Artikel geladen, daher gibt es nichts, woraus ich antworten könnte.",
		NothingAsked:  "Darin ist nichts, wonach sich suchen ließe. Bitte in wenigen Worten nach Menschen, Orten oder Ereignissen in den Artikeln fragen.",
		NotSaid:       "Davon sagen die Artikel nichts.{nearest}", NotSaidOf: "Davon sagen die Artikel {of} nichts.{nearest}", Nearest: " Am nächsten kommen {stories}.",
		NotSaidThen: "Davon sagen die Artikel nichts: Keiner ist aus der Zeit, nach der gefragt wird.", ByItself: "Kein Satz der Artikel beantwortet das für sich allein.",
		NoneMentions: "Kein Artikel erwähnt „{topic}“{when}.",

		AtLeast: "Mindestens {what}", InTime: ", {span}", All: "{what}{when}:", TheNewest: "{what}{when}. Die {m} neuesten:", TheFirst: "{what}{when}. Die ersten {m}:",
		Stories: "{n} Artikel|{n} Artikel", StoriesMention: "{n} Artikel erwähnt „{topic}“|{n} Artikel erwähnen „{topic}“",
		Outlets: "{n} Medium|{n} Medien", OutletsMention: "{n} Medium hat Artikel, die „{topic}“ erwähnen|{n} Medien haben Artikel, die „{topic}“ erwähnen",
		OutletRow: "{outlet}: {n} Artikel, {story} {mark}|{outlet}: {n} Artikel, der neueste {story} {mark}", Nameless: "ein Medium ohne Namen",
		QuotedOn:    "{n} Mensch wird {where} zitiert|{n} Menschen werden {where} zitiert",
		InStoriesOn: "in {n} Artikel über „{topic}“|in {n} Artikeln über „{topic}“", InStoriesWith: "in {n} Artikel mit „{topic}“|in {n} Artikeln mit „{topic}“",
		Row: "{lead}: {text}{told} {mark}", BareRow: "{text}{told} {mark}", StoryRow: "{story} {mark}",
		Events: "{n} Ereignis|{n} Ereignisse", Texts: "{n} Text über „{topic}“|{n} Texte über „{topic}“", InStories: " in {n} Artikel| in {n} Artikeln", OfAll: ", von {m}",
		Digest: "{lead}{what}{read}{all}:", DigestMost: "{lead}{what}{read}{all}; die {m}, von denen am meisten berichtet wird:", DigestNewest: "{lead}{what}{read}{all}; die {m} neuesten:",
		NoneThen: "Es gibt keine Artikel {of}. Davor: ",
		ToldBy:   " ({n} Artikel)| ({n} Artikel)", ToldByOutlets: " ({outlets}, {origins})", Origins: "{n} Ursprung|{n} Ursprünge", Also: " (auch {outlets})",

		Thanks: "Gern geschehen.", Greeting: "Hallo. Fragen Sie mich nach dem, was ich habe: {stories}. Oder was es Neues gibt.",
		Help: "Ich bin Storybot. Ich beantworte Fragen aus dem, was ich habe: {stories}. Zu jeder Aussage zeige ich, woher sie kommt. " +
			"Fragen Sie wer, was, wann, wo, warum oder wie viele; oder was es Neues gibt, nach einer Zusammenfassung oder einer Zeitleiste von etwas, " +
			"wie viele Artikel etwas erwähnen, welche Medien davon berichten oder wer dazu zitiert wird.",
		OnlyKnow:   "Ich kenne nur die Artikel. Fragen Sie mich nach dem, was ich habe: {stories}. Oder was es Neues gibt.",
		OnceLoaded: "Artikel, sobald welche geladen sind", OneStory: "ein Artikel, {story}", SomeOf: "{n} Artikel vom {day}|{n} Artikel, der neueste vom {day}", Some: "{n} Artikel|{n} Artikel",
	}
}
