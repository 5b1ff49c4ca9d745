import HTML
import HTTPTypes
import Storage
import Verger

/// The addresses of segments.
enum SegmentRoutes {
    static let all: [Route] = pages + changes

    private static let pages: [Route] = [
        Route(.get, "segments", may: .viewSegments) { visit in
            try visit.read { connection in
                let reading = try SegmentReading(visit, connection)
                let counts = try counts(reading, visit, connection)
                return visit.answer(SegmentsPage(visit: visit, reading: reading, counts: counts).page)
            }
        },
        Route(.get, "segments/counts", may: .viewSegments) { visit in
            try visit.read { connection in
                let reading = try SegmentReading(visit, connection)
                guard let segment = reading.find(named: visit.query["name"] ?? "") else { throw Refusal.notFound }
                let counting = SegmentCount(visit: visit)
                return .fragment(counting.markup(segment, try counting.count(segment, reading.rules, connection)))
            }
        },
        Route(.get, "segments/defined", may: .viewSegments) { visit in
            try page(visit) { $0.find(named: visit.query["name"] ?? "") }
        },
        Route(.get, "segments/new", may: .manageSegments) { visit in
            let reading = try visit.read { try SegmentReading(visit, $0) }
            let draft = ConditionDraft(visit.query, named: "where", under: reading.rules)
            return visit.answer(
                SegmentForm(visit: visit, reading: reading, segment: nil, name: visit.query["name"] ?? "", draft: draft)
                    .page)
        },
        Route(.get, "segments/{segment}", may: .viewSegments) { visit in
            let id = Segment.ID(try visit.number("segment"))
            return try page(visit) { $0.find(id) }
        },
        Route(.get, "segments/{segment}/edit", may: .manageSegments) { visit in
            let id = Segment.ID(try visit.number("segment"))
            let reading = try visit.read { try SegmentReading(visit, $0) }
            guard let segment = reading.find(id) else { throw Refusal.notFound }
            let draft = ConditionDraft(text: segment.text, under: reading.rules)
            return visit.answer(
                SegmentForm(visit: visit, reading: reading, segment: segment, name: segment.name, draft: draft).page)
        },
    ]

    /// Nil in large bases, where each is counted when the page is there.
    private static func counts(
        _ reading: SegmentReading, _ visit: Visit, _ connection: any SQLConnection
    ) throws -> [String: Int?]? {
        guard reading.isSmall else { return nil }
        var counts: [String: Int?] = [:]
        for segment in reading.all {
            counts[segment.name] = .some(try SegmentCount(visit: visit).count(segment, reading.rules, connection))
        }
        return counts
    }

    private static func page(_ visit: Visit, _ find: (SegmentReading) -> NamedSegment?) throws -> Answer {
        try visit.read { connection in
            let reading = try SegmentReading(visit, connection)
            guard let segment = find(reading) else { throw Refusal.notFound }
            let facts = try SegmentFacts(visit, segment, reading.rules, connection)
            return visit.answer(SegmentPage(visit: visit, reading: reading, segment: segment, facts: facts).page)
        }
    }

    // MARK: Changing

    private static let changes: [Route] = [
        Route(.post, "segments", may: .manageSegments) { try SegmentAnswers($0).save(nil) }.creating,
        Route(.post, "segments/restorations", may: .manageSegments) { try SegmentAnswers($0).restore() },
        Route(.post, "segments/{segment}", may: .manageSegments) { visit in
            try SegmentAnswers(visit).save(Segment.ID(try visit.number("segment")))
        },
        Route(.post, "segments/{segment}/removals", may: .manageSegments) { visit in
            try SegmentAnswers(visit).remove(Segment.ID(try visit.number("segment")))
        },
    ]
}
