import HTTPTypes
import Storage
import Verger

/// A contact as the API gives it: its profile, and what is derived of it.
struct ContactCard {
    let contact: Contact
    let companyName: String?
    let version: Int64
    /// Ids of stages.
    let stage: String?
    let highest: String?
    let since: Instant?
    let isExcluded: Bool
    let temperature: Temperature?
    let grade: String
    /// In tenths.
    let fit: Int64
    let engagement: Int64
    let lastEvidence: Instant?
    /// The types of the fields that the workspace defines.
    let types: [String: ValueType]
    /// What brought it; nil where that is not told.
    private var touches: ContactTouches?

    /// As a list has it.
    init(_ row: ContactList.Row, _ rules: Rules) {
        func id(_ stage: Int?) -> String? {
            stage.flatMap { rules.stages.indices.contains($0) ? rules.stages[$0].id : nil }
        }
        contact = row.contact
        companyName = row.companyName
        version = row.version
        stage = id(row.stage)
        highest = id(row.highest)
        since = row.stage == nil ? nil : row.since
        isExcluded = row.isExcluded
        temperature = row.temperature
        grade = row.grade
        fit = row.fit
        engagement = row.engagement
        lastEvidence = row.evidence?.at
        types = rules.catalogue.fields
    }

    /// As it is at this very moment, whether or not it was evaluated since it last had news.
    init(_ contact: Contact, on connection: any SQLConnection, _ visit: Visit) throws {
        let rules = try visit.rules(on: connection)
        let evaluator = Evaluator(rules)
        let item = try Dossiers(connection, in: visit.workspace).load(contact.id)
        let standing = item.flatMap { evaluator.evaluate($0.dossier, at: visit.now)?.0 }
        let company = try contact.company.flatMap {
            try Companies(connection, in: visit.workspace).find([$0]).first
        }
        self.contact = contact
        companyName = company?.fields[.name]
        version = try Contacts(connection, in: visit.workspace).versions(of: [contact.id])[contact.id] ?? 1
        stage = standing?.stage.map { rules.stages[$0].id }
        highest = standing?.highest.map { rules.stages[$0].id }
        since = standing?.stage == nil ? nil : standing?.since
        isExcluded = standing?.isExcluded ?? false
        temperature = standing?.temperature
        grade = standing.map { rules.grades.grade(of: $0.score) } ?? "D4"
        fit = standing?.score.fit ?? 0
        engagement = standing?.score.engagement ?? 0
        lastEvidence = standing == nil ? nil : evaluator.lastEvidence()?.at
        types = rules.catalogue.fields
    }

    /// With what brought the contact.
    func withTouches(on connection: any SQLConnection, _ visit: Visit) throws -> ContactCard {
        let rules = try visit.rules(on: connection)
        let item = try Dossiers(connection, in: visit.workspace).load(contact.id)
        let stages = item.flatMap { ContactReport($0.dossier, at: visit.now, by: Evaluator(rules))?.history } ?? []
        var copy = self
        copy.touches = try ContactTouches(
            of: contact.id, stages, rules, upTo: visit.now, visit.workspace.id, connection)
        return copy
    }

    /// Of what can be edited; what is derived changes without it.
    var etag: String { "\"\(version)\"" }

    /// Whole, with its ETag.
    var answer: Answer {
        var json = JSONBuffer()
        write(to: &json)
        return Answer(type: "application/json", headers: [.eTag: etag], json.bytes)
    }

    var document: Document {
        var json = JSONBuffer()
        write(to: &json)
        return (try? Document(json: String(decoding: json.bytes, as: UTF8.self))) ?? .null
    }
}

extension ContactCard {
    private static let fields = ContactField.allCases.map { (field: $0, name: $0.apiName) }

    func write(to json: inout JSONBuffer) {
        json.object { json in
            json.key("id")
            json.integer(contact.id.value)
            json.key("name")
            json.text(contact.displayName)
            for (field, name) in ContactCard.fields {
                json.key(name)
                json.text(contact.fields[field])
            }
            json.key("fields")
            writeFields(to: &json)
            json.key("tags")
            json.list(contact.tags) { $0.text($1) }
            json.key("company")
            writeCompany(to: &json)
            json.key("version")
            json.integer(version)
            writeStanding(to: &json)
            if let touches {
                json.key("touches")
                json.document(touches.document)
            }
        }
    }

    private func writeFields(to json: inout JSONBuffer) {
        json.object { json in
            for (name, value) in contact.custom.sorted(by: { $0.key < $1.key }) {
                json.key(name)
                switch types[name] {
                case .number:
                    if let number = Number(value) { json.number(number) } else { json.text(value) }
                case .boolean:
                    if let flag = Bool(stored: value) { json.boolean(flag) } else { json.text(value) }
                case .text, .date, nil: json.text(value)
                }
            }
        }
    }

    private func writeCompany(to json: inout JSONBuffer) {
        guard let company = contact.company else { return json.text(nil) }
        json.object { json in
            json.key("id")
            json.integer(company.value)
            json.key("name")
            json.text(companyName)
        }
    }

    private func writeStanding(to json: inout JSONBuffer) {
        json.key("stage")
        json.text(stage)
        json.key("since")
        json.text(since?.iso8601)
        json.key("highest")
        json.text(highest)
        json.key("excluded")
        json.boolean(isExcluded)
        json.key("temperature")
        json.text(temperature?.rawValue)
        json.key("score")
        json.object { json in
            json.key("fit")
            json.number(Number(tenths: fit))
            json.key("engagement")
            json.number(Number(tenths: engagement))
            json.key("total")
            json.number(Number(tenths: fit + engagement))
            json.key("grade")
            json.text(grade)
        }
        json.key("lastEvidenceAt")
        json.text(lastEvidence?.iso8601)
    }
}

extension ContactField {
    /// `firstName`.
    var apiName: String { rawValue.camelCased }
}

extension CompanyField {
    var apiName: String { rawValue.camelCased }
}

extension String {
    /// `firstName`, of `first_name`; `externalId`, of `external_id`.
    fileprivate var camelCased: String {
        let words = split(separator: "_")
        return words.enumerated().map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
    }
}
