// Package knowledge finds: it turns stories into passages and questions into
// the passages that bear on them.
package knowledge
