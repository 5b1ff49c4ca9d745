import Verger

/// The draft of a landing page as its page sends it, with the one change that a button made.
struct LandingEdit {
    private(set) var document: LandingDocument
    /// The variant that is being written.
    private(set) var variant: LandingVariant
    /// The block that was added or moved.
    private(set) var focus: String?
    let action: String

    init(_ form: Fields, of old: LandingDocument) {
        let parts = (form["do"] ?? "save").split(separator: ":", maxSplits: 1).map(String.init)
        let subject = parts.count > 1 ? parts[1] : ""
        action = parts.first ?? "save"
        let asked = form.text("variant").flatMap(LandingVariant.init(rawValue:)) ?? .a
        variant = old.challenger == nil ? .a : asked
        document = LandingEdit.written(form, old, variant)
        switch action {
        case "add":
            if let kind = form.text("add_kind").flatMap(LandingBlock.Kind.init(rawValue:)) {
                focus = document.add(kind, to: variant)
            }
        case "copy": focus = document.repeatBlock(subject)
        case "up":
            document.move(subject, by: -1)
            focus = subject
        case "down":
            document.move(subject, by: 1)
            focus = subject
        case "remove": document.remove(subject)
        case "challenge":
            document.challenge()
            variant = .b
        case "unchallenge":
            document.challenger = nil
            variant = .a
        default: break
        }
    }

    private static func written(_ form: Fields, _ old: LandingDocument, _ variant: LandingVariant) -> LandingDocument {
        func text(_ name: String) -> String { form[name]?.replacing("\r\n", with: "\n").trimmed.withoutNul ?? "" }
        func number(_ name: String) -> Int64? { form.text(name).flatMap { Int64($0) } }
        var result = old
        result.language = form.text("language").flatMap(Language.init(rawValue:)) ?? old.language
        result.title = text("title")
        result.description = text("description")
        result.isIndexed = form["indexed"] != nil
        result.canonical = text("canonical").isEmpty ? nil : text("canonical")
        result.picture = number("picture")
        result.site = number("site")
        result.footer = text("footer")
        let known = Dictionary(old[variant].map { ($0.id, $0) }) { first, _ in first }
        result[variant] = form.values("block").compactMap { id in
            known[id].map { old in
                var block = old
                for part in block.kind.parts {
                    // One line stays one line, whatever is sent.
                    let value = text("\(id).\(part.rawValue)")
                    block[part] = part.isLong ? value : value.replacing("\n", with: " ")
                }
                return block
            }
        }
        return result
    }
}

extension String {
    fileprivate var withoutNul: String { replacing("\0", with: "") }
}
