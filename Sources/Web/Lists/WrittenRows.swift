import HTML
import Storage
import Synchronization
import Verger

/// Rows of lists as they were written: none is written again while neither it nor what it is written by has changed. People
/// come back to a list many times a day, and a live one is asked for at every change of a row.
final class WrittenRows: Sendable {
    /// What all rows of a list are written by.
    struct Setting: Hashable {
        let workspace: Workspace.ID
        let rules: RulesStamp
        let language: Language
        /// Days of this year are written without it.
        let year: Int
        let reader: String
        /// Of every column, with what the reader may do there.
        let columns: [String]
        let addresses: [String]
        let people: [String: User]
    }

    private typealias Known = (row: ContactList.Row, markup: Markup)

    private struct List {
        let setting: Setting
        var rows: [Contact.ID: Known]
    }

    /// So much is kept: some tens of megabytes at most.
    private static let mostLists = 16
    private static let mostRows = 250

    /// Those written last at the end.
    private let lists = Mutex<[List]>([])

    func markup(
        of rows: [ContactList.Row], as setting: Setting, _ write: (ContactList.Row) -> Markup
    ) -> Markup {
        let known = lists.withLock { lists in lists.last { $0.setting == setting }?.rows ?? [:] }
        var new: [Contact.ID: Known] = [:]
        let parts = rows.map { row in
            if let known = known[row.id], known.row == row { return known.markup }
            let markup = write(row)
            new[row.id] = (row, markup)
            return markup
        }
        if !new.isEmpty { keep(new, setting) }
        return Markup(parts)
    }

    private func keep(_ rows: [Contact.ID: Known], _ setting: Setting) {
        lists.withLock { lists in
            var list = List(setting: setting, rows: [:])
            if let place = lists.lastIndex(where: { $0.setting == setting }) { list = lists.remove(at: place) }
            if list.rows.count + rows.count > WrittenRows.mostRows { list.rows = [:] }
            list.rows.merge(rows) { $1 }
            lists.append(list)
            if lists.count > WrittenRows.mostLists { lists.removeFirst() }
        }
    }
}
