import Verger

/// What a workspace itself goes by: who works here, the server that sends, whoever is paid for bringing contacts. An address of
/// the house may also be that of a contact; it is not erased with them.
struct House {
    let addresses: Set<Identity>
    /// Folded.
    private let words: Set<String>

    init(_ connection: any SQLConnection, in workspace: Workspace.ID) throws {
        var texts = try Users(connection, in: workspace).all().flatMap { [$0.email, $0.name] }
        for query in [
            "SELECT sender, sender_name, reply_to, username FROM mail_server WHERE workspace = ?",
            "SELECT email, name, NULL, NULL FROM introducer WHERE workspace = ?",
        ] {
            let rows = try connection.rows(query, [.integer(workspace.value)]) { row in
                (0...3).compactMap { row.textOrNil($0) }
            }
            texts += rows.joined()
        }
        words = Set(texts.map(\.folded))
        addresses = Set(texts.filter { $0.contains("@") }.map(Identity.email))
    }

    /// Those of `words` that are somebody else's.
    func foreign(_ words: Set<String>) -> Set<String> { words.filter { !self.words.contains($0.folded) } }
}
