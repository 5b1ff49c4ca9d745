import Verger

/// French telephone numbers that ring nowhere: the ranges set apart for films and books.
/// Source: ARCEP, plan national de numérotation. The mobile range 06 39 98 is left out: libphonenumber refuses it.
enum FictionalPhone {
    private static let ranges = ["01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49"]

    static func number(_ chance: inout SplitMix64) -> String {
        let digits = chance.number(below: 10_000)
        return "\(chance.pick(ranges)) \((digits / 100).padded(to: 2)) \((digits % 100).padded(to: 2))"
    }
}
