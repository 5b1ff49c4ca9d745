import HTML
import Verger

/// The blocks of one variant of a draft, each with its turns and its texts.
struct LandingDraftBlocks {
    let visit: Visit
    let document: LandingDocument
    let variant: LandingVariant
    let forms: [Form]
    let pictures: [Picture]
    let problems: [Problem]

    private var notation: Notation { visit.notation }
    private var fields: DraftField { DraftField(visit: visit, problems: problems) }
    private var blocks: [LandingBlock] { document[variant] }

    var markup: Markup {
        section(.aria("labelledby", "blocks")) {
            div(.class("head")) {
                h2(.id("blocks")) { notation.text("Blocs", "Blocks") }
                span(.class("count")) { notation.count(blocks.count) }
                variants
            }
            fields.note("blocks-\(variant.rawValue)")
            ol(.class("questions")) { for (index, block) in blocks.enumerated() { item(block, index) } }
            adding
        }
    }

    // MARK: Variants

    private var variants: Markup {
        div(.class("variants")) {
            if document.challenger == nil {
                button(.class("btn small"), .name("do"), .value("challenge")) {
                    Icon.copy.markup
                    notation.text("Faire une variante B", "Make a variant B")
                }
            } else {
                nav(.class("seg"), .aria("label", notation.text("Variante", "Variant"))) {
                    for one in LandingVariant.allCases {
                        a(.href("?variant=\(one.rawValue)"), .aria("current", one == variant ? "true" : nil)) {
                            notation.text("Variante \(one.name)", "Variant \(one.name)")
                        }
                    }
                }
                if variant == .b {
                    button(.class("btn small quiet"), .name("do"), .value("unchallenge")) {
                        notation.text("Retirer B", "Remove B")
                    }
                }
            }
        }
    }

    // MARK: One block

    private func item(_ block: LandingBlock, _ index: Int) -> Markup {
        let isWrong = problems.contains { $0.path.hasPrefix(block.id + ".") }
        let isOpen = isWrong || visit.query["open"] == block.id
        return li(.id(block.id)) {
            input(.type("hidden"), .name("block"), .value(block.id))
            div(.class("line")) {
                details(.open(isOpen)) {
                    summary {
                        Icon.right.markup
                        b { visit.say(block.kind.label).capitalizedFirst }
                        span(.class("faint")) { gist(block) }
                        if isWrong {
                            span(.class("chip bad")) {
                                Icon.warn.markup
                                notation.text("à revoir", "look again")
                            }
                        }
                    }
                    div(.class("inside")) { for part in block.kind.parts { control(part, block) } }
                }
                turns(block, index)
            }
        }
    }

    private func gist(_ block: LandingBlock) -> String {
        if block.kind == .form { return forms.first { $0.id == block.form }?.name ?? block.gist(notation) }
        if block.kind == .image { return pictures.first { $0.id == block.picture }?.name ?? block.gist(notation) }
        return block.gist(notation)
    }

    private func turns(_ block: LandingBlock, _ index: Int) -> Markup {
        let name = "\(visit.say(block.kind.label)) \(index + 1)"
        return div(.class("turns")) {
            turn("up:", .arrowUp, notation.text("Monter\u{A0}: \(name)", "Move up: \(name)"), block, index > 0)
            turn(
                "down:", .arrowDown, notation.text("Descendre\u{A0}: \(name)", "Move down: \(name)"), block,
                index < blocks.count - 1)
            turn("copy:", .copy, notation.text("Doubler\u{A0}: \(name)", "Repeat: \(name)"), block, true)
            turn("remove:", .x, notation.text("Retirer\u{A0}: \(name)", "Remove: \(name)"), block, true)
        }
    }

    private func turn(
        _ action: String, _ icon: Icon, _ name: String, _ block: LandingBlock, _ isPossible: Bool
    ) -> Markup {
        button(
            .class("btn icon small"), .name("do"), .value(action + block.id), .title(name), .aria("label", name),
            .disabled(!isPossible)
        ) { icon.markup }
    }

    private func control(_ part: LandingBlock.Part, _ block: LandingBlock) -> Markup {
        let name = "\(block.id).\(part.rawValue)"
        let title = visit.say(LandingWords.title(of: part, in: block.kind))
        let hint = LandingWords.hint(of: part, in: block.kind).map(visit.say)
        switch part {
        case .text: return fields.area(name, title, block[part], rows: block.kind == .text ? 6 : 3, hint: hint)
        case .picture:
            return fields.pick(
                name, title, LandingDraftBlocks.choices(pictures, notation), block[part],
                hint: pictures.isEmpty ? visit.say(LandingWords.noPicture) : nil)
        case .form:
            return fields.pick(
                name, title,
                [("", notation.text("choisir", "choose"))] + forms.map { (String($0.id), $0.name) }, block[part],
                hint: hint)
        case .title, .author, .role, .amount, .unit, .button, .address, .alternative:
            return fields.line(name, title, block[part], hint: hint)
        }
    }

    /// The pictures to choose from.
    static func choices(_ pictures: [Picture], _ notation: Notation) -> [(value: String, label: String)] {
        [("", notation.text("aucune", "none"))]
            + pictures.map { (String($0.id), "\($0.name), \($0.width)\u{A0}×\u{A0}\($0.height)") }
    }

    private var adding: Markup {
        div(.class("add-line")) {
            label(.class("sr"), .for("add_kind")) { notation.text("Bloc à ajouter", "Block to add") }
            select(.class("input"), .id("add_kind"), .name("add_kind")) {
                for kind in LandingBlock.Kind.allCases {
                    option(.value(kind.rawValue), .selected(kind == .text)) { visit.say(kind.label).capitalizedFirst }
                }
            }
            button(.class("btn"), .name("do"), .value("add")) {
                Icon.plus.markup
                notation.text("Ajouter", "Add")
            }
            button(.class("btn quiet"), .name("do"), .value("pictures")) {
                Icon.upload.markup
                notation.text("Images", "Images")
            }
        }
    }
}
