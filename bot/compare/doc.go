// Package compare lays side by side what several stories of one event tell of
// one thing asked for, and finds which of it is the latest, which it has
// replaced, and which outlets contradict each other.
//
// [Compare] goes by slots: who (the stories must be of one event), what (their
// sentences must say the same of it as the question) and the value (a number, a
// day, a name). Where the stories use other words, it looks in each of them for the
// sentence that comes nearest to the one that answers and has a value of the same
// kind. Who knows the other's value as well gives its own for something else; a later
// story that knows the earlier value has replaced it. Values that only seem to
// differ, in other units or rounded, are no difference, nor are a part and its
// whole, a day's and all, what was hoped for and what came, an age then and now,
// what there is room for, another side, another office, all that somebody has and those whom something befell, who says it
// and who did it, values of other places, periods or people, or what a clause tells by the way. Two outlets differ, too, where
// who did it and whom it was done to have changed places, and where one denies or
// refuses what the other says. What a story says of disputes is never looked at.
// In doubt nothing is said: a wrong note misleads more than none.
package compare
