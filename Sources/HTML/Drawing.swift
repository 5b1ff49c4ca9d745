/// Parts of drawings inside a page (SVG 2): lines and words at coordinates.
package func svg(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup) -> Markup {
    element("svg", attributes, content())
}

package func use(_ symbol: String) -> Markup { voidClosed("use", [.href("#" + symbol)]) }

package func path(_ attributes: Attribute...) -> Markup { voidClosed("path", attributes) }

package func line(_ attributes: Attribute...) -> Markup { voidClosed("line", attributes) }

package func rect(_ attributes: Attribute...) -> Markup { voidClosed("rect", attributes) }

package func circle(_ attributes: Attribute...) -> Markup { voidClosed("circle", attributes) }

package func polyline(_ attributes: Attribute...) -> Markup { voidClosed("polyline", attributes) }

package func words(_ attributes: Attribute..., text: String) -> Markup { element("text", attributes, Markup(text)) }

/// Shapes are ended by their own tag, as foreign elements must be.
private func voidClosed(_ name: StaticString, _ attributes: [Attribute]) -> Markup {
    element(name, attributes, Markup())
}
