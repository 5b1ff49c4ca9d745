import Testing
import Verger

/// Reads `text` as a file of `kind`, with numbers of ten digits in 0 as the only phone numbers.
struct Reading {
    var rows: [ImportedRow] = []
    var problems: [RowProblem] = []
    var notices: [Problem]

    init(_ kind: ImportKind, _ text: String, map: Document? = nil, settings: ImportSettings? = nil) throws {
        let map = try map.map { try ImportMap($0, for: kind) }
        var reader = try CSVReader(delimiter: map?.delimiter, source: chunks(Array(text.utf8), 4096))
        let settings = settings ?? ImportSettings(now: Instant(iso8601: "2026-07-01T00:00:00Z", in: .utc)!)
        var converter = try RowConverter(
            kind: kind, header: reader.next()?.cells ?? [], map: map, settings: settings,
            phone: { text, region in
                let digits = text.filter(\.isNumber)
                guard digits.count == 10, digits.hasPrefix("0") else { return nil }
                return (region == "BE" ? "+32" : "+33") + digits.dropFirst()
            })
        notices = converter.notices
        while let record = try reader.next() {
            let converted = converter.convert(record)
            if let row = converted.row { rows.append(row) }
            problems += converted.problems
        }
    }

    var errors: [RowProblem] { problems.filter { $0.severity == .error } }
    var warnings: [RowProblem] { problems.filter { $0.severity == .warning } }
}

@Suite struct ContactRowTests {
    @Test func `reads a contact with every kind of value`() throws {
        var settings = ImportSettings(now: Instant(seconds: 0))
        settings.fields = ["budget": .number, "vip": .boolean, "renewal": .date, "note": .text]
        let text = """
            Id;E-mail;Prénom;Tél.;Société;Effectif;SIRET;Site web;Tags;Date de création;budget;vip;renewal;note
            7; Jean@EXEMPLE.fr ;Jean;06 12 34 56 78;Acmé;1 200;73282932000074;https://www.Acme.fr/x;\
            "a; b ;;a";2026-01-31;1 234,5;oui;2026-02-01;
            """

        let reading = try Reading(.contacts, text, settings: settings)

        let contact = try #require(reading.rows.first?.contact)
        #expect(
            contact.fields == [
                "external_id": "7", "email": "Jean@exemple.fr", "first_name": "Jean", "phone": "+33612345678",
                "created_at": "2026-01-30T23:00:00Z", "budget": "1234.5", "vip": "true",
                "renewal": "2026-01-31T23:00:00Z",
            ])
        #expect(contact.tags == ["a", "b"])
        #expect(contact.company?.fields == ["name": "Acmé", "size": "1200", "siren": "732829320", "domain": "acme.fr"])
        #expect(reading.problems.isEmpty)
    }

    @Test func `counts rows under the header and lines of the file`() throws {
        let reading = try Reading(.contacts, "email,note\na@x.fr,\"1\n2\"\n\nb@x.fr,\n")

        #expect(reading.rows.map(\.row) == [1, 2])
        #expect(reading.rows.map(\.line) == [2, 5])
    }

    @Test func `refuses a row whose only identity is an unreadable e-mail`() throws {
        let reading = try Reading(.contacts, "email,first_name\njean.exemple.fr,Jean\n,Jeanne\nb@x.fr,Bob\n")

        #expect(reading.rows.map(\.row) == [3])
        #expect(reading.errors.map(\.row) == [1, 2])
        #expect(reading.errors.first?.column == "email")
        #expect(reading.errors.first?.value == "jean.exemple.fr")
    }

    @Test func `keeps a contact without its unreadable e-mail when something else identifies it`() throws {
        let reading = try Reading(.contacts, "external_id,email,phone\n7,jean,\n,jean,0612345678\n,jean,12\n")

        #expect(reading.rows.map(\.contact?.fields) == [["external_id": "7"], ["phone": "+33612345678"]])
        #expect(reading.warnings.map(\.row) == [1, 2, 3])
        #expect(reading.errors.map(\.row) == [3])
    }

    @Test func `keeps an impossible phone number as typed`() throws {
        let reading = try Reading(.contacts, "email,phone\na@x.fr,poste 12\n")

        #expect(reading.rows.first?.contact?.fields["phone"] == "poste 12")
        #expect(reading.problems.map(\.severity) == [.warning])
    }

    @Test func `reads a phone number in the country of the contact first`() throws {
        let reading = try Reading(.contacts, "email,phone,country\na@x.fr,0475123456,be\nb@x.fr,0475123456,France\n")

        #expect(reading.rows.map { $0.contact?.fields["phone"] } == ["+32475123456", "+33475123456"])
    }

    @Test(arguments: [
        ("budget", "abc"), ("budget", "1,234"), ("vip", "perhaps"), ("renewal", "31/02/2026"), ("renewal", "soon"),
        ("created_at", "2026-02-31"), ("created_at", "31/12/2025"), ("company.size", "10-49"),
        ("consent.email", "perhaps"),
        ("budget", "12 $"),
    ])
    func `refuses a row whose value is not of its type`(column: String, value: String) throws {
        var settings = ImportSettings(now: Instant(seconds: 0))
        settings.fields = ["budget": .number, "vip": .boolean, "renewal": .date]

        let reading = try Reading(.contacts, "email,\(column)\na@x.fr,\"\(value)\"\nb@x.fr,\n", settings: settings)

        #expect(reading.rows.map(\.row) == [2])
        #expect(reading.errors.map(\.column) == [column])
        #expect(reading.errors.map(\.value) == [value])
    }

    @Test func `makes consents activities dated by the contact's creation`() throws {
        let reading = try Reading(
            .contacts,
            """
            email,created_at,consent.email,consent.sms
            a@x.fr,2026-01-01T09:00:00Z,granted,non
            b@x.fr,,refused,unknown
            """
        )

        #expect(
            reading.rows.flatMap(\.activities).map { "\($0.kind) \($0.channel ?? "") \($0.at.iso8601)" } == [
                "consent_granted email 2026-01-01T09:00:00Z", "consent_withdrawn sms 2026-01-01T09:00:00Z",
                "consent_withdrawn email 2026-07-01T00:00:00Z",
            ])
    }

    @Test func `keeps a wrong SIREN as typed, with a warning`() throws {
        let reading = try Reading(.contacts, "email,company,siren\na@x.fr,Acme,552008444\n")

        #expect(reading.rows.first?.contact?.company?.fields["siren"] == "552008444")
        #expect(reading.problems.map(\.severity) == [.warning])
    }

    @Test func `takes ragged rows for what they are`() throws {
        let text = "email,first_name,city\na@x.fr,Ann\nb@x.fr,Bob,Lyon,,\nc@x.fr,Cyd,Lyon,stray\nd@x.fr\n,,\n , ,\n"

        let reading = try Reading(.contacts, text)

        #expect(reading.rows.map(\.row) == [1, 2])
        #expect(reading.warnings.map(\.row) == [1])
        #expect(reading.errors.map(\.row) == [3, 4])
    }

    @Test func `reports a damaged record as the row it is`() throws {
        let reading = try Reading(.contacts, "email,city\na@x.fr,\"Lyon\nb@x.fr,Nice\n")

        #expect(reading.rows.map(\.row) == [2])
        #expect(reading.errors.map(\.row) == [1])
        #expect(reading.errors.map(\.line) == [2])
    }

    @Test func `refuses a file without a column that identifies contacts`() throws {
        let problems = try #require(throws: Problems.self) { try Reading(.contacts, "first_name,city\nJean,Lyon\n") }

        #expect(problems.errors.map(\.path) == ["header"])
    }
}
