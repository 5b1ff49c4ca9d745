import Exchange
import Foundation
import Storage
import Verger

/// A large workspace under the shipped definition, evaluated: the same for the same sizes, made once.
struct BigBase {
    private let setting: Setting

    init(_ setting: Setting) {
        self.setting = setting
    }

    /// The base, made when it is not there or was not finished.
    func open() throws -> (database: any SQLDatabase, office: Office) {
        let database = try setting.engine.keptDatabase(name(try schema()))
        try Migrator().migrate(database, at: .today)
        if let office = try Office.find(in: database), try isComplete(database) { return (database, office) }
        FileHandle.standardError.write(Data("Making \(setting.contacts.grouped) contacts…\n".utf8))
        let office = try Office.find(in: database) ?? Office.open(in: database)
        try BigBaseWriter(database, office, activitiesPerContact: setting.activitiesPerContact).write(setting.contacts)
        try Evaluation(database, in: office.workspace).rebuild(office.rules, at: .today)
        try SearchIndex.refresh(database, in: office.workspace.id)
        // What is compared with everyone else waits in the background; here it would go on while others are measured.
        _ = try database.write { try $0.execute("DELETE FROM duplicate_due") }
        // PostgreSQL would do so by itself, in its own time.
        try database.write { try $0.executeScript("ANALYZE") }
        _ = try database.write { try $0.execute(BigBase.completion) }
        return (database, office)
    }

    /// As `--database` takes it.
    func address() throws -> String { try setting.engine.address(of: name(try schema())) }

    private static let completion = "INSERT INTO audit VALUES (1, 0, 0, 'bench', 'base complete', '{}')"

    private func isComplete(_ database: any SQLDatabase) throws -> Bool {
        try database.read { try $0.row("SELECT 1 FROM audit WHERE workspace = 1 AND id = 0") { _ in true } ?? false }
    }

    private func name(_ schema: String) -> String {
        "base_\(setting.contacts)x\(setting.activitiesPerContact)_\(schema)"
    }

    /// Tells schemas apart, so that a base is made again when its tables or indexes change.
    private func schema() throws -> String {
        let dialect = try setting.engine.freshDatabase().dialect
        let statements = Migrations.all.map { $0.statements(dialect) }.joined()
        return String(Secret.fingerprint(statements).prefix(8))
    }
}

/// Writes contacts, companies and activities as fast as the engine takes them.
struct BigBaseWriter {
    private static let batch = 20_000

    private let database: any SQLDatabase
    private let office: Office
    private let activitiesPerContact: Int

    init(_ database: any SQLDatabase, _ office: Office, activitiesPerContact: Int) {
        self.database = database
        self.office = office
        self.activitiesPerContact = activitiesPerContact
    }

    func write(_ contacts: Int) throws {
        // Indexes are made in one go at the end: row by row over so many rows they would take ten times as long.
        let indexes = activityIndexes()
        for index in indexes { try database.write { try $0.executeScript("DROP INDEX \(index.name)") } }
        let firms = try writeFirms(max(1, contacts / Firm.contacts))
        for start in stride(from: 0, to: contacts, by: BigBaseWriter.batch) {
            let people = (start..<min(start + BigBaseWriter.batch, contacts)).map { Person($0, of: contacts) }
            try database.write { connection in
                let ids = try writeContacts(people, firms, on: connection)
                try writeActivities(of: people, ids, on: connection)
            }
        }
        for index in indexes { try database.write { try $0.executeScript(index.statement) } }
    }

    private func activityIndexes() -> [(name: String, statement: String)] {
        Migrations.all.flatMap { $0.statements(database.dialect).split(separator: ";") }.compactMap { statement in
            let words = statement.split(whereSeparator: \.isWhitespace)
            guard words.first == "CREATE", let on = words.firstIndex(of: "ON"), words[on + 1] == "activity",
                words.prefix(on).contains("INDEX")
            else { return nil }
            return (String(words[on - 1]), String(statement))
        }
    }

    /// The id of the first; the others follow.
    private func writeFirms(_ count: Int) throws -> Int64 {
        try database.write { connection in
            let companies = Companies(connection, in: office.workspace)
            let ids = try companies.newIDs(count)
            let firms = zip(ids, 0...).map { id, number in
                let firm = Firm(number)
                return Company(
                    id: id,
                    fields: [
                        .name: firm.name, .domain: firm.domain, .industry: firm.industry, .size: String(firm.size),
                        .country: "FR", .city: firm.city,
                    ])
            }
            try companies.insert(firms, isImplicit: false, at: .today)
            return ids[0].value
        }
    }

    private func writeContacts(
        _ people: [Person], _ firms: Int64, on connection: any SQLConnection
    ) throws -> [Contact.ID] {
        let contacts = Contacts(connection, in: office.workspace)
        let ids = try contacts.newIDs(people.count)
        try contacts.insert(
            zip(ids, people).map { Contact($1, id: $0, company: .init(firms + Int64($1.firm.number))) }, at: .today)
        return ids
    }

    private func writeActivities(
        of people: [Person], _ ids: [Contact.ID], on connection: any SQLConnection
    ) throws {
        let facts = zip(people, ids).flatMap { person, id in
            Life(of: person, activities: activitiesPerContact).facts.map { (contact: id.value, fact: $0) }
        }
        let last = try connection.row(
            "UPDATE id_sequence SET last = last + ? WHERE name = 'activity' RETURNING last", [.integer(facts.count)]
        ) { $0.integer(0) }
        let first = (last ?? 0) - Int64(facts.count) + 1
        let columns = [
            "workspace", "contact", "at", "id", "kind", "channel", "amount", "currency", "properties", "property_keys",
            "level_key",
        ]
        try connection.insert(into: "activity", columns: columns, count: facts.count) { row, column in
            let fact = facts[row].fact
            switch column {
            case 0: return .integer(office.workspace.id.value)
            case 1: return .integer(facts[row].contact)
            case 2: return .instant(fact.at)
            case 3: return .integer(first + Int64(row))
            case 4: return .text(fact.sort.kind)
            case 5: return .text(orNull: fact.sort.channel)
            case 6: return .integer(orNull: fact.amount?.millionths)
            case 7: return fact.amount == nil ? .null : "EUR"
            case 8: return .text(orNull: fact.properties)
            case 9: return .text(orNull: fact.keys)
            default: return .text(orNull: fact.level)
            }
        }
    }
}

extension Contact {
    init(_ person: Person, id: ID, company: Company.ID) {
        var fields: [ContactField: String] = [
            .externalID: person.externalID, .email: person.email, .firstName: person.firstName,
            .lastName: person.lastName, .jobTitle: person.jobTitle, .country: person.country,
            .language: person.language, .city: person.firm.city, .postalCode: person.firm.postalCode,
            .source: person.source, .createdAt: person.createdAt.iso8601,
        ]
        fields[.phone] = person.phone.flatMap { PhoneNumbers.e164($0, region: "FR") }
        self.init(id: id, fields: fields, tags: Array(Set(person.tags)).sorted(), company: company)
    }
}
