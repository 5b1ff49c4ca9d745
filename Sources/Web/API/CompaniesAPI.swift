import HTTPTypes
import Storage
import Verger

/// Companies, for programs.
enum CompaniesAPI {
    static let routes = [
        Route(
            .get, api: "companies", may: .viewContacts,
            Operation(
                "List companies",
                query: [
                    .init("search", .text(1...200).noted("Beginnings of words of the name or domain, or the SIREN.")),
                    .init(
                        "sort",
                        .choice(CompanyOrder.Key.allCases.flatMap { [$0.rawValue, "-" + $0.rawValue] }).noted(
                            "The order; `-` turns it round. `name` where it is left out.")),
                    .limit, .cursor,
                ],
                answers: [.init(.ok, "A page of companies.", .page(of: .company))]), list),
        Route(
            .post, api: "companies", may: .editContacts,
            Operation(
                "Record a company",
                "The same external id, or else the same name, is the same company, which then takes over what is said.",
                content: .json(.companyInput),
                answers: [
                    .init(.created, "A new company.", .company, headers: ["Location", "ETag"]),
                    .init(.ok, "A known company, as it is now.", .company, headers: ["Location", "ETag"]),
                ]
            ).onceOnly, create),
        Route(
            .get, api: "companies/{company}", may: .viewContacts,
            Operation("Read a company", answers: [.init(.ok, "The company.", .company, headers: ["ETag"])]),
            { visit in
                try visit.read { try CompanyCard(visit.company($0).id, on: $0, visit).answer }
            }),
        Route(
            .patch, api: "companies/{company}", may: .editContacts,
            Operation(
                "Edit a company", "What is not named stays; `null` takes a value away.", content: .patch(.companyInput),
                answers: [.init(.ok, "The company as it is now.", .company, headers: ["ETag"])]
            ).ofVersion, edit),
    ]

    private static func list(_ visit: Visit) throws -> Answer {
        let order = visit.query.text("sort").flatMap { CompanyOrder($0) } ?? CompanyOrder(.name)
        let place = try visit.cursor(in: order.description, isByText: order.key == .name)
        let search = try visit.search()
        return try visit.read { connection in
            let rules = try visit.rules(on: connection)
            let list = CompanyList(
                connection, in: visit.workspace,
                filter: CompanyFilter(search: search, seenBy: visit.member.visibility), order: order, at: visit.now)
            let page = try list.page(place.map { .after($0) } ?? .start, limit: visit.limit)
            return .page(
                page.rows.map { CompanyCard($0, rules).document },
                next: page.next.map { Cursor.text($0, in: order.description) })
        }
    }

    private static func create(_ visit: Visit) throws -> Answer {
        try visit.once { connection in
            let types = try visit.types(on: connection)
            var reader = visit.profileReader(types)
            let described = ImportedCompany(visit.document, &reader)
            var problems = reader.problems
            let isNameless = described.fields[CompanyField.name.rawValue] == nil
            if isNameless, described.fields[CompanyField.externalID.rawValue] == nil, problems.isEmpty {
                problems.append(Problem(ContactEdit.nameless, path: "name"))
            }
            guard problems.isEmpty else { throw Refusal.invalid(problems) }
            let (company, isNew) = try Registration(connection, in: visit.workspace, types: types)
                .record(described, at: visit.now)
            try visit.note(isNew ? "company added" : "company changed", company, connection)
            var answer = try CompanyCard(company.id, on: connection, visit).answer
                .with(.location, "/api/v1/companies/\(company.id.value)")
            if isNew { answer.status = .created }
            return answer
        }
    }

    private static func edit(_ visit: Visit) throws -> Answer {
        try visit.write { connection in
            let types = try visit.types(on: connection)
            let registration = Registration(connection, in: visit.workspace, types: types)
            try registration.lock()
            let old = try visit.company(connection)
            let companies = Companies(connection, in: visit.workspace)
            let version = try companies.versions(of: [old.id])[old.id] ?? 1
            guard visit.call.matches(version) else {
                let card = try CompanyCard(old.id, on: connection, visit)
                throw Refusal.changed(card.document, etag: card.etag)
            }
            var reader = visit.profileReader(types)
            let given = ImportedCompany(visit.document, &reader)
            var new = old
            for field in CompanyField.allCases where visit.document[field.apiName] != nil {
                new.fields[field] = given.fields[field.rawValue]
            }
            var problems = reader.problems
            if new.fields[.name] == nil, new.fields[.externalID] == nil, problems.isEmpty {
                problems.append(Problem(ContactEdit.nameless, path: "name"))
            }
            problems += try registration.problems(of: new)
            guard problems.isEmpty else { throw Refusal.invalid(problems) }
            try companies.update(new, from: old, at: visit.now, expecting: version)
            if new != old { try visit.note("company changed", new, connection) }
            return try CompanyCard(new.id, on: connection, visit).answer
        }
    }
}

extension Visit {
    fileprivate func note(_ action: String, _ company: Company, _ connection: any SQLConnection) throws {
        try AuditLog(connection, in: workspace.id).record(
            action, by: member.user.email,
            [("company", .number(Int(company.id.value))), ("name", .text(orNull: company.fields[.name]))], at: now)
    }
}

/// A company as the API gives it.
struct CompanyCard {
    private let company: Company
    private let version: Int64
    private let contacts: Int
    private let furthestStage: String?

    init(_ row: CompanyList.Row, _ rules: Rules) {
        company = row.company
        version = row.version
        contacts = row.contacts
        furthestStage = row.furthestStage.flatMap { rules.stages.indices.contains($0) ? rules.stages[$0].id : nil }
    }

    init(_ id: Company.ID, on connection: any SQLConnection, _ visit: Visit) throws {
        let list = CompanyList(
            connection, in: visit.workspace, filter: CompanyFilter(seenBy: visit.member.visibility), at: visit.now)
        guard let row = try list.rows(of: [id])[id] else { throw Refusal.notFound }
        self.init(row, try visit.rules(on: connection))
    }

    var etag: String { "\"\(version)\"" }

    var answer: Answer { .json(document).with(.eTag, etag) }

    var document: Document {
        var members: [(String, Document)] = [("id", .number(Int(company.id.value)))]
        for field in CompanyField.allCases {
            let text = company.fields[field]
            let size = field == .size ? text.flatMap { Number($0) } : nil
            members.append((field.apiName, field == .size ? size.map { .number($0) } ?? .null : .text(orNull: text)))
        }
        return .object(
            members + [
                ("contacts", .number(contacts)), ("furthestStage", .text(orNull: furthestStage)),
                ("stage", .text(orNull: furthestStage)), ("version", .number(Int(version))),
            ])
    }
}
