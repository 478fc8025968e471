// Package compare lays side by side what several stories of one event tell of
// one thing asked for, and finds which of it is the latest, which it has
// replaced, and which outlets contradict each other.
//
// [Compare] goes by slots: who (the stories must be of one event), what (their
// sentences must say the same of it as the question) and the value (a number, a
// day, a name). Values that only seem to differ, in other units or rounded, are
// no difference. What a story says of disputes is never looked at.
package compare
