/// What one version of a form asks, says and does.
package struct FormDocument: Hashable, Sendable {
    /// What people read above it.
    package var title: String
    package var intro: String
    package var button: String
    package var language: Language
    package var questions: [Question]
    /// How many of the progressive questions are asked at a time; nil for all.
    package var askAtMost: Int?
    package var consents: [FormConsent]
    /// Who is told what becomes of the answers, and by whom they are kept (GDPR, article 13).
    package var notice: String
    /// Whether consents hold only after a link in a mail was followed and confirmed.
    package var isConfirmedByMail: Bool
    package var goal: FormGoal
    /// Of the download, or given along.
    package var content: Int64?
    package var thanks: String
    /// Where one goes after sending; https, on one of `sites`.
    package var redirect: String?
    /// The member who is told, by e-mail address.
    package var notified: String?
    package var source: String?
    package var campaign: String?
    /// The fair, for `booth_visited`.
    package var event: String?
    /// The sites that may show it, as origins: `https://www.example.org`.
    package var sites: [String]
    /// Of its button; nil for ours.
    package var colour: Accent?

    package init(
        title: String, intro: String = "", button: String, language: Language, questions: [Question],
        askAtMost: Int? = nil, consents: [FormConsent] = [], notice: String = "", isConfirmedByMail: Bool = false,
        goal: FormGoal, content: Int64? = nil, thanks: String, redirect: String? = nil, notified: String? = nil,
        source: String? = nil, campaign: String? = nil, event: String? = nil, sites: [String] = [],
        colour: Accent? = nil
    ) {
        self.title = title
        self.intro = intro
        self.button = button
        self.language = language
        self.questions = questions
        self.askAtMost = askAtMost
        self.consents = consents
        self.notice = notice
        self.isConfirmedByMail = isConfirmedByMail
        self.goal = goal
        self.content = content
        self.thanks = thanks
        self.redirect = redirect
        self.notified = notified
        self.source = source
        self.campaign = campaign
        self.event = event
        self.sites = sites
        self.colour = colour
    }

    package func question(_ id: String) -> Question? { questions.first { $0.id == id } }

    /// An id that no question of this form has.
    package func freeID() -> String {
        let taken = Set(questions.map(\.id))
        return (1...).lazy.map { "q\($0)" }.first { !taken.contains($0) } ?? "q0"
    }

    package func freeConsentID() -> String {
        let taken = Set(consents.map(\.id))
        return (1...).lazy.map { "c\($0)" }.first { !taken.contains($0) } ?? "c0"
    }
}

/// A form of a workspace: its draft, and which of its versions people see.
package struct Form: Hashable, Sendable, Identifiable {
    package let id: Int64
    /// In its address: `[a-z0-9-]+`, unique in the workspace.
    package let slug: String
    /// What `form_submitted` calls it, and its list.
    package let name: String
    package var draft: FormDocument
    /// Counts the changes of the draft.
    package var revision: Int
    /// The version that people see; nil before the first.
    package var published: Int?
    package var archivedAt: Instant?

    package init(
        id: Int64, slug: String, name: String, draft: FormDocument, revision: Int = 1, published: Int? = nil,
        archivedAt: Instant? = nil
    ) {
        self.id = id
        self.slug = slug
        self.name = name
        self.draft = draft
        self.revision = revision
        self.published = published
        self.archivedAt = archivedAt
    }

    /// The address of a form of that name: folded, words joined by hyphens.
    package static func slug(of name: String) -> String {
        let words = name.folded.split { character in
            !(character.isASCII && (character.isLetter || character.isNumber))
        }
        return words.joined(separator: "-").prefix(60).trimmingHyphens
    }
}

extension Substring {
    fileprivate var trimmingHyphens: String {
        var text = self
        while text.last == "-" { text.removeLast() }
        return String(text)
    }
}
