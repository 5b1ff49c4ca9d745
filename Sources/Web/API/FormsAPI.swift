import Exchange
import HTTPTypes
import Storage
import Verger

/// Forms, and what is sent by them, for programs.
enum FormsAPI {
    static let routes = [
        Route(
            .get, api: "forms", may: .viewForms,
            Operation(
                "List forms", "Those that are not closed, in order of their names; drafts that nobody sees yet too.",
                answers: [.init(.ok, "All of them.", .record(["items": .list(of: .form)]))]),
            { visit in
                let forms = try visit.read { try Forms($0, in: visit.workspace.id).all() }
                return .json(.object([("items", .list(forms.map(\.listed)))]))
            }),
        Route(
            .get, api: "forms/{form}", may: .viewForms,
            Operation(
                "Read a form",
                "As it is published: questions, consents in the words that people agree to, and what it records. A form that "
                    + "was never published is not found.",
                answers: [.init(.ok, "The form, in the version that people see.", .publishedForm)]),
            { visit in
                let published = try visit.read { try PublishedForm(visit, $0) }
                return .json(published.apiDocument)
            }),
        Route(
            .get, api: "forms/{form}/submissions", may: .manageForms,
            Operation(
                "List the submissions of a form", "The latest first.",
                query: [
                    .init(
                        "held", Schema.boolean.noted("Those that were kept back as robots, instead of the others.")),
                    .limit, .cursor,
                ], answers: [.init(.ok, "A page of submissions.", .page(of: .submission))]), list),
        Route(
            .post, api: "forms/{form}/submissions", may: .recordActivities,
            Operation(
                "Send a form",
                "From a server: what somebody answered on a page of yours. It becomes what the form makes of it: a contact, "
                    + "activities, consents with their proof. What is known of a contact is not overwritten. A `key` that is known "
                    + "is the same submission.",
                content: .json(.submissionInput),
                answers: [
                    .init(.created, "What became of it.", .submissionOutcome),
                    .init(.ok, "It was sent before: nothing more was done.", .submissionOutcome),
                ]
            ).onceOnly, send),
    ]

    private static func list(_ visit: Visit) throws -> Answer {
        let place = try visit.cursor(in: "submissions")
        let isHeld = visit.query["held"] == "true"
        return try visit.read { connection in
            guard let form = try Forms(connection, in: visit.workspace.id).find(visit.number("form")) else {
                throw Refusal.notFound
            }
            let found = try Submissions(connection, in: visit.workspace.id).all(
                of: form.id, held: isHeld, before: place?.id, limit: visit.limit + 1)
            let shown = found.prefix(visit.limit)
            let last = found.count > shown.count ? shown.last.map { Position(value: .null, id: $0.id) } : nil
            return .page(shown.map(\.apiDocument), next: last.map { Cursor.text($0, in: "submissions") })
        }
    }

    // MARK: Sending

    private static func send(_ visit: Visit) throws -> Answer {
        let document = visit.document
        let (current, secret) = (
            try visit.read { try PublishedForm(visit, $0) }, try visit.site.formDesk.secret(visit.site)
        )
        guard current.isOpen else { throw Refusal.conflict(closed) }
        let version = document["version"]?.integer ?? current.version
        guard let shown = try visit.read({ try current.asShown(in: version, visit.site, $0) }) else {
            throw Problem(
                Sentence(fr: "ce formulaire n’a pas cette version", en: "this form has no such version"),
                path: "version")
        }
        let at = try document["at"]?.text.map { try instant($0, visit) } ?? visit.now
        let reading = try reading(document, shown)
        let sending = FormIntake.Sending(
            form: shown.form, document: shown.document, version: version,
            key: "api:" + (document["key"]?.text ?? Once.key()), way: .api, at: at, reading: reading,
            touch: FormTouch { document["touch"]?[$0]?.text }, address: ShortAddress.of(document["ip"]?.text ?? ""),
            verdict: .human, sentBy: visit.member.user.email)
        return try visit.once { connection in
            let intake = FormIntake(
                connection, in: visit.workspace, types: shown.types, kinds: shown.kinds, at: visit.now)
            let outcome = try intake.take(sending)
            // Nothing is kept of somebody who was erased; a program is told, since it knows the address.
            guard outcome.submission > 0 else { throw Suppressions.Refusal(kind: .email).problem }
            if !outcome.isRepeated {
                try FormLetters(site: visit.site, workspace: visit.workspace, connection: connection, now: visit.now)
                    .send(outcome.submission, secret)
            }
            return .json(
                .object([
                    ("id", .number(Int(outcome.submission))),
                    ("contact", outcome.contact.map { .number(Int($0.value)) } ?? .null),
                    ("repeated", Document(.boolean(outcome.isRepeated))),
                    (
                        "awaitsConfirmation",
                        Document(.boolean(shown.document.isConfirmedByMail && !reading.consents.isEmpty))
                    ),
                ]), status: outcome.isRepeated ? .ok : .created)
        }
    }

    /// The answers and consents in a request, all that is wrong with them at once.
    private static func reading(_ document: Document, _ shown: PublishedForm) throws -> FormReading {
        var problems: [Problem] = []
        var typed: [String: [String]] = [:]
        for (id, value) in document["answers"]?.pairs ?? [] {
            guard shown.document.question(id) != nil else {
                problems.append(unknown(id, among: shown.document.questions.map(\.id), at: "answers.\(id)"))
                continue
            }
            let texts = value.items?.compactMap(\.text) ?? [value.text].compactMap(\.self)
            typed[id] = texts.filter { !$0.isEmpty && $0 != "false" }
        }
        for id in (document["consents"]?.items ?? []).compactMap(\.text) {
            guard shown.document.consents.contains(where: { $0.id == id }) else {
                problems.append(unknown(id, among: shown.document.consents.map(\.id), at: "consents"))
                continue
            }
            typed[id] = ["yes"]
        }
        typed["asked"] = [shown.document.questions.filter(\.isProgressive).map(\.id).joined(separator: " ")]
        let reading = FormSending.reading(typed, shown)
        problems += reading.problems.map { $0.moved(to: "answers") }
        guard problems.isEmpty else { throw Problems(problems) }
        return reading
    }

    private static func unknown(_ id: String, among ids: [String], at path: String) -> Problem {
        let known = ids.joined(separator: ", ")
        return Problem(
            Sentence(
                fr: "ce formulaire n’a pas «\u{A0}\(id.prefix(40))\u{A0}»\u{202F}; il a\u{A0}: \(known)",
                en: "this form has no “\(id.prefix(40))”; it has: \(known)"), path: path)
    }

    private static func instant(_ text: String, _ visit: Visit) throws -> Instant {
        guard let instant = Instant(iso8601: text, in: visit.workspace.zone), instant > Instant(seconds: 0) else {
            throw Problem(ProfileReader.notDate, path: "at")
        }
        return min(instant, visit.now)
    }

    private static let closed = Sentence(
        fr: "Ce formulaire est fermé\u{A0}: rouvrez-le, ou envoyez-en un autre.",
        en: "This form is closed: open it again, or send another one.")
}

extension PublishedForm {
    /// The form in the address of a program.
    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        guard let form = try Forms(connection, in: visit.workspace.id).find(visit.number("form")),
            let version = form.published
        else { throw Refusal.notFound }
        try self.init(visit.workspace, form, version, visit.site, connection)
    }

    fileprivate var apiDocument: Document {
        .object(
            (form.listed.pairs ?? []).map { ($0.key, $0.value) } + [
                ("title", .text(document.title)), ("intro", .text(document.intro)),
                ("language", .text(document.language.rawValue)), ("goal", .text(document.goal.rawValue)),
                ("notice", .text(document.notice)), ("confirmedByMail", Document(.boolean(document.isConfirmedByMail))),
                ("questions", .list(document.questions.map(\.apiDocument))),
                ("consents", .list(document.consents.map(\.apiDocument))),
            ])
    }
}

extension Form {
    fileprivate var listed: Document {
        .object([
            ("id", .number(Int(id))), ("name", .text(name)), ("slug", .text(slug)),
            ("version", published.map { .number($0) } ?? .null), ("closed", Document(.boolean(archivedAt != nil))),
        ])
    }
}

extension Question {
    fileprivate var apiDocument: Document {
        .object([
            ("id", .text(id)), ("target", .text(target.text)), ("style", .text(style.rawValue)),
            ("label", .text(label)), ("hint", .text(hint)), ("options", .list(options.map { .text($0) })),
            ("required", Document(.boolean(isRequired))), ("progressive", Document(.boolean(isProgressive))),
            (
                "shownIf",
                showing.map {
                    .object([
                        ("question", .text($0.question)), ("test", .text($0.test.rawValue)), ("value", .text($0.value)),
                    ])
                } ?? .null
            ),
        ])
    }
}

extension FormConsent {
    fileprivate var apiDocument: Document {
        .object([
            ("id", .text(id)), ("purpose", .text(purpose)), ("channel", .text(channel.rawValue)), ("text", .text(text)),
        ])
    }
}

extension Submission {
    fileprivate var apiDocument: Document {
        .object([
            ("id", .number(Int(id))), ("version", .number(version)), ("way", .text(way.rawValue)),
            ("at", .text(at.iso8601)), ("receivedAt", .text(receivedAt.iso8601)),
            ("contact", contact.map { .number(Int($0.value)) } ?? .null),
            (
                "answers",
                .list(
                    answers.map { answer in
                        .object([
                            ("question", .text(answer.question)), ("label", .text(answer.label)),
                            ("values", .list(answer.values.map { .text($0) })),
                        ])
                    })
            ), ("consents", .list(consents.map(\.apiDocument))),
            ("touch", .object(touch.values.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })),
            ("ip", .text(address)), ("held", .text(orNull: held?.rawValue)),
            ("confirmedAt", .text(orNull: confirmedAt?.iso8601)), ("sentBy", .text(orNull: sentBy)),
        ])
    }
}
