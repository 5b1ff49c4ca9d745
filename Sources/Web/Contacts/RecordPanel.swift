import HTML
import Verger

/// Consents, and what is recorded of the contact itself.
struct RecordPanel {
    private let visit: Visit
    private let reading: ContactReading

    init(_ visit: Visit, _ reading: ContactReading) {
        self.visit = visit
        self.reading = reading
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        group {
            section {
                div(.class("head")) {
                    h2 { notation.text("Messages", "Messages") }
                    if reading.asOf == nil {
                        span(.class("end")) {
                            a(.class("link"), .href(visit.links.contact(reading.contact.id, "consents"))) {
                                notation.text("Consentements", "Consents")
                            }
                        }
                    }
                }
                ul(.class("kv")) {
                    for consent in reading.consents {
                        li {
                            span { visit.say(consent.channel) }
                            chip(consent)
                        }
                    }
                }
            }
            section {
                div(.class("head")) {
                    h2 { notation.text("Fiche", "Record") }
                    if visit.may(.editContacts), reading.asOf == nil {
                        span(.class("end")) {
                            a(.class("link"), .href(visit.links.contact(reading.contact.id, "edit"))) {
                                notation.text("Modifier", "Edit")
                            }
                        }
                    }
                }
                ul(.class("kv")) { fields }
                if visit.may(.eraseContacts), reading.asOf == nil {
                    p(.class("small")) {
                        a(.class("link"), .href(visit.links.contact(reading.contact.id, "personal-file"))) {
                            notation.text("Dossier personnel", "Personal file")
                        }
                        " · "
                        a(
                            .class("link"),
                            .href(visit.links.rights + "/new?contact=\(reading.contact.id.value)")
                        ) { notation.text("Demande de droits", "Rights request") }
                    }
                }
            }
        }
    }

    private func chip(_ consent: ContactReading.Consent) -> Markup {
        let since = consent.since.map { notation.text(" le ", " on ") + notation.day($0) } ?? ""
        switch consent.state {
        case "granted":
            return span(.class("chip good")) {
                Icon.check.markup
                notation.text("Accordé", "Granted") + since
            }
        case "refused":
            return span(.class("chip bad")) {
                Icon.x.markup
                notation.text("Refusé", "Refused") + since
            }
        default: return span(.class("chip line")) { notation.text("Inconnu", "Unknown") }
        }
    }

    @MarkupBuilder private var fields: Markup {
        let contact = reading.contact
        if let email = contact.fields[.email] {
            row(notation.text("E-mail", "E-mail")) { a(.class("link"), .href("mailto:\(email)")) { email } }
        }
        if let phone = contact.fields[.phone] {
            row(notation.text("Téléphone", "Phone")) {
                a(.class("link num"), .href("tel:\(phone.filter { !$0.isWhitespace })")) { notation.phone(phone) }
            }
        }
        if !reading.personas.isEmpty {
            row(notation.text("Persona", "Persona")) {
                span { reading.personas.map(visit.say).joined(separator: ", ") }
            }
        }
        for field in [ContactField.city, .postalCode, .country, .language, .source, .externalID] {
            if let value = contact.fields[field] { row(visit.say(field.label).capitalizedFirst) { span { value } } }
        }
        for (name, value) in contact.custom.sorted(by: { $0.key < $1.key }) {
            row(visit.say(reading.rules.catalogue.name(ofField: name)).capitalizedFirst) { span { value } }
        }
        if let owner = contact.fields[.owner] {
            row(notation.text("Suivi par", "Owner")) { span { reading.name(of: owner) } }
        }
        if !contact.tags.isEmpty {
            row(notation.text("Étiquettes", "Tags")) {
                span(.class("chips")) { for tag in contact.tags { span(.class("chip")) { tag } } }
            }
        }
    }

    private func row(_ name: String, @MarkupBuilder _ value: () -> Markup) -> Markup {
        li {
            span { name }
            value()
        }
    }
}
