import Foundation
import Storage
import Verger

/// The program, serving a base from a process of its own.
final class ServedBase {
    /// From its start to its first page, in seconds.
    private(set) var startTime = 0.0
    private let process = Process()
    private let port: Int

    init(_ setting: Setting, _ database: String) throws {
        port = 40_000 + Int(ProcessInfo.processInfo.processIdentifier) % 20_000
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "verger")
        process.arguments = ["serve", "--database", database, "--port", String(port), "--roles", "web"]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["VERGER_NOW": Instant.today.iso8601, "LOG_LEVEL": "error"]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        startTime = try seconds {
            try process.run()
            while try Load.status(url("/sign-in")) != 200 {
                guard process.isRunning else { throw StorageProblem.unreachable("verger serve ended") }
                usleep(2000)
            }
        }
    }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    /// In MB, by its name in /proc/PID/status.
    func memory(_ name: String) throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return Double(line?.split(separator: " ").dropFirst().first ?? "0").map { $0 / 1024 } ?? 0
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
