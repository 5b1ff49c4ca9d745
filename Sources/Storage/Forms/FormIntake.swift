package import Verger

/// Records what forms bring: the submission, the contact, what happened, what was agreed to. All or nothing, once.
package struct FormIntake {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let types: [String: ValueType]
    private let kinds: [String: ActivityKind]
    private let now: Instant

    /// `types` and `kinds`: those of the definition in force.
    package init(
        _ connection: any SQLConnection, in workspace: Workspace, types: [String: ValueType],
        kinds: [String: ActivityKind], at now: Instant
    ) {
        self.connection = connection
        self.workspace = workspace
        self.types = types
        self.kinds = kinds
        self.now = now
    }

    /// A form that was filled in and checked.
    package struct Sending: Sendable {
        package let form: Form
        package let document: FormDocument
        package let version: Int
        package let key: String
        package let way: Submission.Way
        /// When it was filled in.
        package let at: Instant
        package let reading: FormReading
        package let touch: FormTouch
        /// Shortened.
        package let address: String
        package let verdict: SubmissionVerdict
        /// The id of the browser, where its owner says to have agreed to be followed.
        package let visitor: String?
        /// The landing page that it stood on.
        package let landing: LandingOrigin?
        /// Whether the figures of that page count it: not what members try out.
        package let isCounted: Bool
        /// The program that sends it.
        package var sentBy: String?

        package init(
            form: Form, document: FormDocument, version: Int, key: String, way: Submission.Way, at: Instant,
            reading: FormReading, touch: FormTouch, address: String, verdict: SubmissionVerdict, visitor: String? = nil,
            landing: LandingOrigin? = nil, isCounted: Bool = true, sentBy: String? = nil
        ) {
            self.form = form
            self.document = document
            self.version = version
            self.key = key
            self.way = way
            self.at = at
            self.reading = reading
            self.touch = touch
            self.address = address
            self.verdict = verdict
            self.sentBy = sentBy
            self.visitor = visitor
            self.landing = landing
            self.isCounted = isCounted
        }
    }

    /// What became of a sending.
    package struct Outcome: Hashable, Sendable {
        package let submission: Int64
        /// Nil while it is kept back.
        package let contact: Contact.ID?
        /// It was recorded before.
        package let isRepeated: Bool
    }

    /// Records a sending. One whose key is known is the same one, whatever it says now; of one by somebody who was erased
    /// nothing is kept.
    package func take(_ sending: Sending) throws -> Outcome {
        // The page answers as ever: that somebody was erased is told to nobody.
        guard try !Suppressions(connection, in: workspace.id).keepsOut(sending.reading.contact) else {
            return Outcome(submission: 0, contact: nil, isRepeated: false)
        }
        let submissions = Submissions(connection, in: workspace.id)
        let submission = Submission(
            id: try connection.ids(1, of: .record), form: sending.form.id, version: sending.version, key: sending.key,
            way: sending.way, at: sending.at, receivedAt: now, contact: nil, answers: sending.reading.answers,
            consents: sending.reading.consents, touch: sending.touch, address: sending.address,
            held: sending.verdict.reason, releasedBy: nil, confirmedAt: nil, landing: sending.landing,
            sentBy: sending.sentBy)
        let visitor = try sending.visitor.flatMap { try recognition.isFollowed($0) ? $0 : nil }
        // Kept back, it may turn out to be a person's after all.
        let isKept = submission.held != nil
        guard try submissions.insert(submission, sending.reading.contact, visitor: isKept ? visitor : nil) else {
            guard let known = try submissions.find(key: sending.key) else {
                throw StorageProblem.corrupt("form_submission")
            }
            return Outcome(submission: known.id, contact: known.contact, isRepeated: true)
        }
        guard submission.held == nil else {
            return Outcome(submission: submission.id, contact: nil, isRepeated: false)
        }
        let contact = try record(submission, sending.reading.contact, sending.form, sending.document)
        if let visitor { try recognition.recognise(visitor, as: contact, address: submission.address) }
        if sending.isCounted { try count(submission, by: contact) }
        return Outcome(submission: submission.id, contact: contact, isRepeated: false)
    }

    private var recognition: Recognition { Recognition(connection, in: workspace, at: now) }

    /// A person sent it after all: what it brings is recorded as of when it was sent. False when it is not kept back.
    package func release(_ id: Int64, by author: String) throws -> Bool {
        let submissions = Submissions(connection, in: workspace.id)
        guard let submission = try submissions.find(id), submission.held != nil,
            let described = try submissions.described(id), let (form, document) = try form(of: submission)
        else { return false }
        let visitor = try submissions.visitor(of: id)
        try submissions.release(id, by: author)
        let contact = try record(submission, described, form, document)
        try count(submission, by: contact)
        if let visitor { try recognition.recognise(visitor, as: contact, address: submission.address) }
        try AuditLog(connection, in: workspace.id).record(
            "submission released", by: author, [("submission", .number(Int(id)))], at: now)
        return true
    }

    /// What was agreed to in a submission holds from now on. Once; false when it was so before, or is not to be.
    package func confirm(_ id: Int64) throws -> Bool {
        let submissions = Submissions(connection, in: workspace.id)
        guard let submission = try submissions.find(id), let contact = submission.contact,
            let (form, document) = try form(of: submission), document.isConfirmedByMail
        else { return false }
        guard try submissions.confirm(id, at: now) else { return false }
        let touch = try touch(of: submission, document)
        let facts = FormFacts(submission, form, document, touch: touch, at: now)
        try append(facts.agreed(isConfirmed: true, texts: texts(of: submission, document)), to: contact)
        return true
    }

    private func form(of submission: Submission) throws -> (Form, FormDocument)? {
        let forms = Forms(connection, in: workspace.id)
        guard let form = try forms.find(submission.form),
            let document = try forms.version(submission.version, of: form.id)
        else { return nil }
        return (form, document)
    }

    // MARK: Contact and activities

    private func record(
        _ submission: Submission, _ described: ImportedContact, _ form: Form, _ document: FormDocument
    ) throws -> Contact.ID {
        let registration = Registration(connection, in: workspace, types: types)
        try registration.lock()
        let contacts = Contacts(connection, in: workspace, types: types)
        let touch = try touch(of: submission, document)
        let said = try contacts.withoutKnown(described.sent(by: document, touch))
        let contact = try registration.record(said, at: now).contact.id
        try Submissions(connection, in: workspace.id).link(submission.id, to: contact)
        let page = try submission.landing.flatMap { try LandingPages(connection, in: workspace.id).find($0.page) }
        let facts = FormFacts(submission, form, document, touch: touch, landingPage: page?.name, at: submission.at)
        let content = try document.content.flatMap { try Contents(connection, in: workspace.id).find($0) }
        try append(facts.sent(content), to: contact)
        if !document.isConfirmedByMail {
            try append(facts.agreed(isConfirmed: false, texts: texts(of: submission, document)), to: contact)
        }
        return contact
    }

    /// What brought whoever sent it, by the rules of visits: a page of the company's own sites is no source.
    private func touch(of submission: Submission, _ document: FormDocument) throws -> Touch? {
        let sites = try TrackedSites(connection, in: workspace.id).all()
        let hosts = sites.flatMap(\.hosts) + document.sites.compactMap { PageAddress($0)?.host }
        return submission.touch.touch(own: Set(hosts))
    }

    /// For the landing page that it was sent from.
    private func count(_ submission: Submission, by contact: Contact.ID) throws {
        guard let origin = submission.landing else { return }
        try LandingFigures(connection, in: workspace).convert(submission.id, by: contact, origin, at: now)
    }

    /// The texts of the workspace that somebody read word for word: from now on they are proofs.
    private func texts(of submission: Submission, _ document: FormDocument) throws -> [String: ConsentText.Reference] {
        guard !submission.consents.isEmpty else { return [:] }
        let texts = ConsentTexts(connection, in: workspace.id)
        let all = try texts.all()
        var found: [String: ConsentText.Reference] = [:]
        for consent in submission.consents {
            found[consent.id] =
                all.first {
                    $0.reference.purpose == consent.purpose && $0.reference.language == document.language
                        && $0.body == consent.text
                }?.reference
        }
        try texts.use(Set(found.values), at: now)
        return found
    }

    private func append(_ facts: [FormFacts.Fact], to contact: Contact.ID) throws {
        let activities = Activities(connection, in: workspace.id)
        let known = try activities.recorded(among: facts.map(\.messageID))
        let new = facts.filter { !known.contains($0.messageID) }.map { fact in
            Activities.New(
                contact: contact, at: fact.at, kind: fact.kind, channel: fact.channel, campaign: fact.campaign,
                messageID: fact.messageID, properties: fact.properties)
        }
        try activities.append(new, kinds: kinds, zone: workspace.zone, at: now)
    }
}

extension ImportedContact {
    /// With the language of the form and the source that brought the person.
    fileprivate func sent(by document: FormDocument, _ touch: Touch?) -> ImportedContact {
        var result = self
        result.fields[ContactField.language.rawValue] = document.language.rawValue
        result.fields[ContactField.source.rawValue] = touch?.source ?? document.source
        return result
    }
}
