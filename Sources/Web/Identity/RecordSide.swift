import Storage
import Verger

/// One of two records that may be one, as pages show it.
struct RecordSide: Sendable {
    let subject: MatchSubject
    let id: Int64
    let name: String
    let profile: MatchProfile
    /// By the name of the field, as people read them.
    let values: [String: String]
    let tags: [String]
    let contact: Contact?
    let company: Company?

    /// Company, town, how to reach them: what tells two people of one name apart.
    var line: String {
        let names =
            subject == .contact
            ? ["job_title", "company", "city", "email", "phone"] : ["siren", "domain", "industry", "city"]
        return names.compactMap { values[$0] }.joined(separator: " · ")
    }
}

extension Visit {
    /// Those of `ids` that are there and that the member sees.
    func sides(
        of ids: [Int64], _ subject: MatchSubject, _ connection: any SQLConnection
    ) throws -> [Int64: RecordSide] {
        var sides: [Int64: RecordSide] = [:]
        switch subject {
        case .contact:
            let profiles = try Lookalikes(connection, in: workspace).profiles(of: ids.map { Contact.ID($0) })
            let tagged = try Contacts(connection, in: workspace).find(profiles.map(\.record.id))
            for (contact, profile) in zip(tagged, profiles.map(\.profile)) where member.visibility.includes(contact) {
                sides[contact.id.value] = side(of: contact, profile)
            }
        case .company:
            for company in try Companies(connection, in: workspace).find(ids.map { Company.ID($0) }) {
                sides[company.id.value] = side(of: company)
            }
        }
        return sides
    }

    private func side(of contact: Contact, _ profile: MatchProfile) -> RecordSide {
        var values: [String: String] = contact.custom
        for (field, value) in contact.fields where field != .createdAt { values[field.rawValue] = value }
        values["phone"] = contact.fields[.phone].map(notation.phone)
        values[Contact.companyName] = profile.values[.company]?.text
        return RecordSide(
            subject: .contact, id: contact.id.value, name: contact.displayName, profile: profile, values: values,
            tags: contact.tags, contact: contact, company: nil)
    }

    private func side(of company: Company) -> RecordSide {
        var values: [String: String] = [:]
        for (field, value) in company.fields { values[field.rawValue] = value }
        return RecordSide(
            subject: .company, id: company.id.value, name: company.fields[.name] ?? "#\(company.id.value)",
            profile: MatchProfile(of: company), values: values, tags: [], contact: nil, company: company)
    }
}

extension MatchSubject {
    var model: MatchModel {
        switch self {
        case .contact: .people
        case .company: .companies
        }
    }

    var section: Section {
        switch self {
        case .contact: .contacts
        case .company: .companies
        }
    }

    /// Where its pages are: `contacts`.
    var folder: String {
        switch self {
        case .contact: "contacts"
        case .company: "companies"
        }
    }
}

extension Links {
    func record(_ subject: MatchSubject, _ id: Int64) -> String { to("\(subject.folder)/\(id)") }
    func duplicates(_ subject: MatchSubject) -> String { to("\(subject.folder)/duplicates") }
    func duplicates(of subject: MatchSubject, _ id: Int64) -> String { record(subject, id) + "/duplicates" }
    func pair(_ subject: MatchSubject, _ kept: Int64, _ gone: Int64, _ part: String = "") -> String {
        duplicates(of: subject, kept) + "/\(gone)" + (part.isEmpty ? "" : "/" + part)
    }
}
