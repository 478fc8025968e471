package text

import (
	"reflect"
	"testing"
)

// TestEnglishIsWhole checks that every table and pattern of English is there:
// one that is left out of compiling would only make answers worse, and one that
// is no pattern is found only once it is needed.
func TestEnglishIsWhole(t *testing.T) {
	tables, patterns := 0, 0
	eachField(reflect.ValueOf(English()).Elem(), "English", func(name string, v reflect.Value) {
		tables++
		if v.IsZero() || (v.Kind() == reflect.Map || v.Kind() == reflect.Slice) && v.Len() == 0 {
			t.Errorf("%s is empty", name)
		} else if v.CanInterface() {
			if p, ok := v.Interface().(*Pattern); ok {
				patterns++
				p.Regexp() // panics where it is none
			}
		}
	})
	if tables < 190 || patterns < 85 {
		t.Errorf("only %d tables, of which %d patterns, were looked at", tables, patterns)
	}
}

// eachField calls see for every field that is no struct, at any depth.
func eachField(v reflect.Value, name string, see func(name string, v reflect.Value)) {
	for i := range v.NumField() {
		f, at := v.Field(i), name+"."+v.Type().Field(i).Name
		if f.Kind() == reflect.Struct {
			eachField(f, at, see)
			continue
		}
		see(at, f)
	}
}

func TestOf(t *testing.T) {
	for code, want := range map[string]string{"en": "en", "": "en", "xx": "en"} {
		if got := Of(code).Code; got != want {
			t.Errorf("Of(%q) is %q, want %q", code, got, want)
		}
	}
}
