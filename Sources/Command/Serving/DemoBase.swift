import Foundation
import Sample
import Storage
import Verger

/// Fills a throw-away database: the sample company, and the people who work there.
struct DemoBase {
    private let database: any SQLDatabase
    private let options: Options
    private let workspace: Workspace

    private static let people: [(email: String, name: String, role: Role)] = [
        (Demo.email, "Claire Moreau", .admin),
        ("thomas.delmas@atelier-borie.example", "Thomas Delmas", .rep),
        ("amina.lahlou@atelier-borie.example", "Amina Lahlou", .marketer),
    ]

    init(_ database: any SQLDatabase, _ options: Options) throws {
        self.database = database
        self.options = options
        workspace = try options.newWorkspace(slug: "atelier-borie", name: "Atelier Borie", in: database)
    }

    /// The files of the sample company, imported and evaluated, and its accounts.
    func fill(in folder: URL, contacts: Int = 400) throws {
        let company = SampleCompany(seed: 1, now: options.now, zone: workspace.zone, contacts: contacts)
        for file in SampleCompany.File.allCases {
            let path = folder.appendingPathComponent(file.name).path
            let target = try ExportTarget(path)
            try company.write(file) { try target.write($0) }
            try target.close()
            let session = try Session(database, in: workspace, at: options.now)
            let run = try ImportRun(
                kind: kind(of: file), path: path, mapPath: nil, problemsPath: nil, session, options)
            _ = try run.perform(isDryRun: false)
        }
        try Session(database, in: workspace, at: options.now).refresh()
        try SearchIndex.refresh(database, in: workspace.id)
        try Duplicates.refresh(database, in: workspace, at: options.now)
        let hash = try Secret.passwordHash(Demo.password)
        try database.write { connection in
            for person in DemoBase.people {
                try Users(connection, in: workspace.id).add(
                    email: person.email, name: person.name, role: person.role, passwordHash: hash, at: options.now)
            }
            try DemoTasks(connection, in: workspace, at: options.now).add()
            try DemoForms(connection, in: workspace, at: options.now).add()
            try DemoLanding(connection, in: workspace, at: options.now).add()
            try DemoSite(connection, in: workspace, at: options.now).add()
            try DemoSources(connection, in: workspace, at: options.now).add()
            try DemoInbound(connection, in: workspace, at: options.now).add()
        }
    }

    private func kind(of file: SampleCompany.File) -> ImportKind {
        switch file {
        case .companies: .companies
        case .contacts: .contacts
        case .activities: .activities
        case .payments: .payments
        }
    }
}
