import HTML
import HTTPTypes
import Storage
import Verger

/// The list of contacts, and what is done with many of them.
enum ContactsRoutes {
    static let all: [Route] =
        [
            Route(.get, "contacts", may: .viewContacts, show),
            Route(.get, "contacts/count", may: .viewContacts, count),
            Route(.get, "contacts/{contact}/row", may: .viewContacts, row),
        ] + ContactCells.routes + ListViews<ContactsSubject>.routes + BulkRoutes.all

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        let reading = try visit.read { try ContactsReading(visit, $0) }
        let link = reading.address.link(visit.links)
        let page = ContactsPage(visit: visit, reading: reading)
        if visit.call.wantsFragment, visit.call.headers[.hxTarget] == "listing" {
            return Answer.fragment(page.listing).with(.hxPushURL, link)
        }
        // Without scripts, buttons of the condition leave their names in the address.
        if ConditionFields("where").saysLines(visit.query) {
            return .redirect(to: reading.address.changed { $0.isFilterOpen = true }.link(visit.links))
        }
        return visit.answer(page.page)
    }

    @Sendable private static func count(_ visit: Visit) throws -> Answer {
        let count = try visit.read { connection in
            try ContactsReading.list(ContactsAddress(visit.query), visit, connection)?.count() ?? 0
        }
        let text = visit.notation.plural(
            count, Sentence(fr: "contact", en: "contact"), Sentence(fr: "contacts", en: "contacts"))
        if visit.call.wantsFragment { return .fragment(Markup(text)) }
        return .text(text)
    }

    /// A row again, after something happened to the contact.
    @Sendable private static func row(_ visit: Visit) throws -> Answer {
        let address = ContactsAddress(visit.query)
        return try visit.read { connection in
            let contact = try visit.contact(connection)
            let list = ContactList(connection, in: visit.workspace, at: visit.now)
            guard let row = try list.rows(of: [contact.id])[contact.id] else { throw Refusal.notFound }
            return .fragment(
                ContactRowView(
                    setting: ContactRowSetting(
                        visit, columns: address.columns ?? ContactColumn.usual, list: visit.query["list"] ?? "",
                        rules: try visit.rules(on: connection), people: try people(visit, connection)),
                    row: row, isChanged: true
                ).markup)
        }
    }

    static func people(_ visit: Visit, _ connection: any SQLConnection) throws -> [String: User] {
        let all = try Users(connection, in: visit.workspace.id).all()
        return Dictionary(all.map { ($0.email.folded, $0) }) { first, _ in first }
    }
}
