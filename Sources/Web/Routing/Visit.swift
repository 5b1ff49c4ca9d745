package import Storage
package import Verger
import Work

/// One request of somebody who may make it: a member of the workspace in the address, or a program with its token.
package struct Visit: Sendable {
    package let call: Call
    package let member: Member
    /// What the forms of this session carry, and no other site knows; empty for programs.
    package let formToken: String
    /// The content of a program's request, as its operation declares it.
    package var document = Document.null
    /// The key of every form on the page that answers, so that one that is sent twice counts once.
    package let once = Once.key()
    /// What the form that asks may make once.
    var claim: FormClaim?

    package var site: Site { call.site }
    package var workspace: Workspace { member.workspace }
    package var now: Instant { call.now }
    package var language: Language { call.language }
    package var query: Fields { call.query }
    package var form: Fields { call.form }
    package var links: Links { Links(workspace) }
    package var notation: Notation { Notation(language, in: workspace.zone) }

    package func say(_ sentence: Sentence) -> String { sentence.text(in: language) }

    package func may(_ permission: Permission) -> Bool { member.may(permission) }

    // MARK: The database

    /// Reads one state of the database. Bodies are not nested.
    package func read<T>(_ body: (any SQLConnection) throws -> T) throws -> T { try site.database.read(body) }

    /// Writes, and lets the worker know.
    package func write<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
        defer { site.bell.ring(workspace.id) }
        guard let claim, !claim.isHeld else { return try site.database.write(body) }
        let written = try site.database.write { connection in
            try claim.take(connection, in: workspace.id, at: now)
            return try body(connection)
        }
        claim.hold()
        return written
    }

    /// The rules in force, with `me` for the member.
    package func rules() throws -> Rules {
        try read { try rules(on: $0) }
    }

    package func rules(on connection: any SQLConnection) throws -> Rules {
        guard let rules = try site.ruleBook.rules(of: workspace, on: connection) else { throw Refusal.undefined }
        return rules.asked(by: member.user.email)
    }

    // MARK: Parameters

    /// The number in the address; what is none is not found.
    package func number(_ name: String) throws -> Int64 {
        guard let text = call.parameters[name], let number = Int64(text), number > 0 else {
            throw Refusal.notFound
        }
        return number
    }

    /// The contact in the address, which the member must see: anything else is not found.
    package func contact(_ connection: any SQLConnection, named name: String = "contact") throws -> Contact {
        let id = Contact.ID(try number(name))
        let contacts = Contacts(connection, in: workspace)
        guard let contact = try contacts.find(id) else {
            let survivor = try Merges(connection, in: workspace).survivor(of: id).flatMap { try contacts.find($0) }
            guard let survivor, member.visibility.includes(survivor) else { throw Refusal.notFound }
            throw moved(id.value, to: survivor.id.value)
        }
        guard member.visibility.includes(contact) else { throw Refusal.notFound }
        return contact
    }

    /// The same request to the record that another one became.
    private func moved(_ gone: Int64, to kept: Int64) -> Refusal {
        var parts = call.path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if let place = parts.firstIndex(of: String(gone)) { parts[place] = String(kept) }
        return .moved(to: parts.joined(separator: "/") + call.query.query)
    }

    /// The company in the address. Members who do not see everyone see the companies of those that they see, and where they
    /// see whom nobody follows, those that have no contact.
    package func company(_ connection: any SQLConnection, named name: String = "company") throws -> Company {
        let id = Company.ID(try number(name))
        guard let company = try Companies(connection, in: workspace).find([id]).first else {
            let survivor = try Merges(connection, in: workspace).survivor(of: id)
            guard let survivor, member.visibility == .everyone else { throw Refusal.notFound }
            throw moved(id.value, to: survivor.value)
        }
        guard try Companies(connection, in: workspace).isSeen(id, by: member.visibility) else { throw Refusal.notFound }
        return company
    }

    /// The instant that `as_of` asks for: a day to its last instant, or an instant; nil for now.
    package func asOf() throws -> Instant? {
        guard let text = query.text("as_of") else { return nil }
        guard let instant = Instant(iso8601: text, in: workspace.zone) else {
            throw Refusal.malformed(
                Sentence(
                    fr:
                        "«\u{A0}\(text)\u{A0}» n’est pas une date\u{A0}: écrivez 2026-01-31 ou 2026-01-31T09:00:00+01:00",
                    en: "“\(text)” is not a date: write 2026-01-31 or 2026-01-31T09:00:00+01:00"))
        }
        return text.utf8.count == 10 ? workspace.zone.end(of: workspace.zone.day(at: instant)) - 1 : instant
    }
}
