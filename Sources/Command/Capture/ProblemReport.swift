import Foundation
import Verger

/// The file that lists what was wrong with the rows of an import; it exists only when something was.
final class ProblemReport {
    private(set) var errors = 0
    private(set) var warnings = 0
    private let wanted: String
    private let language: Language
    private let writer = CSVWriter(disarmsFormulas: true)
    private var handle: FileHandle?
    private var pending: [UInt8] = []
    private var first: [String] = []

    init(path: String, language: Language) {
        wanted = path
        self.language = language
    }

    /// Nil as long as there was no problem.
    var path: String? { errors + warnings == 0 ? nil : wanted }

    func add(_ problem: RowProblem) throws {
        if problem.severity == .error { errors += 1 } else { warnings += 1 }
        if handle == nil {
            guard FileManager.default.createFile(atPath: wanted, contents: nil),
                let opened = FileHandle(forWritingAtPath: wanted)
            else {
                throw Failure.refused(
                    Sentence(
                        fr:
                            "impossible d’écrire «\u{A0}\(wanted)\u{A0}»\u{202F}; donnez un autre endroit par --problems",
                        en: "“\(wanted)” can't be written; give another place by --problems"))
            }
            handle = opened
            writer.write(["row", "line", "severity", "column", "value", "problem"], to: &pending)
        }
        let sentence = problem.sentence.text(in: language)
        writer.write(
            [
                String(problem.row), String(problem.line), problem.severity.rawValue, problem.column ?? "",
                problem.value ?? "", sentence,
            ], to: &pending)
        if first.count < 3, problem.severity == .error {
            let place = language == .french ? "ligne \(problem.line)" : "line \(problem.line)"
            let column = problem.column.map { ", \($0)" } ?? ""
            first.append("  \(place)\(column)\(language == .french ? "\u{A0}: " : ": ")\(sentence)")
        }
        if pending.count > 1 << 16 { try flush() }
    }

    func close() throws {
        try flush()
        try handle?.close()
    }

    /// Says where the problems are listed, and the first of them.
    func show(in language: Language) {
        guard let path else { return }
        for line in first { Terminal.print(line) }
        Terminal.print(
            language == .french
                ? "Dans \(path)\u{A0}: \(count(errors, "erreur")), \(count(warnings, "avertissement"))"
                : "In \(path): \(count(errors, "error")), \(count(warnings, "warning"))")
    }

    private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number > 1 ? "s" : "")" }

    private func flush() throws {
        try handle?.write(contentsOf: pending)
        pending.removeAll(keepingCapacity: true)
    }
}
