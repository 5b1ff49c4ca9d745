package import Verger

/// The authenticator apps of people, and the codes for the day on which the telephone is lost.
package struct SecondFactors {
    package static let recoveryCodes = 10

    private let connection: any SQLConnection

    package init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    // MARK: Setting up

    /// The secret to show to somebody who sets up an app: always the same one until it is confirmed or given up.
    /// Nil for somebody who has a second factor already.
    package func offer(to person: Int64, at now: Instant) throws -> [UInt8]? {
        let box = try InstanceSecret(connection, at: now)
        if let known = try stored(person) { return known.isConfirmed ? nil : box.unboxed(known.secret) }
        let secret = try Secret.randomBytes(OneTimePassword.secretLength)
        try connection.execute(
            "INSERT INTO second_factor (person, secret) VALUES (?, ?)",
            [.integer(person), .text(try box.boxed(secret))])
        return secret
    }

    /// Asks for codes from now on, when `code` shows that the app is set up; returns the recovery codes, which are shown this
    /// once. Nil for a wrong code.
    package func confirm(_ code: String, of person: Int64, at now: Instant) throws -> [String]? {
        guard let known = try stored(person), !known.isConfirmed, try takeAppCode(code, of: person, known, at: now)
        else { return nil }
        try connection.execute(
            "UPDATE second_factor SET confirmed_at = ? WHERE person = ?", [.instant(now), .integer(person)])
        return try renewRecoveryCodes(of: person, at: now)
    }

    /// Ten new recovery codes; those there were are worth nothing any more.
    package func renewRecoveryCodes(of person: Int64, at now: Instant) throws -> [String] {
        let secret = try InstanceSecret(connection, at: now)
        try connection.execute("DELETE FROM recovery_code WHERE person = ?", [.integer(person)])
        return try (0..<SecondFactors.recoveryCodes).map { _ in
            // 80 bits, in four groups of four.
            let letters = Array(Base32.text(try Secret.randomBytes(10)).lowercased())
            let hash = secret.codeHash(String(letters), of: person)
            try connection.execute(
                "INSERT INTO recovery_code (person, hash) VALUES (?, ?)", [.integer(person), .text(hash)])
            return stride(from: 0, to: 16, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
        }
    }

    /// No code is asked for any more.
    package func remove(of person: Int64) throws {
        try connection.execute("DELETE FROM recovery_code WHERE person = ?", [.integer(person)])
        try connection.execute("DELETE FROM second_factor WHERE person = ?", [.integer(person)])
    }

    /// How many recovery codes were not used yet.
    package func recoveryCodesLeft(of person: Int64) throws -> Int {
        try connection.row(
            "SELECT COUNT(*) FROM recovery_code WHERE person = ? AND used_at IS NULL", [.integer(person)]
        ) { Int($0.integer(0)) } ?? 0
    }

    // MARK: Using

    /// Whether `code` opens now; it never will again. White space and hyphens do not matter.
    package func take(_ code: String, of person: Int64, at now: Instant) throws -> Bool {
        guard let known = try stored(person), known.isConfirmed else { return false }
        return try takeAppCode(code, of: person, known, at: now) || takeRecoveryCode(code, of: person, at: now)
    }

    private func takeAppCode(_ text: String, of person: Int64, _ known: Stored, at now: Instant) throws -> Bool {
        let code = text.filter { !$0.isWhitespace }
        guard let secret = try InstanceSecret(known: connection)?.unboxed(known.secret) else {
            throw StorageProblem.corrupt("second_factor: sealed by another instance")
        }
        let step = OneTimePassword.steps(around: now).first { step in
            let hmac = Secret.hmacSHA1(OneTimePassword.message(of: step), key: secret)
            return Secret.areEqual(code, OneTimePassword.code(truncating: hmac))
        }
        guard let step else { return false }
        // Of two requests with the same code, one changes the row.
        return try connection.execute(
            "UPDATE second_factor SET last_step = ? WHERE person = ? AND (last_step IS NULL OR last_step < ?)",
            [.integer(step), .integer(person), .integer(step)]) == 1
    }

    private func takeRecoveryCode(_ text: String, of person: Int64, at now: Instant) throws -> Bool {
        let code = text.lowercased().filter { $0.isLetter || $0.isNumber }
        guard code.count == 16, let secret = try InstanceSecret(known: connection) else { return false }
        return try connection.execute(
            "UPDATE recovery_code SET used_at = ? WHERE person = ? AND hash = ? AND used_at IS NULL",
            [.instant(now), .integer(person), .text(secret.codeHash(code, of: person))]) == 1
    }

    private struct Stored {
        let secret: String
        let isConfirmed: Bool
    }

    private func stored(_ person: Int64) throws -> Stored? {
        try connection.row(
            "SELECT secret, confirmed_at FROM second_factor WHERE person = ?", [.integer(person)]
        ) { Stored(secret: $0.text(0), isConfirmed: !$0.isNull(1)) }
    }
}
