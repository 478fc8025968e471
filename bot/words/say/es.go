package say

// spanish is what is said in Spanish.
func spanish() table {
	return table{
		Months:    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		ZeroIsOne: "", Title: "«{title}»", Commas: ", |, ", And: ", | y ", Or: " o | o ", Semicolons: "; | y ",

		Day: "{d} de {m} de {y}", Moment: "{d} de {m} de {y}, {time}", MomentUTC: "{d} de {m} de {y}, {time} UTC", Month: "{m} de {y}", Year: "{y}",
		Span: "{since} – {until}", Since: "desde el {day}", Before: "antes del {day}",
		OfDay: "del {d} de {m} de {y}", OfMonth: "de {m} de {y}", OfYear: "de {y}", OfSpan: "del {since} al {until}",
		Headline: "{title} ({about})",

		Unread:   "«{words}» no se entendió como un tiempo: se buscó en artículos de cualquier día.",
		Taken:    "«{words}» se entendió como artículos {of}{names}{nothing}.",
		OrNaming: ", o pasajes que nombran {names}", Naming: "«{name}»",
		NothingThen: "; de entonces no se encontró nada que citar, solo de otros días",
		Ahead:       "«{words}» es posterior al momento de la pregunta: se buscó en artículos de cualquier día.",
		TooOld:      "«{words}» se entendió como {span}, y ningún artículo es tan antiguo: se buscó en los de días posteriores.",

		OnlyOutlet: "Solo se buscó en artículos de {outlet}.",
		Respelled:  "Ningún artículo tiene {words}: se leyó como {others}.", Word: "«{word}»",
		Copied: "{n} medios publican {mark}, de un mismo origen: {outlets}.",

		IsOpinion: "{mark} es un artículo de opinión.", IsSponsored: "{mark} es contenido patrocinado.", IsLive: "{mark} es una página en directo, escrita mientras ocurría.",
		IsCorrected: "{mark} fue corregido por su medio.", IsCorrection: "{mark} es una corrección.", IsRetraction: "{mark} trata de una retractación.",
		IsLabelled: "{mark} lleva la etiqueta: {label}.", NotUsed: "{story} fue retirado y no se usa.",

		DatedAhead: "{mark} tiene una fecha aún por venir, {moment}, y cuenta como de ahora.",
		MayBeOld:   "{marks} puede no estar al día: la fuente {why}.", NotReadFrom: "no se puede leer desde el {moment}", NotRead: "no se puede leer",
		LetGo:      "ha dejado de golpe la mayoría de sus artículos, lo que aún hay que confirmar",
		FellSilent: "no ha traído nada nuevo desde el {day}, más tiempo que nunca", LastRead: "se leyó por última vez el {moment}",
		Failing: "Una fuente no se pudo leer últimamente: lo que ha traído desde entonces no está entre los artículos.|{n} fuentes no se pudieron leer últimamente: lo que han traído desde entonces no está entre los artículos.",

		Newer:       "Lo último es {story}, del {day}; {other}, del {otherday}, es anterior.",
		NewerFigure: "Lo último es {figure} {mark}, contado desde el {day}; {old} {oldmark}, del {oldday}, es anterior.",
		Latest:      "Lo último es {figure}{thing} {mark}, contado desde el {day}; {rest}.", OfThing: " ({what})",
		Older: "{figure}{mark}, del {day}", OlderTold: "{figure}{mark}, contado antes", IsOlder: "{list}, es anterior|{list}, son anteriores", Figure: "«{figure}»",
		Differ:        "Los artículos no coinciden: {one} {onemark} y {two} {twomark}.",
		DifferFigures: "Los artículos no coinciden: {one} dice {onesays} {onemark}, {two} dice {twosays} {twomark}.",
		NotTold:       "Ninguno de los artículos encontrados habla de «{word}».", NotSpokenOf: "Los artículos encontrados no hablan de «{asked}».",
		SpeakOfOther: "Los artículos hablan de «{told}», no de «{asked}».",

		WordsOnly: "Se buscó solo por palabras: {why}.", NoEmbedding: "no se pudo contactar con el modelo de vectores",
		SlowEmbedding: "el modelo de vectores tardó demasiado", NoVectors: "no se pudo buscar en los vectores",
		OwnCopy:   "No se pudo contactar con el buscador habitual; se buscó en la copia propia del bot.",
		Unchecked: "No se pudo consultar al modelo que comprueba; esto se comprobó solo con reglas.", CutOff: "El modelo se detuvo antes de terminar; lo que había escrito se comprobó.",
		NotBorneOut:  "Lo que el modelo escribió como respuesta no lo confirman los artículos; por eso se citan sus propias frases.",
		NothingHolds: "Nada de lo que escribió el modelo lo confirman los artículos; por eso se citan sus propias frases.",
		Budget:       "El cupo de hoy del modelo de lenguaje está agotado: estas son frases de los propios artículos.",
		NotCertain:   "Ninguna frase de los artículos responde a esto con seguridad; estas son las más cercanas.",
		StillWriting: "El modelo aún está escribiendo; hasta entonces se citan frases de los propios artículos.", Writing: "El modelo aún está escribiendo.",
		QuotedSince: "{why}; por eso se citan frases de los propios artículos.",

		ModelFailed: "El modelo ha fallado", ModelUnreachable: "No se pudo contactar con el modelo", ModelRefused: "El servidor del modelo no deja entrar a este bot",
		ModelUnpaid: "El cupo del modelo está agotado", ModelMissing: "El servidor del modelo no conoce el modelo", ModelBusy: "El modelo está demasiado ocupado ahora mismo",
		ModelBroken: "El servidor del modelo comunica un fallo propio", ModelInvalid: "El servidor del modelo no aceptó la pregunta",
		ModelSilent: "El modelo llevaba demasiado tiempo sin escribir nada", ModelSlow: "El modelo tardó demasiado", ModelCut: "La respuesta del modelo se cortó",
		ModelMalformed: "Lo que envió el servidor del modelo no se pudo leer", ModelTooLong: "La respuesta del modelo llegó a su límite antes de terminar",
		ModelPromptTooLong: "Los artículos encontrados son más de lo que el modelo puede leer de una vez", ModelFiltered: "El servidor del modelo retuvo la respuesta",
		ModelEmpty: "El modelo no escribió nada",

		NothingLoaded: "No hay artículos cargados, así que no hay con qué responder.",
		NothingAsked:  "Ahí no hay nada que buscar. Pregunte en pocas palabras por personas, lugares o hechos de los artículos.",
		NotSaid:       "Los artículos no lo dicen.{nearest}", NotSaidOf: "Los artículos {of} no lo dicen.{nearest}", Nearest: " Los más cercanos: {stories}.",
		NotSaidThen: "Los artículos no lo dicen: ninguno es del tiempo por el que se pregunta.", ByItself: "Ninguna frase de los artículos responde a esto por sí sola.",
		NoneMentions: "Ningún artículo menciona «{topic}»{when}.",

		AtLeast: "Al menos {what}", InTime: ", {span}", All: "{what}{when}:", TheNewest: "{what}{when}. Los {m} más recientes:", TheFirst: "{what}{when}. Primeros {m}:",
		Stories: "{n} artículo|{n} artículos", StoriesMention: "{n} artículo menciona «{topic}»|{n} artículos mencionan «{topic}»",
		Outlets: "{n} medio|{n} medios", OutletsMention: "{n} medio tiene artículos que mencionan «{topic}»|{n} medios tienen artículos que mencionan «{topic}»",
		OutletRow: "{outlet}: {n} artículo, {story} {mark}|{outlet}: {n} artículos, el más reciente {story} {mark}", Nameless: "un medio sin nombre",
		QuotedOn:    "Se cita a {n} persona {where}|Se cita a {n} personas {where}",
		InStoriesOn: "en {n} artículo sobre «{topic}»|en {n} artículos sobre «{topic}»", InStoriesWith: "en {n} artículo con «{topic}»|en {n} artículos con «{topic}»",
		Row: "{lead}: {text}{told} {mark}", BareRow: "{text}{told} {mark}", StoryRow: "{story} {mark}",
		Events: "{n} hecho|{n} hechos", Texts: "{n} texto sobre «{topic}»|{n} textos sobre «{topic}»", InStories: " en {n} artículo| en {n} artículos", OfAll: ", de {m}",
		Digest: "{lead}{what}{read}{all}:", DigestMost: "{lead}{what}{read}{all}; los {m} más contados:", DigestNewest: "{lead}{what}{read}{all}; los {m} más recientes:",
		NoneThen: "No hay artículos {of}. Antes de eso: ",
		ToldBy:   " ({n} artículo)| ({n} artículos)", ToldByOutlets: " ({outlets}, {origins})", Origins: "{n} origen|{n} orígenes", Also: " (también {outlets})",

		Thanks: "De nada.", Greeting: "Hola. Pregúnteme por lo que tengo: {stories}. O qué hay de nuevo.",
		Help: "Soy Storybot. Respondo a preguntas con lo que tengo: {stories}. De cada afirmación muestro de dónde viene. " +
			"Pregunte quién, qué, cuándo, dónde, por qué o cuántos; o qué hay de nuevo, un resumen o una cronología de algo, " +
			"cuántos artículos mencionan algo, qué medios informaron de ello o a quién se cita al respecto.",
		OnlyKnow:   "Solo conozco los artículos. Pregúnteme por lo que tengo: {stories}. O qué hay de nuevo.",
		OnceLoaded: "artículos, cuando los haya", OneStory: "un artículo, {story}", SomeOf: "{n} artículo del {day}|{n} artículos, el más reciente del {day}", Some: "{n} artículo|{n} artículos",
	}
}
