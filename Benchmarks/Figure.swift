import Foundation

/// A line of the table: what was measured, what it is held against, and whether that is what was promised.
struct Figure {
    let engine: String
    let name: String
    let value: String
    var yardstick = ""
    var ratio = ""
    var target = ""
    var isMet: Bool?

    static let header =
        row("engine", "figure", "measured", "yardstick of the same run", "ratio", "target", "met") + "\n"
        + row("------", "------", "--------", "-------------------------", "-----", "------", "---")

    func show() {
        let met = isMet.map { $0 ? "yes" : "NO" } ?? ""
        print(Figure.row(engine, name, value, yardstick, ratio, target, met))
        // Others print to the same place.
        fflush(nil)
    }

    private static func row(
        _ engine: String, _ name: String, _ value: String, _ yardstick: String, _ ratio: String, _ target: String,
        _ met: String
    ) -> String {
        let cells = [(engine, 9), (name, 62), (value, 24), (yardstick, 44), (ratio, 8), (target, 11), (met, 3)]
        let line = cells.map { $0.0 + String(repeating: " ", count: max(1, $0.1 - $0.0.count)) }.joined()
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}

extension Double {
    /// With `places` decimal places.
    func text(places: Int = 0) -> String { String(format: "%.\(places)f", self) }
}

extension Int {
    /// `1,234,567`.
    var grouped: String {
        var text = ""
        for (index, digit) in String(self).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
