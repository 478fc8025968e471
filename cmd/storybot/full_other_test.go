//go:build !linux

package main

// confined is a program of TestFullDisk, which is tried on Linux alone.
func confined() {}
