import Storage
import TestSupport
import Testing
import Verger
import Web

@Suite struct `The builder of a form` {
    private let asking: Asking
    private let world: World

    init() throws {
        world = try World(in: Engine.sqlite.migratedDatabase())
        asking = Asking(world)
    }

    private func form() throws -> Form { try world.database.read { try Forms($0, in: world.workspace.id).all()[0] } }

    /// What the page sends as it stands, with some values changed.
    private func fields(_ changes: [(String, String)] = []) throws -> [(String, String)] {
        let form = try form()
        let draft = form.draft
        var all: [(String, String)] = [
            ("revision", String(form.revision)), ("title", draft.title), ("button", draft.button),
            ("thanks", draft.thanks), ("goal", draft.goal.rawValue), ("language", draft.language.rawValue),
        ]
        for question in draft.questions {
            all += [
                ("question", question.id), ("\(question.id).label", question.label),
                ("\(question.id).style", question.style.rawValue),
            ]
            if question.isRequired { all.append(("\(question.id).required", "yes")) }
        }
        for consent in draft.consents {
            all += [
                ("consent", consent.id), ("\(consent.id).text", consent.text),
                ("\(consent.id).purpose", consent.purpose),
            ]
        }
        let changed = Set(changes.map(\.0))
        return all.filter { !changed.contains($0.0) } + changes
    }

    private func begin(_ goal: String = "contact") throws {
        try asking.post("forms/new", [("name", "Nous écrire"), ("goal", goal), ("language", "fr")])
    }

    @Test func `begins with what the form is for`() throws {
        let reply = try asking.post("forms/new", [("name", "Nous écrire"), ("goal", "demo"), ("language", "fr")])
        let twice = try asking.post("forms/new", [("name", "Nous écrire"), ("goal", "demo"), ("language", "fr")])

        let form = try form()
        #expect(form.slug == "nous-ecrire" && form.draft.goal == .demo && form.draft.language == .french)
        #expect(Reply.path(reply.location) == "forms/\(form.id)/edit")
        #expect(twice.status == 422)
    }

    @Test func `adds, moves and removes questions without a script`() throws {
        try begin()
        let path = "forms/\(try form().id)/edit"

        try asking.post(path, fields([("do", "add"), ("add_target", "city")]))
        #expect(try form().draft.questions.last?.target == .contact(.city))
        try asking.post(path, fields([("do", "up:q7")]))
        #expect(try form().draft.questions.map(\.id).suffix(2) == ["q7", "q6"])
        try asking.post(path, fields([("do", "remove:q7")]))
        try asking.post(path, fields([("do", "add_consent")]))

        #expect(try form().draft.questions.count == 6)
        #expect(try form().draft.consents.map(\.id) == ["c1", "c2"])
    }

    @Test func `puts online what is right, and says what is not`() throws {
        try begin("download")
        let path = "forms/\(try form().id)/edit"

        let refused = try asking.post(path, fields([("do", "publish"), ("title", "Mon titre")]))
        #expect(refused.status == 422 && refused.text.contains("Choose the content to give"))
        #expect(try form().draft.title == "Mon titre" && form().published == nil)
        let content = try world.content()
        let published = try asking.post(path, fields([("do", "publish"), ("content", String(content.id))]))

        #expect(published.status == 303)
        #expect(try form().published == 1)
    }

    @Test func `loses nothing when two people save`() throws {
        try begin()
        let mine = try fields([("title", "Mine"), ("do", "save")])
        try asking.post("forms/\(try form().id)/edit", fields([("title", "Theirs"), ("do", "save")]))

        let reply = try asking.post("forms/\(try form().id)/edit", mine)

        #expect(reply.status == 409 && reply.text.contains("value=\"Mine\""))
        #expect(try form().draft.title == "Theirs")
    }

    @Test func `shows at once what people will see`() throws {
        try begin()
        let path = "forms/\(try form().id)"

        let swapped = try asking.post(path + "/edit", fields([("title", "À bientôt")]), isFragment: true)
        let preview = try asking.get(path + "/preview")

        #expect(swapped.text.contains("preview?revision=2") && swapped.text.contains("hx-swap-oob"))
        #expect(preview.text.contains("À bientôt") && !preview.text.contains("<form"))
    }

    @Test func `lets in who was taken for a program`() throws {
        let form = try world.publish(Forming.document(.demo), named: "Demo")
        let held = try world.take(
            Forming.sending(form, ["q3": ["=cmd@borie.example"], "q6": ["=1+1"]], key: "h", verdict: .bot(.haste)))
        let list = try asking.get("forms/\(form.id)/submissions?held=1")
        #expect(list.text.contains("sent in less than two seconds"))

        try asking.post("forms/\(form.id)/submissions/\(held.submission)/release")

        let recorded = try asking.get("forms/\(form.id)/submissions")
        #expect(recorded.text.contains("=1+1"))
    }

    @Test func `hands answers over as a file whose formulas are disarmed`() async throws {
        let form = try world.publish(Forming.document(.demo), named: "Demo")
        try world.take(Forming.sending(form, ["q3": ["a@borie.example"], "q6": ["=1+1"]], key: "h"))

        let reply = try await world.browser(of: world.hire("m@b.fr", .marketer)).get(
            "/w/borie/forms/\(form.id)/submissions/export")

        #expect(reply.text.contains("'=1+1") && reply.text.split(separator: "\n").count == 2)
    }
}
