import HTTPTypes
import Verger

/// The funnel, the lists behind its figures, and the same for spreadsheets.
enum FunnelRoutes {
    static let all: [Route] = [
        Route(.get, "reports/funnel", may: .viewReports, show),
        Route(.get, "reports/funnel/contacts", may: .viewReports) { try FunnelContactsPage($0).answer },
        Route(.get, "reports/funnel/payments", may: .viewReports) { try PaymentsPage($0).answer },
        Route(.get, "reports/funnel/export", may: .viewReports, export),
    ]

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        let (reading, madeAt) = try reading(visit)
        return visit.answer(FunnelPage(visit, reading, countedAt: madeAt).page)
    }

    @Sendable private static func export(_ visit: Visit) throws -> Answer {
        let reading = try reading(visit).0
        let day = reading.choice.to.description
        return .download(
            FunnelSheet(visit, reading).bytes, name: visit.notation.text("entonnoir", "funnel") + "-\(day).csv",
            type: "text/csv; charset=utf-8")
    }

    private static func reading(_ visit: Visit) throws -> (FunnelReading, madeAt: Instant) {
        let choice = try FunnelChoice(visit)
        let key = [visit.links.funnel, choice.fields.query, "\(visit.member.visibility)"].joined(separator: " ")
        return try visit.site.funnels.reading(key, at: visit.now) { try visit.read { try FunnelReading(visit, $0) } }
    }
}
