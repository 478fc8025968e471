package packed

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/storybot/storybot/knowledge"
	"github.com/storybot/storybot/knowledge/text"
)

// FingerprintSize is the length of a Fingerprint: the first bytes of the SHA-256
// of the text that is embedded for a passage. Passages with the same one
// share one vector.
const FingerprintSize = 16

// Fingerprint is what the vector of a text is kept under.
type Fingerprint [FingerprintSize]byte

// EmbeddingText is the text that is embedded for a passage: the title says what
// its pronouns refer to.
func EmbeddingText(title, passage string) string { return title + "\n\n" + passage }

// FingerprintOf is the fingerprint of a text that is embedded.
func FingerprintOf(text string) Fingerprint {
	sum := sha256.Sum256([]byte(text))
	return Fingerprint(sum[:FingerprintSize])
}

// Fingerprints returns the fingerprints of a story's passages, one after the other.
func Fingerprints(s *knowledge.Story, passages []text.Span) []byte {
	b := make([]byte, 0, FingerprintSize*len(passages))
	for _, p := range passages {
		one := FingerprintOf(EmbeddingText(s.Title, p.Of(s.Text)))
		b = append(b, one[:]...)
	}
	return b
}

// CheckVectors refuses vectors that cannot be compared: of several dimensions,
// of nothing but zeros, or with something that is not a number.
func CheckVectors(name string, texts []string, vectors [][]float32) error {
	if len(texts) != len(vectors) {
		return fmt.Errorf("%s: %d vectors for %d texts", name, len(vectors), len(texts))
	}
	for _, v := range vectors {
		if len(v) != len(vectors[0]) {
			return fmt.Errorf("%s: vectors of %d and of %d numbers", name, len(vectors[0]), len(v))
		}
		if l := length(v); l == 0 || math.IsNaN(l) || math.IsInf(l, 0) {
			return fmt.Errorf("%s: a vector of length %g", name, l)
		}
	}
	return nil
}

func length(v []float32) float64 {
	sum := 0.0
	for _, f := range v {
		sum += float64(f) * float64(f)
	}
	return math.Sqrt(sum)
}

// Vector writes a vector, four bytes a number.
func Vector(v []float32) []byte {
	b := make([]byte, 0, 4*len(v))
	for _, f := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
	}
	return b
}

// ReadVector reads what Vector wrote.
func ReadVector(b []byte) []float32 {
	v := make([]float32, len(b)/4)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return v
}

// PrintsOf are what the vectors of texts are kept under, 16 bytes each. It refuses vectors
// that cannot be kept.
func PrintsOf(name string, texts []string, vectors [][]float32) ([][]byte, error) {
	if err := CheckVectors(name, texts, vectors); err != nil {
		return nil, err
	}
	prints := make([][]byte, len(texts))
	for i, text := range texts {
		p := FingerprintOf(text)
		prints[i] = p[:]
	}
	return prints, nil
}
