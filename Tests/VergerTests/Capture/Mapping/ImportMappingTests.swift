import Testing
import Verger

@Suite struct `What is said of columns` {
    private static let header = ["E-mail", "Prénom", "Nom", "Date d’inscription", "Couleur"]

    private func guessed(_ header: [String], _ samples: [[String]] = [], kind: ImportKind? = nil) -> ImportMapping {
        ImportMapping.guessed(
            for: header, samples: samples + Array(repeating: [], count: max(0, header.count - samples.count)),
            kind: kind,
            fields: ["couleur"])
    }

    @Test func `is guessed by names, and fields of the workspace are known`() {
        let mapping = guessed(Self.header)

        #expect(mapping.kind == .contacts)
        #expect(
            mapping.columns.map(\.target) == [
                .contact(.email), .contact(.firstName), .contact(.lastName), .contact(.createdAt), .custom("couleur"),
            ])
    }

    @Test(arguments: [
        (["contact", "kind", "at"], ImportKind.activities), (["contact", "date", "montant"], .payments),
        (["raison sociale", "siren"], .companies), (["email"], .contacts),
        (["nom", "prénom", "montant", "date"], .contacts),
    ])
    func `is of the kind that the columns tell`(_ header: [String], _ kind: ImportKind) {
        #expect(guessed(header).kind == kind)
    }

    @Test(arguments: [
        (["28/02/2026", "03/04/2026"], "dd/MM/yyyy"), (["02/28/2026"], "MM/dd/yyyy"), (["28.02.2026"], "dd.MM.yyyy"),
        (["28 févr. 2026", "1 mars 2026"], "dd MMM yyyy"), (["28/02/2026 17:30"], "dd/MM/yyyy HH:mm"),
    ])
    func `says how dates are written, as all samples have it`(_ values: [String], _ pattern: String) {
        #expect(guessed(Self.header, [[], [], [], values]).dates.map(\.pattern) == [pattern])
    }

    @Test func `leaves dates alone that are ISO 8601, or that nothing reads`() {
        #expect(guessed(Self.header, [[], [], [], ["2026-02-28"]]).dates == [])
        #expect(guessed(Self.header, [[], [], [], ["hier"]]).dates == [])
        #expect(guessed(Self.header, [[], [], [], ["31/02/2026"]]).dates == [])
    }

    @Test func `finds how dates are written though one of them is no day`() {
        let values = ["12/11/2026", "32/11/2026", "13/11/2026"]
        #expect(guessed(Self.header, [[], [], [], values]).dates.map(\.pattern) == ["dd/MM/yyyy"])
    }

    @Test func `is remembered for the same columns only`() {
        var earlier = guessed(Self.header)
        earlier.columns[4] = .init("Couleur", .tags)
        let again = ImportMapping.guessed(for: Self.header, samples: [], fields: [String](), remembered: earlier)
        let other = ImportMapping.guessed(for: ["email"], samples: [[]], fields: [String](), remembered: earlier)

        #expect(again.columns[4].target == .tags && again.columns[4].reason == .remembered)
        #expect(other.columns.map(\.title) == ["email"])
    }

    @Test func `comes back from what is kept as it was`() throws {
        var mapping = guessed(Self.header, [[], [], [], ["28/02/2026"]])
        mapping.fact = .init("booth_visited", day: "2026-03-12", channel: "event", campaign: "Lyon", name: "Salon")
        mapping.source = "salon"
        mapping.decimal = .comma
        mapping.columns[4].target = nil

        #expect(ImportMapping(try Document(json: mapping.document.json())) == mapping)
    }

    @Test func `has a key for every target, and every key its target`() {
        let targets: [ColumnTarget] =
            ContactField.allCases.map { .contact($0) } + CompanyField.allCases.map { .company($0) }
            + ActivityColumn.allCases.map { .activity($0) }
            + [.custom("campaign"), .fullName, .tags, .consent("email"), .reference, .property("event")]

        for target in targets { #expect(ColumnTarget(key: target.key) == target, "\(target)") }
        #expect(Set(targets.map(\.key)).count == targets.count)
        #expect(ColumnTarget(key: "fields.x y") == nil && ColumnTarget(key: "activity.none") == nil)
    }

    @Test func `is incomplete without somebody to recognise, and with a place taken twice`() {
        var mapping = guessed(["Prénom", "Nom"])
        #expect(mapping.problems.map(\.path) == ["columns"])

        mapping = guessed(["E-mail", "Autre"])
        mapping.columns[1].target = .contact(.email)
        #expect(mapping.problems.map(\.path) == ["Autre"])

        mapping = guessed(["E-mail"])
        mapping.fact = .init("booth_visited")
        #expect(mapping.problems.map(\.path) == ["day"])
    }

    @Test func `makes a fact of each row, dated by the day given where the row has none`() throws {
        var mapping = guessed(["E-mail", "Vu le"])
        mapping.columns[1].target = .activity(.at)
        mapping.fact = .init(
            "booth_visited", day: "2026-03-12", channel: "event", campaign: "Lyon", name: "Salon de Lyon")
        mapping.source = "salon"

        let dated = try MappedReading.row(mapping, ["a@b.fr", "2026-03-13"])
        let undated = try MappedReading.row(mapping, ["a@b.fr", ""])

        #expect(dated.activities.map(\.at) == [Instant(iso8601: "2026-03-13", in: .paris)])
        #expect(undated.activities.map(\.at) == [Instant(iso8601: "2026-03-12", in: .paris)])
        #expect(undated.activities.first?.properties == ["event": "Salon de Lyon"])
        #expect(undated.activities.first?.campaign == "Lyon" && undated.contact?.fields["source"] == "salon")
    }

    @Test func `invents no consent, and keeps where one comes from`() throws {
        var mapping = guessed(["E-mail", "Accord"])
        #expect(try MappedReading.row(mapping, ["a@b.fr", "oui"]).activities == [])

        mapping.columns[1].target = .consent("email")
        let row = try MappedReading.row(mapping, ["a@b.fr", "oui"])

        #expect(row.activities.map(\.kind) == ["consent_granted"])
        #expect(row.activities.first?.evidence == ["source": "salon de Lyon", "note": "case cochée au stand"])
        #expect(row.activities.first?.properties == [:], "what proves it does not make it another activity")
    }

    @Test(arguments: [
        nil, ImportStatement(origin: "salon", ground: .none), ImportStatement(origin: "salon", ground: .professional),
        ImportStatement(origin: "salon", ground: .consent), ImportStatement(origin: " ", ground: .consent, proof: "x"),
    ])
    func `keeps no consent that nothing proves, and every refusal`(_ statement: ImportStatement?) throws {
        var mapping = guessed(["E-mail", "Accord"])
        mapping.columns[1].target = .consent("email")
        func read(_ word: String) throws -> ConvertedRow {
            try MappedReading.converted(mapping, ["a@b.fr", word], statement)
        }

        #expect(try read("oui").row == nil)
        #expect(try read("oui").problems.map(\.sentence.en).first?.contains("without proof") == true)
        #expect(try read("non").row?.activities.map(\.kind) == ["consent_withdrawn"])
    }

    @Test func `keeps no consent of a file of facts that nothing proves`() throws {
        var mapping = ImportMapping.guessed(
            for: ["contact", "kind", "at"], samples: [], kind: .activities, fields: [String]())
        mapping.dates = []
        func read(_ kind: String, _ statement: ImportStatement?) throws -> ConvertedRow {
            try MappedReading.converted(mapping, ["a@b.fr", kind, "2026-03-01"], statement)
        }

        #expect(try read("consent_granted", nil).row == nil)
        #expect(try read("page_viewed", nil).row?.activities.first?.evidence == [:])
        #expect(try read("unsubscribed", nil).row != nil)
        let proven = try read("consent_granted", MappedReading.statement)
        #expect(proven.row?.activities.first?.evidence["note"] == "case cochée au stand")
    }

    @Test(arguments: [
        ("Marie Dupont", "Marie", "Dupont"), ("DUPONT Marie", "Marie", "DUPONT"), ("Dupont, Marie", "Marie", "Dupont"),
        ("Jean Paul Sartre", "Jean", "Paul Sartre"), ("LE GOFF Yann", "Yann", "LE GOFF"),
    ])
    func `takes a whole name apart`(_ text: String, _ first: String, _ last: String) throws {
        let row = try MappedReading.row(guessed(["E-mail", "Nom complet"]), ["a@b.fr", text])

        #expect(row.contact?.fields["first_name"] == first && row.contact?.fields["last_name"] == last)
    }

    @Test func `names columns apart that are called alike, and those that have no name`() throws {
        var rest = [MappedReading.record(["E-mail", "Note", "Note", "", "Fin"], row: 0)][...]

        #expect(try HeadedTable { rest.popFirst() }?.header == ["E-mail", "Note", "Note (2)", "Colonne D", "Fin"])
    }

    @Test func `has no more columns than a table may have, however many bear one name`() throws {
        func header(_ count: Int, _ title: (Int) -> String) throws -> [String]? {
            var rest = [MappedReading.record((0..<count).map(title), row: 0)][...]
            return try HeadedTable { rest.popFirst() }?.header
        }

        let alike = try header(1024) { _ in "Note" }
        #expect(alike?.last == "Note (1024)" && Set(alike ?? []).count == 1024)
        #expect(try Set(header(6) { ["a", "a (2)", "a", "a", "a (2)", ""][$0] } ?? []).count == 5)
        #expect(try header(1_200) { $0 < 3 ? "c\($0)" : " " } == ["c0", "c1", "c2"], "empty ones don't count")
        let started = ContinuousClock.now
        #expect(throws: HeadedTable.Problem.tooWide(columns: 500_000, line: 1)) { try header(500_000) { _ in "a" } }
        #expect(ContinuousClock.now - started < .seconds(10))
    }

    @Test func `does not take the first of two rows for a title when it is the header`() throws {
        var rest = [["E-mail"], ["a@b.fr"], ["c@d.fr"]].enumerated().map { MappedReading.record($1, row: $0) }[...]
        var titled = [["Visiteurs du salon", "", ""], ["E-mail", "Prénom", "Nom"], ["a@b.fr", "A", "B"]].enumerated()
            .map { MappedReading.record($1, row: $0) }[...]

        #expect(try HeadedTable { rest.popFirst() }?.header == ["E-mail"])
        #expect(try HeadedTable { titled.popFirst() }?.header == ["E-mail", "Prénom", "Nom"])
    }
}

@Suite struct `Where a list comes from` {
    @Test func `has to be said, and how people agreed when they did`() {
        #expect(ImportStatement(origin: " ", ground: .none).problems.map(\.path) == ["origin"])
        #expect(ImportStatement(origin: "salon", ground: .consent).problems.map(\.path) == ["proof"])
        #expect(ImportStatement(origin: "salon", ground: .professional).problems == [])
    }

    @Test func `says how people agreed as soon as a column tells that they did`() {
        var mapping = ImportMapping(
            kind: .contacts, columns: [.init("E-mail", .contact(.email)), .init("Accord", nil)])
        let without = ImportStatement(origin: "salon", ground: .professional)
        #expect(without.problems(for: mapping) == [])

        mapping.columns[1].target = .consent("email")

        #expect(without.problems(for: mapping).map(\.path) == ["ground"])
        #expect(without.problems(for: mapping).first?.sentence.en.contains("“Accord”") == true)
        #expect(ImportStatement(origin: "salon", ground: .consent).problems(for: mapping).map(\.path) == ["proof"])
        #expect(MappedReading.statement.problems(for: mapping) == [])
    }
}
