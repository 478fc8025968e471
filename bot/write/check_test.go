package write

import "testing"

// TestForeign: a sentence full of names is not for that in another language.
func TestForeign(t *testing.T) {
	t.Parallel()
	w := New(Options{Given: given()})
	for claim, want := range map[string]bool{
		"Storm breaks Oldport harbour wall Monday, sinking nine boats": false,
		"Bakers gave divers bread, Oldport mayor asked help":           false,
		"Nine boats sank.": false,
		"The storm broke the wall, and the mayor of Oldport was asking for help.":            false,
		"Am Montag zerbrach ein Sturm die Hafenmauer von Oldport":                            true,
		"El lunes una tormenta rompió el muro del puerto de Oldport":                         true,
		"Lundi une tempête brisa le mur du port; neuf bateaux coulèrent":                     true,
		"Schließlich dankte sie, bevor ihre Nachbarn ebenfalls Brot brachten, allen Helfern": true,
	} {
		if got := w.foreign(claim); got != want {
			t.Errorf("%q: foreign %v, want %v", claim, got, want)
		}
	}
}
