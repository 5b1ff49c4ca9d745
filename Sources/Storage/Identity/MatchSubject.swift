/// What records are of, and where they and the keys by which they are found are kept.
package enum MatchSubject: String, Sendable {
    case contact, company

    var keyTable: String { rawValue + "_key" }
}
