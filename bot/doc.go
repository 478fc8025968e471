// Package bot answers: it turns a [Question] into an [Answer].
package bot
