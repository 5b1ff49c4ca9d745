package import Storage
package import Verger

/// Forms and contents to test with.
package enum Forming {
    /// The smallest PDF that there is, as far as its first bytes tell.
    package static let pdf: [UInt8] = Array("%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n".utf8)

    package static func key(_ name: String) -> String { name + String(repeating: "0", count: 32 - name.utf8.count) }

    /// A request for a content: names, address, company.
    package static func document(
        _ goal: FormGoal = .download, content: Int64? = nil, _ change: (inout FormDocument) -> Void = { _ in }
    ) -> FormDocument {
        var document = StartingForm.document(for: goal, in: .english, company: "Atelier Borie")
        document.content = content
        change(&document)
        return document
    }

    package static func reading(_ answers: [String: [String]], of document: FormDocument) -> FormReading {
        FormReading(
            answers, to: document, asked: Set(document.questions.map(\.id)),
            reader: ProfileReader(zone: .paris, region: "FR", fields: [:], phone: { text, _ in text }))
    }

    package static func sending(
        _ form: Form, _ answers: [String: [String]], key name: String, version: Int = 1, at: Instant = Cast.now,
        touch: FormTouch = FormTouch(), verdict: SubmissionVerdict = .human, visitor: String? = nil
    ) -> FormIntake.Sending {
        FormIntake.Sending(
            form: form, document: form.draft, version: version, key: key(name), way: .page, at: at,
            reading: reading(answers, of: form.draft), touch: touch, address: "203.0.113.0", verdict: verdict,
            visitor: visitor)
    }

    package static func sheet(
        _ name: String = "s", at: Instant, talked: Bool = true, email: String = "zoe@fournil.example",
        agreed: String? = nil
    ) -> StandSheet {
        StandSheet(
            key: key(name), at: at, event: "Salon de Lyon", hasTalked: talked,
            contact: ImportedContact(fields: ["email": email, "last_name": "Pain"]), note: "Two ovens", agreed: agreed,
            author: ("Claire", "claire@borie.example"))
    }
}

extension World {
    package static let kinds = Dictionary(uniqueKeysWithValues: ActivityKind.catalogue.map { ($0.name, $0) })

    /// A published form.
    package func publish(_ document: FormDocument, named name: String = "Guide") throws -> Form {
        try database.write { connection in
            let forms = Forms(connection, in: workspace.id)
            var form = try forms.add(name, document, at: now)
            form.published = try forms.publish(form, by: "test", at: now)
            return form
        }
    }

    package func content(
        _ title: String = "Guide", level: Content.Level = .evaluation, isGated: Bool = true
    ) throws -> Content {
        try database.write { connection in
            let contents = Contents(connection, in: workspace.id)
            let draft = ContentDraft(personas: []) { name in
                ["title": title, "level": level.rawValue, "gated": isGated ? "yes" : nil, "language": "en"][name] ?? nil
            }
            let content = try contents.add(draft, at: now)
            _ = try contents.keep(Forming.pdf, named: "guide.pdf", of: content.id)
            return try contents.find(content.id) ?? content
        }
    }

    @discardableResult
    package func take(_ sending: FormIntake.Sending, at instant: Instant? = nil) throws -> FormIntake.Outcome {
        try database.write { connection in
            try FormIntake(connection, in: workspace, types: [:], kinds: World.kinds, at: instant ?? now).take(sending)
        }
    }

    /// A content, the form that gives it, what a person sent by it and what a program did.
    package func publishing() throws -> (Content, Form, [Int64]) {
        let content = try content()
        let form = try publish(Forming.document(content: content.id))
        let taken = try [("a", SubmissionVerdict.human), ("b", .bot(.trap))].map { key, verdict in
            try take(
                Forming.sending(form, ["q3": ["lea@borie.example"], "c1": ["yes"]], key: key, verdict: verdict)
            ).submission
        }
        return (content, form, taken)
    }
}
