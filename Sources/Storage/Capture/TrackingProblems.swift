package import Verger

/// What could not be taken of the calls that programs sent, counted: who set them up is told.
package struct TrackingProblems {
    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    package struct Listed: Hashable, Sendable {
        /// `userId`, without its place in a batch.
        package let path: String
        package let sentence: Sentence
        package let calls: Int
        package let lastAt: Instant
    }

    /// Latest first.
    package func all() throws -> [Listed] {
        try connection.rows(
            """
            SELECT path, fr, en, calls, last_at FROM tracking_problem WHERE workspace = ?
            ORDER BY last_at DESC, path, en LIMIT 200
            """, [.integer(workspace.value)]
        ) { row in
            Listed(
                path: row.text(0), sentence: Sentence(fr: row.text(1), en: row.text(2)), calls: Int(row.integer(3)),
                lastAt: Instant(microseconds: row.integer(4)))
        }
    }

    package func note(_ problems: [Problem], at now: Instant) throws {
        var counts: [Problem: Int] = [:]
        for problem in problems { counts[problem.withoutPlace, default: 0] += 1 }
        for (problem, count) in counts.sorted(by: {
            ($0.key.path, $0.key.sentence.en) < ($1.key.path, $1.key.sentence.en)
        }) {
            try connection.execute(
                """
                INSERT INTO tracking_problem (workspace, path, en, fr, calls, last_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (workspace, path, en)
                DO UPDATE SET calls = tracking_problem.calls + excluded.calls, last_at = excluded.last_at
                """,
                [
                    .integer(workspace.value), .text(problem.path), .text(problem.sentence.en),
                    .text(problem.sentence.fr), .integer(count), .instant(now),
                ])
        }
    }

    /// They were read.
    package func clear() throws {
        try connection.execute("DELETE FROM tracking_problem WHERE workspace = ?", [.integer(workspace.value)])
    }
}

extension Problem {
    /// `batch[3].userId` is `userId`, wherever it was.
    fileprivate var withoutPlace: Problem {
        let path = path.hasPrefix("batch[") ? String(path.drop { $0 != "." }.dropFirst()) : path
        return Problem(sentence, path: path)
    }
}
