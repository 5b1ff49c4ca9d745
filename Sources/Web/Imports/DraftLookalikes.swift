import HTML
import Storage
import Verger
import Work

/// Rows that look like somebody who is there: the two side by side, why, and what is to be done with each.
struct DraftLookalikes {
    private let visit: Visit
    private let draft: ImportDraft
    private let rows: [DraftRow]
    private let choices: [DraftRow.Choice: Int]
    private let known: [Contact.ID: (contact: Contact, profile: MatchProfile)]
    private let read: [Int: MatchProfile]

    init(
        _ visit: Visit, _ draft: ImportDraft, _ rows: [DraftRow], _ choices: [DraftRow.Choice: Int],
        _ connection: any SQLConnection
    ) throws {
        self.visit = visit
        self.draft = draft
        self.rows = rows
        self.choices = choices
        let profiles = try Lookalikes(connection, in: visit.workspace).profiles(of: rows.compactMap(\.lookalike))
        known = Dictionary(profiles.map { ($0.record.id, (contact: $0.record, profile: $0.profile)) }) { first, _ in
            first
        }
        let reading = try DraftReading(draft.id, in: visit.workspace, connection)
        read = try reading?.profiles(of: rows, at: visit.now) ?? [:]
    }

    private var notation: Notation { visit.notation }

    var markup: Markup {
        group {
            p(.class("muted small")) {
                notation.text(
                    "Une adresse ou un identifiant connus sont rattachés d’eux-mêmes. Ici rien n’est sûr\u{A0}: décidez. Sans décision, la personne est créée et la paire attend parmi les doublons.",
                    "A known address or id is recognised by itself. Here nothing is certain: decide. Without a decision the person is made and the pair waits among the duplicates."
                )
            }
            if draft.isChangeable { forAll }
            visit.postForm(visit.links.importDraft(draft.id) + "/choices", .class("contents")) {
                input(.type("hidden"), .name("after"), .value(visit.query["after"] ?? ""))
                ul(.class("import-pairs")) { for row in rows { pair(row) } }
                if draft.isChangeable {
                    div(.class("actions")) {
                        button(.class("btn")) { notation.text("Enregistrer ces décisions", "Save these decisions") }
                    }
                }
            }
        }
    }

    private var forAll: Markup {
        visit.postForm(visit.links.importDraft(draft.id) + "/choices", .class("inline-form")) {
            FormField(
                "all", notation.text("Pour toutes", "For all of them"),
                among: DraftRow.Choice.allCases.map { choice in
                    (choice.rawValue, "\(visit.say(label(choice))) (\(notation.count(choices[choice] ?? 0)))")
                }, value: choices.max { $0.value < $1.value }?.key.rawValue ?? "create"
            ).markup
            button(.class("btn")) { notation.text("Appliquer à toutes", "Apply to all") }
        }
    }

    private func label(_ choice: DraftRow.Choice) -> Sentence {
        switch choice {
        case .create: Sentence(fr: "Créer une personne", en: "Make a new person")
        case .attach: Sentence(fr: "C’est la même\u{A0}: compléter sa fiche", en: "It is the same: add to the record")
        case .skip: Sentence(fr: "Laisser la ligne de côté", en: "Leave the row out")
        }
    }

    @MarkupBuilder private func pair(_ row: DraftRow) -> Markup {
        li {
            div(.class("sides")) {
                div {
                    span(.class("muted small")) {
                        notation.text("Ligne \(row.line) du fichier", "Line \(row.line) of the file")
                    }
                    for text in lines(row) { span { text } }
                }
                div {
                    if let other = row.lookalike.flatMap({ known[$0] }), visit.member.visibility.includes(other.contact)
                    {
                        span(.class("muted small")) { notation.text("Déjà là", "There already") }
                        a(.class("link"), .href(visit.links.contact(other.contact.id))) { other.contact.displayName }
                        for text in [
                            other.contact.fields[.email], other.contact.fields[.phone], other.contact.fields[.city],
                        ].compactMap(\.self) { span { text } }
                    } else {
                        span(.class("muted")) {
                            notation.text("Quelqu’un que vous ne voyez pas", "Somebody whom you don’t see")
                        }
                    }
                }
                reasons(row)
            }
            fieldset(.class("choices")) {
                legend(.class("sr")) {
                    notation.text("Décision pour la ligne \(row.line)", "Decision for line \(row.line)")
                }
                for choice in DraftRow.Choice.allCases {
                    HTML.label(.class("tick-line")) {
                        input(
                            .type("radio"), .name("row-\(row.number)"), .value(choice.rawValue),
                            .checked((row.choice ?? .create) == choice), .disabled(!draft.isChangeable))
                        span { visit.say(label(choice)) }
                    }
                }
            }
        }
    }

    @MarkupBuilder private func reasons(_ row: DraftRow) -> Markup {
        if let own = read[row.number], let other = row.lookalike.flatMap({ known[$0] }) {
            let judgement = MatchModel.people.judgement(of: MatchComparison(own, other.profile))
            ul(.class("match-reasons")) {
                for reason in MatchReason.reasons(judgement, own, other.profile).prefix(4) {
                    li(.class(reason.strength == .against ? "against" : nil)) {
                        (reason.strength == .against ? Icon.x : Icon.check).markup
                        span { visit.say(reason.sentence).capitalizedFirst }
                    }
                }
            }
        }
    }

    /// What the row says of the person.
    private func lines(_ row: DraftRow) -> [String] {
        func value(_ target: ColumnTarget) -> String? {
            guard let index = draft.mapping.columns.firstIndex(where: { $0.target == target }), index < row.cells.count
            else { return nil }
            return row.cells[index].trimmedOrNil
        }
        let name =
            [value(.contact(.firstName)), value(.contact(.lastName))].compactMap(\.self).joined(separator: " ")
            .trimmedOrNil
            ?? value(.fullName)
        return [
            name, value(.contact(.email)), value(.contact(.phone)), value(.contact(.city)), value(.company(.name)),
        ].compactMap(\.self)
    }

    // MARK: Saving

    @Sendable static func save(_ visit: Visit) throws -> Answer {
        let draft = try visit.write { connection -> ImportDraft in
            let draft = try visit.draft(connection)
            guard draft.isChangeable else { return draft }
            let rows = DraftRows(connection, in: visit.workspace.id, of: draft.id)
            if let all = visit.form["all"].flatMap(DraftRow.Choice.init(rawValue:)) {
                try rows.choose(all)
                return draft
            }
            var chosen: [Int: DraftRow.Choice] = [:]
            for field in visit.form.all where field.name.hasPrefix("row-") {
                if let number = Int(field.name.dropFirst(4)) { chosen[number] = DraftRow.Choice(rawValue: field.value) }
            }
            for var row in try rows.find(Array(chosen.keys))
            where row.lookalike != nil && row.choice != chosen[row.number] {
                row.choice = chosen[row.number]
                try rows.update(row)
            }
            return draft
        }
        let after = visit.form.integer("after").map { "&after=\($0)" } ?? ""
        return .redirect(to: visit.links.importDraft(draft.id) + "?tab=lookalikes\(after)#rows").toast(
            visit.notation.text("Décisions enregistrées.", "Decisions saved."))
    }
}
