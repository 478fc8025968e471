package say

// italian is what is said in Italian. Before a day stands "giorno": of "8" and "11" the article would be another.
func italian() table {
	return table{
		Months:    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
		ZeroIsOne: "", Title: "«{title}»", Commas: ", |, ", And: ", | e ", Or: " o | o ", Semicolons: "; | e ",

		Day: "1º {m} {y}|{d} {m} {y}", Moment: "1º {m} {y}, {time}|{d} {m} {y}, {time}", MomentUTC: "1º {m} {y}, {time} UTC|{d} {m} {y}, {time} UTC", Month: "{m} {y}", Year: "{y}",
		Span: "{since} – {until}", Since: "dal giorno {day}", Before: "prima del giorno {day}",
		OfDay: "del giorno 1º {m} {y}|del giorno {d} {m} {y}", OfMonth: "di {m} {y}", OfYear: "del {y}", OfSpan: "dal giorno {since} al giorno {until}",
		Headline: "{title} ({about})",

		Unread:   "«{words}» non è stato inteso come un tempo: si è cercato negli articoli di qualsiasi giorno.",
		Taken:    "«{words}» è stato inteso come articoli {of}{names}{nothing}.",
		OrNaming: ", o passi che nominano {names}", Naming: "«{name}»",
		NothingThen: "; di allora non si è trovato nulla da citare, solo di altri giorni",
		Ahead:       "«{words}» viene dopo il momento della domanda: si è cercato negli articoli di qualsiasi giorno.",
		TooOld:      "«{words}» è stato inteso come {span}, e nessun articolo è così vecchio: si è cercato in quelli dei giorni successivi.",

		OnlyOutlet: "Sono stati cercati solo articoli di {outlet}.",
		Respelled:  "Nessun articolo ha {words}: letto come {others}.", Word: "«{word}»",
		Copied: "{n} testate riportano {mark}, da una sola origine: {outlets}.",

		IsOpinion: "{mark} è un articolo di opinione.", IsSponsored: "{mark} è un contenuto sponsorizzato.", IsLive: "{mark} è una pagina in diretta, scritta mentre accadeva.",
		IsCorrected: "{mark} è stato corretto dalla sua testata.", IsCorrection: "{mark} è una rettifica.", IsRetraction: "{mark} parla di una ritrattazione.",
		IsLabelled: "{mark} ha l’etichetta: {label}.", NotUsed: "{story} è stato ritirato e non viene usato.",

		DatedAhead: "{mark} porta una data ancora da venire, {moment}, e vale come di adesso.",
		MayBeOld:   "{marks} potrebbe non essere aggiornato: la fonte {why}.", NotReadFrom: "non si può leggere dal giorno {moment}", NotRead: "non si può leggere",
		LetGo:      "ha lasciato d’un tratto la maggior parte dei suoi articoli, cosa ancora da confermare",
		FellSilent: "non ha portato nulla di nuovo dal giorno {day}, più a lungo che mai", LastRead: "è stata letta l’ultima volta il giorno {moment}",
		Failing: "Ultimamente una fonte non si è potuta leggere: ciò che ha portato da allora non è tra gli articoli.|Ultimamente {n} fonti non si sono potute leggere: ciò che hanno portato da allora non è tra gli articoli.",

		Newer:       "Il più recente è {story}, del giorno {day}; {other}, del giorno {otherday}, è precedente.",
		NewerFigure: "Il dato più recente è {figure} {mark}, riportato dal giorno {day}; {old} {oldmark}, del giorno {oldday}, è precedente.",
		Latest:      "Il dato più recente è {figure}{thing} {mark}, riportato dal giorno {day}; {rest}.", OfThing: " ({what})",
		Older: "{figure}{mark}, del giorno {day}", OlderTold: "{figure}{mark}, riportato prima", IsOlder: "{list}, è precedente|{list}, sono precedenti", Figure: "«{figure}»",
		Differ:        "Gli articoli non concordano: {one} {onemark} e {two} {twomark}.",
		DifferFigures: "Gli articoli non concordano: {one} dice {onesays} {onemark}, {two} dice {twosays} {twomark}.",
		NotTold:       "Nessuno degli articoli trovati parla di «{word}».", NotSpokenOf: "Gli articoli trovati non parlano di «{asked}».",
		SpeakOfOther: "Gli articoli parlano di «{told}», non di «{asked}».",

		WordsOnly: "Cercato solo per parole: {why}.", NoEmbedding: "non è stato possibile raggiungere il modello dei vettori",
		SlowEmbedding: "il modello dei vettori ci ha messo troppo", NoVectors: "non è stato possibile cercare nei vettori",
		OwnCopy:   "Non è stato possibile raggiungere la ricerca abituale; si è cercato nella copia degli articoli del bot.",
		Unchecked: "Non è stato possibile interrogare il modello che controlla; questo è stato controllato solo con regole.", CutOff: "Il modello si è fermato prima della fine; ciò che aveva scritto è stato controllato.",
		NotBorneOut:  "Ciò che il modello ha scritto in risposta non è confermato dagli articoli; perciò si citano le loro stesse frasi.",
		NothingHolds: "Nulla di ciò che il modello ha scritto è confermato dagli articoli; perciò si citano le loro stesse frasi.",
		Budget:       "Il modello linguistico per oggi è esaurito: queste sono frasi degli articoli stessi.",
		NotCertain:   "Nessuna frase degli articoli risponde con certezza; queste ci si avvicinano di più.",
		StillWriting: "Il modello sta ancora scrivendo; fino ad allora si citano frasi degli articoli stessi.", Writing: "Il modello sta ancora scrivendo.",
		QuotedSince: "{why}; perciò si citano frasi degli articoli stessi.",

		ModelFailed: "Il modello ha fallito", ModelUnreachable: "Non è stato possibile raggiungere il modello", ModelRefused: "Il server del modello non fa entrare questo bot",
		ModelUnpaid: "La quota del modello è esaurita", ModelMissing: "Il server del modello non conosce il modello", ModelBusy: "Il modello in questo momento è troppo occupato",
		ModelBroken: "Il server del modello segnala un proprio errore", ModelInvalid: "Il server del modello non ha accettato la domanda",
		ModelSilent: "Il modello non scriveva nulla da troppo tempo", ModelSlow: "Il modello ci ha messo troppo", ModelCut: "La risposta del modello si è interrotta",
		ModelMalformed: "Quello che il server del modello ha inviato non si è potuto leggere", ModelTooLong: "La risposta del modello ha raggiunto il limite prima della fine",
		ModelPromptTooLong: "Gli articoli trovati sono più di quanto il modello possa leggere in una volta", ModelFiltered: "Il server del modello ha trattenuto la risposta",
		ModelEmpty: "Il modello non ha scritto nulla",

		NothingLoaded: "Non è caricato alcun articolo, quindi non c’è nulla con cui rispondere.",
		NothingAsked:  "Lì non c’è niente da cercare. Chiedi in poche parole di persone, luoghi o fatti degli articoli.",
		NotSaid:       "Gli articoli non lo dicono.{nearest}", NotSaidOf: "Gli articoli {of} non lo dicono.{nearest}", Nearest: " I più vicini: {stories}.",
		NotSaidThen: "Gli articoli non lo dicono: nessuno è del tempo di cui si chiede.", ByItself: "Nessuna frase degli articoli risponde da sola.",
		NoneMentions: "Nessun articolo menziona «{topic}»{when}.",

		AtLeast: "Almeno {what}", InTime: ", {span}", All: "{what}{when}:", TheNewest: "{what}{when}. I {m} più recenti:", TheFirst: "{what}{when}. Per primi {m}:",
		Stories: "{n} articolo|{n} articoli", StoriesMention: "{n} articolo menziona «{topic}»|{n} articoli menzionano «{topic}»",
		Outlets: "{n} testata|{n} testate", OutletsMention: "{n} testata ha articoli che menzionano «{topic}»|{n} testate hanno articoli che menzionano «{topic}»",
		OutletRow: "{outlet}: {n} articolo, {story} {mark}|{outlet}: {n} articoli, il più recente {story} {mark}", Nameless: "una testata senza nome",
		QuotedOn:    "{n} persona è citata {where}|{n} persone sono citate {where}",
		InStoriesOn: "in {n} articolo su «{topic}»|in {n} articoli su «{topic}»", InStoriesWith: "in {n} articolo con «{topic}»|in {n} articoli con «{topic}»",
		Row: "{lead}: {text}{told} {mark}", BareRow: "{text}{told} {mark}", StoryRow: "{story} {mark}",
		Events: "{n} fatto|{n} fatti", Texts: "{n} testo su «{topic}»|{n} testi su «{topic}»", InStories: " in {n} articolo| in {n} articoli", OfAll: ", su {m}",
		Digest: "{lead}{what}{read}{all}:", DigestMost: "{lead}{what}{read}{all}; i {m} di cui si parla di più:", DigestNewest: "{lead}{what}{read}{all}; i {m} più recenti:",
		NoneThen: "Non ci sono articoli {of}. Prima: ",
		ToldBy:   " ({n} articolo)| ({n} articoli)", ToldByOutlets: " ({outlets}, {origins})", Origins: "{n} origine|{n} origini", Also: " (anche {outlets})",

		Thanks: "Prego.", Greeting: "Ciao. Chiedimi di ciò che ho: {stories}. O che cosa c’è di nuovo.",
		Help: "Sono Storybot. Rispondo alle domande con ciò che ho: {stories}. Di ogni affermazione mostro da dove viene. " +
			"Chiedi chi, che cosa, quando, dove, perché o quanti; o che cosa c’è di nuovo, un riassunto o una cronologia di qualcosa, " +
			"quanti articoli la menzionano, quali testate ne hanno parlato o chi è citato al riguardo.",
		OnlyKnow:   "Conosco solo gli articoli. Chiedimi di ciò che ho: {stories}. O che cosa c’è di nuovo.",
		OnceLoaded: "articoli, appena ce ne saranno", OneStory: "un articolo, {story}", SomeOf: "{n} articolo del giorno {day}|{n} articoli, il più recente del giorno {day}", Some: "{n} articolo|{n} articoli",
	}
}
