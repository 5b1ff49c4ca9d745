import Storage
import Verger

/// An activity as the form of a contact's page gives it, checked.
struct RecordedActivity {
    let new: Activities.New

    /// Throws the draft with its problems when something can't be read.
    struct Refused: Error {
        let draft: ActivityForm.Draft
    }

    init(_ visit: Visit, _ contact: Contact, _ rules: Rules) throws {
        let form = visit.form
        let kinds = rules.catalogue.kindsByName
        var draft = ActivityForm.Draft()
        draft.kind = form.text("other") ?? form.text("kind") ?? ""
        draft.at = form["at"]
        draft.minutes = form["minutes"] ?? ""
        draft.amount = form["amount"] ?? ""
        draft.text = form["text"] ?? ""
        let kind = kinds[draft.kind]
        if kind == nil || kind?.group == "outbound" {
            draft.problems["kind"] = Sentence(fr: "Choisissez ce qui s’est passé.", en: "Choose what happened.")
        }
        let at = form.text("at").flatMap { Instant(iso8601: $0, in: visit.workspace.zone) }
        switch at {
        case nil:
            draft.problems["at"] = Sentence(
                fr: "Une date et une heure sont attendues, par exemple 24/11/2026 17:42.",
                en: "A day and a time are expected, for example 24/11/2026 17:42.")
        case let at? where at > visit.now + Instant.minute:
            draft.problems["at"] = Sentence(
                fr: "Un fait est passé\u{A0}: choisissez un instant qui l’est.",
                en: "A fact is in the past: choose an instant that is.")
        default: break
        }
        var properties: [String: String] = [:]
        if let text = form.text("text") { properties["text"] = String(text.prefix(10_000)) }
        if let minutes = form.text("minutes") {
            if let number = Number(minutes.replacing(",", with: ".")), number >= .zero {
                properties["minutes"] = number.description
            } else {
                draft.problems["minutes"] = Sentence(
                    fr: "Un nombre est attendu, par exemple 15.", en: "A number is expected, for example 15.")
            }
        }
        var amount: Number?
        if let text = form.text("amount") {
            amount = try? AmountReader(decimal: nil).amount(text).number
            if amount == nil {
                draft.problems["amount"] = Sentence(
                    fr: "Un nombre est attendu, par exemple 48\u{202F}600,00.",
                    en: "A number is expected, for example 48,600.00.")
            }
        } else if kind?.group == "purchase", kind?.properties["amount"] != nil {
            draft.problems["amount"] = Sentence(fr: "Un paiement a un montant.", en: "A payment has an amount.")
        }
        guard draft.problems.isEmpty, let kind, let at else { throw Refused(draft: draft) }
        new = Activities.New(
            contact: contact.id, at: at, kind: kind.name, channel: kind.name.hasPrefix("call") ? "phone" : nil,
            amount: amount, currency: amount == nil ? nil : visit.workspace.currency,
            messageID: FormClaim(visit)?.key,
            properties: properties.merging(["by": visit.member.user.name]) { given, _ in given })
    }
}
