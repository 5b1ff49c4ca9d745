/// What a person does when their company buys.
package enum BuyingPart: String, CaseIterable, Sendable {
    case decides, pays, influences, uses

    package var label: Sentence {
        switch self {
        case .decides: Sentence(fr: "décide", en: "decides")
        case .pays: Sentence(fr: "paie", en: "pays")
        case .influences: Sentence(fr: "influence", en: "influences")
        case .uses: Sentence(fr: "utilise", en: "uses")
        }
    }
}
