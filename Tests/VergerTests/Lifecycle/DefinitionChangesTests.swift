import Foundation
import TestSupport
import Testing
import Verger

@Suite struct `What a definition changes` {
    private func changes(_ old: String, _ new: String) throws -> [DefinitionPart: Int] {
        let text = Cast.definitionText.replacing(old, with: new)
        return try Definition(Document(json: text)).changes(from: Cast.definition())
    }

    @Test func `is nothing when it says the same`() throws {
        #expect(try changes("did any intent since last", "did  any intent since  last").isEmpty)
    }

    @Test(arguments: [
        ("did any intent since last opportunity_lost", "did any intent", DefinitionPart.stages),
        ("company.size between 10 and 249", "company.size >= 10", .personas),
        ("\"points\": 12.5", "\"points\": 13", .score),
        ("\"half_life\": \"2 weeks\"", "\"half_life\": \"3 weeks\"", .score),
        ("score.engagement >= 30", "score.engagement >= 31", .temperature),
        ("did disqualified or", "did unsubscribed or", .exclusion), ("4 working", "8 working", .handover),
        ("\"cap\": 3, \"per\"", "\"cap\": 4, \"per\"", .messages), ("\"months\": 36", "\"months\": 24", .retention),
        ("city = Lyon", "city = Paris", .segments), ("\"BE\"]", "\"CH\"]", .vocabulary),
        ("\"budget\": \"number\"", "\"budget\": \"text\"", .vocabulary),
    ])
    func `is counted by part`(old: String, new: String, part: DefinitionPart) throws {
        #expect(try changes(old, new) == [part: 1])
    }

    @Test func `counts what is added, taken away, and put elsewhere`() throws {
        let text = Cast.definitionText
        let start = try #require(text.range(of: "{\"id\": \"lead\""))
        let end = try #require(text.range(of: "{\"id\": \"prospect\""))
        let without = text.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")

        #expect(try Definition(Document(json: without)).changes(from: Cast.definition()) == [.stages: 1])
        #expect(try Cast.definition().changes(from: Definition(Document(json: without))) == [.stages: 1])
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
