import HTML
import Testing

struct MarkupTests {
    @Test func `escapes texts between tags and inside attributes`() {
        let markup = p(.title("\"><script>alert('x')</script>")) { "<b>bold & \"brave\"</b>" }

        #expect(
            markup.description
                == "<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\">"
                + "&lt;b&gt;bold &amp; &quot;brave&quot;&lt;/b&gt;</p>")
    }

    @Test func `keeps every text a text, whatever it is made of`() {
        let pieces = ["<", ">", "&", "\"", "'", "</p>", "é", "\u{202F}", "\u{0}", "\u{1F}", "x", "=", "&amp;"]
        var state: UInt64 = 7
        for _ in 0..<2000 {
            var text = ""
            for _ in 0..<6 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                text += pieces[Int(state >> 33) % pieces.count]
            }
            let inner = span { text }.description.dropFirst(6).dropLast(7)
            #expect(!inner.contains("<") && !inner.contains(">") && !inner.contains("\"") && !inner.contains("'"))
            #expect(!inner.contains("\0"))
        }
    }

    @Test func `leaves out attributes without a value and writes the others in order`() {
        let markup = input(
            .type("checkbox"), .checked(), .disabled(false), .class(nil), .aria("label", "Choisir"), .data("key", "j"))

        #expect(markup.description == "<input type=\"checkbox\" checked aria-label=\"Choisir\" data-key=\"j\">")
    }

    @Test func `writes conditions and loops`() {
        let names = ["a", "b"]
        let markup = ul {
            for name in names { li { name } }
            if names.isEmpty { li { "none" } }
        }

        #expect(markup.description == "<ul><li>a</li><li>b</li></ul>")
    }
}
