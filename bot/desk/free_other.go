//go:build !linux && !darwin

package desk

// free is how many bytes a user may still write where dir is; -1: unknown.
func free(string) int64 { return -1 }
