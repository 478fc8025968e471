// Package spelling tells how alike words are written.
package spelling

// Near reports whether a becomes b by at most n changes of a letter.
func Near(a, b string, n int) bool {
	if len(a)-len(b) > n || len(b)-len(a) > n || len(a) > 40 {
		return false
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)] <= n
}
