import ArgumentParser
import Foundation
import Sample
import Storage
import StorageSQLite
import Verger

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a sample company from a throw-away database.",
        discussion: """
              verger demo
              verger demo --port 9000

            Everything is invented, and gone when the server stops.
            """)

    static let email = "claire.moreau@atelier-borie.example"
    static let password = "verger-en-fleurs"

    @Option(help: "The address to listen on")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 for any that is free")
    var port = 8080

    @OptionGroup var options: Options

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("verger-demo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = try SQLiteDatabase(path: folder.appendingPathComponent("demo.sqlite").path)
        try Migrator().migrate(database, at: options.now)
        try DemoBase(database, options).fill(in: folder)
        var serving = Serving(database, options, host: host, port: port)
        serving.isDemo = true
        try await serving.run()
    }
}
