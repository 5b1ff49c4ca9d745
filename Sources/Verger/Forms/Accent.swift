/// A colour that a workspace chose, and the one of the words on it.
package struct Accent: Hashable, Sendable {
    /// `#2a4ea2`.
    package let text: String
    private let red: Double
    private let green: Double
    private let blue: Double

    /// Nil when `text` is not `#` and six hexadecimal digits.
    package init?(_ text: String) {
        let trimmed = text.trimmed.lowercased()
        guard trimmed.utf8.count == 7, trimmed.hasPrefix("#"), let value = UInt32(trimmed.dropFirst(), radix: 16) else {
            return nil
        }
        self.text = trimmed
        red = Double(value >> 16 & 255) / 255
        green = Double(value >> 8 & 255) / 255
        blue = Double(value & 255) / 255
    }

    /// Black or white, whichever reads better. Source: WCAG 2.2, relative luminance.
    package var words: String {
        let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        return (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? "#000000" : "#ffffff"
    }

    private func linear(_ value: Double) -> Double {
        value <= 0.04045 ? value / 12.92 : Accent.power((value + 0.055) / 1.055)
    }

    /// `x` to the power of 2.4: the fifth root of x to the twelfth, by Newton's method.
    private static func power(_ x: Double) -> Double {
        let target = (0..<12).reduce(1.0) { product, _ in product * x }
        guard target > 0 else { return 0 }
        var root = 1.0
        for _ in 0..<200 {
            let fourth = root * root * root * root
            root -= (root * fourth - target) / (5 * fourth)
        }
        return root
    }
}
