//go:build !linux && !darwin

package private

// userAt cannot tell here: the mode of the folder alone keeps others out.
func userAt(int) (uid int, known bool, err error) { return 0, false, nil }
