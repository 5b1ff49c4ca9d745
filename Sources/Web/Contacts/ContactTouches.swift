import Storage
import Verger

/// What brought a contact, as far as a day that is looked at.
struct ContactTouches {
    let book: SourceBook
    let history: TouchHistory
    /// When it became a lead, and what made it one; nil for whoever is none.
    let creation: (at: Instant, touch: SourceTouch?)?

    init(
        of contact: Contact.ID, _ stages: [Transition], _ rules: Rules, upTo instant: Instant,
        _ workspace: Workspace.ID,
        _ connection: any SQLConnection
    ) throws {
        book = try Channels(connection, in: workspace).book()
        let touches = Touches(connection, in: workspace, book, kinds: rules.catalogue.kindsByName)
        history = try touches.histories(of: [contact], upTo: instant)[contact] ?? TouchHistory([])
        creation = history.leadCreation(in: stages, rules)
    }

    /// As programs read it.
    var document: Document {
        .object([
            ("first", history.first.map(document) ?? .null),
            ("lead", creation?.touch.map(document) ?? .null),
            ("leadSince", .text(orNull: creation?.at.iso8601)),
            ("all", .list(history.told.map(document))),
        ])
    }

    private func document(_ touch: SourceTouch) -> Document {
        var pairs: [(String, Document)] = [
            ("at", .text(touch.at.iso8601)), ("channel", .text(orNull: touch.channel)),
            ("campaign", .text(orNull: touch.campaign.flatMap { book.campaign($0)?.name })),
        ]
        switch touch.origin {
        case .activity(let id, let kind):
            pairs += [("kind", .text(kind)), ("activity", .number(Int(id)))]
        case .profile: pairs += [("kind", .null), ("activity", .null)]
        }
        return .object(pairs)
    }
}
