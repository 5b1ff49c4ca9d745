import Verger

/// Records rows of a file of activities or payments.
struct ActivityBatch {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let kinds: [String: ActivityKind]
    private let run: Int64

    init(_ connection: any SQLConnection, in workspace: Workspace, kinds: [String: ActivityKind], run: Int64) {
        self.connection = connection
        self.workspace = workspace
        self.kinds = kinds
        self.run = run
    }

    func record(_ rows: [NumberedRow], _ tally: inout ImportRuns.Tally) throws -> [RowProblem] {
        let names = Set(rows.flatMap { $0.row?.activities.compactMap(\.contact) ?? [] })
        let contacts = try Contacts(connection, in: workspace).references(to: Array(names))
        let erased = try Suppressions(connection, in: workspace.id).named(names.filter { contacts[$0] == nil })
        var problems: [RowProblem] = []
        var new: [Activities.New] = []
        for numbered in rows {
            guard let row = numbered.row else { continue }
            for (activity, messageID) in zip(row.activities, numbered.messageIDs) {
                if let name = activity.contact, erased.contains(name) {
                    tally.suppressed += 1
                    continue
                }
                guard let name = activity.contact, let contact = contacts[name] else {
                    problems.append(ActivityBatch.unknown(activity.contact, row))
                    tally.refused += 1
                    continue
                }
                new.append(Activities.New(activity, of: contact, messageID: messageID))
            }
        }
        let activities = Activities(connection, in: workspace.id)
        let recorded = try activities.numberedNew(new, &tally)
        try activities.insert(recorded, kinds: kinds, zone: workspace.zone, run: run, notingNews: true)
        return problems
    }

    static func unknown(_ name: String?, _ row: ImportedRow) -> RowProblem {
        RowProblem(
            row: row.row, line: row.line, column: "contact", value: name,
            Sentence(
                fr:
                    "aucun contact n’a cet identifiant, ce numéro ou cette adresse\u{202F}; importez d’abord les contacts",
                en: "no contact has this external id, number or address; import the contacts first"))
    }
}

extension Activities.New {
    init(_ activity: ImportedActivity, of contact: Contact.ID, messageID: String) {
        self.init(
            contact: contact, at: activity.at, kind: activity.kind, channel: activity.channel,
            campaign: activity.campaign, amount: activity.amount, currency: activity.currency, messageID: messageID,
            voids: activity.voids,
            properties: activity.evidence.isEmpty
                ? activity.properties : activity.properties.merging(activity.evidence) { own, _ in own })
    }
}

extension Activities {
    /// Numbers those whose `messageID` is not recorded yet, each once.
    func numberedNew(_ activities: [New], _ tally: inout ImportRuns.Tally) throws -> [Recorded] {
        var known = try recorded(among: activities.compactMap(\.messageID))
        var kept: [New] = []
        for activity in activities {
            guard let id = activity.messageID, known.insert(id).inserted else {
                tally.skipped += 1
                continue
            }
            kept.append(activity)
        }
        tally.activities += kept.count
        return try numbered(kept)
    }
}
