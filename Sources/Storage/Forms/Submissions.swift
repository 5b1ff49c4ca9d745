package import Verger

/// What was sent by the forms of one workspace.
package struct Submissions {
    /// How long what looks like a program's is kept back, for somebody to say that it is a person's.
    package static let daysHeld = 30

    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    /// The latest first, before the submission `before`; those that are kept back, or the others.
    package func all(of form: Int64, held: Bool, before: Int64? = nil, limit: Int) throws -> [Submission] {
        try connection.rows(
            """
            \(columns) AND form = ? AND id < ? AND held IS \(held ? "NOT " : "")NULL ORDER BY id DESC LIMIT ?
            """, [key, .integer(form), .integer(before ?? .max), .integer(limit)], read)
    }

    package func find(_ id: Int64) throws -> Submission? {
        try connection.row("\(columns) AND id = ?", [key, .integer(id)], read)
    }

    package func find(key name: String) throws -> Submission? {
        try connection.row("\(columns) AND key = ?", [key, .text(name)], read)
    }

    /// Keeps a submission that nobody has sent yet; false when one with this key is there. `described` is what it says of
    /// the person; `visitor` the browser, until somebody says whether a person sent it.
    func insert(_ submission: Submission, _ described: ImportedContact, visitor: String?) throws -> Bool {
        try connection.execute(
            """
            INSERT INTO form_submission (workspace, id, form, version, key, way, at, received_at, contact, answers, consents,
            touch, described, address, held, visitor, sent_by, landing_page, landing_version, landing_variant,
            landing_test) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, key) DO NOTHING
            """,
            [
                key, .integer(submission.id), .integer(submission.form), .integer(submission.version),
                .text(submission.key), .text(submission.keptWay), .instant(submission.at),
                .instant(submission.receivedAt), .null, .text(submission.answersDocument.json()),
                .text(Document.list(submission.consents.map(\.kept)).json()),
                .text(Document.object(submission.touch.pairs).json()), .text(described.kept.json()),
                .text(submission.address), .text(orNull: submission.held?.rawValue),
                .text(orNull: visitor), .text(orNull: submission.sentBy),
            ] + Submissions.values(of: submission.landing)) == 1
    }

    private static func values(of origin: LandingOrigin?) -> [SQLValue] {
        guard let origin else { return [.null, .null, .null, .null] }
        return [
            .integer(origin.page), .integer(origin.version), .text(origin.variant.rawValue),
            origin.test.map { .integer($0) } ?? .null,
        ]
    }

    /// What a submission says of the person.
    func described(_ id: Int64) throws -> ImportedContact? {
        try connection.row(
            "SELECT described FROM form_submission WHERE workspace = ? AND id = ?", [key, .integer(id)]
        ) { ImportedContact(kept: try Document(json: $0.text(0))) }
    }

    func link(_ id: Int64, to contact: Contact.ID) throws {
        try connection.execute(
            "UPDATE form_submission SET contact = ? WHERE workspace = ? AND id = ?",
            [.integer(contact.value), key, .integer(id)])
    }

    /// The browser of a submission that is kept back, where its owner had agreed to be followed.
    func visitor(of id: Int64) throws -> String? {
        try connection.row(
            "SELECT visitor FROM form_submission WHERE workspace = ? AND id = ? AND visitor IS NOT NULL",
            [key, .integer(id)]
        ) { $0.text(0) }
    }

    func release(_ id: Int64, by author: String) throws {
        try connection.execute(
            "UPDATE form_submission SET held = NULL, visitor = NULL, released_by = ? WHERE workspace = ? AND id = ?",
            [.text(author), key, .integer(id)])
    }

    /// False when it was confirmed before.
    func confirm(_ id: Int64, at now: Instant) throws -> Bool {
        try connection.execute(
            "UPDATE form_submission SET confirmed_at = ? WHERE workspace = ? AND id = ? AND confirmed_at IS NULL",
            [.instant(now), key, .integer(id)]) == 1
    }

    private var columns: String {
        """
        SELECT id, form, version, key, way, at, received_at, contact, answers, consents, touch, address, held, released_by,
        confirmed_at, sent_by, landing_page, landing_version, landing_variant, landing_test FROM form_submission
        WHERE workspace = ?
        """
    }

    private func read(_ row: any SQLRow) throws -> Submission {
        let answers = try Document(json: row.text(8)).items ?? []
        let touch = try Document(json: row.text(10))
        return Submission(
            id: row.integer(0), form: row.integer(1), version: Int(row.integer(2)), key: row.text(3),
            way: row.isNull(15) ? Submission.Way(rawValue: row.text(4)) ?? .page : .api,
            at: Instant(microseconds: row.integer(5)),
            receivedAt: Instant(microseconds: row.integer(6)), contact: row.integerOrNil(7).map { Contact.ID($0) },
            answers: answers.map { answer in
                FormReading.Answer(
                    question: answer["question"]?.text ?? "", label: answer["label"]?.text ?? "",
                    values: answer["values"]?.items?.compactMap(\.text) ?? [])
            },
            consents: (try Document(json: row.text(9)).items ?? []).compactMap { FormConsent(kept: $0) },
            touch: FormTouch { touch[$0]?.text }, address: row.text(11),
            held: row.textOrNil(12).flatMap(SubmissionVerdict.Reason.init(rawValue:)), releasedBy: row.textOrNil(13),
            confirmedAt: row.integerOrNil(14).map { Instant(microseconds: $0) }, landing: Submissions.origin(row),
            sentBy: row.textOrNil(15))
    }
}

extension Submissions {
    fileprivate static func origin(_ row: any SQLRow) -> LandingOrigin? {
        row.integerOrNil(16).map { page in
            LandingOrigin(
                page: page, version: Int(row.integer(17)), variant: LandingVariant(rawValue: row.text(18)) ?? .a,
                test: row.integerOrNil(19))
        }
    }
}

extension Submission {
    /// What a program sends stands for a page; who it was is beside it.
    fileprivate var keptWay: String { way == .api ? Way.page.rawValue : way.rawValue }

    fileprivate var answersDocument: Document {
        .list(
            answers.map { answer in
                .object([
                    ("question", .text(answer.question)), ("label", .text(answer.label)),
                    ("values", .list(answer.values.map { .text($0) })),
                ])
            })
    }
}

extension FormConsent {
    fileprivate var kept: Document {
        .object([
            ("id", .text(id)), ("purpose", .text(purpose)), ("channel", .text(channel.rawValue)), ("text", .text(text)),
        ])
    }

    fileprivate init?(kept document: Document) {
        guard let channel = document["channel"]?.text.flatMap(Channel.init(rawValue:)) else { return nil }
        self.init(
            id: document["id"]?.text ?? "", purpose: document["purpose"]?.text ?? "", channel: channel,
            text: document["text"]?.text ?? "")
    }
}

extension FormTouch {
    fileprivate var pairs: [(String, Document)] { values.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) } }
}

extension ImportedContact {
    fileprivate var kept: Document {
        let company = company?.fields[CompanyField.name.rawValue]
        return .object([
            ("fields", .object(fields.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })),
            ("company", .text(orNull: company)),
        ])
    }

    fileprivate init(kept document: Document) {
        self.init()
        for (name, value) in document["fields"]?.pairs ?? [] { fields[name] = value.text }
        if let name = document["company"]?.text {
            company = ImportedCompany(fields: [CompanyField.name.rawValue: name])
        }
    }
}
