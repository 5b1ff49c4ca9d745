import Foundation
import Storage

/// What `wrk` measured of one address.
struct Load {
    let p50: Double
    let p95: Double
    /// Answers a second.
    let rate: Double

    private static let seconds = 5

    /// Asks for `url` on so many connections at once. Throws when an answer is none of success.
    static func run(_ url: String, _ reader: Reader, connections: Int) throws -> Load {
        let script = FileManager.default.temporaryDirectory.appending(path: "verger-bench-\(UUID().uuidString).lua")
        defer { try? FileManager.default.removeItem(at: script) }
        try lua.write(to: script, atomically: true, encoding: .utf8)
        let output = try output(
            of: "wrk",
            [
                "-t1", "-c\(connections)", "-d\(seconds)s", "-s", script.path(), "-H", "Cookie: \(reader.cookie)",
                "-H", "Accept-Language: fr", url,
            ])
        let line = output.split(separator: "\n").last { $0.hasPrefix("bench ") } ?? ""
        let numbers = line.split(separator: " ").dropFirst().compactMap { Double($0) }
        guard numbers.count == 4, numbers[3] == 0, numbers[2] > 0 else {
            throw StorageProblem.unreachable("\(url): \(output)")
        }
        return Load(p50: numbers[0] / 1e6, p95: numbers[1] / 1e6, rate: numbers[2])
    }

    /// The status of one answer; 0 for none.
    static func status(_ url: String) throws -> Int {
        Int(try output(of: "curl", ["-s", "-o", "/dev/null", "-m", "1", "-w", "%{http_code}", url])) ?? 0
    }

    private static let lua = """
        done = function(summary, latency, requests)
            local errors = summary.errors
            io.write(string.format("bench %f %f %f %d\\n", latency:percentile(50), latency:percentile(95),
                summary.requests / summary.duration * 1e6,
                errors.connect + errors.read + errors.write + errors.status + errors.timeout))
        end
        """

    private static func output(of program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
