import TestSupport
import Testing
import Verger

@Suite struct ContactReportTests {
    private func json(_ facts: [String], at instant: Instant = Cast.now) throws -> Document {
        let report = try #require(ContactReport(Cast.dossier(facts), at: instant, by: Evaluator(Cast.rules())))
        return report.json(contact: ["id": 1], in: .english)
    }

    private let prospect = [
        "email=anne@gmail.com", "company.size=20", "company.industry=Industrie",
        "2026-02-10 content_downloaded level=evaluation", "2026-02-20 page_viewed", "2026-02-20 page_viewed",
    ]

    @Test func `holds what the contract of explain promises`() throws {
        let json = try json(prospect)

        #expect(json["contact"]?["id"]?.number == Number(1))
        #expect(json["asOf"]?.text == "2026-03-01T11:00:00Z")
        #expect(json["stage"]?.text == "prospect" && json["highest"]?.text == "prospect")
        #expect(json["since"]?.text == "2026-02-10T09:00:00Z")
        #expect(json["excluded"]?.json() == "false")
        #expect(json["temperature"]?.text == "cold")
        #expect(json["score"]?["grade"]?.text == "D3")
        #expect(try #require(Instant(iso8601: json["validUntil"]?.text ?? "", in: .utc)) > Cast.now)
    }

    @Test func `adds up its contributions to the score, exactly`() throws {
        let score = try #require(try json(prospect)["score"])
        let contributions = try #require(score["contributions"]?.items)

        func sum(_ axis: String) -> Number {
            contributions.filter { $0["axis"]?.text == axis }.compactMap { $0["points"]?.number }.reduce(.zero, +)
        }
        #expect(sum("fit") == score["fit"]?.number && sum("fit") == Number(10))
        #expect(sum("engagement") == score["engagement"]?.number)
        #expect(sum("fit") + sum("engagement") == score["total"]?.number)
        #expect(contributions.map { $0["rule"]?.text } == ["sector", "freemail", "pages", "pages", "evaluation"])
        #expect(
            contributions.map { $0["activity"]?["kind"]?.text } == [
                nil, nil, "page_viewed", "page_viewed", "content_downloaded",
            ])
    }

    @Test func `explains the stage held and the next one`() throws {
        let json = try json(prospect)
        let because = try #require(json["because"]?.items)
        let missing = try #require(json["missing"]?.items)

        #expect(because.map { $0["condition"]?.text?.prefix(16) } == ["fits any persona", "did any exchange"])
        #expect(because.allSatisfy { $0["holds"]?.json() == "true" })
        #expect(missing.map { $0["condition"]?.text } == ["did any intent since last opportunity_lost"])
        #expect(missing[0]["holds"]?.json() == "false")
        #expect(missing[0]["missing"]?.text?.isEmpty == false)
    }

    @Test func `has nulls where there is nothing`() throws {
        let json = try json(["2026-01-10 payment_received amount=5", "2026-01-11 review_published"])

        #expect(json["temperature"]?.isNull == true)
        #expect(json["validUntil"]?.isNull == true)
        #expect(json["missing"]?.items?.isEmpty == true)
        #expect(json["stage"]?.text == "ambassador")
        #expect(json["score"]?["contributions"]?.items?.isEmpty == true)
    }

    @Test func `has no stage where none holds`() throws {
        let text = #"{"stages": [{"id": "client", "when": "did payment_received"}]}"#
        let definition = try Definition(Document(json: text))
        let rules = try definition.rules(in: definition.catalogue(zone: .paris))

        let report = try #require(
            ContactReport(Cast.dossier(["2026-01-10 page_viewed"]), at: Cast.now, by: Evaluator(rules)))
        let json = report.json(contact: .null, in: .french)

        #expect(json["stage"]?.isNull == true && json["since"]?.isNull == true && json["highest"]?.isNull == true)
        #expect(json["because"]?.items?.isEmpty == true && json["missing"]?.items?.count == 1)
    }

    @Test func `reads back as JSON`() throws {
        let text = try json(prospect).json(pretty: true)

        #expect(try Document(json: text).json(pretty: true) == text)
    }

    @Test func `is nothing before the first fact`() throws {
        let dossier = Cast.dossier(prospect)

        #expect(ContactReport(dossier, at: dossier.firstFact - 1, by: Evaluator(try Cast.rules())) == nil)
    }
}
