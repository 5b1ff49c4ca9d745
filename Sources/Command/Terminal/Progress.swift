import Foundation

/// A line that tells how far long work has come, on a terminal only.
final class Progress {
    private let label: String
    private let total: Int?
    private let start = Date()
    private var last = Date.distantPast

    init(_ label: String, total: Int? = nil) {
        self.label = label
        self.total = total
    }

    func show(_ done: Int) {
        guard Terminal.showsProgress, Date().timeIntervalSince(last) > 0.1 else { return }
        last = Date()
        let rate = Double(done) / max(0.001, Date().timeIntervalSince(start))
        var text = "\r\u{1B}[K\(label) \(done)"
        if let total, total > 0 {
            let share = min(1, Double(done) / Double(total))
            let filled = Int(share * 24)
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
            text = "\r\u{1B}[K\(label) \(bar) \(Int(share * 100)) %  \(done)"
        }
        Terminal.writeToError(text + "  (\(Int(rate))/s)")
    }

    func end() {
        if Terminal.showsProgress, last != .distantPast { Terminal.writeToError("\r\u{1B}[K") }
    }
}
