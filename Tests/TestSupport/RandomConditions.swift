package import Verger

/// Random conditions that the catalogue of `Cast` accepts, and random contacts of whom they are sometimes true.
package struct RandomWorld {
    package var random: RandomSource

    package init(seed: UInt64) {
        random = RandomSource(seed: seed)
    }

    static let kinds = [
        "page_viewed", "content_downloaded", "demo_requested", "call_held", "meeting_held", "opportunity_lost",
        "payment_received", "payment_refunded", "survey_answered", "visite_atelier", "consent_granted",
        "unsubscribed", "referral_made", "form_submitted", "decision_date_given", "qualification_recorded",
    ]
    static let groups = ["visit", "response", "exchange", "intent", "purchase", "advocacy", "serious", "outbound"]
    static let cities = ["Lyon", "Saint-Étienne", "PARIS", "Marseille", "Grenoble"]
    static let days = [
        "2025-03-01", "2025-06-30", "2025-10-26", "2025-12-31", "2026-01-31", "2026-02-01", "2026-02-15", "2026-02-28",
    ]
    static let instants = ["2026-01-31T09:00:00Z", "2025-10-26T00:30:00Z", "2026-02-15T09:00:00Z"]

    // MARK: Conditions

    package mutating func condition(depth: Int = 3) -> Condition {
        if depth > 0, random.chance(45) {
            let parts = (0..<random.int(2...3)).map { _ in condition(depth: depth - 1) }
            return switch random.int(0...2) {
            case 0: .all(parts)
            case 1: .any(parts)
            default: .not(parts[0])
            }
        }
        return leaf()
    }

    private mutating func leaf() -> Condition {
        switch random.int(0...15) {
        case 0: return .always
        case 1...5:
            let kinds = kinds()
            return .did(
                Did(
                    kinds, where: random.chance(40) ? filter(kinds) : nil, times: random.chance(50) ? times() : nil,
                    window: random.chance(70) ? window() : nil))
        case 6:
            let kinds = kinds()
            var window = window()
            while case .since = window { window = self.window() }
            return .moment(
                Moment(
                    random.pick([.first, .last]), kinds, where: random.chance(30) ? filter(kinds) : nil, window: window)
            )
        case 7: return .fits(Fits(persona: random.pick([nil, "pme", "dirigeant"])))
        case 8: return .member(InSegment(segment: random.pick(["Lyonnais", "Lyonnais chauds"])))
        case 9: return .tag(Tagged(tag: random.pick(["vip", "PRESSE", "salon"])))
        case 10:
            let field: Name = random.pick([
                "email", "phone", "city", "company.name", "budget", "renewal", "email.domain",
            ])
            return .emptiness(Emptiness(field, isNegated: random.chance(50)))
        case 11: return .comparison(figureTest())
        default: return fieldTest()
        }
    }

    private mutating func comparator() -> Comparison.Comparator { random.pick(Comparison.Comparator.allCases) }

    private mutating func fieldTest() -> Condition {
        let isNegated = random.chance(30)
        switch random.int(0...11) {
        case 0: return .comparison(Comparison(.field("city"), comparator(), .literal(.text(random.pick(Self.cities)))))
        case 1:
            return .comparison(
                Comparison(.field("budget"), comparator(), .literal(.number(Number(random.int(0...20))))))
        case 2: return .comparison(Comparison(.field(random.pick(["renewal", "created_at"])), comparator(), date()))
        case 3:
            return .comparison(Comparison(.field("vip"), random.pick([.equal, .notEqual]), .literal(.boolean(true))))
        case 4:
            let stage = random.pick(["suspect", "lead", "prospect", "opportunity", "client"])
            return .comparison(
                Comparison(.field(random.pick(["stage", "highest_stage"])), comparator(), .literal(.text(stage))))
        case 5:
            let axis: Name = random.pick(["score.fit", "score.engagement", "score.total"])
            return .comparison(Comparison(.field(axis), comparator(), .literal(.number(Number(random.int(0...30))))))
        case 6:
            return .inclusion(
                Inclusion(
                    .field(random.pick(["country", "company.country"])), isNegated: isNegated,
                    random.chance(50) ? .named("pays") : .literals([.text("fr"), .text("CH")])))
        case 7:
            return .textMatch(
                TextMatch(
                    .field(random.pick(["city", "email", "company.name"])), isNegated: isNegated,
                    random.pick(TextMatch.Match.allCases), random.pick(["L", "é", "", "ent", "SA", "%", "etienne"])))
        case 8:
            return .range(
                InRange(
                    .field(random.pick(["budget", "company.size"])), isNegated: isNegated,
                    .literal(.number(Number(random.int(0...9)))), .literal(.number(Number(random.int(10...60))))))
        case 9:
            return .range(InRange(.field("renewal"), isNegated: isNegated, date(), date()))
        case 10:
            let channel: Name = random.pick(["consent.email", "consent.sms"])
            return .comparison(
                Comparison(
                    .field(channel), random.pick([.equal, .notEqual]),
                    .literal(.text(random.pick(["granted", "refused", "unknown"])))))
        default:
            return random.chance(50)
                ? .comparison(
                    Comparison(.field("temperature"), random.pick([.equal, .notEqual]), .literal(.text("hot"))))
                : .comparison(Comparison(.field("excluded"), .equal, .literal(.boolean(isNegated))))
        }
    }

    private mutating func figureTest() -> Comparison {
        switch random.int(0...4) {
        case 0:
            let kinds = kinds()
            let term = Term.aggregate(
                Aggregate(
                    .count, kinds, where: random.chance(30) ? filter(kinds) : nil,
                    window: random.chance(50) ? window() : nil))
            return Comparison(term, comparator(), .literal(.number(Number(random.int(0...4)))))
        case 1:
            return Comparison(
                .difference(amount(.sum, "payment_received"), amount(.sum, "payment_refunded")), comparator(),
                .literal(.number(Number(millionths: Int64(random.int(0...30)) * 10_500_000))))
        case 2:
            return Comparison(
                amount(random.pick([.max, .min, .latest]), "payment_received"), comparator(),
                .literal(.number(Number(random.int(0...100)))))
        case 3:
            let latest = Aggregate(
                .latest, Kinds(["survey_answered"]), property: "score", window: random.chance(50) ? window() : nil)
            return Comparison(.aggregate(latest), comparator(), .sum(.field("score.fit"), .literal(.number(Number(3)))))
        default:
            let date = Aggregate(random.pick([.max, .min]), Kinds(["decision_date_given"]), property: "date")
            return Comparison(.aggregate(date), comparator(), self.date())
        }
    }

    private mutating func amount(_ function: Aggregate.Function, _ kind: Name) -> Term {
        .aggregate(Aggregate(function, Kinds([kind]), property: "amount", window: random.chance(30) ? window() : nil))
    }

    private mutating func date() -> Term {
        random.chance(70)
            ? .literal(.day(day())) : .literal(.instant(Instant(iso8601: random.pick(Self.instants), in: .utc)!))
    }

    private mutating func day() -> Day {
        Zone.utc.day(at: Instant(iso8601: random.pick(Self.days), in: .utc)!)
    }

    private mutating func kinds() -> Kinds {
        if random.chance(40) { return Kinds(any: random.chance(70), [Name(random.pick(Self.groups))]) }
        if random.chance(20) { return Kinds([Name(random.pick(Self.kinds)), Name(random.pick(Self.groups))]) }
        return Kinds([Name(random.pick(Self.kinds))])
    }

    private mutating func filter(_ kinds: Kinds) -> Condition {
        let test: Condition =
            switch random.int(0...7) {
            case 0: .comparison(Comparison(.field("level"), comparator(), .literal(.text("évaluation"))))
            case 1:
                .inclusion(
                    Inclusion(
                        .field("level"), isNegated: random.chance(30), .literals([.text("decision"), .text("x")])))
            case 2: .comparison(Comparison(.field("amount"), comparator(), .literal(.number(Number(50)))))
            case 3: .comparison(Comparison(.field("channel"), comparator(), .literal(.text("email"))))
            case 4:
                .comparison(
                    Comparison(.field("direction"), random.pick([.equal, .notEqual]), .literal(.text("inbound"))))
            case 5: .comparison(Comparison(.field("at"), comparator(), date()))
            case 6: .emptiness(Emptiness("campaign", isNegated: random.chance(50)))
            default: .textMatch(TextMatch(.field("campaign"), isNegated: random.chance(30), .contains, "ÉTÉ"))
            }
        if random.chance(25) { return .any([test, filter(kinds)]) }
        return random.chance(20) ? .not(test) : test
    }

    private mutating func times() -> Times {
        switch random.int(0...2) {
        case 0: .atLeast(random.int(0...3))
        case 1: .atMost(random.int(0...3))
        default: .exactly(random.int(0...3))
        }
    }

    private mutating func window() -> Window {
        switch random.int(0...6) {
        case 0...2:
            .within(
                random.pick([
                    Span(7, .day), Span(30, .day), Span(1, .month), Span(3, .month), Span(12, .month), Span(1, .year),
                    Span(36, .hour), Span(2, .week),
                ]))
        case 3: .before(when())
        case 4: .after(when())
        case 5: .between(when(), random.chance(50) ? .now : when())
        default: .since(random.pick([.first, .last]), kinds())
        }
    }

    private mutating func when() -> When {
        random.chance(60)
            ? .day(day()) : .instant(Instant(iso8601: random.pick(Self.instants), in: .utc)!)
    }

    // MARK: Contacts

    package mutating func dossier(firstID: Int64) -> Dossier {
        var values: [FieldKey: String] = [:]
        func maybe(_ key: FieldKey, _ percent: Int, _ value: @autoclosure () -> String) {
            if random.chance(percent) { values[key] = value() }
        }
        maybe(.contact(.email), 80, "c\(firstID)@" + random.pick(["gmail.com", "Borie.example", "concurrent.example"]))
        maybe(.contact(.phone), 40, "+33199000\(random.int(100...999))")
        maybe(.contact(.city), 70, random.pick(Self.cities))
        maybe(.contact(.country), 60, random.pick(["FR", "fr", "CH", "BE"]))
        maybe(.contact(.jobTitle), 50, random.pick(["DG", "Gérant", "acheteuse"]))
        maybe(.contact(.createdAt), 60, random.pick(Self.days))
        maybe(.custom("budget"), 50, String(random.int(0...20)) + random.pick(["", ".5"]))
        maybe(.custom("renewal"), 50, random.pick(Self.days + Self.instants))
        maybe(.custom("vip"), 40, random.pick(["true", "false"]))
        maybe(.custom("secteur"), 40, "Hôtellerie")
        if random.chance(60) {
            values[.company(.name)] = random.pick(["Borie SA", "L’Écluse", "Ét. Martin"])
            maybe(.company(.size), 70, random.pick(["5", "25", "250"]))
            maybe(.company(.industry), 70, random.pick(["Industrie", "batiment", "hôtel"]))
            maybe(.company(.country), 50, random.pick(["FR", "BE", "US"]))
        }
        let tags = Set(["vip", "presse", "salon"].filter { _ in random.chance(25) })
        let activities = activities(firstID: firstID)
        let created = values[.contact(.createdAt)].flatMap { Instant(iso8601: $0, in: .paris) }
        let start = Instant(iso8601: "2025-01-01", in: .paris)!
        let first = [created, activities.first?.at].compactMap(\.self).min() ?? start
        return Dossier(activities: activities, members: [Profile(values, tags: tags)], firstFact: first)
    }

    private mutating func activities(firstID: Int64) -> [Activity] {
        var result: [Activity] = []
        for offset in 0..<Int64(random.int(0...14)) {
            let kind = random.pick(Self.kinds)
            var properties: [String: String] = [:]
            if random.chance(60) { properties["level"] = random.pick(["discovery", "Évaluation", "decision"]) }
            if kind == "survey_answered" { properties["score"] = String(random.int(0...10)) + random.pick(["", ".5"]) }
            if kind == "visite_atelier" { properties["minutes"] = String(random.int(5...90)) }
            if kind == "decision_date_given" { properties["date"] = random.pick(Self.days) }
            if kind == "call_held", random.chance(50) {
                properties["direction"] = random.pick(["inbound", "Outbound"])
            }
            let isVoid = random.chance(12) && !result.isEmpty
            result.append(
                Activity(
                    id: firstID + offset, at: instant(), kind: kind,
                    channel: random.chance(50) ? random.pick(["email", "SMS", "Événement"]) : nil,
                    campaign: random.chance(40) ? random.pick(["Été 2025", "ete", "Salon"]) : nil,
                    amount: kind.hasPrefix("payment") || random.chance(10)
                        ? Number(millionths: Int64(random.int(1...20)) * 10_500_000) : nil,
                    currency: kind.hasPrefix("payment") ? "EUR" : nil, messageID: "m\(firstID + offset)",
                    voids: isVoid ? random.pick(result).messageID : nil, properties: properties))
        }
        return result.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    private mutating func instant() -> Instant {
        if random.chance(25) {
            return Instant(iso8601: random.pick(Self.days), in: .paris)!
                + Int64(random.pick([0, 1, -1])) * Instant.hour
        }
        if random.chance(15) { return Instant(iso8601: random.pick(Self.instants), in: .utc)! }
        let end = Instant(iso8601: "2026-03-20", in: .paris)!
        return end - Int64(random.int(0...34_000_000)) * Instant.second
    }
}
