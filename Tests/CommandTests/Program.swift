import Foundation
import Testing

/// The program itself, run in a folder of its own with a database of its own.
final class Program {
    let folder: URL
    private let binary: URL
    private let now: String

    init(now: String = "2026-03-01T12:00:00+01:00") throws {
        self.now = now
        folder = FileManager.default.temporaryDirectory.appending(path: "verger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let products = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        binary = products.appending(path: "verger")
        try #require(FileManager.default.isExecutableFile(atPath: binary.path), "\(binary.path) is not built")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    struct Answer {
        let code: Int32
        let output: String
        let errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }

        func json() throws -> [String: Any] {
            try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        }
    }

    /// Runs `verger` to its end.
    @discardableResult
    func callAsFunction(
        _ arguments: String..., language: String = "en", input: String = "", now: String? = nil
    ) throws -> Answer {
        let process = try start(arguments, language: language, input: input, now: now)
        let output = process.output.fileHandleForReading.readDataToEndOfFile()
        process.process.waitUntilExit()
        return Answer(
            code: process.process.terminationStatus, output: String(decoding: output, as: UTF8.self),
            errors: (try? String(contentsOf: process.errors, encoding: .utf8)) ?? "")
    }

    struct Running {
        let process: Process
        let output: Pipe
        let errors: URL
    }

    /// Starts `verger`.
    func start(
        _ arguments: [String], language: String = "en", input: String = "", now: String? = nil
    ) throws -> Running {
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = [
            "VERGER_NOW": now ?? self.now, "VERGER_LANGUAGE": language, "PATH": "/usr/bin:/bin",
            "VERGER_DATABASE": "sqlite:\(folder.path)/test.sqlite",
        ]
        let output = Pipe()
        let errors = folder.appending(path: "errors-\(UUID().uuidString).txt")
        try Data().write(to: errors)
        let given = Pipe()
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = given
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try given.fileHandleForWriting.close()
        return Running(process: process, output: output, errors: errors)
    }

    /// Writes a file into the folder; returns its path.
    @discardableResult
    func file(_ name: String, _ text: String) throws -> String { try file(name, Data(text.utf8)) }

    @discardableResult
    func file(_ name: String, _ contents: Data) throws -> String {
        let url = folder.appending(path: name)
        try contents.write(to: url)
        return url.path
    }

    func contents(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
}

/// A handful of people and what they did.
enum Leads {
    static let contacts = """
        external_id,email,first_name,last_name,phone,company,job_title,country,tags,created_at
        c1,anne@borie.example,Anne,Borie,01 99 00 12 34,Borie SA,gérante,FR,vip;salon,2026-01-05
        c2,bob@gmail.com,Bob,Martin,,,acheteur,BE,,2026-01-06
        c3,,Chloé,Petit,04 65 71 00 01,Borie SA,directrice,FR,,2026-01-07

        """
    static let activities = """
        contact,kind,at,channel,campaign,properties.level,message_id
        c1,content_downloaded,2026-01-10T10:00:00+01:00,web,Été,evaluation,m1
        c1,demo_requested,2026-02-20T10:00:00+01:00,web,,,m2
        bob@gmail.com,page_viewed,2026-02-21T10:00:00+01:00,web,,,m3

        """
    static let payments = """
        contact,at,amount,currency,reference
        c3,2026-02-10,1200.50,EUR,F-1

        """
}
