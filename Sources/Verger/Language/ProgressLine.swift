/// How far long work has come, in one line of a terminal.
package struct ProgressLine: Sendable {
    package var label: String
    /// What is counted, in the plural: `rows`; empty where that goes without saying.
    package var unit: String
    package var count = 0
    /// Of the whole, from 0 to 1; nil when the whole is not known.
    package var share: Double?
    package var seconds: Double = 0
    private let notation: Notation

    private static let shortestBar = 8
    private static let longestBar = 40
    /// Before this nothing can be said of the time that is left.
    private static let patience = 1.0

    package init(_ label: String, counting unit: String = "", in language: Language) {
        self.label = label
        self.unit = unit
        notation = Notation(language, in: .utc)
    }

    /// As much of it as fits in `width` columns, what matters least left out: label, bar, share, count, pace, time left.
    package func text(width: Int) -> String {
        var parts = [share.map { notation.percent(bounded($0), places: 0) }, counted, pace, left].compactMap(\.self)
        while !parts.isEmpty, (([label] + parts).joined(separator: "  ")).count > width { parts.removeLast() }
        let room = width - ([label, ""] + parts).joined(separator: "  ").count
        if let share, room >= ProgressLine.shortestBar {
            parts.insert(bar(bounded(share), min(room, ProgressLine.longestBar)), at: 0)
        }
        return String(([label] + parts).joined(separator: "  ").prefix(max(width, 0)))
    }

    /// What is said once it is over.
    package var last: String {
        "\(label)\(notation.text("\u{A0}: ", ": "))\(counted) " + notation.text("en", "in") + " \(length(seconds))"
            + (pace.map { " (\($0))" } ?? "")
    }

    private func bounded(_ share: Double) -> Double { share.isFinite ? max(0, min(1, share)) : 0 }

    private func bar(_ share: Double, _ length: Int) -> String {
        let filled = Int(share * Double(length))
        return String(repeating: "█", count: filled) + String(repeating: "░", count: length - filled)
    }

    private var counted: String { notation.count(count) + (unit.isEmpty ? "" : " \(unit)") }

    private var pace: String? {
        guard seconds > 0.05, count > 0 else { return nil }
        return notation.count(Int((Double(count) / seconds).rounded())) + (unit.isEmpty ? "/s" : " \(unit)/s")
    }

    private var left: String? {
        guard let share, share > 0, share < 1, seconds >= ProgressLine.patience else { return nil }
        let time = length(seconds * (1 - share) / share)
        return notation.text("encore \(time)", "\(time) left")
    }

    /// `40 s`, `3 min 05 s`, `2 h 10 min`.
    private func length(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 360_000).rounded())
        func padded(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(padded(whole % 60)) s" }
        return "\(whole / 3600) h \(padded(whole / 60 % 60)) min"
    }
}
