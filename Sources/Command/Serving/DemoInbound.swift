import Exchange
import Storage
import Verger

/// What came in lately by mail and from programs: letters of people, an answering machine, a form of Typeform, and a body whose
/// map does not fit yet.
struct DemoInbound {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let now: Instant

    init(_ connection: any SQLConnection, in workspace: Workspace, at now: Instant) {
        self.connection = connection
        self.workspace = workspace
        self.now = now
    }

    func add() throws {
        _ = try MailDoor(connection, in: workspace.id).renew(at: now)
        try addMails()
        try addTypeform()
        try addWaiting()
    }

    // MARK: Mails

    private func addMails() throws {
        try bring(
            "h.fabre@maison-fabre.example", "Hélène Fabre", "Un four pour notre laboratoire", hours: 20,
            """
            Bonjour,

            Nous ouvrons un second laboratoire en mars et cherchons un four mixte de vingt niveaux. Pouvez-vous me rappeler
            jeudi matin ?

            Hélène Fabre
            -- 
            Maison Fabre, traiteur
            """)
        try bring(
            "p.gomez@brasserie-du-lac.example", "Paul Gomez", "Absence du bureau : Votre étude de cuisine", hours: 9,
            "Je suis absent jusqu’à lundi.", ["auto-submitted": "auto-replied"])
        try bring(
            "lettre@metiers-de-bouche.example", "Métiers de bouche", "La lettre de novembre", hours: 7,
            "Au sommaire : les salons de l’hiver.", ["list-id": "<lettre.metiers-de-bouche.example>"])
        try bring(
            Demo.email, "Claire Moreau", "TR : Remplacement de deux fours", hours: 3,
            """
            À suivre.

            De : Marc Olivier <m.olivier@hotel-des-cimes.example>
            Envoyé : vendredi 20 novembre
            À : Claire Moreau
            Objet : Remplacement de deux fours

            Bonjour Claire, nos deux fours de 2011 sont à remplacer avant la saison. Quels délais ?
            """)
    }

    private func bring(
        _ address: String, _ name: String, _ subject: String, hours: Int64, _ text: String,
        _ marks: [String: String] = [:]
    ) throws {
        guard let sender = EmailAddress(address) else { return }
        var mail = ReceivedMail()
        mail.from = Mailbox(sender, name: name)
        mail.subject = subject
        mail.text = text
        mail.marks = marks
        mail.date = now - hours * Instant.hour
        mail.messageID = "\(subject.utf8.count)-\(hours)@\(sender.domain)"
        _ = try MailIntake(connection, in: workspace, at: now - hours * Instant.hour).take(mail, fingerprint: subject)
    }

    // MARK: Programs

    private func addTypeform() throws {
        let sources = HookSources(connection, in: workspace.id)
        guard let model = HookModel.all.first(where: { $0.id == "typeform" }) else { return }
        let source = try sources.add("Typeform, étude de cuisine", like: model, at: now - 40 * Instant.day)
        _ = try intake(hours: 26).receive(model.example, of: source)
        _ = try intake(hours: 5).receive(
            model.example.replacing("Maud Ferrand", with: "Bruno Castel")
                .replacing("m.ferrand@halles-annecy.example", with: "b.castel@fournil-castel.example")
                .replacing("a3a12ec67a1365927098a606107fac15", with: "b7c1").replacing("01JCX", with: "01JCY")
                .replacing("2026-11-20T09:12:08Z", with: (now - 5 * Instant.hour).iso8601), of: source)
    }

    /// The program calls the address otherwise than the map does.
    private func addWaiting() throws {
        let sources = HookSources(connection, in: workspace.id)
        guard let model = HookModel.all.first(where: { $0.id == "plain" }) else { return }
        let source = try sources.add("Configurateur du site", like: model, at: now - 2 * Instant.day)
        _ = try intake(hours: 2).receive(
            """
            {"id": "cfg-118", "contact": {"mail": "s.lemoine@creperie-port.example", "nom": "Sarah Lemoine"},
             "four": {"niveaux": 10, "énergie": "gaz"}, "créé": "\((now - 2 * Instant.hour).iso8601)"}
            """, of: source)
    }

    private func intake(hours: Int64) throws -> HookIntake {
        try HookIntake(
            connection, in: workspace, at: now - hours * Instant.hour, phone: { PhoneNumbers.e164($0, region: $1) })
    }
}
