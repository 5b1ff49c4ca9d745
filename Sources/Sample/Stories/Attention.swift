/// What becomes of the mail we send to a contact.
enum Attention {
    case ignores, opens, clicks, bounces, unsubscribes

    /// Nil for those whom we don't write to.
    static func drawn(for fate: Fate, _ chance: inout SplitMix64) -> Attention? {
        switch fate {
        case .silent: chance.happens(50) ? .ignores : .opens
        case .visitor: chance.happens(30) ? .opens : nil
        case .unreachable: .bounces
        case .unsubscriber: .unsubscribes
        case .reader, .subscriber: chance.happens(35) ? .clicks : .opens
        case .boothVisitor: chance.happens(20) ? .clicks : .opens
        case .evaluator, .talker, .loser, .asker, .negotiator: .clicks
        case .signer, .buyer, .refunded, .ambassador: chance.happens(50) ? .clicks : .opens
        case .curious, .spy: nil
        }
    }
}
