import Exchange
import Verger

/// A problem of a definition and where it is in its text.
struct PlacedProblem {
    let problem: Problem
    /// What is at fault: `stages[2].when`; empty for the text as a whole.
    let path: String
    /// In the file; nil where that is unknown.
    let place: Place?

    /// The problems of `source`, in the order in which they stand there.
    static func all(_ problems: [Problem], in source: String) -> [PlacedProblem] {
        let text = YAMLText(source)
        return problems.map { problem in
            let (path, line) = split(problem.path)
            if path.isEmpty {
                return PlacedProblem(
                    problem: problem, path: path, place: problem.place ?? line.map { Place(line: $0, column: 1) })
            }
            let place = DocumentPath(path).flatMap { text?.place(of: $0, inside: problem.place) }
            return PlacedProblem(
                problem: problem, path: path, place: place ?? line.map { Place(line: $0, column: 1) })
        }.sorted { ($0.place?.line ?? 0, $0.place?.column ?? 0) < ($1.place?.line ?? 0, $1.place?.column ?? 0) }
    }

    /// `stages[2].when (l. 45)` as its path and its line.
    private static func split(_ path: String) -> (path: String, line: Int?) {
        guard path.hasSuffix(")"), let open = path.lastIndex(of: "("), path[open...].hasPrefix("(l. ") else {
            return (path, nil)
        }
        let number = path[path.index(open, offsetBy: 4)...].dropLast()
        return (path[..<open].trimmed, Int(number))
    }
}
