import HTML
import Storage
import Verger

/// What all rows of a list have in common, made once.
final class ContactRowSetting: Sendable {
    struct Column: Sendable {
        let column: ContactColumn
        let cssClass: String
        /// What the link to edit a cell is called; nil where the reader may not.
        let editLabel: String?
    }

    let notation: Notation
    let now: Instant
    let columns: [Column]
    /// What the row needs to be asked for again, and its contact to come back to the list.
    let rowQuery: String
    let listQuery: String
    let people: [String: User]
    /// The address of who looks, folded.
    let reader: String
    let marks: StageMarks
    let words: ActivityWords
    let links: Links

    init(
        _ visit: Visit, columns: [ContactColumn], list: String, rules: Rules, people: [String: User]
    ) {
        now = visit.now
        notation = visit.notation
        links = visit.links
        let mayEdit = visit.may(.editContacts)
        let mayAssign = visit.may(.assignContacts)
        self.columns = columns.map { column in
            let isEdited = mayEdit && column.editedField != nil && (column != .owner || mayAssign)
            let label = visit.notation.text("Modifier\u{A0}: ", "Edit: ") + visit.say(column.label)
            return Column(
                column: column, cssClass: "c-\(column.cssName)\(isEdited ? " editable" : "")",
                editLabel: isEdited ? label : nil)
        }
        rowQuery = Fields([("columns", columns.map(\.name).joined(separator: ",")), ("list", list)]).query
        listQuery = Fields([("list", list)]).query
        self.people = people
        reader = visit.member.user.email.folded
        marks = StageMarks(rules, visit.language)
        words = ActivityWords(rules.catalogue, visit.notation)
    }

    /// All that this says.
    func fingerprint(_ visit: Visit, _ rules: RulesStamp) -> WrittenRows.Setting {
        WrittenRows.Setting(
            workspace: visit.workspace.id, rules: rules, language: notation.language,
            year: notation.zone.day(at: now).year, reader: reader,
            columns: columns.map { $0.cssClass + " " + ($0.editLabel ?? "") + " " + $0.column.name },
            addresses: [links.contacts, rowQuery, listQuery], people: people)
    }

    convenience init(_ visit: Visit, _ reading: ContactsReading) {
        self.init(
            visit, columns: reading.state.columns, list: reading.address.list, rules: reading.rules,
            people: reading.people)
    }
}
