package import Verger

/// The door: an address and a password, then a code where one is asked for. Makes its own transactions, since a password
/// takes too long to look at to do it inside one.
package struct SignIn: Sendable {
    private let database: any SQLDatabase

    package init(_ database: any SQLDatabase) {
        self.database = database
    }

    package enum Refusal: Error, Hashable, Sendable {
        /// Nobody has this address, the password is another one, or no workspace lets this person in: which is not told.
        case wrong
        /// After too many wrong ones.
        case wait(until: Instant)
    }

    /// The person whose password this is, and the workspaces that let them in, the likeliest first.
    /// A stranger is refused as slowly as a person who mistyped.
    package func check(
        email: String, password: String, from address: String, at now: Instant
    ) throws -> Result<(person: Person, memberships: [Member]), Refusal> {
        let subjects: [Throttle.Subject] = [.account(email), .address(address)]
        if let refusal = try begin(subjects, at: now) { return .failure(refusal) }
        let found = try database.read { connection in
            let people = People(connection)
            // No address holds U+0000, and no database is asked for one.
            let person = email.contains("\0") ? nil : try people.find(email: email)
            return (
                person: person, hash: try person.flatMap { try people.passwordHash(of: $0.id) },
                memberships: try person.map { try people.memberships(of: $0) } ?? []
            )
        }
        let isRight = Secret.isPassword(password, of: try found.hash ?? Secret.nobodysHash.get())
        guard let person = found.person, found.hash != nil, isRight, !found.memberships.isEmpty else {
            return .failure(.wrong)
        }
        try database.write { try SignInAttempts($0).succeed(subjects, at: now) }
        return .success((person, found.memberships))
    }

    /// Whether this is the password of somebody who is signed in, before something that matters: counted like a sign-in.
    package func confirm(
        _ password: String, of person: Person, from address: String, at now: Instant
    ) throws -> Result<Void, Refusal> {
        try check(email: person.email, password: password, from: address, at: now).map { _ in }
    }

    /// Whether this is the code of the person's authenticator app or one of their recovery codes, none of which is taken
    /// twice.
    package func check(
        code: String, of person: Int64, from address: String, at now: Instant
    ) throws -> Result<Void, Refusal> {
        let subjects: [Throttle.Subject] = [.code(person), .address(address)]
        if let refusal = try begin(subjects, at: now) { return .failure(refusal) }
        let isTaken = try database.write { connection in
            guard try SecondFactors(connection).take(code, of: person, at: now) else { return false }
            try SignInAttempts(connection).succeed(subjects, at: now)
            return true
        }
        return isTaken ? .success(()) : .failure(.wrong)
    }

    private func begin(_ subjects: [Throttle.Subject], at now: Instant) throws -> Refusal? {
        do {
            try database.write { try SignInAttempts($0).begin(subjects, at: now) }
            return nil
        } catch SignInAttempts.Problem.wait(let end) {
            return .wait(until: end)
        }
    }
}
