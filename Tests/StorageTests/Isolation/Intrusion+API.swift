import Storage
import TestSupport
import Verger

extension Intrusion {
    static let programs = [
        Intrusion("KeptAnswers.find") { try $0.answers.find("key", at: $0.mine.now) as Any },
        Intrusion("KeptAnswers.claim") { try $0.answers.claim("key", at: $0.mine.now) },
        Intrusion("KeptAnswers.settle") {
            try $0.answers.settle("key", .init(fingerprint: "f", status: 303, headers: "{}", body: "x"))
        },
        Intrusion("KeptAnswers.release") { try $0.answers.release("key") },
        Intrusion("KeptAnswers.keep") { its in
            let kept = KeptAnswers.Kept(fingerprint: "f", status: 200, headers: "{}", body: "b")
            return try its.answers.keep(kept, as: "other", at: its.mine.later)
        },
        Intrusion("Registration.lock") { try $0.registration.lock() },
        Intrusion("Registration.record") { its in
            let described = ImportedContact(fields: ["external_id": "c1", "email": "new@borie.example", "city": "Nice"])
            return try its.registration.record(described, at: its.mine.now).isNew
        },
        Intrusion("Registration.record") { its in
            let described = ImportedCompany(fields: ["external_id": "e1", "name": "Borie SA", "city": "Nice"])
            return try its.registration.record(described, at: its.mine.now).isNew
        },
        Intrusion("Registration.problems") { its in
            let twin = Contact(id: its.mine.contacts[0], fields: [.email: "jean@borie.example", .externalID: "c2"])
            return try its.registration.problems(of: twin).count
        },
        Intrusion("Registration.problems") { its in
            let twin = Company(id: its.mine.company, fields: [.externalID: "e1"])
            return try its.registration.problems(of: twin).count
        },
        Intrusion("Activities.page") { its in
            try (its.theirs.contacts + its.mine.contacts).map {
                try its.activities.page(of: $0, before: nil, at: its.mine.later, limit: 9).rows.map(\.activity)
            }
        },
        Intrusion("Activities.record") { its in
            let new = Activities.New(
                contact: its.mine.contacts[0], at: its.mine.now, kind: "call_held", messageID: "m9")
            return try its.activities.record([new], kinds: Attempt.kinds, zone: .paris, at: its.mine.now).count
        },
        Intrusion(alone: "Census.funnels") { mine, _ in
            try Census(mine.world.database, in: mine.workspace).funnels(
                .init(by: .contact(.city)), mine.world.rules(), at: mine.later
            ).map { "\($0.value) \($0.funnel.json.json())" }
        },
        Intrusion(alone: "Census.count") { mine, _ in
            let everyone = try mine.world.rules().resolve(parsing: "stage >= suspect")
            return try Census(mine.world.database, in: mine.workspace).count(everyone, at: mine.later)
        },
        Intrusion(alone: "Census.run") { mine, _ in
            let side = try Replay.Side(mine.world.rules(), definition: Cast.definition())
            var replay = Replay(old: side, new: side, at: mine.later)
            try Census(mine.world.database, in: mine.workspace).run(&replay)
            return replay.json.json()
        },
    ]
}

extension Attempt {
    var answers: KeptAnswers { KeptAnswers(connection, in: workspace.id) }
    var registration: Registration { Registration(connection, in: workspace, types: [:]) }
}
