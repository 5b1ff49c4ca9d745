/// Costs as people keep them in a table: `campaign;kind;from;to;amount;note`, in French or English, with a header. What
/// advertising tools export will do: `utm_campaign`, a day and an amount.
package struct CostSheet: Sendable {
    package struct Row: Hashable, Sendable {
        /// Of the text, from 1.
        package let line: Int
        /// A campaign, or a channel, as it was written.
        package let target: String
        package let isChannel: Bool
        /// Whether `target` is what links say of themselves: `utm_campaign`.
        package let isTag: Bool
        package let kind: Cost.Kind
        package let days: DaySpan
        package let amount: Number
        package let note: String?

        /// The same for the same row: a table that is read twice counts once.
        package var key: String {
            [
                isChannel ? "channel" : isTag ? "utm_campaign" : "campaign", target.folded, kind.rawValue,
                days.first.description,
                days.last.description, amount.description, note?.folded ?? "",
            ].joined(separator: "|")
        }
    }

    package let rows: [Row]
    /// What could not be read, with the line; these rows are left out.
    package let problems: [Problem]

    private enum Column: CaseIterable {
        case campaign, channel, tag, kind, from, to, amount, note

        var names: Set<String> {
            switch self {
            case .campaign: ["campaign", "campagne"]
            case .channel: ["channel", "canal"]
            case .tag: ["utm_campaign", "utm campaign", "utm"]
            case .kind: ["kind", "type", "nature", "poste"]
            case .from: ["from", "du", "debut", "start", "date", "day", "jour"]
            case .to: ["to", "au", "fin", "end"]
            case .amount: ["amount", "montant", "cost", "cout", "spend", "depense", "depenses", "montant depense"]
            case .note: ["note", "comment", "commentaire", "libelle"]
            }
        }
    }

    /// In bytes.
    package static let limit = 4 << 20

    /// What a file says, in whichever encoding spreadsheets wrote it.
    package static func text(of file: [UInt8]) throws -> String {
        var bytes: [UInt8]? = file
        var decoder = CSVDecoder(encoding: nil, isStart: true) {
            defer { bytes = nil }
            return bytes
        }
        var text: [UInt8] = []
        while try decoder.read(into: &text) {}
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads a table. `currency`: that of the workspace, the only one that is taken. `campaign`: that of rows which name none.
    /// Throws a `Problem` when no table is there.
    package init(_ text: String, currency: String, campaign: String? = nil) throws {
        var bytes: [UInt8]? = Array(text.utf8)
        var reader = try CSVReader {
            defer { bytes = nil }
            return bytes
        }
        guard let header = try reader.next(), header.damage == nil else { throw CostSheet.noHeader }
        let columns = Dictionary(
            header.cells.enumerated().compactMap { index, cell in
                Column.allCases.first { $0.names.contains(cell.folded) }.map { ($0, index) }
            }
        ) { first, _ in first }
        guard columns[.amount] != nil, columns[.from] != nil,
            campaign != nil || columns[.campaign] ?? columns[.channel] ?? columns[.tag] != nil
        else {
            throw CostSheet.noHeader
        }
        var (rows, problems) = ([Row](), [Problem]())
        while let record = try reader.next() {
            if let damage = record.damage {
                problems.append(Problem(damage.sentence, place: Place(line: record.line, column: 1)))
                continue
            }
            do throws(Problem) {
                rows.append(try CostSheet.row(record, columns, currency: currency, campaign: campaign))
            } catch {
                problems.append(error)
            }
        }
        (self.rows, self.problems) = (rows, problems)
    }

    private static let noHeader = Problem(
        Sentence(
            fr: "la première ligne nomme les colonnes\u{A0}: campagne (ou canal), nature, du, au, montant, note",
            en: "the first line names the columns: campaign (or channel), kind, from, to, amount, note"),
        place: Place(line: 1, column: 1))

    private static func row(
        _ record: CSVRecord, _ columns: [Column: Int], currency: String, campaign: String?
    ) throws(Problem) -> Row {
        func cell(_ column: Column) -> String? {
            guard let index = columns[column], index < record.cells.count else { return nil }
            return record.cells[index].trimmedOrNil
        }
        func refuse(_ column: Column, _ fr: String, _ en: String) -> Problem {
            Problem(
                Sentence(fr: fr, en: en), place: Place(line: record.line, column: (columns[column] ?? 0) + 1))
        }
        guard let target = cell(.campaign) ?? cell(.channel) ?? cell(.tag) ?? campaign else {
            throw refuse(.campaign, "une campagne ou un canal est attendu", "a campaign or a channel is expected")
        }
        guard let first = cell(.from).flatMap(day) else {
            throw refuse(.from, "date attendue, par exemple 2026-03-01", "a date is expected, such as 2026-03-01")
        }
        let end = cell(.to)
        guard let last = end == nil ? first : end.flatMap(day), let days = DaySpan(first, last) else {
            throw refuse(
                .to, "date de fin illisible, ou avant le début", "the end is unreadable, or before the beginning")
        }
        guard let text = cell(.amount), let read = try? AmountReader(decimal: nil).amount(text),
            read.currency.map({ Currency.isSame($0, as: currency) }) ?? true
        else {
            throw refuse(
                .amount, "montant en \(currency) attendu, par exemple 1234,50",
                "an amount in \(currency) is expected, such as 1234.50")
        }
        guard let kind = cell(.kind).map(kind) ?? .some(.media) else {
            throw refuse(
                .kind, "nature attendue\u{A0}: media, humain, outils ou autre",
                "a kind is expected: media, people, tools or other")
        }
        do {
            _ = try Cost(id: 0, target: .channel(""), kind: kind, days: days, amount: read.number)
        } catch {
            throw refuse(error == .tooLong ? .to : .amount, error.sentence.fr, error.sentence.en)
        }
        return Row(
            line: record.line, target: target, isChannel: cell(.campaign) == nil && cell(.channel) != nil,
            isTag: cell(.campaign) == nil && cell(.channel) == nil && cell(.tag) != nil, kind: kind, days: days,
            amount: read.number, note: cell(.note))
    }

    /// `2026-03-01`, `01/03/2026`, `01.03.2026`.
    private static func day(_ text: String) -> Day? {
        (try? reader.instant(text)).map { Zone.utc.day(at: $0) }
    }

    private static let reader = InstantReader(
        formats: ["dd/MM/yyyy", "dd-MM-yyyy", "dd.MM.yyyy"].compactMap { DateFormat($0) }, zone: .utc)

    private static func kind(_ text: String) -> Cost.Kind? {
        switch text.folded {
        case "media", "achat d’espace", "achat d'espace", "espace", "publicite", "ads": .media
        case "people", "humain", "temps", "temps et prestataires", "prestataire", "prestataires", "agence", "salaire":
            .people
        case "tools", "tool", "outil", "outils", "logiciel", "logiciels": .tools
        case "other", "autre", "autres": .other
        default: nil
        }
    }
}
