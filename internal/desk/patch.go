package desk

import (
	"goldseam/internal/build"
	"goldseam/internal/diag"
	"goldseam/internal/edit"
	"goldseam/internal/patch"
)

// kindOf is what package patch calls a text.
func kindOf(t build.Text) patch.Kind {
	kind := patch.Kind(t.Kind)
	if t.Translation {
		kind += "-translation"
	}
	return kind
}

// patched gives the base's text with the changes of a patch.
func patched(t build.Text, base []byte, file string, changes []byte) ([]byte, diag.List) {
	made, problems := patch.New().Apply(kindOf(t), patch.Source{File: t.Path, Text: base}, patch.Source{File: file, Text: changes}, nil)
	if made == nil {
		return nil, problems
	}
	return made.Text, problems
}

// difference gives the patch that makes text of the base's, if one can. What
// comes of the base and the patch must say the same as text on the form.
func difference(t build.Text, base, text []byte) ([]byte, bool) {
	changes, ok := patch.New().Diff(kindOf(t), base, text)
	if !ok {
		return nil, false
	}
	made, problems := patched(t, base, "", changes)
	if problems != nil {
		return nil, false
	}
	return changes, edit.Same(edit.Kind(t.Kind), t.Translation, text, made)
}
