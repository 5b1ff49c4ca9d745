import HTML
import HTTPTypes
import Storage
import Verger

/// The list of companies.
enum CompaniesRoutes {
    static let all = [
        Route(.get, "companies", may: .viewContacts) { visit in
            let page = try visit.read { try CompaniesPage(visit, $0) }
            if visit.call.wantsFragment, visit.call.headers[.hxTarget] == "listing" {
                return Answer.fragment(page.listing).with(.hxPushURL, page.address.link(visit.links))
            }
            return visit.answer(page.page)
        }
    ]
}
