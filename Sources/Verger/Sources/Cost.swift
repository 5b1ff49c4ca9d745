/// Money spent to be found, over the days that it pays for.
package struct Cost: Hashable, Sendable, Identifiable {
    package enum Kind: String, CaseIterable, Sendable {
        case media, people, tools
        /// What introducers are paid; written by their statements.
        case commission
        case other

        package var label: Sentence {
            switch self {
            case .media: Sentence(fr: "achat d’espace", en: "media")
            case .people: Sentence(fr: "temps et prestataires", en: "people")
            case .tools: Sentence(fr: "outils", en: "tools")
            case .commission: Sentence(fr: "commission", en: "commission")
            case .other: Sentence(fr: "autre", en: "other")
            }
        }
    }

    /// What it was spent for: a campaign, or a channel as a whole.
    package enum Target: Hashable, Sendable {
        case campaign(Campaign.ID)
        case channel(Channel.ID)
    }

    package let id: Int64
    package let target: Target
    package let kind: Kind
    package let days: DaySpan
    /// In the currency of the workspace, whole hundredths. Negative for money that came back.
    package let amount: Number
    package let note: String?
    /// The statement that it pays.
    package let statement: Int64?

    /// Throws what is wrong with it.
    package init(
        id: Int64, target: Target, kind: Kind, days: DaySpan, amount: Number, note: String? = nil,
        statement: Int64? = nil
    ) throws(Problem) {
        guard amount.millionths % Cost.hundredth == 0 else { throw .tooFine }
        guard amount != .zero else { throw .nothing }
        guard days.count <= Cost.longest else { throw .tooLong }
        self.id = id
        self.target = target
        self.kind = kind
        self.days = days
        self.amount = amount
        self.note = note?.trimmedOrNil
        self.statement = statement
    }

    package enum Problem: Error, Hashable, Sendable {
        case tooFine, nothing, tooLong

        /// The field at fault.
        package var field: String {
            switch self {
            case .tooFine, .nothing: "amount"
            case .tooLong: "to"
            }
        }

        package var sentence: Sentence {
            switch self {
            case .tooFine:
                Sentence(fr: "deux décimales au plus, par exemple 1234,50", en: "two decimals at most, such as 1234.50")
            case .nothing: Sentence(fr: "un montant est attendu", en: "an amount is expected")
            case .tooLong:
                Sentence(
                    fr: "dix ans au plus\u{A0}: vérifiez l’année", en: "ten years at most: check the year")
            }
        }
    }

    package static let longest = 3660
    private static let hundredth: Int64 = 10_000
}

extension Cost {
    /// The part of it that falls in `span`, its days weighing the same. In whole hundredths; the parts of spans that follow one
    /// another always sum to the whole, since each is the difference of two roundings of what was spent so far.
    package func amount(in span: DaySpan) -> Number {
        guard let common = days.overlap(with: span) else { return .zero }
        return spent(upTo: common.last) - spent(upTo: Day(number: common.first.number - 1))
    }

    /// What was spent by the end of `day`.
    package func spent(upTo day: Day) -> Number {
        let elapsed = min(max(day.number - days.first.number + 1, 0), Int64(days.count))
        let (total, count) = (Int128(amount.millionths / Cost.hundredth), Int128(days.count))
        return Number(millionths: Int64((total * Int128(elapsed)).roundedQuotient(by: count)) * Cost.hundredth)
    }
}

extension Number {
    /// Its `count`th part, to the hundredth; nil for none.
    package func divided(among count: Int) -> Number? {
        guard count > 0 else { return nil }
        let hundredths = Int128(millionths).roundedQuotient(by: Int128(count) * 10_000)
        return Number(millionths: Int64(hundredths) * 10_000)
    }

    /// `share` of it (a millionth is a unit of `share.millionths`), to the hundredth.
    package func share(_ share: Number) -> Number {
        let hundredths = (Int128(millionths) * Int128(share.millionths)).roundedQuotient(by: 10_000_000_000)
        return Number(millionths: Int64(clamping: hundredths) * 10_000)
    }
}

extension Int128 {
    /// Rounded half away from zero; `divisor` is positive.
    fileprivate func roundedQuotient(by divisor: Int128) -> Int128 {
        (self < 0 ? self * 2 - divisor : self * 2 + divisor) / (divisor * 2)
    }
}
