import Foundation
import Storage
import TestSupport
import Testing

@Suite struct `A workspace` {
    /// Each call is made twice: beside a first workspace that holds the same, and where the first holds nothing.
    @Test(arguments: Engine.available)
    func `neither sees nor changes what is another's, whatever is called`(engine: Engine) throws {
        let beside = try Twins(in: engine.migratedDatabase())
        let alone = try Twins(in: engine.migratedDatabase())
        try alone.emptyFirst()
        let (database, first) = (beside.first.world.database, beside.first.world.workspace)
        var before = try Snapshot(of: database, in: first)
        #expect(before.count >= 30, "an empty workspace proves nothing")

        for intrusion in Intrusion.all {
            let answers = [beside, alone].map { twins in
                Result { try intrusion.answer(twins.second, twins.first) }.description
            }
            #expect(answers[0] == answers[1], "\(intrusion.name)")
            let after = try Snapshot(of: database, in: first)
            #expect(after.differences(from: before) == [], "\(intrusion.name)")
            before = after
            let states = try [beside, alone].map {
                try Snapshot(
                    of: $0.second.world.database, in: $0.second.workspace,
                    without: ["hash", "secret", "password", "message_key", "key"])
            }
            #expect(states[0].differences(from: states[1]) == [], "\(intrusion.name)")
        }
    }

    @Test func `has every function of its repositories tried on another`() throws {
        let declared = try RepositoryFunctions.declared()
        let tried = Dictionary(grouping: Intrusion.all, by: \.name).mapValues(\.count)

        let forgotten = declared.filter { name, count in (tried[name] ?? 0) < count }.keys.sorted()

        #expect(forgotten == [])
        #expect(Set(tried.keys).subtracting(declared.keys) == [])
    }
}

/// The functions that repositories of a workspace offer, read from their sources.
enum RepositoryFunctions {
    static let folders = [
        "Accounts", "Contacts", "Timeline", "Lifecycle", "Segments", "Capture", "Measure", "Search", "Lists",
        "Handover", "Automation", "Messages", "Tracking", "Identity", "Sources", "Consent", "Rights", "Contents",
        "Forms", "Landing", "Inbound",
    ]
    /// Those of the instance, and those that touch no database.
    static let exempt = [
        "Workspaces", "People", "Sessions", "SecondFactors", "SignInAttempts", "SignIn", "InstanceSecret", "Secret",
        "Signature", "DeliveryQueue", "Notices", "MailQueue", "WebhookSecrets",
    ]

    /// How many there are of each `Type.name`.
    static func declared() throws -> [String: Int] {
        let sources = URL(filePath: #filePath).appending(path: "../../../../Sources/Storage").standardized
        var counts: [String: Int] = [:]
        for folder in folders {
            for file in try FileManager.default.contentsOfDirectory(atPath: sources.appending(path: folder).path()) {
                let text = try String(contentsOf: sources.appending(path: "\(folder)/\(file)"), encoding: .utf8)
                for name in names(in: text) { counts[name, default: 0] += 1 }
            }
        }
        return counts
    }

    private static func names(in text: String) -> [String] {
        var type = ""
        var names: [String] = []
        for line in text.split(separator: "\n") {
            if let found = line.firstMatch(of: /^(?:package |final )*(?:struct|class|enum|extension) (\w+)/) {
                type = String(found.1)
            } else if let found = line.firstMatch(of: /^    package func (\w+)/), !exempt.contains(type) {
                names.append("\(type).\(found.1)")
            }
        }
        return names
    }
}

extension Result<Any, any Error> {
    /// The same text for the same answer, in whatever order sets and dictionaries are.
    fileprivate var description: String {
        switch self {
        case .success(let value): canonical(value)
        case .failure(let problem as StorageProblem): "refused: \(problem.kind)"
        case .failure(let problem): "refused: \(problem)"
        }
    }

    private func canonical(_ value: Any) -> String {
        let mirror = Mirror(reflecting: value)
        guard !mirror.children.isEmpty else { return "\(value)" }
        let parts = mirror.children.map { "\($0.label ?? ""):\(canonical($0.value))" }
        let isUnordered = mirror.displayStyle == .dictionary || mirror.displayStyle == .set
        return "[" + (isUnordered ? parts.sorted() : parts).joined(separator: ", ") + "]"
    }
}
