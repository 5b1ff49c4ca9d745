/// What differs between the engines in the SQL of conditions.
package protocol SetDialect: Sendable {
    /// The text under `key` of the JSON object in `column`, or NULL. `key` is `[a-z_][a-z0-9_]*`.
    func jsonText(_ column: String, _ key: String) -> String
    /// The integer under `key` of the JSON object in `column`, or NULL.
    func jsonInteger(_ column: String, _ key: String) -> String
    /// Makes a comparison of `expression` follow the order of Unicode scalar values.
    func byScalar(_ expression: String) -> String
    /// `contact_state s`, read by its key and not by an index that lists have for their orders: of many contacts, or of
    /// chosen ones.
    var states: String { get }
    /// The position from 1 of `part` in `text`, 0 when it is not there.
    func position(of part: String, in text: String) -> String
}
