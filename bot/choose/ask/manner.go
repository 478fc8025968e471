package ask

// Manner is how a question is asked.
type Manner int

// The manners of asking. Other is a question without a question word.
const (
	Other Manner = iota
	Who
	When
	Where
	HowMany
	HowMuch
	HowLong
	How
	Why
	Which // which or what, and a noun
	What
	YesNo
	Said // what somebody said
)

// String names the manner as a person would.
func (m Manner) String() string {
	names := [...]string{"other", "who", "when", "where", "how many", "how much", "how long", "how", "why", "which", "what", "yes or no", "what was said"}
	if m < 0 || int(m) >= len(names) {
		return "other"
	}
	return names[m]
}
