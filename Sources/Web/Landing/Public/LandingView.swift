import HTML
import Verger

/// The blocks of a landing page, from top to bottom.
struct LandingView {
    let workspace: Workspace
    let language: Language
    let blocks: [LandingBlock]
    let pictures: [Int64: Picture]
    /// The form in its place; nil where its form is closed.
    let form: Markup?

    private func say(_ sentence: Sentence) -> String { sentence.text(in: language) }

    var markup: Markup {
        var parts: [Markup] = []
        var index = 0
        while index < blocks.count {
            let block = blocks[index]
            let alike = blocks[index...].prefix { $0.kind == block.kind }
            if index == 0, block.kind == .headline, block.picture == nil, blocks.dropFirst().first?.kind == .form {
                parts.append(opening(block, blocks[1]))
                index += 2
            } else if block.kind == .price || block.kind == .testimonial, alike.count > 1 {
                parts.append(
                    section(.class(block.kind == .price ? "band prices" : "band quotes")) {
                        for one in alike { inner(one) }
                    })
                index += alike.count
            } else {
                parts.append(section(.class("band \(block.kind.rawValue)")) { inner(block, isFirst: index == 0) })
                index += 1
            }
        }
        return Markup(parts)
    }

    /// A headline and the form that it is about, side by side where there is room.
    private func opening(_ headline: LandingBlock, _ asking: LandingBlock) -> Markup {
        section(.class("band opening")) {
            div { inner(headline, isFirst: true) }
            inner(asking)
        }
    }

    private func inner(_ block: LandingBlock, isFirst: Bool = false) -> Markup {
        switch block.kind {
        case .headline: headline(block, isFirst)
        case .text: text(block)
        case .image: image(block, isFirst)
        case .form: formCard(block)
        case .testimonial: testimonial(block)
        case .price: price(block)
        case .video: video(block)
        }
    }

    // MARK: Kinds

    @MarkupBuilder private func headline(_ block: LandingBlock, _ isFirst: Bool) -> Markup {
        div(.class("words")) {
            if isFirst { h1 { block[.title] } } else { h2(.class("big")) { block[.title] } }
            if !block[.text].isEmpty { div(.class("lead")) { prose(block[.text]) } }
            if !block[.button].isEmpty { p(.class("act")) { way(block, .class("go")) } }
        }
        picture(block, isFirst: isFirst)
    }

    @MarkupBuilder private func text(_ block: LandingBlock) -> Markup {
        if !block[.title].isEmpty { h2 { block[.title] } }
        div(.class("prose")) { prose(block[.text]) }
    }

    private func image(_ block: LandingBlock, _ isFirst: Bool) -> Markup {
        figure {
            picture(block, isFirst: isFirst)
            if !block[.text].isEmpty { figcaption { block[.text] } }
        }
    }

    private func formCard(_ block: LandingBlock) -> Markup {
        div(.class("card"), .id("form"), .tabindex(-1)) {
            if !block[.title].isEmpty { h2 { block[.title] } }
            if !block[.text].isEmpty { div(.class("prose")) { prose(block[.text]) } }
            if let form {
                form
            } else {
                p(.class("alert")) { say(Sentence(fr: "Ce formulaire est fermé.", en: "This form is closed.")) }
            }
        }
    }

    private func testimonial(_ block: LandingBlock) -> Markup {
        figure(.class("quote")) {
            blockquote { prose(block[.text]) }
            figcaption {
                picture(block, isFirst: false)
                span {
                    b { block[.author] }
                    if !block[.role].isEmpty { span(.class("small")) { block[.role] } }
                }
            }
        }
    }

    private func price(_ block: LandingBlock) -> Markup {
        div(.class("card price-card")) {
            h2 { block[.title] }
            p(.class("amount")) {
                b { block[.amount] }
                if !block[.unit].isEmpty { span(.class("small")) { " " + block[.unit] } }
            }
            if !block[.text].isEmpty { div(.class("prose")) { prose(block[.text]) } }
            if !block[.button].isEmpty { p(.class("act")) { way(block, .class("go")) } }
        }
    }

    /// A picture that leads to the film: nothing of another site is asked for before somebody wants it.
    private func video(_ block: LandingBlock) -> Markup {
        a(
            .class("film"), .href(block[.address]), Attribute("target", "_blank"),
            Attribute("rel", "noopener noreferrer")
        ) {
            span(.class("still")) {
                picture(block, isFirst: false)
                span(.class("play"), .aria("hidden", "true"))
            }
            b { block[.title] }
            if !block[.text].isEmpty { span(.class("small")) { block[.text] } }
            span(.class("small")) {
                say(
                    Sentence(
                        fr: "S’ouvre sur \(WebAddress.host(of: block[.address]) ?? "")",
                        en: "Opens on \(WebAddress.host(of: block[.address]) ?? "")"))
            }
        }
    }

    // MARK: Parts

    private func way(_ block: LandingBlock, _ look: Attribute) -> Markup {
        let address = block[.address].isEmpty ? LandingAddress.form : block[.address]
        return a(look, .href(address), Attribute("rel", address.hasPrefix("#") ? nil : "noopener")) { block[.button] }
    }

    @MarkupBuilder private func picture(_ block: LandingBlock, isFirst: Bool) -> Markup {
        if let picture = block.picture.flatMap({ pictures[$0] }) {
            img(
                .src(picture.address(in: workspace)), Attribute("alt", block[.alternative]),
                Attribute("width", String(picture.width)), Attribute("height", String(picture.height)),
                Attribute("loading", isFirst ? nil : "lazy"), Attribute("fetchpriority", isFirst ? "high" : nil),
                Attribute("decoding", "async"))
        }
    }

    private func prose(_ text: String) -> Markup { LandingProse(text).markup }
}

/// A longer text as a page shows it.
struct LandingProse {
    private let text: LandingText

    init(_ text: String) { self.text = LandingText(text) }

    var markup: Markup {
        group {
            for paragraph in text.paragraphs {
                switch paragraph {
                case .lines(let lines): p { joined(lines) }
                case .list(let items): ul { for item in items { li { runs(item) } } }
                }
            }
        }
    }

    private func joined(_ lines: [[LandingText.Run]]) -> Markup {
        Markup(lines.enumerated().flatMap { $0.offset == 0 ? [runs($0.element)] : [br(), runs($0.element)] })
    }

    private func runs(_ runs: [LandingText.Run]) -> Markup {
        Markup(
            runs.map { run in
                switch run {
                case .plain(let words): Markup(words)
                case .bold(let words): b { words }
                case .link(let words, let address):
                    a(.href(address), Attribute("rel", address.hasPrefix("#") ? nil : "noopener")) { words }
                }
            })
    }
}
