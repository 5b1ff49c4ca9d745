import HTML
import Storage
import Verger

/// What was sent by a form, as it was sent; what is held back can be let in.
struct SubmissionsPage {
    let visit: Visit
    let form: Form
    let submissions: [Submission]
    let contacts: [Contact.ID: ContactList.Row]
    let rules: Rules
    let isHeld: Bool
    /// Before which the next page begins.
    let next: Int64?

    private var notation: Notation { visit.notation }
    private var address: String { visit.links.form(form.id) + "/submissions" }

    var page: Page {
        var page = visit.page(of: form, .answers)
        if visit.may(.exportContacts) {
            page.actions = a(.class("btn"), .href(address + "/export")) {
                Icon.download.markup
                span(.class("no-small")) { notation.text("Exporter en CSV", "Export as CSV") }
                span(.class("sr only-small")) { notation.text("Exporter en CSV", "Export as CSV") }
            }
        }
        page.bodyClass = "reading"
        page.content = group {
            div(.class("seg")) {
                a(.href(address), .aria("current", isHeld ? nil : "page")) { notation.text("Enregistrés", "Recorded") }
                a(.href(address + "?held=1"), .aria("current", isHeld ? "page" : nil)) {
                    notation.text("Retenus", "Held back")
                }
            }
            if isHeld {
                p(.class("muted")) {
                    notation.text(
                        "Ces envois ressemblent à ceux de programmes\u{A0}: ils n’ont créé ni contact ni fait. Ils sont oubliés après \(Submissions.daysHeld)\u{A0}jours.",
                        "These look like the work of programs: they made no contact and no fact. They are forgotten after \(Submissions.daysHeld) days."
                    )
                }
            }
            if submissions.isEmpty {
                div(.class("empty")) {
                    h2 {
                        isHeld
                            ? notation.text("Rien n’est retenu", "Nothing is held back")
                            : notation.text("Rien n’a été envoyé", "Nothing was sent")
                    }
                }
            } else {
                ul(.class("answers-list")) { for submission in submissions { item(submission) } }
            }
            if let next {
                nav(.class("pager"), .aria("label", "Pages")) {
                    a(.class("btn"), .href("\(address)?before=\(next)\(isHeld ? "&held=1" : "")")) {
                        notation.text("Plus anciens", "Older")
                        Icon.right.markup
                    }
                }
            }
        }
        return page
    }

    private func item(_ submission: Submission) -> Markup {
        li {
            time(.class("muted"), .datetime(submission.at.iso8601)) { notation.when(submission.at, now: visit.now) }
            div {
                div(.class("who-line")) { who(submission) }
                dl {
                    for answer in submission.answers {
                        dt { answer.label }
                        dd { answer.values.joined(separator: ", ") }
                    }
                    for consent in submission.consents {
                        dt { notation.text("A accepté", "Agreed to") }
                        dd { consent.text }
                    }
                    origin(submission)
                }
            }
            if submission.held != nil {
                visit.postForm("\(address)/\(submission.id)/release") {
                    button(.class("btn small")) { notation.text("C’était une personne", "This was a person") }
                }
            }
        }
    }

    @MarkupBuilder private func who(_ submission: Submission) -> Markup {
        if let reason = submission.held {
            span(.class("chip warn")) {
                Icon.warn.markup
                visit.say(reason.label)
            }
        } else if let id = submission.contact, let row = contacts[id], visit.member.visibility.includes(row.contact) {
            a(.class("name"), .href(visit.links.contact(row.id))) { row.contact.displayName }
            StageMarks(rules, visit.language).badge(row.stage)
        }
        span(.class("chip line")) { "v\(submission.version)" }
        if submission.way != .page { span(.class("chip line")) { visit.say(submission.way.label) } }
        if let confirmed = submission.confirmedAt {
            span(.class("chip good")) {
                Icon.check.markup
                notation.text("Confirmé le ", "Confirmed on ") + notation.day(confirmed)
            }
        }
        if let author = submission.releasedBy {
            span(.class("faint")) { notation.text("laissé passer par \(author)", "let in by \(author)") }
        }
    }

    @MarkupBuilder private func origin(_ submission: Submission) -> Markup {
        let known = ["utm_source", "utm_campaign", "page", "referrer"].compactMap { submission.touch.values[$0] }
        if !known.isEmpty {
            dt { notation.text("Venu de", "Came from") }
            dd { known.joined(separator: " · ") }
        }
    }
}
