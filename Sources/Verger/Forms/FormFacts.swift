/// What a submission proves: activities, each with a name of its own so that none is recorded twice.
package struct FormFacts: Sendable {
    package struct Fact: Hashable, Sendable {
        package let kind: String
        package let at: Instant
        package let messageID: String
        package var channel: String?
        package var campaign: String?
        package var properties: [String: String]
    }

    private let submission: Submission
    private let form: Form
    private let document: FormDocument
    private let touch: Touch?
    private let at: Instant
    private let landingPage: String?

    /// `touch`: what brought the person, by the rules of visits. `landingPage`: the name of the one that it stood on.
    package init(
        _ submission: Submission, _ form: Form, _ document: FormDocument, touch: Touch?, landingPage: String? = nil,
        at: Instant
    ) {
        self.landingPage = landingPage
        self.submission = submission
        self.form = form
        self.document = document
        self.touch = touch
        self.at = at
    }

    /// That it was sent, and what that means. A subscription that is to be confirmed is none yet.
    package func sent(_ content: Content?) -> [Fact] {
        var facts = [fact("form_submitted", ["answers": answers])]
        if let content {
            facts.append(
                fact("content_downloaded", ["content": content.recordedAs, "level": content.level.rawValue]))
        }
        switch document.goal {
        case .contact: facts.append(fact("question_asked", ["text": message]))
        case .demo, .pricing: facts.append(fact(document.goal.kind ?? "", ["text": message]))
        case .stand: facts.append(fact("booth_visited", ["event": document.event]))
        case .newsletter where !document.isConfirmedByMail: facts.append(fact("newsletter_subscribed", [:]))
        case .newsletter, .download, .other: break
        }
        return facts
    }

    /// What was agreed to, in the words that the person read. `texts`: the kept ones that those words are, by consent.
    package func agreed(isConfirmed: Bool, texts: [String: ConsentText.Reference] = [:]) -> [Fact] {
        var facts = submission.consents.map { consent in
            var fact = fact(
                "consent_granted",
                [
                    "source": "form:" + form.slug, "sent_by": submission.sentBy,
                    "page": submission.touch.values["page"],
                    "purpose": consent.purpose, "basis": "consent", "note": consent.text,
                    "text": texts[consent.id]?.description, "form_version": String(submission.version),
                    "ip": submission.address,
                    "given_at": isConfirmed ? submission.at.iso8601 : nil,
                ], named: "consent_granted:" + consent.id)
            fact.channel = consent.channel.rawValue
            fact.campaign = nil
            return fact
        }
        if isConfirmed, document.goal == .newsletter { facts.append(fact("newsletter_subscribed", [:])) }
        return facts
    }

    private func fact(_ kind: String, _ properties: [String: String?], named name: String? = nil) -> Fact {
        var all = properties.compactMapValues { $0.flatMap(\.trimmedOrNil) }
        all["form"] = form.name
        all["submission"] = String(submission.id)
        if kind == "form_submitted" {
            // Its own page says nothing that the form does not.
            all.merge(submission.touch.values.filter { $0.key != "page" || submission.way != .page }) { own, _ in own }
            if let touch { all.merge(touch.properties) { own, _ in own } }
            all["landing_page"] = landingPage
        } else if kind != "consent_granted", let touch {
            // The rules of a campaign ask for them.
            all.merge(touch.tags) { own, _ in own }
        }
        return Fact(
            kind: kind, at: at, messageID: "submission:\(submission.key):\(name ?? kind)", channel: channel,
            campaign: touch?.campaign ?? document.campaign, properties: all)
    }

    /// What the form itself says says more than that nothing else does.
    private var channel: String? {
        let told = touch?.channel.rawValue
        return touch?.channel == .direct ? document.source ?? told : told ?? document.source
    }

    /// What was written at some length.
    private var message: String? {
        let paragraphs = Set(document.questions.filter { $0.style == .paragraph }.map(\.id))
        return submission.answers.first { paragraphs.contains($0.question) }?.values.first
    }

    /// The form's own questions with their answers, a line for each.
    private var answers: String {
        let own = Set(document.questions.filter { $0.target == .own && $0.style != .paragraph }.map(\.id))
        let lines = submission.answers.filter { own.contains($0.question) }.map {
            "\($0.label)\u{A0}: \($0.values.joined(separator: ", "))"
        }
        return String(lines.joined(separator: "\n").prefix(4000))
    }
}
