import Testing
import Verger

@Suite struct ColumnNamesTests {
    private func names(_ kind: ImportKind, _ header: [String], fields: [String] = []) -> [String?] {
        let columns = ColumnNames(kind: kind, fields: fields).columns(of: header)
        return header.indices.map { index in columns.targets.first { $0.index == index }?.target.name }
    }

    @Test func `recognises the canonical columns of the four kinds`() {
        let contacts = [
            "external_id", "email", "first_name", "last_name", "phone", "company.name", "job_title", "country", "tags",
            "created_at", "language", "city", "postal_code", "source", "owner", "company.domain", "company.industry",
            "company.size", "company.country", "company.city", "company.siren", "consent.email", "consent.sms",
        ]
        let activities = [
            "contact", "kind", "at", "channel", "campaign", "amount", "currency", "message_id", "voids",
            "properties.level",
        ]
        let payments = ["contact", "at", "amount", "currency", "reference"]
        let companies = ["external_id", "name", "domain", "siren", "industry", "size", "country", "city"]

        #expect(names(.contacts, contacts) == contacts)
        #expect(names(.contacts, ["company"]) == ["company.name"])
        #expect(names(.activities, activities) == activities)
        #expect(names(.payments, payments) == payments)
        #expect(names(.companies, companies) == companies.map { "company.\($0)" })
    }

    @Test(arguments: [
        ("Prénom", "first_name"), ("Nom", "last_name"), ("Adresse e-mail", "email"), ("Courriel", "email"),
        ("E-mail", "email"), ("Téléphone", "phone"), ("Tél.", "phone"), ("Mobile", "phone"),
        ("Société", "company.name"),
        ("Entreprise", "company.name"), ("Fonction", "job_title"), ("Poste", "job_title"), ("Pays", "country"),
        ("Ville", "city"), ("Code postal", "postal_code"), ("Étiquettes", "tags"), ("Tags", "tags"),
        ("Date de création", "created_at"), ("First Name", "first_name"), ("first-name", "first_name"),
        ("FIRST_NAME", "first_name"), ("Company", "company.name"), ("Zip", "postal_code"),
        ("N° SIREN", "company.siren"),
        ("Secteur d’activité", "company.industry"), ("Effectif", "company.size"),
    ])
    func `recognises everyday names of contact columns`(title: String, target: String) {
        #expect(names(.contacts, [title]) == [target])
    }

    @Test func `recognises everyday names of payment columns`() {
        let header = ["E-mail", "Date", "Montant", "Devise", "Référence"]

        #expect(names(.payments, header) == ["contact", "at", "amount", "currency", "reference"])
    }

    @Test func `recognises the fields of the workspace`() {
        #expect(names(.contacts, ["Lead Origin", "lead_origin"], fields: ["lead_origin"]) == ["lead_origin", nil])
        #expect(names(.contacts, ["budget"]) == [nil])
    }

    @Test func `warns of unknown columns with a suggestion`() throws {
        let columns = ColumnNames(kind: .contacts, fields: []).columns(of: ["emial", "first_name", ""])

        let problem = try #require(columns.problems.first)
        #expect(columns.problems.count == 1)
        #expect(problem.severity == .warning)
        #expect(problem.path == "emial")
        #expect(problem.sentence.en.contains("“email”"))
    }

    @Test func `refuses two columns for one field and names both`() throws {
        let columns = ColumnNames(kind: .contacts, fields: []).columns(of: ["email", "name", "Courriel"])

        let problem = try #require(columns.problems.first { $0.severity == .error })
        #expect(problem.sentence.en.contains("“email”") && problem.sentence.en.contains("“Courriel”"))
    }

    @Test func `prefers external_id to id, and SIREN to SIRET, in any order`() {
        #expect(names(.contacts, ["id", "external_id"]) == [nil, "external_id"])
        #expect(names(.contacts, ["external_id", "id"]) == ["external_id", nil])
        #expect(names(.contacts, ["id"]) == ["external_id"])
        #expect(names(.companies, ["SIRET", "SIREN"]) == [nil, "company.siren"])
    }

    @Test(arguments: ["stage", "highest_stage", "score.fit", "temperature", "excluded", "email.domain"])
    func `ignores what is computed`(title: String) {
        let columns = ColumnNames(kind: .contacts, fields: []).columns(of: ["email", title])

        #expect(columns.targets.map(\.target) == [.contact(.email)])
        #expect(columns.problems.map(\.severity) == [.warning])
    }
}
