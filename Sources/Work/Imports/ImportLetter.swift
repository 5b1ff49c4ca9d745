internal import Storage
internal import Verger

/// Says to whoever imports that it is over, when it took long.
struct ImportLetter {
    private let reading: DraftReading
    private let run: Int
    private let address: String

    init(_ reading: DraftReading, run: Int, address: String) {
        self.reading = reading
        self.run = run
        self.address = address
    }

    func send(_ connection: any SQLConnection, at now: Instant) throws {
        guard let recipient = EmailAddress(reading.draft.author),
            let tally = try ImportRuns(connection, in: reading.workspace.id).find(run)?.tally
        else { return }
        let file = reading.draft.fileName
        let link = "\(address)/w/\(reading.workspace.slug)/imports/runs/\(run)"
        let notation = Notation(reading.draft.language, in: reading.workspace.zone)
        let letter = try Letter(
            to: Mailbox(recipient), subject: notation.text("Import terminé\u{A0}: \(file)", "Import finished: \(file)"),
            text: notation.text(
                "L’import de «\u{A0}\(file)\u{A0}» est terminé\u{A0}: \(notation.count(tally.created)) nouveaux, \(notation.count(tally.updated)) complétés, \(notation.count(tally.refused)) lignes laissées de côté.\n\nLe rapport\u{A0}:\n\(link)\n",
                "The import of “\(file)” is finished: \(notation.count(tally.created)) new, \(notation.count(tally.updated)) told more about, \(notation.count(tally.refused)) rows left out.\n\nThe report:\n\(link)\n"
            ))
        _ = try Mails(connection, in: reading.workspace.id).queue(letter, because: "import \(run)", at: now)
    }
}
