package words

// Count is a text about a number of things, {n} of them: for one, and for any other number.
type Count struct{ One, Many string }
