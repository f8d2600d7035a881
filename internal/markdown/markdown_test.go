package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldseam/internal/markdown"
)

// plain fills gaps so that they can be read in a test.
type plain struct{}

func (plain) Link(l markdown.Link) string {
	if l.Fragment != "" {
		return "<" + l.Target + "#" + l.Fragment + ">"
	}
	return l.Target
}
func (plain) Image(i markdown.Image) string { return "/img/" + i.Target }
func (plain) Heading(i int) string          { return fmt.Sprintf("s%d", i+1) }
func (plain) Anchor() string                { return "f" }
func (plain) Word(key string) string        { return "{" + key + "}" }
func (plain) Mark(int) string               { return "" }

func TestConvert(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"paragraph", "It's \"fine\" -- really...", `<p>It’s “fine” – really…</p>`},
		{"headings", "## One thing\n\n### One thing {#two}\n", "<h2 id=\"s1\">One thing</h2>\n<h3 id=\"s2\">One thing</h3>"},
		{"section for two", "## One\n\n## Two {#b .together}\n\nText.\n\n### Within\n\n> ## Quoted\n\n## Three", "<h2 id=\"s1\">One</h2>\n<section data-together>\n<h2 id=\"s2\">Two</h2>\n<p>Text.</p>\n<h3 id=\"s3\">Within</h3>\n<blockquote>\n<h2 id=\"s4\">Quoted</h2>\n</blockquote>\n</section>\n<h2 id=\"s5\">Three</h2>"},
		{"section for two at the end", "## A {.together}\n\nB[^1]\n\n[^1]: C", "<section data-together>\n<h2 id=\"s1\">A</h2>\n<p>B<sup id=\"fr1\"><a href=\"#fn1\" role=\"doc-noteref\">1</a></sup></p>\n</section>\n<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{footnotes}\">\n<ol>\n<li id=\"fn1\">\n<p>C <a href=\"#fr1\" role=\"doc-backlink\" aria-label=\"{footnote-back} 1\">↩</a></p>\n</li>\n</ol>\n</section>"},
		{"link", `See [this "one"](../pages/help.md#top "a <title>").`, `<p>See <a href="&lt;../pages/help.md#top&gt;" title="a &lt;title&gt;">this “one”</a>.</p>`},
		{"outer link", "<https://example.org/?a&b>", `<p><a href="https://example.org/?a&amp;b" rel="noreferrer noopener">https://example.org/?a&amp;b</a></p>`},
		{"mail", "<a@example.org>", `<p><a href="mailto:a@example.org" rel="noreferrer noopener">a@example.org</a></p>`},
		{"image", `![A "hand"](hand.png)`, `<p><img src="/img/hand.png" alt="A “hand”"></p>`},
		{"call-out", "> [!WARNING]\n> Stop *now*.\n>\n> Rest.", "<aside class=\"callout callout-warning\"><p class=\"callout-title\">{callout-warning}</p>\n<p>Stop <em>now</em>.</p>\n<p>Rest.</p>\n</aside>"},
		{"quote", "> [!x\n> y", "<blockquote>\n<p>[!x\ny</p>\n</blockquote>"},
		{"definition", "Pause\n: A break.", "<dl>\n<dt>Pause</dt>\n<dd>A break.</dd>\n</dl>"},
		{"footnote", "Slow.[^1]\n\n[^1]: Very.", "<p>Slow.<sup id=\"fr1\"><a href=\"#fn1\" role=\"doc-noteref\">1</a></sup></p>\n<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{footnotes}\">\n<ol>\n<li id=\"fn1\">\n<p>Very. <a href=\"#fr1\" role=\"doc-backlink\" aria-label=\"{footnote-back} 1\">↩</a></p>\n</li>\n</ol>\n</section>"},
		{"table", "| a | b |\n|---|--:|\n| 1 | 2 |", "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{table}: a, b\"><table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n<th scope=\"col\" class=\"end\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td class=\"end\">2</td>\n</tr>\n</tbody>\n</table></div>"},
		{"code", "```go onclick=x\na < b\n```", "<pre tabindex=\"0\"><code>a &lt; b\n</code></pre>"},
	}
	c := markdown.New("en")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, problems := c.Convert("f.md", []byte(tt.src))
			if len(problems) > 0 {
				t.Errorf("problems: %v", problems)
			}
			if d := cmp.Diff(tt.want, strings.TrimSpace(string(doc.HTML(plain{})))); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestConvertProblems(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"raw HTML", "a <b>x</b>\n\n<script>y</script>", "1:3 raw-html, 1:7 raw-html, 3:1 raw-html"},
		{"comment", "<!-- later -->", "1:1 raw-html"},
		{"first level", "# Title", "1:1 heading-order"},
		{"skipped level", "## A\n\n#### B", "3:1 heading-order"},
		{"begins too deep", "### A", "1:1 heading-order"},
		{"empty heading", "##", "1:1 heading-empty"},
		{"heading id", "## A {#B}\n\n## X {.big onclick=y}", "1:1 heading-id, 3:1 heading-id, 3:1 heading-id"},
		{"mark", "## A {.togethre}\n\n## B {.together .big}", "1:1 heading-id, 3:1 heading-id"},
		{"mark within a mark", "## A {.together}\n\n### B {.together}", "3:1 heading-id"},
		{"mark in a quote", "> ## A {.together}", "1:3 heading-id"},
		{"script link", "[x](javascript:alert(1))", "1:1 link-scheme"},
		{"data link", "[x](data:text/html,x)", "1:1 link-scheme"},
		{"site address", "[x](/p/1/)", "1:1 link-address"},
		{"other origin", "[x](//evil.example)", "1:1 link-address"},
		{"query", "[x](a.md?b=1)", "1:1 link-address"},
		{"one slash", "[x](https:example.org)", "1:1 link-address"},
		{"nothing", "[x]()", "1:1 link-nothing"},
		{"no fragment", "[x](a.md#)", "1:1 link-nothing"},
		{"no words", "[](a.md)", "1:1 link-text"},
		{"reference", "Go [there][nowhere] now.", "1:4 link-nothing"},
		{"no alt", "![](a.png)", "1:1 image-text"},
		{"outer image", "![x](https://example.org/a.png)", "1:1 image-file"},
		{"no picture", "![x](a.exe)", "1:1 image-file"},
		{"call-out", "> [!NOET]\n> x", "1:3 callout-kind"},
		{"missing footnote", "A[^1] b", "1:2 footnote-missing"},
		{"unused footnote", "A\n\n[^1]: b", "3:1 footnote-unused"},
		{"link in a link", "[a <https://example.org>](b.md)", "1:4 link-text"},
		{"footnote in a link", "[a[^1]](b.md)\n\n[^1]: c", "1:3 link-text"},
		{"in a list", "- é [x](javascript:y)", "1:5 link-scheme"},
	}
	c := markdown.New("en")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := c.Convert("f.md", []byte(tt.src))
			var got []string
			for _, p := range problems.Sorted() {
				got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Code))
			}
			if d := cmp.Diff(tt.want, strings.Join(got, ", ")); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestText(t *testing.T) {
	tests := []struct{ lang, in, want string }{
		{"en", `Don't add a "but".`, "Don’t add a “but”."},
		{"en", `"I'm back. Can we try?"`, "“I’m back. Can we try?”"},
		{"en", `Say 'no' and wait...`, "Say ‘no’ and wait…"},
		{"en", `'Tis over.... <b>`, "’Tis over…. &lt;b&gt;"},
		{"es", `Di "no"`, "Di «no»"},
		{"de", `Sag "nein"`, "Sag „nein“"},
	}
	for _, tt := range tests {
		if got := string(markdown.New(tt.lang).Text(tt.in)); got != tt.want {
			t.Errorf("%s: Text(%q) = %q, want %q", tt.lang, tt.in, got, tt.want)
		}
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"¿Qué noté?": "qué-noté", "الخطوة الأولى": "الخطوة-الأولى", "Don't push": "dont-push", "One thing, for today": "one-thing-for-today", "!!": "", "m\u0362'\u0368": "m\u0368\u0362",
	} {
		if got := markdown.Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHeadingIDs(t *testing.T) {
	doc, _ := markdown.New("en").Convert("f", []byte("## Signs\n\n## Signs\n\n## Signs 2\n\n## Other {#own}\n"))
	var got []string
	for _, h := range doc.Headings {
		got = append(got, h.ID)
	}
	if d := cmp.Diff([]string{"signs", "signs-2", "signs-2-2", "own"}, got); d != "" {
		t.Error(d)
	}
}
