import Exchange
import HTML
import HTTPTypes
import Storage
import Verger

/// Fields edited in the list itself.
enum ContactCells {
    static let routes = [
        Route(.get, "contacts/{contact}/cells/{column}", may: .editContacts, edit),
        Route(.post, "contacts/{contact}/cells/{column}", may: .editContacts, save),
    ]

    private struct Cell {
        let column: ContactColumn
        let field: ContactField
        let row: ContactList.Row
        let rules: Rules
        let people: [String: User]

        init(_ visit: Visit, _ connection: any SQLConnection) throws {
            guard let column = ContactColumn(name: visit.call.parameters["column"] ?? ""),
                let field = column.editedField
            else { throw Refusal.notFound }
            if field == .owner, !visit.may(.assignContacts) { throw Refusal.forbidden(.assignContacts) }
            let contact = try visit.contact(connection)
            let list = ContactList(connection, in: visit.workspace, at: visit.now)
            guard let row = try list.rows(of: [contact.id])[contact.id] else { throw Refusal.notFound }
            self.column = column
            self.field = field
            self.row = row
            rules = try visit.rules(on: connection)
            people = try ContactsRoutes.people(visit, connection)
        }

        func shown(_ visit: Visit) -> Markup {
            ContactRowView(
                setting: ContactRowSetting(visit, columns: [column], list: "", rules: rules, people: people), row: row
            ).cell
        }
    }

    @Sendable private static func edit(_ visit: Visit) throws -> Answer {
        let cell = try visit.read { try Cell(visit, $0) }
        if visit.query.text("shown") == "1" { return .fragment(cell.shown(visit)) }
        return .fragment(form(visit, cell, cell.row.contact.fields[cell.field] ?? "", cell.row.version))
    }

    @Sendable private static func save(_ visit: Visit) throws -> Answer {
        let typed = visit.form.text("value")
        do {
            try visit.write { connection in
                let cell = try Cell(visit, connection)
                let value = try typed.map { try recorded($0, cell.field, visit) }
                var contact = cell.row.contact
                contact.fields[cell.field] = value
                if cell.field == .email, let value {
                    let holder = try Contacts(connection, in: visit.workspace).withEmails([value.lowercased()])[
                        value.lowercased()]
                    guard holder == nil || holder == contact.id else {
                        throw Refused(
                            Sentence(fr: "un autre contact a cette adresse", en: "another contact has this address"))
                    }
                }
                try Contacts(connection, in: visit.workspace, types: cell.rules.catalogue.fields).update(
                    contact, from: cell.row.contact, at: visit.now,
                    expecting: visit.form.text("version").flatMap { Int64($0) })
                try AuditLog(connection, in: visit.workspace.id).record(
                    "contact edited", by: visit.member.user.email,
                    [("contact", .number(Int(contact.id.value))), ("field", .text(cell.field.rawValue))], at: visit.now)
            }
            let cell = try visit.read { try Cell(visit, $0) }
            return .fragment(cell.shown(visit))
        } catch let conflict as EditConflict<Contact> {
            let cell = try visit.read { try Cell(visit, $0) }
            let held = conflict.recorded.fields[cell.field] ?? visit.notation.text("rien", "nothing")
            return .fragment(
                form(
                    visit, cell, typed ?? "", conflict.version,
                    problem: Sentence(
                        fr:
                            "changé entre-temps en «\u{A0}\(held)\u{A0}»\u{A0}; enregistrez de nouveau pour garder le vôtre",
                        en: "changed meanwhile to “\(held)”; save again to keep yours")))
        } catch let refusal as Suppressions.Refusal {
            let cell = try visit.read { try Cell(visit, $0) }
            return .fragment(form(visit, cell, typed ?? "", cell.row.version, problem: refusal.problem.sentence))
        } catch let refused as Refused {
            let cell = try visit.read { try Cell(visit, $0) }
            return .fragment(form(visit, cell, typed ?? "", cell.row.version, problem: refused.sentence))
        }
    }

    private struct Refused: Error {
        let sentence: Sentence

        init(_ sentence: Sentence) { self.sentence = sentence }
    }

    /// What is recorded for a typed text.
    private static func recorded(_ typed: String, _ field: ContactField, _ visit: Visit) throws -> String {
        switch field {
        case .email:
            guard let address = EmailAddress(typed) else {
                throw Refused(
                    Sentence(
                        fr: "une adresse est attendue, par exemple nom@exemple.fr",
                        en: "an address is expected, such as name@example.com"))
            }
            return address.address
        case .phone: return PhoneNumbers.e164(typed, region: visit.workspace.region) ?? typed
        default: return typed
        }
    }

    private static func form(
        _ visit: Visit, _ cell: Cell, _ value: String, _ version: Int64, problem: Sentence? = nil
    ) -> Markup {
        CellForm(
            visit: visit, target: visit.links.contact(cell.row.id, "cells/\(cell.column.name)"),
            cssName: cell.column.cssName, version: version,
            control: control(cell, value, visit.say(cell.column.label), visit), problem: problem
        ).markup
    }

    private static func control(_ cell: Cell, _ value: String, _ name: String, _ visit: Visit) -> Markup {
        guard cell.field == .owner else {
            return input(.class("input"), .name("value"), .value(value), .autofocus(), .aria("label", name))
        }
        return select(.class("input"), .name("value"), .autofocus(), .aria("label", name)) {
            option(.value("")) { visit.notation.text("personne", "nobody") }
            for user in cell.people.values.sorted(by: { $0.name < $1.name }) where !user.isDisabled {
                option(.value(user.email), .selected(user.email.folded == value.folded)) { user.name }
            }
        }
    }
}
