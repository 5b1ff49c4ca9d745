import Verger

/// What happened to a contact of the big base in two years, made from their number alone.
struct Life {
    struct Fact {
        let at: Instant
        let sort: Sort
        let properties: String?
        let keys: String?
        let level: String?
        let amount: Number?
    }

    /// A kind of fact and how often it comes, in thousandths.
    struct Sort {
        let kind: String
        let share: Int
        var channel: String?
    }

    /// In the order of the timeline.
    let facts: [Fact]

    init(of person: Person, activities average: Int) {
        var chance = Chance(seed: person.number &+ 1 << 40)
        let begin = person.createdAt.microseconds
        let length = max(1, Instant.today.microseconds - begin)
        facts = (0..<Life.count(average, &chance)).map { _ in
            Life.fact(at: begin + Int64(chance.next() % UInt64(length)), &chance)
        }.sorted { $0.at < $1.at }
    }

    /// Many are seldom seen, few are often.
    private static func count(_ average: Int, _ chance: inout Chance) -> Int {
        let twentieths =
            switch chance.number(below: 10) {
            case 0...3: chance.number(in: 2...10)
            case 4...7: chance.number(in: 10...30)
            default: chance.number(in: 28...68)
            }
        return max(1, twentieths * average / 20)
    }

    private static func fact(at microseconds: Int64, _ chance: inout Chance) -> Fact {
        let sort = drawn[chance.number(below: drawn.count)]
        var properties: String?
        var keys: String?
        var level: String?
        var amount: Number?
        switch sort.kind {
        case "page_viewed": properties = chance.pick(pages)
        case "content_viewed", "content_downloaded": (level, properties) = chance.pick(contents)
        case "form_submitted": properties = "{\"form\":\"contact\"}"
        case "email_clicked", "email_opened": properties = "{\"message\":\"lettre-\(chance.number(below: 24))\"}"
        case "call_held":
            let minutes = chance.number(in: 1...45)
            properties = "{\"direction\":\"outbound\",\"minutes\":\"\(minutes)\",\"outcome\":\"rappeler\"}"
            keys = "{\"direction\":\"outbound\",\"minutes\":\(minutes)000000,\"outcome\":\"rappeler\"}"
        case "payment_received", "payment_refunded": amount = Number(chance.number(in: 40...9_000))
        default: break
        }
        return Fact(
            at: Instant(microseconds: microseconds), sort: sort, properties: properties, keys: keys, level: level,
            amount: amount)
    }

    private static let sorts = [
        Sort(kind: "page_viewed", share: 530, channel: "web"), Sort(kind: "email_sent", share: 90, channel: "email"),
        Sort(kind: "email_opened", share: 90, channel: "email"),
        Sort(kind: "content_viewed", share: 70, channel: "web"),
        Sort(kind: "content_downloaded", share: 55, channel: "web"),
        Sort(kind: "email_clicked", share: 50, channel: "email"),
        Sort(kind: "form_submitted", share: 40, channel: "web"), Sort(kind: "call_held", share: 20, channel: "phone"),
        Sort(kind: "webinar_attended", share: 10), Sort(kind: "email_replied", share: 10, channel: "email"),
        Sort(kind: "call_attempted", share: 10, channel: "phone"), Sort(kind: "meeting_held", share: 5),
        Sort(kind: "demo_requested", share: 4, channel: "web"),
        Sort(kind: "pricing_requested", share: 4, channel: "web"),
        Sort(kind: "payment_received", share: 5), Sort(kind: "opportunity_lost", share: 3),
        Sort(kind: "unsubscribed", share: 2, channel: "email"), Sort(kind: "payment_refunded", share: 1),
        Sort(kind: "review_published", share: 1),
    ]
    private static let drawn = sorts.flatMap { Array(repeating: $0, count: $0.share) }
    private static let pages = ["/", "/tarifs", "/produits/four-a-sole", "/contact", "/blog/cuisson"].map {
        "{\"path\":\"\($0)\"}"
    }
    private static let contents: [(level: String?, properties: String?)] =
        ["discovery", "discovery", "evaluation", "decision"].map { (level: String) in
            (level, "{\"content\":\"guide-\(level)\",\"level\":\"\(level)\"}")
        }
}
