import HTML
import HTTPTypes
import Storage
import Verger

/// The settings of consent: what people are asked leave for, and in which words.
enum ConsentSettings {
    static let routes: [Route] = [
        Route(.get, "settings/consents", may: .viewDefinition, list),
        Route(.post, "settings/consents", may: .activateDefinition, add).creating,
        Route(.get, "settings/consents/{purpose}", may: .viewDefinition, show),
        Route(.post, "settings/consents/{purpose}", may: .activateDefinition, save),
        Route(.post, "settings/consents/{purpose}/texts", may: .activateDefinition, write).creating,
    ]

    @Sendable private static func list(_ visit: Visit) throws -> Answer { try list(visit, PurposeForm()) }

    private static func list(_ visit: Visit, _ form: PurposeForm) throws -> Answer {
        let (purposes, texts) = try visit.read { connection in
            (
                try Purposes(connection, in: visit.workspace.id).all(),
                try ConsentTexts(connection, in: visit.workspace.id).all()
            )
        }
        var answer = visit.answer(PurposesPage(visit: visit, purposes: purposes, texts: texts, form: form).page)
        if !form.problems.isEmpty { answer.status = .unprocessableContent }
        return answer
    }

    @Sendable private static func add(_ visit: Visit) throws -> Answer {
        var form = PurposeForm(visit.form, changing: nil)
        form.problems = form.purpose.problems
        if form.hasUnwritable { form.problems["name_fr"] = Words.unwritable }
        let isAdded = try visit.write { connection in
            let purposes = Purposes(connection, in: visit.workspace.id)
            if try purposes.find(form.id) != nil { form.problems["id"] = Words.taken }
            guard form.problems.isEmpty else { return false }
            try purposes.save(form.purpose)
            try visit.audit("consent purpose saved", [("purpose", .text(form.id))], connection)
            return true
        }
        guard isAdded else { return try list(visit, form) }
        return .redirect(to: visit.links.purpose(form.id)).toast(visit.say(Words.saved))
    }

    @Sendable private static func show(_ visit: Visit) throws -> Answer {
        try show(visit, visit.read { try PurposeForm(Self.purpose(visit, $0)) })
    }

    private static func show(
        _ visit: Visit, _ form: PurposeForm, typed: (language: Language, body: String, problem: Sentence)? = nil
    ) throws -> Answer {
        let texts = try visit.read { try ConsentTexts($0, in: visit.workspace.id).all() }
            .filter { $0.reference.purpose == form.id }
        var answer = visit.answer(PurposePage(visit: visit, form: form, texts: texts, typed: typed).page)
        if !form.problems.isEmpty || typed != nil { answer.status = .unprocessableContent }
        return answer
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        var form = try visit.read { PurposeForm(visit.form, changing: try Self.purpose(visit, $0)) }
        form.problems = form.purpose.problems
        if form.hasUnwritable { form.problems["name_fr"] = Words.unwritable }
        guard form.problems.isEmpty else { return try show(visit, form) }
        try visit.write { connection in
            try Purposes(connection, in: visit.workspace.id).save(form.purpose)
            try visit.audit("consent purpose saved", [("purpose", .text(form.id))], connection)
        }
        return .redirect(to: visit.links.purpose(form.id)).toast(visit.say(Words.saved))
    }

    @Sendable private static func write(_ visit: Visit) throws -> Answer {
        let purpose = try visit.read { try Self.purpose(visit, $0) }
        guard let language = visit.form.text("language").flatMap(Language.init(rawValue:)) else {
            throw Refusal.malformed(Words.unwritable)
        }
        let body = visit.form["body"] ?? ""
        func refused(_ sentence: Sentence) throws -> Answer {
            try show(
                visit, PurposeForm(purpose), typed: (language, body.replacing("\0", with: ""), sentence))
        }
        if body.contains("\0") { return try refused(Words.unwritable) }
        do {
            let text = try visit.write { connection -> ConsentText in
                let text = try ConsentTexts(connection, in: visit.workspace.id).write(
                    body, for: purpose.id, in: language, by: visit.member.user.email, at: visit.now)
                try visit.audit(
                    "consent text written", [("text", .text(text.reference.description))], connection)
                return text
            }
            return .redirect(to: visit.links.purpose(purpose.id)).toast(
                visit.notation.text(
                    "Texte enregistré\u{A0}: version \(text.reference.version).",
                    "Text saved: version \(text.reference.version)."))
        } catch let problem as ConsentText.Problem {
            return try refused(problem.sentence)
        }
    }

    /// The purpose in the address.
    private static func purpose(_ visit: Visit, _ connection: any SQLConnection) throws -> Purpose {
        guard let id = visit.call.parameters["purpose"],
            let purpose = try Purposes(connection, in: visit.workspace.id).find(id)
        else { throw Refusal.notFound }
        return purpose
    }

    private enum Words {
        static let saved = Sentence(fr: "Finalité enregistrée.", en: "Purpose saved.")
        static let taken = Sentence(fr: "Ce nom court est déjà pris.", en: "This short name is taken.")
        static let unwritable = Sentence(
            fr: "Texte trop long, ou qui contient un caractère interdit.",
            en: "A text that is too long, or holds a character that can’t be kept.")
    }
}

extension Links {
    package var purposes: String { settings("consents") }
    package func purpose(_ id: String) -> String { "\(purposes)/\(Fields.encoded(id))" }
}
