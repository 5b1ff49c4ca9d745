import TestSupport
import Testing

@testable import Verger

@Suite struct `The form of a condition` {
    static let catalogue = Result { try Cast.definition().catalogue(zone: .paris) }

    @Test(arguments: Array(1...300))
    func `says the same as the condition, whichever it is`(seed: Int) throws {
        let catalogue = try Self.catalogue.get()
        var random = RandomWorld(seed: UInt64(seed))
        let condition = random.condition()

        let text = ConditionForm(condition, catalogue).text(catalogue)

        let read = try Condition(parsing: text)
        #expect(plain(read) == plain(condition), "\(condition) became \(text)")
        #expect(ConditionForm(read, catalogue) == ConditionForm(condition, catalogue))
    }

    /// Without `any`, which changes nothing, and without a junction inside one of its own sort.
    private func plain(_ condition: Condition) -> String {
        flat(condition).description.replacing("any ", with: "")
    }

    private func flat(_ condition: Condition) -> Condition {
        switch condition {
        case .all(let parts):
            .all(parts.map(flat).flatMap { if case .all(let inner) = $0 { inner } else { [$0] } })
        case .any(let parts):
            .any(parts.map(flat).flatMap { if case .any(let inner) = $0 { inner } else { [$0] } })
        case .not(let part): .not(flat(part))
        default: condition
        }
    }

    @Test(arguments: [
        "stage >= prospect", "city in [Lyon, \"Saint-Étienne\"]", "company.size between 10 and 249", "phone is empty",
        "job_title not contains \"achats\"", "email.domain in list \"freemail\"", "consent.email = granted",
        "not did any exchange within 30 days", "tag \"vip\"", "not fits any persona", "not in segment \"Lyonnais\"",
        "did content_downloaded where level in [evaluation, decision] at least 2 times within 90 days",
        "did any intent since last opportunity_lost", "did payment_received where amount >= 100.5",
        "postal_code = \"75001\"", "owner != \"me\"", "vip = true", "renewal > 2026-05-01",
    ])
    func `has choices for what people ask every day`(text: String) throws {
        let catalogue = try Self.catalogue.get()
        let form = ConditionForm(try Condition(parsing: text), catalogue)

        #expect(form.groups.count == 1 && form.groups[0].count == 1)
        #expect(form.groups[0][0].subject != .text)
        #expect(form.text(catalogue) == text)
    }

    @Test func `has a line for each part and a group for each choice`() throws {
        let catalogue = try Self.catalogue.get()
        let condition = try Condition(
            parsing:
                "stage = lead and (city = Lyon or tag \"vip\") and (count page_viewed > 3 or not (city = Nice and phone is empty))"
        )

        let form = ConditionForm(condition, catalogue)

        #expect(form.groups.map(\.count) == [1, 2, 2])
        #expect(form.groups[2].map(\.subject) == [.text, .text])
        #expect(try Condition(parsing: form.text(catalogue)) == condition)
        #expect(form.text(catalogue).split(separator: "\n").count == 3)
    }

    @Test func `without lines is everyone`() throws {
        #expect(try ConditionForm().text(Self.catalogue.get()) == "always")
        #expect(try ConditionForm(.always, Self.catalogue.get()).groups.isEmpty)
    }

    @Test(arguments: ["abc": "\"abc\"", "1 000,5": "1000.5", "12": "12", "-3": "\"-3\""])
    func `writes numbers as they are typed, and leaves what is none to be refused`(typed: String, literal: String) {
        #expect(ValueSort.number.literal(typed) == literal)
    }
}
