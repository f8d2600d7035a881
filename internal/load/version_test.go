package load

import "testing"

func TestRenewed(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"older", "# mine\ngoldseam: 0.9.12\ntitle: A\n", "# mine\ngoldseam: " + Version + "\ntitle: A\n"},
		{"remark, quotes and the ends of Windows", "goldseam:  \"0.1.0\" # ours\r\ntitle: A\r\n", "goldseam:  \"" + Version + "\" # ours\r\ntitle: A\r\n"},
		{"byte-order mark", "\ufeffgoldseam: 0.9.0", "\ufeffgoldseam: " + Version},
		{"the same", "goldseam: " + Version + "\n", ""},
		{"newer", "goldseam: 999.0.0\n", ""},
		{"no version", "goldseam: yes\n", ""},
		{"in a text", "publisher:\n  about: |\n    goldseam: 0.9.0\n", ""},
		{"in a remark", "# goldseam: 0.9.0\n", ""},
		{"none", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := Renewed([]byte(tt.text))
			want := tt.want
			if want == "" {
				want = tt.text
			}
			if string(got) != want || ok != (tt.want != "") {
				t.Errorf("Renewed = %q, %t, want %q", got, ok, want)
			}
		})
	}
}
