package say

// portuguese is what is said in Portuguese.
func portuguese() table {
	return table{
		Months:    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
		ZeroIsOne: "yes", Title: "«{title}»", Commas: ", |, ", And: ", | e ", Or: " ou | ou ", Semicolons: "; | e ",

		Day: "1.º de {m} de {y}|{d} de {m} de {y}", Moment: "1.º de {m} de {y}, {time}|{d} de {m} de {y}, {time}", MomentUTC: "1.º de {m} de {y}, {time} UTC|{d} de {m} de {y}, {time} UTC", Month: "{m} de {y}", Year: "{y}",
		Span: "{since} – {until}", Since: "desde {day}", Before: "antes de {day}",
		OfDay: "de 1.º de {m} de {y}|de {d} de {m} de {y}", OfMonth: "de {m} de {y}", OfYear: "de {y}", OfSpan: "de {since} a {until}",
		Headline: "{title} ({about})",

		Unread:   "«{words}» não foi entendido como um tempo: procurou-se em artigos de qualquer dia.",
		Taken:    "«{words}» foi entendido como artigos {of}{names}{nothing}.",
		OrNaming: ", ou passagens que nomeiam {names}", Naming: "«{name}»",
		NothingThen: "; dessa altura nada se encontrou para citar, só de outros dias",
		Ahead:       "«{words}» é posterior ao momento da pergunta: procurou-se em artigos de qualquer dia.",
		TooOld:      "«{words}» foi entendido como {span}, e nenhum artigo é tão antigo: procurou-se nos de dias posteriores.",

		OnlyOutlet: "Só foram procurados artigos de {outlet}.",
		Respelled:  "Nenhum artigo tem {words}: leu-se como {others}.", Word: "«{word}»",
		Copied: "{n} meios publicam {mark}, de uma só origem: {outlets}.",

		IsOpinion: "{mark} é um artigo de opinião.", IsSponsored: "{mark} é conteúdo patrocinado.", IsLive: "{mark} é uma página ao vivo, escrita enquanto acontecia.",
		IsCorrected: "{mark} foi corrigido pelo seu meio.", IsCorrection: "{mark} é uma correção.", IsRetraction: "{mark} trata de uma retratação.",
		IsLabelled: "{mark} tem a etiqueta: {label}.", NotUsed: "{story} foi retirado e não é usado.",

		DatedAhead: "{mark} tem uma data ainda por vir, {moment}, e conta como de agora.",
		MayBeOld:   "{marks} pode não estar atualizado: a fonte {why}.", NotReadFrom: "não pôde ser lida desde {moment}", NotRead: "não pode ser lida",
		LetGo:      "largou de uma vez a maioria dos seus artigos, o que falta confirmar",
		FellSilent: "não trouxe nada de novo desde {day}, mais tempo do que nunca", LastRead: "foi lida pela última vez em {moment}",
		Failing: "Uma fonte não pôde ser lida ultimamente: o que trouxe desde então não está entre os artigos.|{n} fontes não puderam ser lidas ultimamente: o que trouxeram desde então não está entre os artigos.",

		Newer:       "O mais recente é {story}, de {day}; {other}, de {otherday}, é mais antigo.",
		NewerFigure: "O mais recente é {figure} {mark}, dito desde {day}; {old} {oldmark}, de {oldday}, é mais antigo.",
		Latest:      "O mais recente é {figure}{thing} {mark}, dito desde {day}; {rest}.", OfThing: " ({what})",
		Older: "{figure}{mark}, de {day}", OlderTold: "{figure}{mark}, dito antes", IsOlder: "{list}, é mais antigo|{list}, são mais antigos", Figure: "«{figure}»",
		Differ:        "Os artigos divergem: {one} {onemark} e {two} {twomark}.",
		DifferFigures: "Os artigos divergem: {one} diz {onesays} {onemark}, {two} diz {twosays} {twomark}.",
		NotTold:       "Nenhum dos artigos encontrados fala de «{word}».", NotSpokenOf: "Os artigos encontrados não falam de «{asked}».",
		SpeakOfOther: "Os artigos falam de «{told}», não de «{asked}».",

		WordsOnly: "Procurou-se só por palavras: {why}.", NoEmbedding: "não foi possível contactar o modelo de vetores",
		SlowEmbedding: "o modelo de vetores demorou demasiado", NoVectors: "não foi possível procurar nos vetores",
		OwnCopy:   "Não foi possível contactar a pesquisa habitual; procurou-se na cópia dos artigos do próprio bot.",
		Unchecked: "Não foi possível consultar o modelo que verifica; isto foi verificado só por regras.", CutOff: "O modelo parou antes do fim; o que tinha escrito foi verificado.",
		NotBorneOut:  "O que o modelo escreveu em resposta não é confirmado pelos artigos; por isso citam-se as suas próprias frases.",
		NothingHolds: "Nada do que o modelo escreveu é confirmado pelos artigos; por isso citam-se as suas próprias frases.",
		Budget:       "O modelo de linguagem esgotou-se por hoje: estas são frases dos próprios artigos.",
		NotCertain:   "Nenhuma frase dos artigos responde a isto com certeza; estas são as mais próximas.",
		StillWriting: "O modelo ainda está a escrever; até lá citam-se frases dos próprios artigos.", Writing: "O modelo ainda está a escrever.",
		QuotedSince: "{why}; por isso citam-se frases dos próprios artigos.",

		ModelFailed: "O modelo falhou", ModelUnreachable: "Não foi possível contactar o modelo", ModelRefused: "O servidor do modelo não deixa entrar este bot",
		ModelUnpaid: "A quota do modelo está esgotada", ModelMissing: "O servidor do modelo não conhece o modelo", ModelBusy: "O modelo está demasiado ocupado neste momento",
		ModelBroken: "O servidor do modelo comunica uma falha própria", ModelInvalid: "O servidor do modelo não aceitou a pergunta",
		ModelSilent: "O modelo não escrevia nada há demasiado tempo", ModelSlow: "O modelo demorou demasiado", ModelCut: "A resposta do modelo foi cortada",
		ModelMalformed: "O que o servidor do modelo enviou não pôde ser lido", ModelTooLong: "A resposta do modelo chegou ao limite antes do fim",
		ModelPromptTooLong: "Os artigos encontrados são mais do que o modelo pode ler de uma vez", ModelFiltered: "O servidor do modelo reteve a resposta",
		ModelEmpty: "O modelo não escreveu nada",

		NothingLoaded: "Não há artigos carregados, por isso não há com que responder.",
		NothingAsked:  "Aí não há nada para procurar. Pergunte em poucas palavras sobre pessoas, lugares ou acontecimentos dos artigos.",
		NotSaid:       "Os artigos não dizem isso.{nearest}", NotSaidOf: "Os artigos {of} não dizem isso.{nearest}", Nearest: " Os mais próximos: {stories}.",
		NotSaidThen: "Os artigos não dizem isso: nenhum é do tempo de que se pergunta.", ByItself: "Nenhuma frase dos artigos responde a isto por si só.",
		NoneMentions: "Nenhum artigo menciona «{topic}»{when}.",

		AtLeast: "Pelo menos {what}", InTime: ", {span}", All: "{what}{when}:", TheNewest: "{what}{when}. Os {m} mais recentes:", TheFirst: "{what}{when}. Primeiros {m}:",
		Stories: "{n} artigo|{n} artigos", StoriesMention: "{n} artigo menciona «{topic}»|{n} artigos mencionam «{topic}»",
		Outlets: "{n} meio|{n} meios", OutletsMention: "{n} meio tem artigos que mencionam «{topic}»|{n} meios têm artigos que mencionam «{topic}»",
		OutletRow: "{outlet}: {n} artigo, {story} {mark}|{outlet}: {n} artigos, o mais recente {story} {mark}", Nameless: "um meio sem nome",
		QuotedOn:    "{n} pessoa é citada {where}|{n} pessoas são citadas {where}",
		InStoriesOn: "em {n} artigo sobre «{topic}»|em {n} artigos sobre «{topic}»", InStoriesWith: "em {n} artigo com «{topic}»|em {n} artigos com «{topic}»",
		Row: "{lead}: {text}{told} {mark}", BareRow: "{text}{told} {mark}", StoryRow: "{story} {mark}",
		Events: "{n} acontecimento|{n} acontecimentos", Texts: "{n} texto sobre «{topic}»|{n} textos sobre «{topic}»", InStories: " em {n} artigo| em {n} artigos", OfAll: ", de {m}",
		Digest: "{lead}{what}{read}{all}:", DigestMost: "{lead}{what}{read}{all}; os {m} mais contados:", DigestNewest: "{lead}{what}{read}{all}; os {m} mais recentes:",
		NoneThen: "Não há artigos {of}. Antes disso: ",
		ToldBy:   " ({n} artigo)| ({n} artigos)", ToldByOutlets: " ({outlets}, {origins})", Origins: "{n} origem|{n} origens", Also: " (também {outlets})",

		Thanks: "De nada.", Greeting: "Olá. Pergunte-me sobre o que tenho: {stories}. Ou o que há de novo.",
		Help: "Sou o Storybot. Respondo a perguntas com o que tenho: {stories}. De cada afirmação mostro de onde vem. " +
			"Pergunte quem, o quê, quando, onde, porquê ou quantos; ou o que há de novo, um resumo ou uma cronologia de algo, " +
			"quantos artigos o mencionam, que meios o noticiaram ou quem é citado a esse respeito.",
		OnlyKnow:   "Só conheço os artigos. Pergunte-me sobre o que tenho: {stories}. Ou o que há de novo.",
		OnceLoaded: "artigos, quando os houver", OneStory: "um artigo, {story}", SomeOf: "{n} artigo de {day}|{n} artigos, o mais recente de {day}", Some: "{n} artigo|{n} artigos",
	}
}
