import Verger

/// A request as staff writes it down, as it was typed.
struct RightsDraft {
    var kind: RightsRequest.Kind?
    /// Whom it is about: an external id, a number, an address, or a name.
    var named: String?
    var day: String
    var note: String?
    var problems: [String: Sentence] = [:]

    init(_ form: Fields) {
        kind = form.text("kind").flatMap(RightsRequest.Kind.init(rawValue:))
        named = form.text("contact").map { String($0.filter { $0 != "\0" }.prefix(200)) }
        day = form.text("received_on") ?? ""
        note = form.text("note").map { String($0.filter { $0 != "\0" }.prefix(2000)) }
    }

    /// The day it came in; what is wrong is noted.
    mutating func check(today: Day, isKnown: Bool) -> Day? {
        if kind == nil { problems["kind"] = Sentence(fr: "Choisissez un droit.", en: "Choose a right.") }
        if named == nil {
            problems["contact"] = Sentence(fr: "Dites de qui il s’agit.", en: "Say who it is about.")
        }
        let received = day.isEmpty ? today : Day(iso8601: day)
        guard let received, received <= today, received.year >= 2018 else {
            problems["received_on"] = RightsRequest.Problem.badDay.sentence
            return nil
        }
        return received
    }
}
