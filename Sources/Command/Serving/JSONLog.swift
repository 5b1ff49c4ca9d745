import Foundation
import Logging
import Verger

/// Writes each message as one JSON object on one line of the error stream.
struct JSONLog: LogHandler {
    let label: String
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    init(label: String) { self.label = label }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let now = Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
        var members: [(String, Document)] = [
            ("at", .text(now.iso8601)), ("level", .text(event.level.rawValue)), ("message", .text("\(event.message)")),
        ]
        for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }).sorted(by: {
            $0.key < $1.key
        }) {
            members.append((key, .text("\(value)")))
        }
        FileHandle.standardError.write(Data((Document.object(members).json() + "\n").utf8))
    }
}
