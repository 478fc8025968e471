package llm

import "regexp"

// Here stands what the servers of models say of a request in their errors, where they
// have no code for it: phrases of programs, the same for readers of any language.

// What servers say when a request is too large for the model: of the context, how
// long it is, how much of it the prompt takes; and of the completion's limit.
var (
	ofContext = regexp.MustCompile(`(?i)context[ _-]?(?:length|window|size)|(?:prompt|input|request)\w* (?:is )?too (?:long|large)|` +
		`too many (?:input |prompt )?tokens|input token count|too large for model|reduce the (?:length|size)|message size|` +
		`tokens per minute|inputs. tokens|context (?:the )?overflow`)
	contextLength = regexp.MustCompile(`(?i)(?:context[ _-]?(?:length|window|size)|maximum context|must be <=|n_ctx)\D{0,40}(\d{3,8})`)
	promptLength  = regexp.MustCompile(`(?i)(\d+) (?:tokens )?(?:in the (?:messages|prompt|input)|(?:input|prompt) tokens|of text input|from the input|.?inputs.? tokens)`)
	ofLimit       = regexp.MustCompile(`(?i)max[ _]?(?:completion|new|output)?[ _]?tokens|(?:completion|output) tokens`)
	tooHigh       = regexp.MustCompile(`(?i)too (?:large|high|big|long|many)|at most|less than|maximum|range|exceed|greater than|more than|cannot be|must be|[<>]`)
	numbers       = regexp.MustCompile(`\d+`)
)

// What servers say that take no system message, as the templates of some models,
// or that do not stream, as OpenAI does to an account that is not verified.
var (
	noSystem = regexp.MustCompile(`(?i)system['"]? (?:role|message|prompt)s?\b.{0,30}(?:not|un)[ -]?(?:be )?(?:support|allow)|not support.{0,20}system|only user and assistant roles|roles must alternate`)
	noStream = regexp.MustCompile(`(?i)verified to stream|stream(?:ing|ed)?['"]?(?: \w+)? (?:is |are )?(?:not|un) ?(?:support|allow|avail)|not support.{0,20}\bstream(?:ing)?\b`)
)

// overloaded is how servers say in words that they are asked too much.
var overloaded = regexp.MustCompile(`(?i)overload|rate.?limit|too many requests|at capacity|\bbusy\b|is loading|loading model|try again later`)
