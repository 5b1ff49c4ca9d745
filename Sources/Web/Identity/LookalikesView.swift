import Exchange
import HTML
import Storage
import Verger

/// Who a new contact that is being typed may already be.
struct LookalikesView: Sendable {
    /// Where the form names those that were shown.
    static let field = "despite"

    let pairs: [(contact: Contact, pair: RecordPair)]
    private let notation: Notation
    private let links: Links

    init(_ visit: Visit, _ connection: any SQLConnection) throws {
        notation = visit.notation
        links = visit.links
        let typed = LookalikesView.profile(visit)
        let found = try Lookalikes(connection, in: visit.workspace).people(like: typed, limit: 10)
        let seen = found.filter { visit.member.visibility.includes($0.record) }.prefix(3)
        let sides = try visit.sides(of: seen.map(\.record.id.value), .contact, connection)
        let own = RecordSide(
            subject: .contact, id: 0, name: "", profile: typed, values: [:], tags: [], contact: nil, company: nil)
        pairs = seen.compactMap { like in
            sides[like.record.id.value].map { (like.record, RecordPair(own, $0)) }
        }
    }

    /// What was typed, as records are compared.
    private static func profile(_ visit: Visit) -> MatchProfile {
        var texts: [MatchField: String] = [:]
        for (field, name) in [
            (MatchField.firstName, "first_name"), (.lastName, "last_name"), (.email, "email"), (.city, "city"),
            (.company, "company"),
        ] {
            texts[field] = visit.form.text(name)
        }
        texts[.phone] = visit.form.text("phone").flatMap { PhoneNumbers.e164($0, region: visit.workspace.region) }
        for field in visit.form.all {
            guard let value = visit.form.text(field.name) else { continue }
            if MatchField.birthDateNames.contains(field.name.folded) {
                texts[.birthDate] =
                    Instant(iso8601: value, in: visit.workspace.zone).map {
                        visit.workspace.zone.day(at: $0).description
                    }
            } else if MatchField.addressNames.contains(field.name.folded) {
                texts[.address] = value
            }
        }
        return MatchProfile(texts)
    }

    /// Whether somebody is among them whom the person who types was not shown.
    func hasUnseen(_ form: Fields) -> Bool {
        let shown = Set(form[LookalikesView.field]?.split(separator: ",").compactMap { Int64($0) } ?? [])
        return pairs.contains { !shown.contains($0.contact.id.value) }
    }

    /// The part of the form that htmx replaces.
    var markup: Markup {
        div(.id("lookalikes"), .class("lookalikes"), .aria("live", "polite")) {
            input(
                .type("hidden"), .name(LookalikesView.field),
                .value(pairs.map { String($0.contact.id.value) }.joined(separator: ",")))
            if !pairs.isEmpty {
                div(.class("banner warn")) {
                    Icon.people.markup
                    div {
                        b { notation.text("Peut-être déjà là", "Maybe here already") }
                        ul(.class("plain-list")) { for (contact, pair) in pairs { row(contact, pair) } }
                        span(.class("muted")) {
                            notation.text(
                                "Ouvrez la fiche si c’est la même personne. Sinon, enregistrez.",
                                "Open the record if it is the same person. If not, save.")
                        }
                    }
                }
            }
        }
    }

    static let none = div(.id("lookalikes"), .class("lookalikes"), .aria("live", "polite"))

    private func row(_ contact: Contact, _ pair: RecordPair) -> Markup {
        li {
            div {
                a(.class("link"), .href(links.contact(contact.id))) { contact.displayName }
                " "
                pair.chip(notation)
                p(.class("small")) {
                    pair.reasons.filter { $0.strength != .against }.map { notation.text($0.sentence) }
                        .joined(separator: ", ").capitalizedFirst
                }
            }
        }
    }
}
