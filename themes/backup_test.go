package themes_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// TestBackupFiles opens files that the client made with the reference
// implementation of age. The browser tests hand it the one they just made, in
// BACKUP_FILE, whose passphrase is that of the file kept here.
func TestBackupFiles(t *testing.T) {
	files := []string{"browser/testdata/age/made-here.age"}
	if name := os.Getenv("BACKUP_FILE"); name != "" {
		files = append(files, name)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(data), "age-encryption.org/v1\n-> scrypt ") || !strings.Contains(string(data[:100]), " 16\n") {
			t.Errorf("%s begins %q, want a passphrase of work factor 16", name, data[:100])
		}
		text, err := decrypt(data, "four words or more")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var document struct {
			Goldseam string
			Format   int
			Records  [][]any
		}
		if err := json.Unmarshal(text, &document); err != nil || document.Goldseam != "notes" || document.Format != 1 || len(document.Records) == 0 {
			t.Errorf("%s holds %.80q (%v), want a document of notes", name, text, err)
		}
	}
}

// TestBackupVectors makes sure of the files that the client is tested with.
func TestBackupVectors(t *testing.T) {
	for name, passphrase := range map[string]string{"binary": "correct horse battery staple", "armored": "correct horse battery staple", "spaced": " spaces at both ends "} {
		data, err := os.ReadFile("browser/testdata/age/" + name + ".age")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := decrypt(data, passphrase); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func decrypt(data []byte, passphrase string) ([]byte, error) {
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, err
	}
	var in io.Reader = bytes.NewReader(data)
	if bytes.HasPrefix(data, []byte(armor.Header)) {
		in = armor.NewReader(in)
	}
	out, err := age.Decrypt(in, identity)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(out)
}
