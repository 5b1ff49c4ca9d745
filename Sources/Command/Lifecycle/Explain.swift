import ArgumentParser
import Storage
import Verger

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say why a contact is at its stage, with the evidence, now or on any day.",
        discussion: """
              verger explain anne@example.org
              verger explain C-000001 --as-of 2026-03-31
              verger explain --company "Groupe Hôtelier des Alpes"
            """)

    @Argument(help: "An external id, a number or an e-mail address")
    var contact: String?

    @Option(name: .customLong("as-of"), help: "A day (to its last instant) or an instant")
    var asOf: String?

    @Option(help: "Explain a company instead: the evidence of all its contacts")
    var company: String?

    @Flag(help: .hidden)
    var all = false

    @OptionGroup var options: Options

    func validate() throws {
        guard [contact != nil, company != nil, all].count(where: \.self) == 1 else {
            throw ValidationError("Name a contact, or a company with --company.")
        }
    }

    func run() throws {
        let session = try options.session()
        let instant = try asOf.map { try session.instant(asOf: $0) } ?? session.now
        if all { return try explainAll(session, at: instant) }
        if let company { return try explain(company: company, session, at: instant) }
        let contact = try session.contact(named: contact ?? "")
        let item = try session.database.read { try Dossiers($0, in: session.workspace).load(contact.id) }
        guard let item, let report = ContactReport(item.dossier, at: instant, by: Evaluator(session.rules)) else {
            throw tooEarly(contact.displayName, firstFact: item?.dossier.firstFact, session)
        }
        if options.json {
            Terminal.print(report.json(contact: contact.brief, in: options.spoken).json(pretty: true))
        } else {
            let headline = try session.headline(of: contact)
            ReportText(report, catalogue: session.rules.catalogue, language: options.spoken)
                .lines(title: headline.title, reach: headline.reach).forEach(Terminal.print)
            try origin(of: contact.id, report.history, session, at: instant).forEach(Terminal.print)
        }
        Terminal.flush()
    }

    /// What brought the contact: its first touch, and the one that made it a lead.
    private func origin(
        of contact: Contact.ID, _ stages: [Transition], _ session: Session, at instant: Instant
    ) throws -> [String] {
        let (book, history) = try session.database.read { connection in
            let book = try Channels(connection, in: session.workspace.id).book()
            let kinds = session.rules.catalogue.kindsByName
            let touches = Touches(connection, in: session.workspace.id, book, kinds: kinds)
            return (book, try touches.histories(of: [contact], upTo: instant)[contact])
        }
        func line(_ name: String, _ touch: SourceTouch?) -> String? {
            guard let touch else { return nil }
            let channel = touch.channel.flatMap { book.channel($0) }?.name.text(in: options.spoken)
            let names = [touch.campaign.flatMap { book.campaign($0)?.name }, channel].compactMap(\.self)
            let day = session.workspace.zone.day(at: touch.at).text(in: options.spoken)
            return name + names.joined(separator: ", ") + ", " + day
        }
        let lines = [
            line(options.text("Première touche\u{A0}: ", "First touch: "), history?.first),
            line(
                options.text("Touche du lead\u{A0}: ", "Touch of the lead: "),
                history?.leadCreation(in: stages, session.rules)?.touch),
        ].compactMap(\.self)
        return lines.isEmpty ? [] : [""] + lines
    }

    private func explain(company name: String, _ session: Session, at instant: Instant) throws {
        let found = try session.database.read { connection in
            try Companies(connection, in: session.workspace).find(named: name).map { company in
                (company: company, dossier: try Dossiers(connection, in: session.workspace).load(company: company.id))
            }
        }
        guard let found else {
            throw Failure.notFound(
                Sentence(fr: "aucune entreprise «\u{A0}\(name)\u{A0}»", en: "no company “\(name)”"))
        }
        let title = found.company.fields[.name] ?? name
        guard let dossier = found.dossier,
            let report = ContactReport(dossier, at: instant, by: Evaluator(session.rules))
        else { throw tooEarly(title, firstFact: found.dossier?.firstFact, session) }
        if options.json {
            let brief = Document.object([("id", .number(Int(found.company.id.value))), ("name", .text(title))])
            Terminal.print(report.json(contact: brief, in: options.spoken).json(pretty: true))
        } else {
            let people = dossier.members.count
            ReportText(report, catalogue: session.rules.catalogue, language: options.spoken)
                .lines(title: title, reach: options.text("\(people) contacts", "\(people) contacts"))
                .forEach(Terminal.print)
        }
        Terminal.flush()
    }

    /// One JSON document a line, for programs that compare.
    private func explainAll(_ session: Session, at instant: Instant) throws {
        var last: Contact.ID?
        let evaluator = Evaluator(session.rules)
        while true {
            let batch = try session.database.read { connection in
                let ids = try Contacts(connection, in: session.workspace).ids(after: last, limit: 500)
                return zip(
                    try Contacts(connection, in: session.workspace).find(ids),
                    try Dossiers(connection, in: session.workspace).load(ids)
                ).map { (contact: $0, dossier: $1.dossier) }
            }
            guard !batch.isEmpty else { break }
            for item in batch {
                guard let report = ContactReport(item.dossier, at: instant, by: evaluator) else { continue }
                Terminal.print(report.json(contact: item.contact.brief, in: options.spoken).json())
            }
            last = batch.last?.contact.id
        }
        Terminal.flush()
    }

    private func tooEarly(_ name: String, firstFact: Instant?, _ session: Session) -> Failure {
        guard let firstFact else {
            return .notFound(Sentence(fr: "\(name)\u{A0}: aucun fait", en: "\(name): no fact at all"))
        }
        let day = session.workspace.zone.day(at: firstFact)
        return .notFound(
            Sentence(
                fr: "\(name) n’existait pas encore\u{A0}: premier fait le \(day.text(in: .french))",
                en: "\(name) was not there yet: first fact on \(day.text(in: .english))"))
    }
}
