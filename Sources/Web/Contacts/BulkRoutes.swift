import HTML
import HTTPTypes
import NIOCore
import NIOPosix
import Storage
import Verger

/// What is done with many contacts at once: tags, owners, files.
enum BulkRoutes {
    /// More than that at once belongs to an import.
    private static let most = 20_000

    static let all = [
        Route(.post, "contacts/bulk-actions", may: .editContacts, perform).accepting(bytes: 4 << 20).creating,
        Route(.post, "contacts/bulk-actions/{action}/reversals", may: .editContacts, undo),
        Route(
            .get, "contacts/export.csv", may: .exportContacts,
            live: { visit in
                try await export(ContactsAddress(visit.query), only: nil, visit)
            }),
        Route(
            .post, "contacts/exports", may: .exportContacts,
            live: { visit in
                let chosen = visit.form["everyone"] == "1" ? nil : chosen(visit)
                return try await export(
                    ContactsAddress(Fields(urlEncoded: visit.form["list"] ?? "")), only: chosen, visit)
            }
        ).accepting(bytes: 4 << 20),
    ]

    private static func chosen(_ visit: Visit) -> [Contact.ID] {
        visit.form.values("contact").compactMap { Int64($0) }.map { Contact.ID($0) }
    }

    @Sendable private static func perform(_ visit: Visit) throws -> Answer {
        if visit.form["action"] == "add_segment" { return try addToSegment(visit) }
        guard let action = action(visit.form) else {
            return .redirect(to: back(visit)).toast(
                visit.notation.text(
                    "Rien n’a changé\u{A0}: il manque l’étiquette.", "Nothing has changed: the tag is missing."))
        }
        if case .assign = action, !visit.may(.assignContacts) { throw Refusal.forbidden(.assignContacts) }
        return try done(action, visit) { sentence(action, $0, visit) }
    }

    /// Gives the tag of a segment that is kept by hand.
    private static func addToSegment(_ visit: Visit) throws -> Answer {
        switch try HandSegment.choice(visit) {
        case .none:
            return .redirect(to: back(visit)).toast(
                visit.notation.text(
                    "Rien n’a changé\u{A0}: choisissez un segment ou nommez-en un nouveau.",
                    "Nothing has changed: choose a segment, or name a new one."))
        case .refused(let problems):
            return .redirect(to: back(visit)).toast(
                problems.map { $0.text(in: visit.language).capitalizedFirst }.joined(separator: " ") + ".")
        case .chosen(let hand):
            return try done(.addTag(hand.tag), visit) { contacts in
                visit.notation.text(
                    "\(contacts)\u{A0}: dans le segment «\u{A0}\(hand.segment.name)\u{A0}».",
                    "\(contacts): in the segment “\(hand.segment.name)”.")
            }
        }
    }

    private static func done(_ action: BulkAction, _ visit: Visit, _ sentence: (String) -> String) throws -> Answer {
        let outcome = try visit.write { connection in
            try BulkActions(connection, in: visit.workspace, types: try visit.rules(on: connection).catalogue.fields)
                .perform(action, on: try meant(visit, connection), by: visit.member.user.email, at: visit.now)
        }
        let contacts = visit.notation.plural(
            outcome.changed, Sentence(fr: "contact", en: "contact"), Sentence(fr: "contacts", en: "contacts"))
        let undo = outcome.changed > 0 ? visit.links.to("contacts/bulk-actions/\(outcome.id)/reversals") : nil
        return .redirect(to: back(visit)).toast(sentence(contacts), undo: undo)
    }

    /// The list, or the segment, on whose page it was asked for.
    private static func back(_ visit: Visit) -> String {
        if let segment = visit.form.integer("from_segment") {
            return visit.links.segment(.init(Int64(segment))) + "#members"
        }
        return visit.links.contacts + (visit.form.text("list").map { "?" + $0 } ?? "")
    }

    private static func action(_ form: Fields) -> BulkAction? {
        switch form["action"] {
        case "add_tag": form.text("tag").map { .addTag(String($0.prefix(100))) }
        case "remove_tag": form.text("tag").map { .removeTag($0) }
        case "assign": .assign(form.text("owner"))
        default: nil
        }
    }

    /// Those that were ticked, or the whole list; only those that the visitor sees.
    private static func meant(_ visit: Visit, _ connection: any SQLConnection) throws -> [Contact.ID] {
        let address = ContactsAddress(Fields(urlEncoded: visit.form["list"] ?? ""))
        if visit.form["everyone"] == "1" {
            guard let list = try ContactsReading.list(address, visit, connection) else { return [] }
            let ids = try list.ids(after: nil, limit: most + 1).ids
            guard ids.count <= most else {
                let limit = visit.notation.number(Number(most), places: 0)
                throw Refusal.conflict(
                    Sentence(
                        fr:
                            "Rien n’a changé\u{A0}: cette liste a plus de \(limit) contacts. Filtrez-la, puis recommencez par parts.",
                        en:
                            "Nothing has changed: this list has more than \(limit) contacts. Filter it, and go on by parts."
                    ))
            }
            return ids
        }
        let filter = ContactFilter(visible: visit.member.visibility.restriction)
        let seen = try ContactList(connection, in: visit.workspace, filter: filter, at: visit.now).holding(
            chosen(visit))
        return chosen(visit).filter(seen.contains)
    }

    private static func sentence(_ action: BulkAction, _ contacts: String, _ visit: Visit) -> String {
        switch action {
        case .addTag(let tag):
            visit.notation.text(
                "\(contacts)\u{A0}: étiquette «\u{A0}\(tag)\u{A0}» ajoutée.", "\(contacts): tag “\(tag)” added.")
        case .removeTag(let tag):
            visit.notation.text(
                "\(contacts)\u{A0}: étiquette «\u{A0}\(tag)\u{A0}» retirée.", "\(contacts): tag “\(tag)” removed.")
        case .assign(let owner?):
            visit.notation.text("\(contacts)\u{A0}: suivi par \(owner).", "\(contacts): owned by \(owner).")
        case .assign(nil):
            visit.notation.text("\(contacts)\u{A0}: suivi par personne.", "\(contacts): owned by nobody.")
        }
    }

    @Sendable private static func undo(_ visit: Visit) throws -> Answer {
        let id = try visit.number("action")
        let outcome = try visit.write { connection in
            let actions = BulkActions(
                connection, in: visit.workspace, types: try visit.rules(on: connection).catalogue.fields)
            if case .assign = try actions.find(id), !visit.may(.assignContacts) {
                throw Refusal.forbidden(.assignContacts)
            }
            return try actions.undo(id, by: visit.member.user.email, at: visit.now)
        }
        guard let outcome else { throw Refusal.notFound }
        let left =
            outcome.unchanged == 0
            ? ""
            : visit.notation.text(
                " \(outcome.unchanged) changés depuis sont restés ainsi.",
                " \(outcome.unchanged) changed since were left alone.")
        return .redirect(to: visit.links.contacts).toast(visit.notation.text("Annulé.", "Undone.") + left)
    }

    // MARK: Files

    /// The list as a file, sent as it is read. Formulas are disarmed.
    private static func export(
        _ address: ContactsAddress, only chosen: [Contact.ID]?, _ visit: Visit
    ) async throws -> Answer {
        let sheet = try await visit.site.threads.runIfActive {
            try visit.read { try ContactSheet(address, only: chosen, visit, $0) }
        }
        try await visit.site.threads.runIfActive {
            try visit.write { connection in
                try AuditLog(connection, in: visit.workspace.id).record(
                    "contacts exported", by: visit.member.user.email, [("list", .text(address.list))], at: visit.now)
            }
        }
        return Answer(streaming: "text/csv; charset=utf-8") { send in
            try await send(ByteBuffer(bytes: sheet.head))
            var place: ContactSheet.Place? = .start
            while let current = place {
                let (bytes, next) = try await visit.site.threads.runIfActive { try sheet.part(from: current) }
                if !bytes.isEmpty { try await send(ByteBuffer(bytes: bytes)) }
                place = next
            }
        }.with(.contentDisposition, "attachment; filename=\"contacts.csv\"")
    }
}
