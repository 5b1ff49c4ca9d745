/// What becomes of a contact in the year: who they turn out to be, and how far they go.
enum Fate: CaseIterable {
    // Nothing but what we sent, or what they looked at.
    case silent, visitor, unreachable, unsubscriber
    // An answer, and no more.
    case reader, subscriber, boothVisitor, curious
    // Fits a persona, and talked with us or compares.
    case evaluator, talker, loser
    // Wants to buy.
    case asker, negotiator, signer
    // Has paid; the last but one was paid back.
    case buyer, refunded, ambassador
    // Works for a competitor.
    case spy

    /// How many contacts in a thousand. Spies follow from their company.
    private var share: Int {
        switch self {
        case .silent: 183
        case .visitor: 190
        case .unreachable: 40
        case .unsubscriber: 30
        case .reader: 90
        case .subscriber: 100
        case .boothVisitor: 55
        case .curious: 35
        case .evaluator: 50
        case .talker: 65
        case .loser: 35
        case .asker: 28
        case .negotiator: 24
        case .signer: 8
        case .buyer: 50
        case .refunded: 3
        case .ambassador: 14
        case .spy: 0
        }
    }

    static func drawn(_ chance: inout SplitMix64) -> Fate {
        var rest = chance.number(below: 1000)
        for fate in allCases {
            rest -= fate.share
            if rest < 0 { return fate }
        }
        return .silent
    }

    /// Days before now at which the first trace of them is found: long enough for the story to unfold.
    var beginning: ClosedRange<Int> {
        switch self {
        case .silent, .visitor, .reader, .subscriber, .spy: 2...358
        case .unreachable, .unsubscriber, .boothVisitor, .curious: 20...358
        case .evaluator, .talker: 40...340
        case .asker: 45...330
        case .negotiator, .signer: 75...330
        case .loser: 120...350
        case .buyer, .refunded: 170...358
        case .ambassador: 260...358
        }
    }

    /// Whether they have a say in what their company buys, `percent` times in a hundred.
    var decides: Int {
        switch self {
        case .silent, .visitor, .unreachable, .unsubscriber: 55
        case .reader, .subscriber, .boothVisitor: 60
        case .curious, .spy: 0
        case .evaluator, .talker, .loser, .asker, .negotiator, .signer, .buyer, .refunded, .ambassador: 100
        }
    }

    /// Whether a salesperson looks after them.
    var isFollowed: Bool {
        switch self {
        case .silent, .visitor, .unreachable, .unsubscriber, .reader, .subscriber, .boothVisitor, .curious, .spy: false
        case .evaluator, .talker, .loser, .asker, .negotiator, .signer, .buyer, .refunded, .ambassador: true
        }
    }
}
