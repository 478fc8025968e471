// Package quantity reads the numbers and days of a sentence as one compares them: what counts or measures something, in which unit, and
// what is only a name, a place in an order or the day of a month; and whether two of them may be one, told in round
// numbers, roughly, in other units, or by a weekday.
package quantity
