/// Writes the content of an element as a list of statements: texts, elements, `if`, `for`.
@resultBuilder
package enum MarkupBuilder {
    package static func buildExpression(_ part: Markup) -> Markup { part }
    package static func buildExpression(_ text: String) -> Markup { Markup(text) }
    package static func buildExpression(_ part: Markup?) -> Markup { part ?? Markup() }
    package static func buildBlock() -> Markup { Markup() }
    package static func buildPartialBlock(first part: Markup) -> Markup { part }
    package static func buildPartialBlock(accumulated: consuming Markup, next: Markup) -> Markup {
        accumulated.append(next)
        return accumulated
    }
    package static func buildOptional(_ part: Markup?) -> Markup { part ?? Markup() }
    package static func buildEither(first part: Markup) -> Markup { part }
    package static func buildEither(second part: Markup) -> Markup { part }
    package static func buildArray(_ parts: [Markup]) -> Markup { Markup(parts) }
}

/// Several parts as one.
package func group(@MarkupBuilder _ content: () -> Markup) -> Markup { content() }
