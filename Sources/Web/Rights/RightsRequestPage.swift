import HTML
import Verger

/// One request: its clock, what to do, what was done.
struct RightsRequestPage {
    let visit: Visit
    let request: RightsRequest
    let subject: RightsSubject
    /// How many records there are of who is no contact.
    let kept: Int
    let history: [RightsEvent]
    let names: [String: String]
    let problem: Sentence?

    private var notation: Notation { visit.notation }
    private var contact: Contact? { subject.contact }
    private var today: Day { visit.workspace.zone.day(at: visit.now) }
    private func link(_ part: String) -> String { "\(visit.links.rightsRequest(request.id))/\(part)" }

    var page: Page {
        var page = Page(.rights, title: visit.say(request.kind.label).capitalizedFirst)
        page.parent = (visit.say(RightsWords.title), visit.links.rights)
        page.fact = notation.text("article \(request.kind.article) du RGPD", "GDPR, article \(request.kind.article)")
        page.content = group {
            if let problem {
                div(.class("banner bad"), .role("alert")) {
                    Icon.warn.markup
                    div { visit.say(problem) }
                }
            }
            facts
            if request.isOpen { answer }
            steps
        }
        if request.isOpen { page.panel = panel }
        return page
    }

    private var facts: Markup {
        dl(.class("facts")) {
            row(Words.who) {
                if let contact {
                    a(.class("link"), .href(visit.links.contact(contact.id))) { contact.displayName }
                } else {
                    request.subject ?? visit.say(Words.gone)
                }
            }
            row(Words.received) { request.receivedOn.text(in: visit.language) + origin }
            if request.isOpen {
                row(Words.deadline) {
                    request.deadline().text(in: visit.language) + " · "
                        + RightsWords.daysLeft(request.daysLeft(on: today), notation)
                }
            }
            if let reason = request.extensionReason { row(Words.extended) { reason } }
            row(Words.handler) { request.handler.map { names[$0] ?? $0 } ?? visit.say(Words.nobody) }
            if let outcome = request.outcome { row(Words.outcome) { visit.say(outcome.label).capitalizedFirst } }
        }
    }

    private var origin: String {
        request.origin == .person
            ? notation.text(", par sa page de préférences", ", by their preference page")
            : notation.text(", notée par l’équipe", ", written down by staff")
    }

    private func row(_ name: Sentence, @MarkupBuilder _ content: () -> Markup) -> Markup {
        let inner = content()
        return group {
            dt { visit.say(name) }
            dd { inner }
        }
    }

    private var answer: Markup {
        section(.class("section"), .aria("labelledby", "answer")) {
            div(.class("head")) { h2(.id("answer")) { visit.say(Words.answer) } }
            p { visit.say(effect) }
            if contact == nil { stranger }
            if let contact, [.access, .portability].contains(request.kind) {
                p {
                    a(.class("btn"), .href(visit.links.contact(contact.id, "personal-file"))) { visit.say(Words.file) }
                }
            }
            if let contact, request.kind == .rectification {
                p { a(.class("btn"), .href(visit.links.contact(contact.id, "edit"))) { visit.say(Words.edit) } }
            }
            visit.postForm(link("answer"), .class("form")) {
                div(.class("field")) {
                    HTML.label(.for("answer-note")) { visit.say(Words.note) }
                    textarea(
                        .class("input"), .id("answer-note"), .name("note"), Attribute("rows", "2"),
                        Attribute("maxlength", "2000")
                    ) { visit.form["note"] ?? "" }
                    span(.class("hint")) { visit.say(Words.noteHint) }
                }
                if isErasing {
                    HTML.label(.class("tick-field")) {
                        input(.type("checkbox"), .class("check"), .name("confirmed"), .value("yes"))
                        span { visit.say(Words.confirm) }
                    }
                }
                div(.class("actions")) {
                    button(
                        .class(isErasing ? "btn bad solid" : "btn primary"), .name("outcome"),
                        .value("granted")
                    ) { visit.say(isErasing ? Words.erase : Words.grant) }
                    button(.class("btn"), .name("outcome"), .value("refused")) { visit.say(Words.refuse) }
                }
            }
        }
    }

    private var isErasing: Bool { request.kind == .erasure && subject.isKnown }

    private var effect: Sentence {
        switch (subject, request.kind) {
        case (.identity, .erasure): Words.erasesAddress
        case (.contact, _), (.identity, .access), (.identity, .portability): RightsWords.effect(of: request.kind)
        case (.identity, _), (.nobody, _): Words.closesOnly
        }
    }

    /// What can be done for somebody who is no contact.
    @MarkupBuilder private var stranger: Markup {
        switch subject {
        case .contact: Markup()
        case .identity:
            div(.class("banner")) {
                Icon.search.markup
                div {
                    visit.say(Words.noContact)
                    notation.plural(
                        kept, Sentence(fr: "trace en est conservée", en: "record of it is kept"),
                        Sentence(fr: "traces en sont conservées", en: "records of it are kept")) + "."
                }
            }
            p { a(.class("btn"), .href(link("records"))) { visit.say(Words.records) } }
        case .nobody:
            if request.subject != nil {
                div(.class("banner warn")) {
                    Icon.warn.markup
                    div { visit.say(Words.noAddress) }
                }
            }
        }
    }

    private var steps: Markup {
        section(.class("section"), .aria("labelledby", "steps")) {
            div(.class("head")) { h2(.id("steps")) { visit.say(Words.history) } }
            ul(.class("consent-history")) {
                for event in history.reversed() {
                    li {
                        span(.class("faint num small")) { notation.dayAndTime(event.at) }
                        span {
                            b { visit.say(event.step.label).capitalizedFirst }
                            if let note = event.note { span(.class("muted")) { " · " + note } }
                        }
                        span(.class("faint small")) {
                            event.actor.map { names[$0] ?? $0 } ?? visit.say(Words.person)
                        }
                    }
                }
            }
        }
    }

    private var panel: Markup {
        group {
            section {
                div(.class("head")) { h2 { visit.say(Words.handler) } }
                visit.postForm(link("handling")) {
                    button(.class("btn")) { visit.say(Words.take) }
                }
            }
            section {
                div(.class("head")) { h2 { visit.say(Words.addNote) } }
                visit.postForm(link("notes"), .class("form")) {
                    textarea(
                        .class("input"), .name("note"), Attribute("rows", "2"), .aria("label", visit.say(Words.addNote))
                    ) { Markup() }
                    div(.class("actions")) { button(.class("btn")) { visit.say(Words.addNote) } }
                }
            }
            if !request.isExtended {
                section {
                    div(.class("head")) { h2 { visit.say(Words.extend) } }
                    p(.class("small muted")) { visit.say(Words.extendMeaning) }
                    visit.postForm(link("extension"), .class("form")) {
                        FormField("reason", visit.say(Words.reason)).markup
                        div(.class("actions")) { button(.class("btn")) { visit.say(Words.extend) } }
                    }
                }
            }
        }
    }

    private enum Words {
        static let who = Sentence(fr: "Personne", en: "Person")
        static let gone = Sentence(fr: "personne effacée", en: "erased person")
        static let received = Sentence(fr: "Reçue le", en: "Received on")
        static let deadline = Sentence(fr: "À répondre avant", en: "Answer by")
        static let extended = Sentence(fr: "Délai prolongé", en: "Time extended")
        static let handler = Sentence(fr: "Suivie par", en: "Seen to by")
        static let nobody = Sentence(fr: "personne pour l’instant", en: "nobody yet")
        static let outcome = Sentence(fr: "Réponse", en: "Answer")
        static let answer = Sentence(fr: "Répondre", en: "Answer")
        static let noContact = Sentence(fr: "Aucune fiche n’a cette adresse. ", en: "No record has this address. ")
        static let closesOnly = Sentence(
            fr: "Il n’y a pas de fiche à changer\u{A0}: ni message, ni score. Accepter clôt la demande, rien d’autre.",
            en: "There is no record to change: no message, no score. Granting closes the request, nothing else.")
        static let records = Sentence(fr: "Voir ce qui est conservé", en: "See what is kept")
        static let noAddress = Sentence(
            fr:
                "Un nom ne suffit pas pour chercher. Demandez à la personne l’adresse e-mail dont elle se sert, et notez une demande à cette adresse\u{A0}: ce que des formulaires, des messages ou des programmes en ont apporté sera trouvé.",
            en:
                "A name is not enough to search. Ask the person for the e-mail address that they use, and write a request down under it: what forms, mails or programs brought of it will be found."
        )
        static let erasesAddress = Sentence(
            fr:
                "Accepter efface ce qui est conservé de cette adresse\u{A0}: formulaires retenus, messages, envois de programmes, et sa mention chez d’autres. Il ne reste qu’une empreinte qui l’empêche de revenir.",
            en:
                "Granting erases what is kept of this address: forms held back, mails, what programs sent, and where others’ records name it. Only a hash stays, which keeps it from coming back."
        )
        static let file = Sentence(fr: "Voir le dossier personnel", en: "See the personal file")
        static let edit = Sentence(fr: "Corriger la fiche", en: "Mend the record")
        static let note = Sentence(fr: "Réponse faite à la personne", en: "What the person is told")
        static let noteHint = Sentence(
            fr: "Nécessaire pour refuser\u{A0}: la personne doit savoir pourquoi, et qu’elle peut saisir la CNIL.",
            en: "Needed to refuse: the person must know why, and that they may complain to the authority.")
        static let confirm = Sentence(
            fr: "Je sais que c’est sans retour.", en: "I know that this can’t be undone.")
        static let grant = Sentence(fr: "Accepter et clore", en: "Grant and close")
        static let erase = Sentence(fr: "Effacer la personne", en: "Erase the person")
        static let refuse = Sentence(fr: "Refuser", en: "Refuse")
        static let history = Sentence(fr: "Historique", en: "History")
        static let person = Sentence(fr: "la personne", en: "the person")
        static let take = Sentence(fr: "Je m’en occupe", en: "I see to it")
        static let addNote = Sentence(fr: "Ajouter une note", en: "Add a note")
        static let extend = Sentence(fr: "Prolonger de deux mois", en: "Two more months")
        static let extendMeaning = Sentence(
            fr: "Pour une demande complexe, à dire à la personne dans le premier mois (article 12).",
            en: "For a complex request; the person is told within the first month (article 12).")
        static let reason = Sentence(fr: "Raison", en: "Reason")
    }
}
