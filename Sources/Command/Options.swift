import ArgumentParser
import Exchange
import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import Verger

/// What every command takes.
struct Options: ParsableArguments {
    @Option(help: "sqlite:FILE or postgres://… (default: VERGER_DATABASE, else sqlite:verger.sqlite)")
    var database: String?

    @Option(help: "The workspace, by its short name (default: VERGER_WORKSPACE, else the only one)")
    var workspace: String?

    @Option(help: "fr or en (default: VERGER_LANGUAGE, else that of the terminal)")
    var language: String?

    @Flag(help: "Print JSON for programs")
    var json = false

    mutating func validate() throws {
        if let language, Language(rawValue: language) == nil { throw ValidationError("--language is fr or en") }
    }

    var spoken: Language { language.flatMap { Language(rawValue: $0) } ?? .ofUser }

    /// The present instant. `VERGER_NOW` sets it, for tests and demonstrations.
    var now: Instant {
        if let text = Terminal.environment["VERGER_NOW"], let instant = Instant(iso8601: text, in: .paris) {
            return instant
        }
        return Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }

    func text(_ fr: String, _ en: String) -> String { spoken == .french ? fr : en }

    // MARK: The database

    /// The database, with the schema of this version.
    func open() throws -> any SQLDatabase {
        let database = try connect()
        try Migrator().migrate(database, at: now)
        return database
    }

    /// The database, which must be there: a question never makes an empty one in the wrong folder.
    func openExisting() throws -> any SQLDatabase {
        if let path = sqlitePath, !FileManager.default.fileExists(atPath: path) {
            throw Failure.notFound(
                Sentence(
                    fr: "aucune base «\u{A0}\(path)\u{A0}» ici\u{202F}; `verger setup` ou un premier import la crée",
                    en: "no database “\(path)” here; `verger setup` or a first import makes it"))
        }
        return try open()
    }

    private var address: String { database ?? Terminal.environment["VERGER_DATABASE"] ?? "sqlite:verger.sqlite" }

    /// The file of an embedded database.
    private var sqlitePath: String? {
        if address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") { return nil }
        return address.hasPrefix("sqlite:") ? String(address.dropFirst(7)) : address
    }

    /// The database as it is.
    func connect() throws -> any SQLDatabase {
        guard let path = sqlitePath else { return try PostgresDatabase(url: address) }
        guard !path.contains("://"), !path.isEmpty else {
            throw Failure.refused(
                Sentence(
                    fr: "adresse de base inconnue «\u{A0}\(address)\u{A0}»\u{A0}: sqlite:FICHIER ou postgres://…",
                    en: "unknown database address “\(address)”: sqlite:FILE or postgres://…"))
        }
        return try SQLiteDatabase(path: path)
    }

    /// The workspace meant. A database without any gets one, with the definition `b2b`.
    func chosen(in database: any SQLDatabase) throws -> Workspace {
        let all = try database.read { try Workspaces($0).all() }
        let slug = workspace ?? Terminal.environment["VERGER_WORKSPACE"]
        if let slug {
            guard let found = all.first(where: { $0.slug == slug }) else {
                throw Failure.notFound(
                    Sentence(
                        fr:
                            "aucun espace «\u{A0}\(slug)\u{A0}»\u{202F}; il y a\u{A0}: \(all.map(\.slug).joined(separator: ", "))",
                        en: "no workspace “\(slug)”; there are: \(all.map(\.slug).joined(separator: ", "))"))
            }
            return found
        }
        guard let first = all.first else { return try newWorkspace(slug: "main", name: "Verger", in: database) }
        guard all.count == 1 else {
            throw Failure.refused(
                Sentence(
                    fr:
                        "plusieurs espaces\u{A0}: choisissez par --workspace (\(all.map(\.slug).joined(separator: ", ")))",
                    en: "several workspaces: choose one by --workspace (\(all.map(\.slug).joined(separator: ", ")))"))
        }
        return first
    }

    /// A new workspace, with the definition `b2b`.
    func newWorkspace(
        slug: String, name: String, zone: Zone = .paris, currency: String = "EUR", region: String = "FR",
        in database: any SQLDatabase
    ) throws -> Workspace {
        let source = ShippedDefinition.b2b.source
        let document = try Document(yaml: source)
        return try database.write { connection in
            let workspace = try Workspaces(connection).add(
                slug: slug, name: name, zone: zone, currency: currency, region: region, at: now)
            try Definitions(connection, in: workspace).activate(
                document, source: source, from: now, by: "verger", at: now)
            return workspace
        }
    }

    /// The workspace meant, open: its database, its definition and its rules. Only commands that record something may
    /// make the database.
    func session(mayCreate: Bool = false) throws -> Session {
        let database = mayCreate ? try open() : try openExisting()
        return try Session(database, in: chosen(in: database), at: now)
    }
}
