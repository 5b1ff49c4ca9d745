/// What programs are told about a route: the source of the OpenAPI document.
package struct Operation: Sendable {
    package let summary: String

    package init(_ summary: String) { self.summary = summary }
}
