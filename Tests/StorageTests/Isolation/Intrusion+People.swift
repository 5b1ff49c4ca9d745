import Storage
import Verger

extension Intrusion {
    static let accounts = [
        Intrusion("Users.all") { try $0.users.all() },
        Intrusion("Users.find") { try $0.users.find(email: "chef@borie.example") as Any },
        Intrusion("Users.find") { its in
            try [its.theirs.own, its.mine.own].map { try its.users.find($0) as Any }
        },
        Intrusion("Users.change") { its in
            try its.users.change(its.theirs.own, to: .rep, partnerSource: nil)
        },
        Intrusion("Users.add") {
            try $0.users.add(email: "n@borie.example", name: "N", role: .rep, passwordHash: nil, at: $0.mine.now)
        },
        Intrusion("Users.enable") { try $0.users.enable(email: "chef@borie.example") },
        Intrusion("Users.disable") { try $0.users.disable(email: "chef@borie.example", at: $0.mine.now) },
        Intrusion("Tokens.all") { try $0.tokens.all() },
        Intrusion("Tokens.add") { try $0.tokens.add(name: "site", by: "test", at: $0.mine.now).id },
        Intrusion("Tokens.note") { its in
            for token in [its.theirs.token, its.mine.token] { try its.tokens.note(token.id, at: its.mine.now) }
            return "noted"
        },
        Intrusion("Tokens.revoke") { try $0.tokens.revoke($0.theirs.token.id, at: $0.mine.now) },
        Intrusion("AuditLog.record") { try $0.audit.record("looked", by: "test", at: $0.mine.now) },
        Intrusion("AuditLog.latest") { try $0.audit.latest(100) },
        Intrusion("AuditLog.entries") { its in
            try its.audit.entries(AuditLog.Filter(actor: "test"), before: nil, limit: 100)
        },
        Intrusion("AuditLog.terms") { try $0.audit.terms() },
        Intrusion("Settings.all") { try $0.settings.all() },
        Intrusion("Settings.save") { try $0.settings.save(WorkspaceSettings(repsSeeUnassigned: false)) },
        Intrusion("Settings.rename") {
            try $0.settings.rename(to: "Autre", zone: .utc, currency: "USD", region: "US")
        },
    ]

    static let contacts = [
        Intrusion("Contacts.find") { try $0.contacts.find($0.theirs.contacts[0]) as Any },
        Intrusion("Contacts.find") { try $0.contacts.find($0.theirs.contacts + $0.mine.contacts) },
        Intrusion("Contacts.find") { its in
            try ["c1", "former", "jean@borie.example", "\(its.theirs.contacts[0].value)"].map {
                try its.contacts.find(named: $0) as Any
            }
        },
        Intrusion("Contacts.references") {
            try $0.contacts.references(to: ["c1", "former", "ADA@borie.example", "\($0.theirs.contacts[0].value)"])
        },
        Intrusion("Contacts.withEmails") { try $0.contacts.withEmails(["jean@borie.example"]) },
        Intrusion("Contacts.withExternalIDs") { try $0.contacts.withExternalIDs(["c1", "former"]) },
        Intrusion("Contacts.areAny") { try $0.contacts.areAny(ownedBy: "jean@borie.example") },
        Intrusion("Contacts.count") { try $0.contacts.count() },
        Intrusion("Contacts.ids") { try $0.contacts.ids(after: nil, limit: 100) },
        Intrusion("Contacts.newIDs") { try $0.contacts.newIDs(2) },
        Intrusion("Contacts.runs") { try $0.contacts.runs(of: $0.theirs.contacts + $0.mine.contacts) },
    ]

    static let contactChanges = [
        Intrusion("Contacts.insert") { its in
            let stranger = Contact(id: its.theirs.contacts[0], fields: [.externalID: "c9"], tags: ["vip"])
            return try its.contacts.insert([stranger], at: its.mine.now)
        },
        Intrusion("Contacts.insert") { its in
            let id = try its.contacts.newIDs(1)[0]
            return try its.contacts.insert([Contact(id: id, company: its.theirs.company)], at: its.mine.now)
        },
        Intrusion("Contacts.update") { its in
            let old = try its.contacts.find(its.mine.contacts[0])!
            var new = old
            new.fields[.city] = "Nice"
            new.tags.append("Nice")
            return try its.contacts.update(new, from: old, at: its.mine.now)
        },
        Intrusion("Contacts.update") { its in
            let old = Contact(id: its.theirs.contacts[1], fields: [.externalID: "c2"], tags: ["vip"])
            return try its.contacts.update(Contact(id: old.id), from: old, at: its.mine.now)
        },
        Intrusion("Contacts.addAlias") { try $0.contacts.addAlias("alias", to: $0.theirs.contacts[1]) },
        Intrusion("Contacts.addAlias") { try $0.contacts.addAlias("alias", to: $0.mine.contacts[1]) },
    ]

    static let companies = [
        Intrusion("Companies.find") { try $0.companies.find([$0.theirs.company, $0.mine.company]) },
        Intrusion("Companies.find") { its in
            try ["BORIE sa", "\(its.theirs.company.value)"].map { try its.companies.find(named: $0) as Any }
        },
        Intrusion("Companies.withExternalIDs") { try $0.companies.withExternalIDs(["e1"]) },
        Intrusion("Companies.withNames") { try $0.companies.withNames(["borie sa"]) },
        Intrusion("Companies.withHistory") { try $0.companies.withHistory([$0.theirs.company, $0.mine.company]) },
        Intrusion("Companies.forEach") { its in
            var all: [Company] = []
            try its.companies.forEach { all.append($0) }
            return all
        },
        Intrusion("Companies.contacts") { its in
            try [its.theirs.company, its.mine.company].map { try its.companies.contacts(of: $0) }
        },
        Intrusion("Companies.contacts") { its in
            let found = try its.companies.contacts(of: [its.theirs.company, its.mine.company], seenBy: .everyone)
            return found.map(\.contact)
        },
        Intrusion("Companies.isSeen") { its in
            let lone = Visibility.ownedBy("nobody@borie.example", unassignedToo: true)
            return try [its.theirs.company, its.mine.company].map { try its.companies.isSeen($0, by: lone) }
        },
        Intrusion("Companies.newIDs") { try $0.companies.newIDs(2) },
        Intrusion("Companies.insert") { its in
            let new = Company(id: its.theirs.company, fields: [.name: "Borie SA", .externalID: "e1"])
            return try its.companies.insert([new], isImplicit: false, at: its.mine.now)
        },
        Intrusion("Companies.update") { its in
            for id in [its.theirs.company, its.mine.company] {
                let old = Company(id: id, fields: [.name: "Borie SA"])
                let new = Company(id: id, fields: [.name: "Borie SARL", .size: "7"])
                try its.companies.update(new, from: old, at: its.mine.now)
            }
            return "done"
        },
    ]
}
