import Exchange
import Storage
import Verger

/// Checks, as one types them, of people against the big base: those who are in it, written a little otherwise, and strangers.
struct DuplicatesBenchmark {
    private static let checks = 1000

    private let setting: Setting

    init(_ setting: Setting) {
        self.setting = setting
    }

    func run() throws {
        let (database, office) = try BigBase(setting).open()
        var times: [Double] = []
        var (known, found) = (0, 0)
        for check in 0..<DuplicatesBenchmark.checks {
            let number = (check * 7919) % setting.contacts
            let isKnown = check.isMultiple(of: 2)
            let profile = isKnown ? typed(Person(number, of: setting.contacts)) : stranger(check)
            var names: [String?] = []
            times.append(
                try seconds {
                    names = try database.read {
                        try Lookalikes($0, in: office.workspace).people(like: profile).map {
                            $0.record.fields[.externalID]
                        }
                    }
                })
            if isKnown {
                known += 1
                if names.contains(Person(number, of: setting.contacts).externalID) { found += 1 }
            }
        }
        let p95 = times.quantile(0.95)
        let bare = try look(into: database, office)
        Figure(
            engine: setting.engine.rawValue,
            name: "duplicate check against \(setting.contacts.grouped) contacts, p95",
            value: milliseconds(p95), yardstick: "one look-up by e-mail address, p95: \(milliseconds(bare))",
            ratio: (p95 / bare).text(places: 1), target: "<= 50 ms", isMet: p95 <= 0.05
        ).show()
        Figure(
            engine: setting.engine.rawValue, name: "    its median",
            value: milliseconds(times.median), yardstick: "known ones recognised: \(found) of \(known)"
        ).show()
    }

    /// Somebody of the base with a slip in the name and a tag in the address.
    private func typed(_ person: Person) -> MatchProfile {
        var texts: [MatchField: String] = [
            .firstName: person.firstName, .lastName: String(person.lastName.dropLast()) + "e",
            .email: person.email.split(separator: "@").joined(separator: "+salon@"), .company: person.firm.name,
        ]
        texts[.phone] = person.phone.flatMap { PhoneNumbers.e164($0, region: "FR") }
        return MatchProfile(texts)
    }

    /// Nobody of the base, with a name and a number that many have.
    private func stranger(_ number: Int) -> MatchProfile {
        let other = Person(number, of: setting.contacts)
        return MatchProfile([
            .firstName: other.firstName, .lastName: other.lastName, .email: "stranger\(number)@nowhere.example",
            .city: "Lyon",
        ])
    }

    private func look(into database: any SQLDatabase, _ office: Office) throws -> Double {
        try (0..<DuplicatesBenchmark.checks).map { check in
            let email = Person((check * 7919) % setting.contacts, of: setting.contacts).email.lowercased()
            return try seconds {
                _ = try database.read { try Contacts($0, in: office.workspace).withEmails([email]) }
            }
        }.quantile(0.95)
    }

    private func milliseconds(_ time: Double) -> String { (time * 1000).text(places: 1) + " ms" }
}
