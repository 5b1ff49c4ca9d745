import Verger

/// What is written of a purpose, as it was typed.
struct PurposeForm {
    var id = ""
    var role = Purpose.Role.messages
    var nameFR = ""
    var nameEN = ""
    var explanationFR = ""
    var explanationEN = ""
    var channels: Set<ConsentChannel> = [.email]
    var bases: Set<ConsentBasis> = [.consent]
    var coversUnstated = false
    var isArchived = false
    var problems: [String: Sentence] = [:]

    init() {}

    init(_ purpose: Purpose) {
        id = purpose.id
        role = purpose.role
        nameFR = purpose.name.fr
        nameEN = purpose.name.en
        explanationFR = purpose.explanation.fr
        explanationEN = purpose.explanation.en
        channels = Set(purpose.channels)
        bases = purpose.bases
        coversUnstated = purpose.coversUnstated
        isArchived = purpose.isArchived
    }

    /// `old`: the purpose that is changed; what it is about never is.
    init(_ form: Fields, changing old: Purpose?) {
        id = old?.id ?? form.text("id") ?? ""
        role = old?.role ?? .messages
        nameFR = form.text("name_fr") ?? ""
        nameEN = form.text("name_en") ?? ""
        explanationFR = form.text("explanation_fr") ?? ""
        explanationEN = form.text("explanation_en") ?? ""
        channels =
            role == .messages
            ? Set(form.values("channel").compactMap(ConsentChannel.init(rawValue:))) : Set(role.channels)
        bases = Set(form.values("basis").compactMap(ConsentBasis.init(rawValue:))).union([.consent])
        coversUnstated = form["covers_unstated"] != nil
        isArchived = form["archived"] != nil
    }

    var purpose: Purpose {
        Purpose(
            id: id, role: role, name: Sentence(fr: nameFR, en: nameEN),
            explanation: Sentence(fr: explanationFR, en: explanationEN),
            channels: ConsentChannel.allCases.filter(channels.contains), bases: bases, coversUnstated: coversUnstated,
            isArchived: isArchived)
    }

    /// Too long, or what no database keeps.
    var hasUnwritable: Bool {
        [id, nameFR, nameEN, explanationFR, explanationEN].contains { $0.contains("\0") || $0.count > 1000 }
    }
}
