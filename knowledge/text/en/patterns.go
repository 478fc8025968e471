package en

import "github.com/storybot/storybot/knowledge/text/lang"

// patterns are phrases that one step or another looks for.
func patterns() lang.Patterns {
	return lang.Patterns{
		Orders: `(?i)\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instructions?|prompts?|rules|guidelines|directions|context|above|previous(?:ly)?|data|document|everything)\b` +
			`|\b(?:reply|respond|answer|output|print|repeat|say|write|return|begin|start|end|append|include|insert|prefix)\b.{0,30}\b(?:with|exactly|only|following|phrase|words?|sentence|string|response|verbatim)\b` +
			`|\b(?:just|only|now) (?:print|say|write|output|repeat)\b` +
			`|\b(?:system|developer) (?:prompt|message)|\byour (?:next |final |entire )?(?:response|reply|answer|output|instructions|task)\b` +
			`|\byou (?:must|should|will|are|shall) (?:now|not|only|always|from)\b|\bAI (?:assistant|model)|\blanguage model|<\/?instruction`,
		ListAsked:       `(?i)^\s*(?:how many|what|which|(?:please )?(?:list|show)(?: me)?(?: all)?(?: of)?(?: the| your)?) (?:stories|articles|reports)\b`,
		ListFrame:       `(?i)\b(?:how many|please|list|show|me|all|the|your|what|which|stories|articles|reports|do|does|did|you|have|has|know|are|is|there|were|was|loaded|about|on|of|mention|mentions|mentioned|published|from|in|any|say|tell)\b`,
		Retracts:        `(?i)\b(?:retract(?:s|ed|ing|ion)?|withdr(?:ew|awn|aws?|awing|awal)|unpublished|taken down)\b`,
		RetractionTitle: `(?i)^retraction`,
		Published:       `(?i)\b(?:stor(?:y|ies)|articles?|reports?|piece|post|column|item|version|we|editors?|editor['’]s)\b`,
		Now:             `(?i)\b(?:now|currently|at present|nowadays|these days|latest|most recent(?:ly)?|so far|still)\b`,
		Compares:        `(?i)\b(?:than|compared (?:to|with))\b[^.,;?]*$`,
		Superlative:     `(?i)\b(?:first|only|best|worst|most|least|fewest|record|(?:high|low|larg|bigg|small|long|short|strong|weak|old|young|dead|hott|cold|warm|wett|dri|fast|slow|great|clos|busi|cheap|rich|tall|heavi|earli|lat)est)\b[^.,;?]*$`,
		ToCome:          `(?i)\b(will|next|due to|scheduled|expected to|plans? to|is to|are to|would)\b`,
		FollowStarts:    `(?i)^(?:and |but |or |what about|how about|so |then |also |why\?|when\?|where\?|who\?|how\?|since when)`,
		Contradicts:     `(?i)contradict|disputed|disputes|at odds with|conflicting|differs from|rejected that account`,
	}
}
