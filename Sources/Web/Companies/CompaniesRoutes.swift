import HTML
import HTTPTypes
import Storage
import Verger

/// The list of companies.
enum CompaniesRoutes {
    static let all: [Route] =
        [
            Route(.get, "companies", may: .viewContacts, show),
            Route(.get, "companies/count", may: .viewContacts, count),
        ] + CompanyCells.routes + ListViews<CompaniesSubject>.routes

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        let reading = try visit.read { try CompaniesReading(visit, $0) }
        let page = CompaniesPage(visit: visit, reading: reading)
        if visit.call.wantsFragment, visit.call.headers[.hxTarget] == "listing" {
            return Answer.fragment(page.listing).with(.hxPushURL, reading.address.link(visit.links))
        }
        // Without scripts, buttons of the condition leave their names in the address.
        if ConditionFields("where").saysLines(visit.query) {
            return .redirect(to: reading.address.changed { $0.isFilterOpen = true }.link(visit.links))
        }
        return visit.answer(page.page)
    }

    @Sendable private static func count(_ visit: Visit) throws -> Answer {
        let count = try visit.read { connection in
            try CompaniesReading.list(CompaniesAddress(visit.query), visit, connection)?.count() ?? 0
        }
        let text = visit.notation.plural(
            count, Sentence(fr: "entreprise", en: "company"), Sentence(fr: "entreprises", en: "companies"))
        if visit.call.wantsFragment { return .fragment(Markup(text)) }
        return .text(text)
    }
}
