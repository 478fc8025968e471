// Package prompts words what a model is given: one struct for each template,
// whose System is the instructions and whose String is the material and the
// task.
//
// Text from outside (stories, questions, earlier answers) is never part of the
// instructions. Stories stand inside a fence: two lines with a marker that is
// new for every request ([NewFence]). Inside it only the heading of a story
// starts at the start of a line; everything a story says stands behind a number
// and an indent, in one line, so that no story can imitate a heading or the
// fence's end.
package prompts
