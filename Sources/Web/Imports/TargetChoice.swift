import HTML
import Verger

/// What a column may become, in groups.
struct TargetChoice {
    private let groups: [(title: String, targets: [ColumnTarget])]
    private let notation: Notation

    init(_ mapping: ImportMapping, fields: [String], _ notation: Notation) {
        self.notation = notation
        let used = mapping.columns.compactMap(\.target)
        let answers = used.filter { if case .property = $0 { true } else { false } }
        func with(_ title: String, _ targets: [ColumnTarget]) -> (title: String, targets: [ColumnTarget]) {
            (title, targets)
        }
        let company = CompanyField.allCases.map(ColumnTarget.company)
        switch mapping.kind {
        case .contacts:
            let person: [ColumnTarget] = [
                .contact(.email), .contact(.firstName), .contact(.lastName), .fullName, .contact(.phone),
                .contact(.jobTitle), .contact(.externalID), .contact(.city), .contact(.postalCode), .contact(.country),
                .contact(.language), .contact(.source), .contact(.owner), .contact(.createdAt), .tags,
            ]
            let details = Set(answers).union(["form", "event", "ad", "ad_group", "platform"].map { .property($0) })
            groups = [
                with(notation.text("La personne", "The person"), person),
                with(notation.text("Son entreprise", "Their company"), company),
                with(notation.text("Champs de l’espace", "Fields of the workspace"), fields.map { .custom($0) }),
                with(
                    notation.text("Son accord", "Their consent"),
                    ConsentChannel.messages.map { .consent($0.rawValue) }),
                with(
                    notation.text("Ce qu’elle a fait", "What they did"),
                    [.activity(.at), .activity(.campaign), .activity(.channel), .activity(.messageID)]
                        + details.sorted { $0.key < $1.key }),
            ]
        case .companies: groups = [with(notation.text("L’entreprise", "The company"), company)]
        case .activities, .payments:
            let columns: [ActivityColumn] =
                mapping.kind == .activities
                ? [.kind, .at, .channel, .campaign, .amount, .currency, .messageID, .voids]
                : [.at, .amount, .currency, .reference, .channel, .campaign, .messageID, .voids]
            groups = [
                with(notation.text("Le fait", "The fact"), [.reference] + columns.map { .activity($0) }),
                with(notation.text("Ses détails", "Its details"), answers),
            ]
        }
    }

    func select(_ name: String, _ chosen: ColumnTarget?, label: String, isWrong: Bool) -> Markup {
        HTML.select(
            .class("input"), .name(name), .aria("label", label), .aria("invalid", isWrong ? "true" : nil)
        ) {
            option(.value(""), .selected(chosen == nil)) { notation.text("— laissée de côté", "— left aside") }
            for group in groups where !group.targets.isEmpty {
                optgroup(Attribute("label", group.title)) {
                    for target in group.targets {
                        option(.value(target.key), .selected(target == chosen)) {
                            ImportWords.name(target, notation).capitalizedFirst
                        }
                    }
                }
            }
        }
    }
}
