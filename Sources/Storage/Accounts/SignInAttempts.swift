package import Verger

/// Wrong passwords and codes, counted where a restart or another node does not forget them.
package struct SignInAttempts {
    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    package enum Problem: Error, Equatable {
        case wait(until: Instant)
    }

    /// Counts an attempt against each subject before it is known whether it is right, so that many at once count as many.
    /// Throws `Problem.wait`, which gives the transaction up: an attempt that is refused unseen makes the wait no longer.
    package func begin(_ subjects: [Throttle.Subject], at now: Instant) throws {
        // In one order, so that two attempts never wait for each other.
        for subject in subjects.sorted(by: { $0.key < $1.key }) {
            let counted = try connection.row(
                """
                INSERT INTO sign_in_failure (subject, failures, last_at) VALUES (?, 1, ?)
                ON CONFLICT (subject) DO UPDATE SET failures = sign_in_failure.failures + 1
                RETURNING failures, last_at
                """,
                [.text(subject.key), .instant(now)]
            ) { Throttle(failures: Int($0.integer(0)) - 1, lastFailure: Instant(microseconds: $0.integer(1))) }
            guard let before = counted else { throw StorageProblem.corrupt("sign_in_failure") }
            if before.failures > 0, let end = before.wait(for: subject, at: now) { throw Problem.wait(until: end) }
            try connection.execute(
                "UPDATE sign_in_failure SET failures = ?, last_at = ? WHERE subject = ?",
                [.integer(before.isForgotten(at: now) ? 1 : before.failures + 1), .instant(now), .text(subject.key)])
        }
    }

    /// The attempt was right: all is forgotten of an account, this one attempt of a place.
    package func succeed(_ subjects: [Throttle.Subject], at now: Instant) throws {
        for subject in subjects {
            switch subject {
            case .account, .code:
                try connection.execute("DELETE FROM sign_in_failure WHERE subject = ?", [.text(subject.key)])
            case .address:
                try connection.execute(
                    "UPDATE sign_in_failure SET failures = failures - 1 WHERE subject = ? AND failures > 0",
                    [.text(subject.key)])
            }
        }
        try connection.execute(
            "DELETE FROM sign_in_failure WHERE last_at <= ?", [.instant(now - Throttle.memory)])
    }
}

extension Throttle.Subject {
    /// Not longer than a hash, and nothing that a stranger typed.
    fileprivate var key: String {
        switch self {
        case .account(let email): "account:" + Secret.fingerprint(email.folded)
        case .code(let person): "code:\(person)"
        case .address(let address): "address:" + Secret.fingerprint(RequestOrigin.key(address))
        }
    }
}
