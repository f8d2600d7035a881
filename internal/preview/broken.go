package preview

import (
	"bytes"
	"fmt"
)

// brokenPage makes the page that stands for every other while no site could be
// built. It holds the problems, so that it changes, and reloads, with them.
func (s *Server) brokenPage(st *state) []byte {
	view := struct {
		Style    string
		Problems []problem
		Count    string
		Reload   bool // by itself, where there is no live script to do it
	}{
		Style:    escape(st.Base) + ownFolder + "preview.css",
		Problems: shown(st.Problems),
		Count:    count(len(st.Problems)),
		Reload:   st.live == nil,
	}
	var out bytes.Buffer
	if err := s.broken.Execute(&out, view); err != nil {
		panic(err) // impossible: the view fits the template
	}
	return out.Bytes()
}

func count(n int) string {
	if n == 1 {
		return "1 problem"
	}
	return fmt.Sprint(n, " problems")
}

const brokenPage = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{{if .Reload}}<meta http-equiv="refresh" content="2">
{{end}}<title>Preview</title>
<link rel="stylesheet" href="{{.Style}}">
</head>
<body>
<main>
{{- if .Problems}}
<h1>The site cannot be built yet</h1>
<p>There {{if eq .Count "1 problem"}}is{{else}}are{{end}} {{.Count}} to mend. When a file is saved, this page looks again by itself.</p>
<ol>
{{- range .Problems}}
<li>
{{- if .File}}
<p class="place">{{.File}}{{if .Line}}, line {{.Line}}, column {{.Column}}{{end}}</p>
{{- end}}
<p class="{{.Severity}}">{{.Message}}</p>
{{- if .Source}}
<pre><code>{{.Source}}</code></pre>
{{- end}}
{{- if .Hint}}
<p class="hint">{{.Hint}}</p>
{{- end}}
</li>
{{- end}}
</ol>
{{- else}}
<h1>The site is being built</h1>
<p>This page shows it by itself as soon as it is ready.</p>
{{- end}}
</main>
</body>
</html>
`

// missingPage stands for the site's own page for what is not found, where it has none.
const missingPage = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Not found</title>
</head>
<body>
<main>
<h1>Not found</h1>
<p>The site has no page here.</p>
</main>
</body>
</html>
`

const previewCSS = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
main { max-inline-size: 46rem; margin: 2rem auto; padding-inline: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
li { margin-block: 1.5rem; }
li p { margin-block: 0.25rem; }
.place { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
.error, .warning { font-weight: 600; }
.error::before { content: "Problem: "; }
.warning::before { content: "Advice: "; }
pre { overflow-x: auto; padding: 0.5rem; border: 1px solid; }
`
