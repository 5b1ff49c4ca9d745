import HTML
import Storage
import Verger

/// What was typed to add attendees.
struct AttendeesForm {
    var addresses = ""
    var kind = "booth_visited"
    var day = ""
    /// Addresses that can't be read.
    var unreadable: [String] = []
    var problem: Sentence?

    init() {}

    init(_ form: Fields) {
        addresses = form.text("addresses") ?? ""
        kind = form.text("kind") ?? ""
        day = form.text("day") ?? ""
    }
}

/// The people who came to an event, as their activities tell, and the form that adds some.
struct AttendeesView {
    private let visit: Visit
    private let campaign: Campaign
    private let attendances: [Campaigns.Attendance]
    private let people: [Contact.ID: Contact]
    private let form: AttendeesForm

    init(
        _ visit: Visit, _ campaign: Campaign, _ attendances: [Campaigns.Attendance], _ people: [Contact.ID: Contact],
        _ form: AttendeesForm?
    ) {
        self.visit = visit
        self.campaign = campaign
        self.attendances = attendances.filter { people[$0.contact].map(visit.member.visibility.includes) ?? false }
        self.people = people
        self.form = form ?? AttendeesForm()
    }

    private var notation: Notation { visit.notation }

    static func label(_ kind: String) -> Sentence {
        ActivityKind.catalogue.first { $0.name == kind }?.label ?? Sentence(verbatim: kind)
    }

    var markup: Markup {
        section(.class("section"), .aria("labelledby", "attendees")) {
            div(.class("head")) {
                h2(.id("attendees")) { notation.text("Participants", "Attendees") }
                span(.class("end")) {
                    notation.plural(
                        Set(attendances.map(\.contact)).count, Sentence(fr: "personne", en: "person"),
                        Sentence(fr: "personnes", en: "people"))
                }
            }
            if !attendances.isEmpty { table }
            if visit.may(.recordActivities), visit.may(.manageSources) { adding }
        }
    }

    private var table: Markup {
        div(.class("scroll short")) {
            HTML.table(.class("table figure-rows")) {
                thead {
                    tr {
                        for title in [
                            notation.text("Contact", "Contact"), notation.text("Fait", "Fact"),
                            notation.text("Date", "Date"),
                        ] { th(Attribute("scope", "col")) { title } }
                    }
                }
                tbody {
                    for attendance in attendances {
                        tr {
                            td {
                                a(.class("name"), .href(visit.links.contact(attendance.contact))) {
                                    people[attendance.contact]?.displayName ?? ""
                                }
                                span { people[attendance.contact]?.fields[.email] ?? "" }
                            }
                            td { visit.say(AttendeesView.label(attendance.kind)).capitalizedFirst }
                            td { notation.day(attendance.at) }
                        }
                    }
                }
            }
        }
    }

    private var adding: Markup {
        details(.class("adding"), .open(form.problem != nil)) {
            summary { notation.text("Ajouter des participants", "Add attendees") }
            visit.postForm(visit.links.campaign(campaign.id) + "/attendees", .class("form")) {
                div(.class("field")) {
                    HTML.label(.for("field-addresses")) { notation.text("Adresses e-mail", "E-mail addresses") }
                    textarea(
                        .class("input"), .id("field-addresses"), .name("addresses"), Attribute("rows", "4"),
                        .required(), .aria("describedby", "field-addresses-note")
                    ) { form.addresses }
                    span(.class(form.problem == nil ? "hint" : "error"), .id("field-addresses-note")) {
                        form.problem.map(visit.say)
                            ?? notation.text(
                                "Une par ligne. Qui n’est pas connu est ajouté aux contacts.",
                                "One a line. Who is not known is added to the contacts.")
                    }
                }
                div(.class("pair")) {
                    FormField(
                        "kind", notation.text("Ce qu’ils ont fait", "What they did"),
                        among: Campaigns.attendanceKinds.map {
                            ($0, visit.say(AttendeesView.label($0)).capitalizedFirst)
                        }, value: form.kind
                    ).markup
                    FormField(
                        "day", notation.text("Le", "On"), type: "date",
                        value: form.day.isEmpty ? (campaign.first?.description ?? "") : form.day
                    ).markup
                }
                div(.class("actions")) { button(.class("btn")) { notation.text("Ajouter", "Add") } }
            }
        }
    }
}
