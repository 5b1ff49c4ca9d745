/// A colour that a workspace chose, and those that go with it.
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
        self.init(value)
    }

    private init(_ value: UInt32) {
        let digits = String(value, radix: 16)
        text = "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
        red = Double(value >> 16 & 255) / 255
        green = Double(value >> 8 & 255) / 255
        blue = Double(value & 255) / 255
    }

    /// Black or white, whichever reads better.
    package var words: String {
        contrast(with: .black) >= contrast(with: .white) ? Accent.black.text : Accent.white.text
    }

    /// From 1 to 21. Source: WCAG 2.2, contrast ratio.
    package func contrast(with other: Accent) -> Double {
        let (dark, light) = (min(luminance, other.luminance), max(luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)
    }

    /// The nearest to it whose words are read on all of these grounds (WCAG 2.2, AA: 4.5): itself, else darker or lighter.
    package func legible(on grounds: [Accent]) -> Accent {
        func isLegible(_ colour: Accent) -> Bool { grounds.allSatisfy { colour.contrast(with: $0) >= 4.5 } }
        let isDark = grounds.reduce(0) { $0 + $1.luminance } < 0.18 * Double(grounds.count)
        let goal = isDark ? Accent.white : .black
        return (0...32).lazy.map { mixed(with: goal, by: Double($0) / 32) }.first(where: isLegible) ?? goal
    }

    package static let black = Accent(0)
    package static let white = Accent(0xFFFFFF)

    private func mixed(with other: Accent, by share: Double) -> Accent {
        func part(_ from: Double, _ to: Double) -> UInt32 { UInt32(((from + (to - from) * share) * 255).rounded()) }
        return Accent(part(red, other.red) << 16 | part(green, other.green) << 8 | part(blue, other.blue))
    }

    /// Source: WCAG 2.2, relative luminance.
    private var luminance: Double { 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) }

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
            let step = (root * fourth - target) / (5 * fourth)
            root -= step
            if abs(step) < 1e-15 { break }
        }
        return root
    }
}
