import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A form that was sent` {
    private func kinds(_ world: World, _ contact: Contact.ID) throws -> [String] {
        try world.database.read { try Activities($0, in: world.workspace.id).timeline(of: contact).map(\.kind) }
    }

    @Test(arguments: Engine.available)
    func `makes a contact, what it did and what it agreed to`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let content = try world.content()
        let form = try world.publish(Forming.document(content: content.id))
        let touch = FormTouch { ["utm_source": "google", "utm_campaign": "Fours"][$0] }

        let outcome = try world.take(
            Forming.sending(form, ["q1": ["Léa"], "q3": ["lea@borie.example"], "c1": ["yes"]], key: "a", touch: touch))

        let contact = try #require(outcome.contact)
        let (recorded, timeline) = try world.database.read {
            (
                try Contacts($0, in: world.workspace).find(contact)!,
                try Activities($0, in: world.workspace.id).timeline(of: contact)
            )
        }
        #expect(recorded.fields[.firstName] == "Léa" && recorded.fields[.source] == "google")
        #expect(recorded.fields[.language] == "en")
        #expect(timeline.map(\.kind) == ["form_submitted", "content_downloaded", "consent_granted"])
        #expect(timeline[0].campaign == "Fours" && timeline[0].properties["form"] == "Guide")
        #expect(timeline[1].properties["level"] == "evaluation")
        #expect(timeline[2].channel == "email" && timeline[2].properties["note"]?.contains("Atelier Borie") == true)
        #expect(timeline[2].properties["source"] == "form:guide" && timeline[2].properties["ip"] == "203.0.113.0")
    }

    @Test(arguments: Engine.available)
    func `counts once, however often it is sent`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let form = try world.publish(Forming.document(.demo))
        let first = try world.take(Forming.sending(form, ["q3": ["lea@borie.example"]], key: "a"))

        let again = try world.take(Forming.sending(form, ["q3": ["other@borie.example"]], key: "a"))

        #expect(again.submission == first.submission && again.contact == first.contact && again.isRepeated)
        #expect(try kinds(world, first.contact!) == ["form_submitted", "demo_requested"])
    }

    @Test(arguments: Engine.available)
    func `overwrites nothing of a known contact`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        try world.importing(.contacts, "external_id,email,first_name,company\nc1,lea@borie.example,Léa,Borie SA\n")
        let form = try world.publish(Forming.document(.demo))

        let outcome = try world.take(
            Forming.sending(
                form, ["q1": ["Mallory"], "q2": ["Martin"], "q3": ["LEA@borie.example"], "q4": ["Evil Inc"]], key: "a"))

        let contact = try world.database.read { try Contacts($0, in: world.workspace).find(named: "c1")! }
        #expect(outcome.contact == contact.id)
        #expect(contact.fields[.firstName] == "Léa" && contact.fields[.lastName] == "Martin")
        let company = try world.database.read { try Companies($0, in: world.workspace).find([contact.company!])[0] }
        #expect(company.fields[.name] == "Borie SA")
    }

    @Test(arguments: Engine.available)
    func `by a program makes nothing until somebody says it was a person`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let form = try world.publish(Forming.document(.pricing))
        let held = try world.take(
            Forming.sending(form, ["q3": ["lea@borie.example"], "c1": ["yes"]], key: "a", verdict: .bot(.haste)))
        #expect(held.contact == nil)
        #expect(try world.database.read { try Contacts($0, in: world.workspace).count() } == 0)

        let released = try world.database.write { connection in
            try (0..<2).map { _ in
                try FormIntake(
                    connection, in: world.workspace, types: [:], kinds: World.kinds, at: world.now + Instant.day
                ).release(held.submission, by: "anne@borie.example")
            }
        }

        #expect(released == [true, false])
        let submission = try world.database.read { try Submissions($0, in: world.workspace.id).find(held.submission)! }
        #expect(submission.held == nil && submission.releasedBy == "anne@borie.example")
        #expect(try kinds(world, submission.contact!) == ["form_submitted", "pricing_requested", "consent_granted"])
        let first = try world.database.read {
            try Activities($0, in: world.workspace.id).timeline(of: submission.contact!)[0].at
        }
        #expect(first == world.now)
    }

    @Test(arguments: Engine.available)
    func `with a confirmation agrees to nothing before it, and once`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let form = try world.publish(Forming.document(.newsletter) { $0.isConfirmedByMail = true })
        let outcome = try world.take(Forming.sending(form, ["q3": ["lea@borie.example"], "c1": ["yes"]], key: "a"))
        #expect(try kinds(world, outcome.contact!) == ["form_submitted"])

        let confirmed = try world.database.write { connection in
            try (0..<2).map { _ in
                try FormIntake(
                    connection, in: world.workspace, types: [:], kinds: World.kinds, at: world.now + Instant.hour
                ).confirm(outcome.submission)
            }
        }

        #expect(confirmed == [true, false])
        #expect(try kinds(world, outcome.contact!) == ["form_submitted", "consent_granted", "newsletter_subscribed"])
    }

    @Test(arguments: Engine.available)
    func `keeps the version that was shown`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        var form = try world.publish(Forming.document(.contact))
        let old = form.draft
        form.draft.consents[0].text = "Other words"
        form.published = try world.database.write {
            try Forms($0, in: world.workspace.id).publish(form, by: "test", at: world.now + 1)
        }
        #expect(form.published == 2)
        var sent = form
        sent.draft = old

        let outcome = try world.take(
            Forming.sending(sent, ["q3": ["lea@borie.example"], "q6": ["Hello"], "c1": ["yes"]], key: "a", version: 1))

        let submission = try world.database.read {
            try Submissions($0, in: world.workspace.id).find(outcome.submission)!
        }
        #expect(submission.version == 1 && submission.consents[0].text == old.consents[0].text)
    }

    @Test(arguments: Engine.available)
    func `proves a consent by the text of the workspace, when it was read word for word`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let text = try #require(ConsentText.shipped("newsletter", in: .english))
        let form = try world.publish(Forming.document(.demo) { $0.consents[0].text = text.body })

        let outcome = try world.take(Forming.sending(form, ["q3": ["lea@borie.example"], "c1": ["yes"]], key: "a"))

        try world.database.read { connection in
            let consent = try Activities(connection, in: world.workspace.id).timeline(of: outcome.contact!)
                .last { $0.kind == "consent_granted" }
            #expect(consent?.properties["text"] == text.reference.description)
            let used = try ConsentTexts(connection, in: world.workspace.id).find(text.reference)
            #expect(used?.usedAt != nil)
            let register = try ConsentStatements(connection, in: world.workspace).register(
                of: outcome.contact!, at: world.now)
            #expect(register["newsletter", .email].state == .granted)
        }
    }

    @Test(arguments: Engine.available)
    func `leaves a draft to whoever saved it first`(engine: Engine) throws {
        let world = try World(in: engine.migratedDatabase())
        let form = try world.publish(Forming.document(.contact))

        try world.database.write { connection throws -> Void in
            let forms = Forms(connection, in: world.workspace.id)
            let revision = try forms.save(form)
            #expect(revision == 2)
            #expect(throws: Forms.Problem.changed) { try forms.save(form) }
            #expect(throws: Forms.Problem.nameTaken) { try forms.add("guide", form.draft, at: world.now) }
            #expect(throws: Forms.Problem.nameless) { try forms.add(" !", form.draft, at: world.now) }
        }
    }
}

@Suite struct `The sheet of a stand` {
    @Test(arguments: Engine.available, [true, false])
    func `is an exchange or a response, once`(engine: Engine, talked: Bool) throws {
        let world = try World(in: engine.migratedDatabase())
        let sheet = Forming.sheet(at: world.now - Instant.hour, talked: talked, agreed: "Agrees to mail")

        let contacts = try world.database.write { connection in
            try (0..<2).map { _ in
                try StandIntake(connection, in: world.workspace, types: [:], kinds: World.kinds, at: world.now).take(
                    sheet)
            }
        }

        #expect(contacts[1] == nil)
        let timeline = try world.database.read {
            try Activities($0, in: world.workspace.id).timeline(of: contacts[0]!)
        }
        #expect(timeline.map(\.kind) == [talked ? "conversation_held" : "booth_visited", "consent_granted"])
        #expect(timeline[0].at == world.now - Instant.hour)
        #expect(
            timeline[0].properties["event"] == "Salon de Lyon"
                && timeline[1].properties["actor"] == "claire@borie.example")
    }
}
