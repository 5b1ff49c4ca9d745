import Testing
import Verger

@Suite struct `A ready-made map` {
    static let connections = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    static let meta = [
        "id", "created_time", "ad_id", "ad_name", "adset_id", "adset_name", "campaign_id", "campaign_name", "form_id",
        "form_name", "is_organic", "platform", "quel_est_votre_projet?", "full_name", "email", "phone_number",
    ]
    static let linkedIn = [
        "Lead ID", "Campaign Name", "Creative ID", "Form Name", "Lead Type", "Submitted At", "First Name", "Last Name",
        "Email Address", "Phone Number", "Company Name", "Job Title",
    ]
    static let google = [
        "Lead ID", "Lead Submit Time", "Campaign ID", "Campaign", "Ad group ID", "GCLID", "Form ID", "Full Name",
        "User Email",
        "User Phone",
    ]

    @Test(arguments: [
        (connections, "linkedin-connections"), (meta, "meta-lead-ads"), (linkedIn, "linkedin-lead-gen"),
        (google, "google-ads-leads"),
        (["Record ID", "First Name", "Last Name", "Email", "Lifecycle Stage"], "hubspot"),
        (["Contact ID", "First Name", "Account Name", "Email"], "salesforce"),
        (["Person - ID", "Person - Name", "Person - Organization"], "pipedrive"),
    ])
    func `is recognised by the header`(_ header: [String], _ name: String) {
        #expect(ReadyMap.recognised(by: header)?.name == name)
        #expect(ReadyMap.recognised(by: header.map { $0.uppercased() })?.name == name)
    }

    @Test(arguments: [
        ["email", "prénom", "nom"], ["Prénom", "Nom", "Entreprise", "Téléphone"], ["date", "contact", "montant"],
        ["First Name", "Last Name", "Email Address", "Company"],
    ])
    func `is not seen in a list of one's own`(_ header: [String]) { #expect(ReadyMap.recognised(by: header) == nil) }

    @Test func `reads a lead of Meta, its campaign and its answers`() throws {
        let row = try MappedReading.row(
            Self.meta,
            [
                "l:1234", "2026-03-15T09:12:33+01:00", "ag:1", "Vidéo fournil", "as:2", "Boulangers 35-60", "c:3",
                "Printemps 2026", "f:4", "Demande de devis", "false", "ig", "Ouvrir un second fournil", "Marie Dupont",
                "marie@fournil.example", "p:+33612345678",
            ])
        let lead = try #require(row.activities.first)

        #expect(row.contact?.fields["first_name"] == "Marie" && row.contact?.fields["last_name"] == "Dupont")
        #expect(row.contact?.fields["phone"] == "+33612345678")
        #expect(row.contact?.fields["source"] == "Meta Lead Ads")
        #expect(lead.kind == "form_submitted" && lead.channel == "social_ads" && lead.campaign == "Printemps 2026")
        #expect(lead.messageID == "l:1234")
        #expect(lead.properties["form"] == "Demande de devis" && lead.properties["ad"] == "Vidéo fournil")
        #expect(lead.properties["quel_est_votre_projet"] == "Ouvrir un second fournil")
        #expect(lead.at == Instant(iso8601: "2026-03-15T08:12:33Z", in: .utc))
    }

    @Test func `knows a connection of LinkedIn without an address by its page`() throws {
        let row = try MappedReading.row(
            Self.connections,
            ["Ana", "Lopes", "https://www.linkedin.com/in/ana-lopes", "", "Hôtel du Port", "Directrice", "05 Mar 2026"])

        #expect(row.contact?.fields["external_id"] == "https://www.linkedin.com/in/ana-lopes")
        #expect(row.activities.map(\.kind) == ["social_connected"])
        #expect(row.activities.first?.at == Instant(iso8601: "2026-03-05", in: .paris))
    }

    @Test func `finds the header under the notes of an export`() throws {
        let records = [["Notes:"], ["When exporting your connection data…"], Self.connections, ["Ana", "Lopes"]]
        var rest = records.enumerated().map { MappedReading.record($1, row: $0) }[...]

        var table = try #require(try HeadedTable { rest.popFirst() })

        #expect(table.header == Self.connections)
        #expect(try table.next()?.cells == ["Ana", "Lopes"])
        #expect(try table.next() == nil)
    }
}

/// Reads single rows.
enum MappedReading {
    static func record(_ cells: [String], row: Int = 1) -> CSVRecord {
        CSVRecord(cells: cells, row: row, line: row + 1, end: CSVPosition(offset: 0, line: row + 2, row: row + 1))
    }

    /// A row as the mapping that its header suggests reads it.
    static func row(_ header: [String], _ cells: [String]) throws -> ImportedRow {
        let mapping = ImportMapping.guessed(for: header, samples: cells.map { [$0] }, fields: [String]())
        return try row(mapping, cells)
    }

    static let statement = ImportStatement(
        origin: "salon de Lyon", ground: .consent, proof: "case cochée au stand")

    static func row(_ mapping: ImportMapping, _ cells: [String]) throws -> ImportedRow {
        let converted = try converted(mapping, cells)
        return try #require(converted.row, "\(converted.problems)")
    }

    static func converted(
        _ mapping: ImportMapping, _ cells: [String], _ statement: ImportStatement? = statement
    ) throws -> ConvertedRow {
        var map = mapping.map(statement)
        map.needsProof = true
        var converter = try RowConverter(
            kind: mapping.kind, header: mapping.columns.map(\.title), map: map,
            settings: ImportSettings(now: Instant(iso8601: "2026-11-24", in: .paris)!), phone: { text, _ in text })
        return converter.convert(record(cells))
    }
}
