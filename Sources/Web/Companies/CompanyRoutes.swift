import HTTPTypes
import Storage
import Verger

/// The page of one company.
enum CompanyRoutes {
    static let all: [Route] = [
        Route(.get, "companies/{company}", may: .viewContacts, show),
        Route(.post, "contacts/{contact}/parts", may: .editContacts, saveParts),
    ]

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        let reading = try visit.read { try CompanyReading(visit, $0) }
        return visit.answer(CompanyPage(visit: visit, reading: reading).page)
    }

    @Sendable private static func saveParts(_ visit: Visit) throws -> Answer {
        let parts = Set(visit.form.values("part").compactMap(BuyingPart.init(rawValue:)))
        let contact = try visit.write { connection in
            let contact = try visit.contact(connection)
            try BuyingParts(connection, in: visit.workspace.id).set(
                parts, of: contact.id, by: visit.member.user.email, at: visit.now)
            return contact
        }
        let target = contact.company.map(visit.links.company) ?? visit.links.contact(contact.id)
        return .redirect(to: target).toast(
            visit.notation.text("Rôle de \(contact.displayName) noté.", "Part of \(contact.displayName) saved."))
    }
}
