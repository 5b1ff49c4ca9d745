import Verger

/// The people that some calls are about. Two user ids, or two e-mail addresses, are two people; apart from that a browser
/// or device tells who someone is. What a visitor did before anyone knew him joins the first person that he turns out to
/// be, and never a second one.
final class IntakePeople {
    let contacts: Contacts
    /// Of the fields that the workspace defines.
    let types: [String: ValueType]
    private let news: News
    private let visitors: Visitors
    private let companies: IntakeCompanies
    private let now: Instant

    var byUser: [String: Contact.ID] = [:]
    private var byVisitor: [String: Contact.ID] = [:]
    var byEmail: [String: Contact.ID] = [:]
    /// Addresses by which records are known that became others.
    var formerEmails: Set<String> = []
    /// Those that were recorded before, as they were.
    var originals: [Contact.ID: Contact] = [:]
    /// All that were looked at, as they are to be.
    var current: [Contact.ID: Contact] = [:]
    private var created: [Contact.ID] = []
    private var isCreated: Set<Contact.ID> = []
    /// Visitors by the person that each turned out to be.
    private var joined: [Contact.ID: Contact.ID] = [:]
    private var joinedInOrder: [Contact.ID] = []
    private var newVisitors: [String] = []
    private(set) var handedVisitors: Set<String> = []
    /// The spare ids that browsers go by from now on, since somebody else uses them.
    private(set) var replacements: Set<String> = []
    private var aliases: [(externalID: String, contact: Contact.ID)] = []
    private var freeIDs: ArraySlice<Contact.ID> = []
    var problems: [Problem] = []

    init(_ connection: any SQLConnection, in workspace: Workspace, types: [String: ValueType], at now: Instant) {
        self.now = now
        self.types = types
        news = News(connection, in: workspace.id)
        contacts = Contacts(connection, in: workspace, types: types)
        visitors = Visitors(connection, in: workspace.id)
        companies = IntakeCompanies(connection, in: workspace, at: now)
    }

    /// Looks up together whoever `calls` may mean.
    func prepare(for calls: [TrackingCall]) throws {
        let users = Set(calls.compactMap(\.userID)).union(calls.compactMap(\.previousID))
        byUser = try contacts.withExternalIDs(users.sorted().paddedForStatements)
        let devices = Set(calls.compactMap(\.anonymousID)).union(calls.compactMap(\.previousID))
        byVisitor = try visitors.contacts(of: devices.sorted().paddedForStatements)
        let emails = Set(calls.compactMap { email(of: $0) })
        byEmail = try contacts.withEmails(emails.sorted().paddedForStatements)
        formerEmails = Set(try contacts.withFormerEmails(emails.sorted().paddedForStatements).keys)
        try load(Set(calls.filter(needsRecord).flatMap { ids(of: $0) }))
        try companies.prepare(for: calls)
    }

    /// Whom `call` is about, with what it says of them taken over.
    func contact(of call: TrackingCall) throws -> Contact.ID {
        var call = call
        if let spare = call.spareVisitor, replacements.contains(spare) { call.anonymousID = spare }
        if let sealed = call.sealedContact, let device = call.anonymousID { try follow(sealed, on: device) }
        if let settled = call.settledContact, let device = call.anonymousID {
            try give(device, to: settled)
            return settled
        }
        let id = try call.userID.map { try person($0, call) } ?? visitor(call)
        if let previous = call.previousID, let user = call.userID { try rename(previous, to: user, id) }
        if let described = call.person { try describe(id, described, isFromPage: call.isFromPage) }
        if let described = call.company ?? call.person?.company,
            let company = try companies.company(described, isImplicit: call.company == nil)
        {
            try change(id) { $0.company = call.isFromPage ? $0.company ?? company : company }
        }
        return id
    }

    /// Who a visitor turned out to be in the end.
    func final(_ id: Contact.ID) -> Contact.ID {
        var id = id
        while let next = joined[id] { id = next }
        return id
    }
}

// MARK: Who it is

extension IntakePeople {
    private func person(_ user: String, _ call: TrackingCall) throws -> Contact.ID {
        let id = try byUser[user] ?? adopted(user, call) ?? new(call) { $0.fields[.externalID] = user }
        byUser[user] = id
        if let device = call.anonymousID { try give(device, to: id, spare: call.spareVisitor) }
        return id
    }

    /// A browser that is nobody's yet is that of whom the link was sent to; one that is somebody's stays theirs, whoever
    /// forwarded the mail.
    private func follow(_ sealed: Contact.ID, on device: String) throws {
        if let known = byVisitor[device].map(final), try !record(known).isAnonymous { return }
        let exists = try current[sealed] != nil || contacts.find(sealed) != nil
        guard let person = exists ? final(sealed) : try visitors.person(formerly: sealed) else { return }
        try give(device, to: person)
    }

    /// Someone who is known without a user id: by the address that the call tells, else by the device.
    private func adopted(_ user: String, _ call: TrackingCall) throws -> Contact.ID? {
        let email = email(of: call)
        if let email, let id = byEmail[email] {
            if try record(id).fields[.externalID] == nil {
                try change(id) { $0.fields[.externalID] = user }
                return id
            }
            // Two people share an address, or one has two accounts: a person has to say.
            return nil
        }
        guard let device = call.anonymousID, let id = byVisitor[device].map(final) else { return nil }
        let known = try record(id)
        guard known.fields[.externalID] == nil else { return nil }
        if let email, let other = known.fields[.email]?.lowercased(), other != email { return nil }
        try change(id) { $0.fields[.externalID] = user }
        return id
    }

    /// From now on `device` is that of `id`; with it comes what was done on it as long as nobody knew whose it was. Where it
    /// is somebody else's and has a `spare` id, it goes by that: the other one keeps what is theirs.
    private func give(_ device: String, to id: Contact.ID, spare: String? = nil) throws {
        guard let before = byVisitor[device].map(final) else {
            byVisitor[device] = id
            newVisitors.append(device)
            return
        }
        guard before != id else { return }
        if try record(before).isAnonymous {
            try join(before, into: id)
        } else if let spare {
            replacements.insert(spare)
            newVisitors.append(spare)
            byVisitor[spare] = id
            return
        } else {
            handedVisitors.insert(device)
        }
        byVisitor[device] = id
    }

    private func visitor(_ call: TrackingCall) throws -> Contact.ID {
        guard let device = call.anonymousID else {
            guard let email = email(of: call) else { throw StorageProblem.engine("a call of nobody") }
            return try byEmail[email].map(final) ?? new(call) { _ in }
        }
        let known = byVisitor[device].map(final)
        guard let email = email(of: call) else {
            if let known { return known }
            let id = try new(call) { _ in }
            try give(device, to: id)
            return id
        }
        let owner = byEmail[email].map(final)
        guard let known else {
            let id = try owner ?? new(call) { _ in }
            try give(device, to: id)
            return id
        }
        let record = try record(known)
        let isSame = owner == known || (owner == nil && record.fields[.email] == nil)
        // Someone with a user id whose address is another's: a person has to say.
        if isSame || (record.fields[.email] == nil && record.fields[.externalID] != nil) { return known }
        let id = try owner ?? new(call) { _ in }
        try give(device, to: id, spare: call.spareVisitor)
        return id
    }

    /// `alias`: `previous` and `user` are one person's ids.
    private func rename(_ previous: String, to user: String, _ id: Contact.ID) throws {
        if byVisitor[previous] != nil { try give(previous, to: id) }
        guard let before = byUser[previous].map(final) else {
            if byVisitor[previous] == nil { try give(previous, to: id) }
            byUser[previous] = id
            aliases.append((externalID: previous, contact: id))
            return
        }
        guard before != id else { return }
        if try record(id).isBare, isCreated.contains(id) {
            // Nothing is known under the new id yet: it is another name of the one before.
            try forget(id, for: before)
            byUser[user] = before
            aliases.append((externalID: user, contact: before))
        } else {
            problems.append(Problem(IntakeSentences.twoUsers(before, id), path: "previousId"))
        }
    }

    private func new(_ call: TrackingCall, _ body: (inout Contact) -> Void) throws -> Contact.ID {
        if freeIDs.isEmpty { freeIDs = try contacts.newIDs(100)[...] }
        let id = freeIDs.removeFirst()
        var contact = Contact(id: id)
        contact.fields[.language] = call.language
        contact.fields[.source] = call.source ?? call.properties["utm_source"]
        body(&contact)
        current[id] = contact
        created.append(id)
        isCreated.insert(id)
        return id
    }

    private func join(_ visitor: Contact.ID, into person: Contact.ID) throws {
        let old = try record(visitor)
        try change(person) { $0.fill(from: old) }
        try forget(visitor, for: person)
    }

    private func forget(_ visitor: Contact.ID, for person: Contact.ID) throws {
        joined[visitor] = person
        joinedInOrder.append(visitor)
    }
}

// MARK: Looking up

extension IntakePeople {
    /// The address that a call tells: a trait, else a user id that is one.
    private func email(of call: TrackingCall) -> String? {
        if let email = call.person?.fields[ContactField.email.rawValue] { return email.lowercased() }
        guard let user = call.userID, user.utf8.contains(UInt8(ascii: "@")) else { return nil }
        return EmailAddress(user)?.address.lowercased()
    }

    private func ids(of call: TrackingCall) -> [Contact.ID] {
        [
            call.userID.flatMap { byUser[$0] }, call.anonymousID.flatMap { byVisitor[$0] },
            call.previousID.flatMap { byUser[$0] ?? byVisitor[$0] }, email(of: call).flatMap { byEmail[$0] },
            call.settledContact,
        ].compactMap(\.self)
    }

    /// Most calls say nothing new of whoever sends them.
    private func needsRecord(_ call: TrackingCall) -> Bool {
        if call.person != nil || call.company != nil || call.previousID != nil { return true }
        if call.sealedContact != nil || call.settledContact != nil { return true }
        guard let user = call.userID, let device = call.anonymousID, let visitor = byVisitor[device] else {
            return false
        }
        return byUser[user] != visitor
    }
}

// MARK: Writing

extension IntakePeople {
    func write() throws {
        try companies.write()
        let new = created.filter { joined[$0] == nil }.compactMap { current[$0] }
        let changed = current.values.filter {
            originals[$0.id] != nil && originals[$0.id] != $0 && joined[$0.id] == nil
        }
        .sorted { $0.id < $1.id }
        try contacts.releaseAddresses(
            of: changed.filter { $0.fields[.email] != originals[$0.id]?.fields[.email] }.map(\.id))
        try contacts.insert(new.filter { !$0.isAnonymous }, at: now)
        try contacts.insert(new.filter(\.isAnonymous), at: now, areNameless: true)
        for visitor in joinedInOrder where !isCreated.contains(visitor) {
            try visitors.join(visitor, into: final(visitor), at: now)
        }
        for contact in changed {
            if let old = originals[contact.id] { try contacts.update(contact, from: old, at: now) }
        }
        try visitors.insert(
            newVisitors.map { (anonymousID: $0, contact: final(byVisitor[$0] ?? .init(0))) }, at: now)
        for device in handedVisitors.subtracting(newVisitors).sorted() {
            if let owner = byVisitor[device] { try visitors.hand(device, to: final(owner), at: now) }
        }
        for alias in aliases { try contacts.addAlias(alias.externalID, to: final(alias.contact)) }
        try news.note(new.map(\.id))
    }
}
