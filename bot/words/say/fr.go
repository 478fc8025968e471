package say

// french is what is said in French.
func french() table {
	return table{
		Months:    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
		ZeroIsOne: "yes", Title: "« {title} »", Commas: ", |, ", And: ", | et ", Or: " ou | ou ", Semicolons: " ; | et ",

		Day: "1er {m} {y}|{d} {m} {y}", Moment: "1er {m} {y} à {time}|{d} {m} {y} à {time}", MomentUTC: "1er {m} {y} à {time} UTC|{d} {m} {y} à {time} UTC", Month: "{m} {y}", Year: "{y}",
		Span: "{since} – {until}", Since: "depuis le {day}", Before: "avant le {day}",
		OfDay: "publiés le 1er {m} {y}|publiés le {d} {m} {y}", OfMonth: "publiés en {m} {y}", OfYear: "publiés en {y}", OfSpan: "publiés du {since} au {until}",
		Headline: "{title} ({about})",

		Unread:   "« {words} » n’a pas été compris comme une date : la recherche a porté sur les articles de tous les jours.",
		Taken:    "« {words} » a été compris comme : articles {of}{names}{nothing}.",
		OrNaming: ", ou passages qui nomment {names}", Naming: "« {name} »",
		NothingThen: " ; rien de cette époque n’a pu être cité, seulement d’autres jours",
		Ahead:       "« {words} » est postérieur au moment de la question : la recherche a porté sur les articles de tous les jours.",
		TooOld:      "« {words} » a été compris comme : {span}, et aucun article n’est aussi ancien ; la recherche a porté sur ceux des jours suivants.",

		OnlyOutlet: "Seuls les articles de {outlet} ont été consultés.",
		Respelled:  "Aucun article ne contient {words} : lu comme {others}.", Word: "« {word} »",
		Copied: "{n} médias publient {mark}, d’une même origine : {outlets}.",

		IsOpinion: "{mark} est un article d’opinion.", IsSponsored: "{mark} est un contenu sponsorisé.", IsLive: "{mark} est une page en direct, écrite pendant les faits.",
		IsCorrected: "{mark} a été corrigé par son média.", IsCorrection: "{mark} est un rectificatif.", IsRetraction: "{mark} porte sur un retrait.",
		IsLabelled: "{mark} porte la mention : {label}.", NotUsed: "{story} a été retiré et n’est pas utilisé.",

		DatedAhead: "{mark} porte une date à venir, {moment}, et compte comme de maintenant.",
		MayBeOld:   "{marks} n’est peut-être plus à jour : la source {why}.", NotReadFrom: "n’a pas pu être lue depuis le {moment}", NotRead: "ne peut pas être lue",
		LetGo:      "a retiré d’un coup la plupart de ses articles, ce qui reste à confirmer",
		FellSilent: "n’a rien apporté de nouveau depuis le {day}, plus longtemps que jamais", LastRead: "a été lue pour la dernière fois le {moment}",
		Failing: "Une source n’a pas pu être lue récemment : ce qu’elle a apporté depuis n’est pas parmi les articles.|{n} sources n’ont pas pu être lues récemment : ce qu’elles ont apporté depuis n’est pas parmi les articles.",

		Newer:       "Le plus récent est {story}, du {day} ; {other}, du {otherday}, est plus ancien.",
		NewerFigure: "Le plus récent est {figure} {mark}, dit depuis le {day} ; {old} {oldmark}, du {oldday}, est plus ancien.",
		Latest:      "Le plus récent est {figure}{thing} {mark}, dit depuis le {day} ; {rest}.", OfThing: " ({what})",
		Older: "{figure}{mark}, du {day}", OlderTold: "{figure}{mark}, dit auparavant", IsOlder: "{list}, est plus ancien|{list}, sont plus anciens", Figure: "« {figure} »",
		Differ:        "Les articles divergent : {one} {onemark} et {two} {twomark}.",
		DifferFigures: "Les articles divergent : {one} dit {onesays} {onemark}, {two} dit {twosays} {twomark}.",
		NotTold:       "Aucun des articles trouvés ne parle de « {word} ».", NotSpokenOf: "Les articles trouvés ne parlent pas de « {asked} ».",
		SpeakOfOther: "Les articles parlent de « {told} », pas de « {asked} ».",

		WordsOnly: "Recherche par mots seulement : {why}.", NoEmbedding: "le modèle de vecteurs n’a pas pu être joint",
		SlowEmbedding: "le modèle de vecteurs a mis trop longtemps", NoVectors: "la recherche dans les vecteurs a échoué",
		OwnCopy:   "La recherche habituelle n’a pas pu être jointe ; le bot a cherché dans sa propre copie des articles.",
		Unchecked: "Le modèle qui vérifie n’a pas pu être interrogé ; ceci n’a été vérifié que par des règles.", CutOff: "Le modèle s’est arrêté avant la fin ; ce qu’il avait écrit a été vérifié.",
		NotBorneOut:  "Ce que le modèle a écrit en réponse n’est pas confirmé par les articles ; voici donc leurs propres phrases.",
		NothingHolds: "Rien de ce que le modèle a écrit n’est confirmé par les articles ; voici donc leurs propres phrases.",
		Budget:       "Le quota du jour du modèle de langage est épuisé : voici des phrases tirées des articles eux-mêmes.",
		NotCertain:   "Aucune phrase des articles n’y répond avec certitude ; celles-ci s’en approchent le plus.",
		StillWriting: "Le modèle écrit encore ; d’ici là, voici des phrases tirées des articles eux-mêmes.", Writing: "Le modèle écrit encore.",
		QuotedSince: "{why}, d’où ces phrases tirées des articles eux-mêmes.",

		ModelFailed: "Le modèle a échoué", ModelUnreachable: "Le modèle n’a pas pu être joint", ModelRefused: "Le serveur du modèle ne laisse pas entrer ce bot",
		ModelUnpaid: "Le quota du modèle est épuisé", ModelMissing: "Le serveur du modèle ne connaît pas le modèle", ModelBusy: "Le modèle est trop occupé en ce moment",
		ModelBroken: "Le serveur du modèle signale une panne", ModelInvalid: "Le serveur du modèle n’a pas accepté la question",
		ModelSilent: "Le modèle n’avait rien écrit depuis trop longtemps", ModelSlow: "Le modèle a mis trop longtemps", ModelCut: "La réponse du modèle s’est interrompue",
		ModelMalformed: "Ce que le serveur du modèle a envoyé n’a pas pu être lu", ModelTooLong: "La réponse du modèle a atteint sa limite avant la fin",
		ModelPromptTooLong: "Les articles trouvés dépassent ce que le modèle peut lire d’un coup", ModelFiltered: "Le serveur du modèle a retenu la réponse",
		ModelEmpty: "Le modèle n’a rien écrit",

		NothingLoaded: "Aucun article n’est chargé, il n’y a donc rien pour répondre.",
		NothingAsked:  "Il n’y a rien à chercher là-dedans. Interrogez-moi en quelques mots sur des personnes, des lieux ou des événements des articles.",
		NotSaid:       "Les articles ne le disent pas.{nearest}", NotSaidOf: "Les articles {of} ne le disent pas.{nearest}", Nearest: " Les plus proches : {stories}.",
		NotSaidThen: "Les articles ne le disent pas : aucun n’est de l’époque demandée.", ByItself: "Aucune phrase des articles n’y répond à elle seule.",
		NoneMentions: "Aucun article ne mentionne « {topic} »{when}.",

		AtLeast: "Au moins {what}", InTime: ", {span}", All: "{what}{when} :", TheNewest: "{what}{when}. Les {m} plus récents :", TheFirst: "{what}{when}. Les {m} premiers :",
		Stories: "{n} article|{n} articles", StoriesMention: "{n} article mentionne « {topic} »|{n} articles mentionnent « {topic} »",
		Outlets: "{n} média|{n} médias", OutletsMention: "{n} média a des articles qui mentionnent « {topic} »|{n} médias ont des articles qui mentionnent « {topic} »",
		OutletRow: "{outlet} : {n} article, {story} {mark}|{outlet} : {n} articles, le plus récent {story} {mark}", Nameless: "un média sans nom",
		QuotedOn:    "{n} personne est citée {where}|{n} personnes sont citées {where}",
		InStoriesOn: "dans {n} article sur « {topic} »|dans {n} articles sur « {topic} »", InStoriesWith: "dans {n} article avec « {topic} »|dans {n} articles avec « {topic} »",
		Row: "{lead} : {text}{told} {mark}", BareRow: "{text}{told} {mark}", StoryRow: "{story} {mark}",
		Events: "{n} événement|{n} événements", Texts: "{n} texte sur « {topic} »|{n} textes sur « {topic} »", InStories: " dans {n} article| dans {n} articles", OfAll: ", sur {m}",
		Digest: "{lead}{what}{read}{all} :", DigestMost: "{lead}{what}{read}{all} ; les {m} dont on parle le plus :", DigestNewest: "{lead}{what}{read}{all} ; les {m} plus récents :",
		NoneThen: "Il n’y a pas d’articles {of}. Avant cela : ",
		ToldBy:   " ({n} article)| ({n} articles)", ToldByOutlets: " ({outlets}, {origins})", Origins: "{n} origine|{n} origines", Also: " (aussi {outlets})",

		Thanks: "Je vous en prie.", Greeting: "Bonjour. Interrogez-moi sur ce que j’ai : {stories}. Ou demandez ce qu’il y a de nouveau.",
		Help: "Je suis Storybot. Je réponds aux questions avec ce que j’ai : {stories}. Pour chaque affirmation, je montre d’où elle vient. " +
			"Demandez qui, quoi, quand, où, pourquoi ou combien ; ou ce qu’il y a de nouveau, un résumé ou une chronologie d’un sujet, " +
			"combien d’articles le mentionnent, quels médias en ont parlé ou qui est cité à ce propos.",
		OnlyKnow:   "Je ne connais que les articles. Interrogez-moi sur ce que j’ai : {stories}. Ou demandez ce qu’il y a de nouveau.",
		OnceLoaded: "des articles, dès qu’il y en aura", OneStory: "un article, {story}", SomeOf: "{n} article du {day}|{n} articles, le plus récent du {day}", Some: "{n} article|{n} articles",
	}
}
