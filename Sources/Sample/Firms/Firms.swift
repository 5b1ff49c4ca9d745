import Verger

/// The generated companies, each made from its number alone.
struct Firms: Sendable {
    let seed: UInt64

    /// The company with this number, from 0; its external id counts from `number` + 1.
    func firm(_ number: Int) -> Firm {
        var chance = SplitMix64(seed: seed, subject: 1, number: number)
        let isCompetitor = chance.number(below: 120) == 0
        let isForeign = chance.happens(4)
        let name = uniqueName(number)
        let town = name.town ?? chance.pick(isForeign ? Town.foreign : Town.french)
        let text = isCompetitor ? "\(chance.pick(Trade.competitors)) \(town.name) \(number + 1)" : name.text
        return Firm(
            externalID: Firms.externalID(number), name: text, domain: text.slug + ".example",
            siren: town.country == "FR" ? siren(number) : nil,
            industry: isCompetitor ? "équipement" : name.trade.industry,
            size: min(chance.number(in: name.trade.sizes), chance.number(in: name.trade.sizes)),
            town: town, isCompetitor: isCompetitor)
    }

    static func externalID(_ number: Int) -> String { "E-" + (number + 1).padded(to: 6) }

    private struct Name {
        let text: String
        let trade: Trade
        /// Where the name says where it is.
        let town: Town?
    }

    /// Every trade with every place or family name, in an order that depends on the seed; once they are used up, again
    /// with the name of a town, then with a numeral.
    private func uniqueName(_ number: Int) -> Name {
        let slot = (number % Firms.names * Firms.stride + Int(seed % 1_000_003)) % Firms.names
        let (trade, tail) = Firms.tradeAndTail(slot)
        let base = trade.title + " " + tail
        let round = number / Firms.names
        guard round > 0 else { return Name(text: base, trade: trade, town: nil) }
        let town = Town.french[(round - 1) % Town.french.count]
        let numeral = (round - 1) / Town.french.count
        return Name(text: "\(base) \(town.name)" + (numeral > 0 ? " \(numeral + 1)" : ""), trade: trade, town: town)
    }

    private static func tradeAndTail(_ slot: Int) -> (Trade, String) {
        guard slot >= placed else {
            return (Trade.placed[slot % Trade.placed.count], Trade.places[slot / Trade.placed.count])
        }
        let rest = slot - placed
        return (Trade.named[rest % Trade.named.count], PersonName.families[rest / Trade.named.count])
    }

    private static let placed = Trade.placed.count * Trade.places.count
    private static let names = placed + Trade.named.count * PersonName.families.count

    /// Near the golden section of the number of names and prime to it: neighbours are unlike each other, none comes
    /// twice.
    private static let stride: Int = {
        var stride = names * 618 / 1000
        while greatestCommonDivisor(stride, names) > 1 { stride += 1 }
        return stride
    }()

    private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
        b == 0 ? a : greatestCommonDivisor(b, a % b)
    }

    /// Distinct for 65 million companies.
    private func siren(_ number: Int) -> String {
        SIREN.text(firstDigits: 30_000_000 + (number * 1_299_709 + Int(seed % 1_000_003)) % 65_000_000)
    }
}

extension String {
    /// As in a domain name: `hotel-de-l-aven`.
    var slug: String {
        var text = ""
        for byte in folded.utf8 {
            if (97...122).contains(byte) || (48...57).contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else if !text.hasSuffix("-") {
                text += "-"
            }
        }
        return text
    }
}
