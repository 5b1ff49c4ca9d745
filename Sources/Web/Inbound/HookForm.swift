import Verger

/// What was typed of a source.
struct HookForm {
    var name: String
    var style: String
    var header: String
    var prefix: String
    var map: HookMapDraft
    var isActive: Bool
    /// The body to try it with.
    var body: String
    /// What is wrong, by field.
    var problems: [Problem] = []

    init(_ source: HookSource, body: String) {
        name = source.name
        (style, header, prefix) = HookForm.texts(of: source.signing)
        map = source.map
        isActive = source.isActive
        self.body = body
    }

    init(_ form: Fields) {
        name = form["name"] ?? ""
        style = form["signing"] ?? "none"
        header = form["header"]?.trimmed ?? ""
        prefix = form["prefix"]?.trimmed ?? ""
        var slots: [HookSlot: String] = [:]
        for slot in HookSlot.allCases { slots[slot] = form["map_" + slot.rawValue]?.trimmed }
        map = HookMapDraft(
            slots, kind: form["kind"]?.trimmed ?? "", fields: form["fields"] ?? "", properties: form["properties"] ?? ""
        )
        isActive = form["active"] != nil
        body = form["body"] ?? ""
    }

    /// The same for another program, whose signature is set up with its secret.
    mutating func take(_ model: HookModel) {
        (style, header, prefix) = HookForm.texts(of: model.signing)
        if body.isEmpty { body = model.example }
    }

    var signing: HookSource.Signing {
        switch style {
        case "digest": .digest(header: header, prefix: prefix)
        case "timestamped": .timestamped(header: header)
        default: .none
        }
    }

    private static func texts(of signing: HookSource.Signing) -> (String, String, String) {
        switch signing {
        case .none: ("none", "", "")
        case .digest(let header, let prefix): ("digest", header, prefix)
        case .timestamped(let header): ("timestamped", header, "")
        }
    }

    func problem(_ field: String) -> Problem? { problems.first { $0.path == field } }
}
