import TestSupport
import Testing
import Verger

@Suite struct `A draft of a landing page` {
    private static let resources = LandingResources(forms: [7], pictures: [3], sites: [5])

    private static let page = LandingDocument(
        language: .french, title: "Four mixte", description: "Deux phrases.", picture: 3, site: 5,
        footer: "[Mentions](https://borie.example/mentions)",
        blocks: [
            LandingBlock(
                id: "b1", .headline, [.title: "Un four", .button: "L’essayer", .picture: "3", .alternative: "Un four"]),
            LandingBlock(id: "b2", .text, [.text: "Il cuit."]),
            LandingBlock(id: "b3", .form, [.form: "7"]),
            LandingBlock(id: "b4", .testimonial, [.text: "Il cuit.", .author: "Nadia"]),
            LandingBlock(id: "b5", .price, [.title: "FM-20", .amount: "4 900 €"]),
            LandingBlock(
                id: "b6", .video, [.title: "Voir", .address: "https://films.example/1", .picture: "3"]),
            LandingBlock(id: "b7", .image, [.picture: "3", .alternative: "Une cuisine"]),
        ])

    private func paths(_ change: (inout LandingDocument) -> Void) -> [String] {
        var page = Self.page
        change(&page)
        return page.problems(Self.resources).map(\.path)
    }

    @Test func `is kept as it is`() {
        var page = Self.page
        page.challenge()
        page.canonical = "https://borie.example/four"
        page.isIndexed = false

        #expect(LandingDocument(page.document) == page)
        #expect(LandingDocument(.text("page")) == nil)
    }

    @Test func `has all its problems told at once, each in its place`() {
        #expect(paths { _ in } == [])
        #expect(paths { $0.title = " " } == ["title"])
        #expect(paths { $0.canonical = "javascript:alert(1)" } == ["canonical"])
        #expect(paths { $0.picture = 9 } == ["picture"])
        #expect(paths { $0.site = 9 } == ["site"])
        #expect(paths { $0.blocks.removeFirst() } == ["blocks-a"])
        #expect(paths { $0.blocks = [] } == ["blocks-a"])
        #expect(paths { $0.blocks[0][.title] = "" } == ["b1.title"])
        #expect(paths { $0.blocks[0][.alternative] = "" } == ["b1.alternative"])
        #expect(paths { $0.blocks[0][.address] = "javascript:alert(1)" } == ["b1.address"])
        #expect(paths { $0.blocks[0][.address] = "data:text/html,x" } == ["b1.address"])
        #expect(paths { $0.blocks[0][.button] = "" } == [])
        #expect(paths { $0.blocks[2][.form] = "8" } == ["b3.form"])
        #expect(paths { $0.blocks.append(LandingBlock(id: "b8", .form, [.form: "7"])) } == ["blocks-a"])
        #expect(paths { $0.blocks.remove(at: 2) } == ["b1.address"])
        #expect(paths { $0.blocks[3][.author] = "" } == ["b4.author"])
        #expect(paths { $0.blocks[4][.address] = "https://x.example" } == ["b5.button"])
        #expect(paths { $0.blocks[5][.address] = "http://films.example" } == ["b6.address"])
        #expect(paths { $0.blocks[5][.picture] = "" } == ["b6.picture"])
        #expect(paths { $0.blocks[6][.picture] = "12" } == ["b7.picture"])
        #expect(paths { $0.blocks[1][.text] = String(repeating: "é", count: 2001) } == ["b2.text"])
    }

    @Test func `stays light`() {
        let blocks = (0..<4).map { LandingBlock(id: "x\($0)", .text, [.text: String(repeating: "a", count: 3999)]) }

        #expect(paths { $0.blocks += blocks } == ["blocks-a"])
    }

    @Test func `must differ to be compared`() {
        #expect(paths { $0.challenge() } == ["blocks-b"])
        #expect(
            paths {
                $0.challenge()
                $0.challenger?[0][.title] = "Un autre"
            } == [])
    }

    @Test func `is written block by block, in one variant`() {
        var page = Self.page
        page.challenge()
        let ids = page[.b].map(\.id)
        #expect(Set(page.all.map(\.id)).count == 14)

        let added = page.add(.text, to: .b)
        page.move(added, by: -1)
        page.remove(ids[0])
        let copy = page.repeatBlock(ids[1])
        page.move("b1", by: -1)
        page.remove("nothing")

        #expect(page[.a] == Self.page.blocks)
        #expect(page[.b].count == 8 && page[.b][6].id == added && page[.b][1].id == copy)
        #expect(page.keeping(.b).blocks == page[.b] && page.keeping(.b).challenger == nil)
    }

    @Test func `keeps no part that its kind has not`() {
        var block = LandingBlock(id: "b1", .text, [.text: "x", .amount: "3"])
        block[.address] = "https://x.example"

        #expect(block.parts == [.text: "x"])
    }

    @Test(arguments: [
        ("https://borie.example/x?y=1#z", true), ("#form", true), ("mailto:a@borie.example", true),
        ("tel:+33472000000", true),
        ("http://borie.example", false), ("javascript:alert(1)", false), ("JaVaScRiPt:alert(1)", false),
        ("data:text/html,x", false), ("//borie.example", false), ("mailto:x", false), ("tel:alert(1)", false),
        ("#other", false),
    ])
    func `leads to what is no script`(address: String, isAllowed: Bool) {
        #expect(LandingAddress.isAllowed(address) == isAllowed)
    }
}

@Suite struct `A longer text of a page` {
    @Test func `has paragraphs, lists, bold words and links`() {
        let text = LandingText("Un **four**\nqui cuit\n\n- vite\n- bien, [voyez](https://x.example)\n\nFin")

        #expect(
            text.paragraphs == [
                .lines([[.plain("Un "), .bold("four")], [.plain("qui cuit")]]),
                .list([[.plain("vite")], [.plain("bien, "), .link("voyez", to: "https://x.example")]]),
                .lines([[.plain("Fin")]]),
            ])
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "[x](javascript:alert(1))", "2 ** 3", "**", "[", "[]()", "[a](", "](", "****",
        "[a[b](https://x.example)",
    ])
    func `leaves alone what is none of them`(text: String) {
        let joined = LandingText(text).paragraphs.map { paragraph in
            guard case .lines(let lines) = paragraph, lines.count == 1 else { return "?" }
            return lines[0].map { run in
                switch run {
                case .plain(let words): words
                case .bold(let words): "B" + words
                case .link(let words, let address): address == "https://x.example" ? "[\(words)](\(address))" : "L"
                }
            }.joined()
        }

        #expect(joined == [text])
    }
}

@Suite struct `The last word of an address` {
    @Test(arguments: ["four-mixte", "a", "2026", "a-b-c", "FOUR"])
    func `is letters, digits and hyphens`(text: String) {
        #expect(Slug(text)?.text == text.lowercased())
    }

    @Test(arguments: [
        "", " ", "-a", "a-", "a--b", "é", "a/b", "a b", "../x", "a.b", "%2e", String(repeating: "a", count: 61),
    ])
    func `is nothing else`(text: String) { #expect(Slug(text) == nil) }

    @Test func `is made of a name, and numbered where it is taken`() {
        #expect(Slug(madeOf: "Four mixte : l’été !")?.text == "four-mixte-l-ete")
        #expect(Slug(madeOf: "¿?") == nil)
        #expect(Slug("four")?.free(among: ["four", "four-2"]).text == "four-3")
        #expect(Slug(String(repeating: "a", count: 60))?.numbered(12).text.utf8.count == 60)
    }
}

@Suite struct `The colour of a workspace` {
    @Test func `is legible on light and on dark, whatever it is`() throws {
        for red in stride(from: 0, through: 255, by: 51) {
            for green in stride(from: 0, through: 255, by: 51) {
                for blue in stride(from: 0, through: 255, by: 51) {
                    let digits = [red, green, blue].map { String($0, radix: 16) }.map { $0.count < 2 ? "0" + $0 : $0 }
                    let colour = try #require(Accent("#" + digits.joined()))
                    let words = try #require(Accent(colour.words))

                    #expect(colour.contrast(with: words) >= 4.5)
                    for ground in Accent.lightGrounds { #expect(colour.onLight.contrast(with: ground) >= 4.5) }
                    for ground in Accent.darkGrounds { #expect(colour.onDark.contrast(with: ground) >= 4.5) }
                }
            }
        }
    }

    @Test func `stays itself where it can`() {
        #expect(Accent("#2a4ea2")?.onLight.text == "#2a4ea2")
        #expect(Accent("#a3bcf8")?.onDark.text == "#a3bcf8")
        #expect(abs((Accent.black.contrast(with: .white)) - 21) < 0.001)
    }

    @Test func `is kept with the settings`() {
        var settings = WorkspaceSettings()
        settings.brand = Brand(colour: Accent("#7a2048"), logo: 12)

        #expect(WorkspaceSettings(values: settings.values).brand == settings.brand)
        #expect(WorkspaceSettings(values: [:]).brand == Brand())
        #expect(
            settings.brand.with(Accent("#000000")).colour?.text == "#000000"
                && settings.brand.with(nil) == settings.brand)
    }
}
