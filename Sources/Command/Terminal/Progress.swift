import Foundation
import Verger

/// A line that tells how far long work has come, on a terminal only.
final class Progress {
    private var line: ProgressLine
    private let total: Int?
    private let start = Date()
    private var last = Date.distantPast

    init(_ label: String, total: Int? = nil, counting unit: String = "", in language: Language = .french) {
        line = ProgressLine(label, counting: unit, in: language)
        self.total = total
    }

    /// `share`: of the whole, from 0 to 1, where that is known better than by what is counted.
    func show(_ done: Int, share: Double? = nil) {
        line.count = done
        guard Terminal.showsProgress, Date().timeIntervalSince(last) > 0.1 else { return }
        last = Date()
        line.seconds = Date().timeIntervalSince(start)
        line.share = share ?? total.map { Double(done) / Double(max($0, 1)) }
        // The last column is left free: some terminals go to the next line after it.
        Terminal.writeToError("\r\u{1B}[K" + line.text(width: Terminal.width - 1))
    }

    /// `tells`: whether one line says how it went where nobody saw it go.
    func end(tells: Bool = false) {
        if Terminal.showsProgress {
            if last != .distantPast { Terminal.writeToError("\r\u{1B}[K") }
        } else if tells {
            line.seconds = Date().timeIntervalSince(start)
            Terminal.error(line.last)
        }
    }
}
