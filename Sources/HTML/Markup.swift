/// A page or a part of one, as bytes.
package struct Markup: Sendable {}
