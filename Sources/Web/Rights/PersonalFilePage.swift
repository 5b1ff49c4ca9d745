import HTML
import Storage
import Verger

/// The personal file of a contact, as one reads and prints it.
struct PersonalFilePage {
    let visit: Visit
    let file: PersonalFile

    private var notation: Notation { visit.notation }
    private var contact: Contact { file.contact }

    var page: Page {
        var page = Page(.contacts, title: visit.say(Words.title))
        page.parent = (contact.displayName, visit.links.contact(contact.id))
        page.actions = a(
            .class("btn primary"), .href(visit.links.contact(contact.id, "personal-file/download"))
        ) {
            Icon.download.markup
            visit.say(Words.download)
        }
        page.content = group {
            p(.class("muted")) { visit.say(Words.intro) + notation.dayAndTime(file.madeAt) + "." }
            profile
            consents
            activities
            RecordTables(visit: visit, tables: file.tables).markup
        }
        return page
    }

    private func part(_ title: String, _ count: Int? = nil, @MarkupBuilder _ content: () -> Markup) -> Markup {
        let inner = content()
        return HTML.section(.class("section")) {
            div(.class("head")) {
                h2 { title }
                if let count { span(.class("count")) { notation.count(count) } }
            }
            inner
        }
    }

    private var profile: Markup {
        part(visit.say(Words.profile)) {
            dl(.class("facts")) {
                for field in ContactField.allCases {
                    if let value = contact.fields[field] { row(visit.say(field.label).capitalizedFirst, value) }
                }
                for (name, value) in contact.custom.sorted(by: { $0.key < $1.key }) { row(name, value) }
                if !contact.tags.isEmpty { row(visit.say(Words.tags), contact.tags.joined(separator: ", ")) }
                if let company = file.company?.fields[.name] {
                    row(visit.say(CompanyField.name.label).capitalizedFirst, company)
                }
            }
        }
    }

    private func row(_ name: String, _ value: String) -> Markup {
        group {
            dt { name }
            dd { value }
        }
    }

    private var consents: Markup {
        part(visit.say(Words.consents)) {
            dl(.class("facts")) {
                for purpose in file.register.purposes {
                    for channel in purpose.channels where file.register[purpose.id, channel].state != .unknown {
                        row(
                            visit.say(purpose.name) + ", " + visit.say(channel.label),
                            state(file.register[purpose.id, channel]))
                    }
                }
            }
            for text in file.texts { p(.class("small muted")) { "\(text.reference) — \(text.body)" } }
        }
    }

    private func state(_ standing: ConsentRegister.Standing) -> String {
        let word = standing.state == .granted ? notation.text("accordé", "granted") : notation.text("refusé", "refused")
        let basis = standing.basis.map { ", " + visit.say($0.label) } ?? ""
        return word + (standing.since.map { notation.text(" le ", " on ") + notation.day($0) } ?? "") + basis
    }

    private var activities: Markup {
        let labels = Dictionary(ActivityKind.catalogue.map { ($0.name, $0.label) }) { first, _ in first }
        return part(visit.say(Words.activities), file.timeline.count) {
            HTML.table(.class("table plain-table file-table")) {
                tbody {
                    for activity in file.timeline.reversed() {
                        tr {
                            td(.class("num")) { notation.dayAndTime(activity.at) }
                            td { labels[activity.kind].map(visit.say)?.capitalizedFirst ?? activity.kind }
                            td { details(of: activity) }
                        }
                    }
                }
            }
        }
    }

    private func details(of activity: Activity) -> String {
        var parts: [String] = []
        if let amount = activity.amount { parts.append(amount.description + " " + (activity.currency ?? "")) }
        if let channel = activity.channel { parts.append(channel) }
        if let campaign = activity.campaign { parts.append(campaign) }
        parts += activity.properties.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        return parts.joined(separator: " · ")
    }

    private enum Words {
        static let title = Sentence(fr: "Dossier personnel", en: "Personal file")
        static let download = Sentence(fr: "Télécharger (JSON)", en: "Download (JSON)")
        static let intro = Sentence(
            fr:
                "Tout ce que cet espace sait de cette personne, pour lui répondre (RGPD, articles 15 et 20). Imprimez cette page ou téléchargez-la pour une machine. Établi le ",
            en:
                "All that this workspace knows of this person, to answer them (GDPR, articles 15 and 20). Print this page, or download it for a machine. Made on "
        )
        static let profile = Sentence(fr: "Fiche", en: "Record")
        static let tags = Sentence(fr: "Étiquettes", en: "Tags")
        static let consents = Sentence(fr: "Consentements", en: "Consents")
        static let activities = Sentence(fr: "Faits", en: "Activities")
    }
}
