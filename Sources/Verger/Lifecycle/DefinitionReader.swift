/// Reads a definition from a document and lists everything that is wrong with it.
struct DefinitionReader {
    var problems: [Problem] = []
    var definition = Definition()

    static let keys = [
        "name", "groups", "lists", "fields", "kinds", "segments", "personas", "scoring", "stages", "temperature",
        "exclude", "handover", "messages", "retention",
    ]

    mutating func read(_ document: Document) {
        guard document.pairs != nil else {
            report(
                document, "", fr: "une définition est un objet avec au moins «\u{A0}stages\u{A0}»",
                en: "a definition is an object with at least “stages”")
            return
        }
        checkKeys(of: document, "", DefinitionReader.keys)
        definition.name = document["name"].map { name($0, "name") } ?? Sentence(fr: "Définition", en: "Definition")
        readVocabulary(document)
        readPersonas(document["personas"])
        readScoring(document["scoring"])
        readStages(document)
        if let temperature = object(document["temperature"], "temperature", ["hot"]) {
            definition.hot = condition(temperature["hot"], in: temperature, "temperature.hot")
        }
        if let exclude = document["exclude"] {
            definition.exclusion = condition(exclude, in: document, "exclude")
        }
        readPolicies(document)
    }

}

extension String {
    var spaced: String { String(map { $0 == "_" ? " " : $0 }) }
}
