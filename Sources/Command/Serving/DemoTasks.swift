import Storage
import Verger

/// What Claire Moreau has to do on the morning of the demonstration.
struct DemoTasks {
    private let connection: any SQLConnection
    private let workspace: Workspace
    private let now: Instant

    init(_ connection: any SQLConnection, in workspace: Workspace, at now: Instant) {
        self.connection = connection
        self.workspace = workspace
        self.now = now
    }

    func add() throws {
        let today = workspace.zone.day(at: now)
        let yesterday = Day(number: today.number - 1)
        let afternoon = workspace.zone.instant(atClock: today.number * Instant.day + 16 * Instant.hour)
        try add(
            "Envoyer le devis corrigé (livraison en deux fois)", "julien@brasserie-du-quai.example", .day(yesterday))
        try add("Préparer la démonstration de jeudi", "s.arnoux@hotel-bellerive.example", .instant(afternoon))
        try add("Demander l’avis après trois mois d’usage", nil, .day(today))
        let done = try add("Confirmer le rendez-vous d’installation", nil, .day(today))
        try SalesTasks(connection, in: workspace).finish(done.id, at: now - 30 * Instant.minute)
    }

    @discardableResult
    private func add(_ title: String, _ contact: String?, _ due: SalesTask.Due) throws -> SalesTask {
        let contact = try contact.flatMap { try Contacts(connection, in: workspace).find(named: $0)?.id }
        return try SalesTasks(connection, in: workspace).add(
            title, contact: contact, for: Demo.email, due: due, by: Demo.email, at: now)
    }
}
