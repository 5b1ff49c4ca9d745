import ArgumentParser
import Foundation

/// Measures Verger and prints each figure beside its yardstick. `bin/bench` builds and starts it.
@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures what Verger promises, each figure beside a yardstick of the same run.")

    enum Engines: String, CaseIterable, ExpressibleByArgument {
        case sqlite, postgres, both

        var all: [Engine] {
            switch self {
            case .sqlite: [.sqlite]
            case .postgres: [.postgres]
            case .both: [.sqlite, .postgres]
            }
        }
    }

    @Argument(help: "Which: \(Benchmark.allCases.map(\.rawValue).joined(separator: ", ")). All when none is given.")
    var names: [Benchmark] = []

    @Option(help: "Contacts of the big base; by default 1,000,000, and 200,000 on PostgreSQL.")
    var contacts: Int?

    @Option(help: "Activities of each contact of the big base, on average.")
    var activitiesPerContact = 20

    @Option(help: "sqlite, postgres or both.")
    var engine = Engines.both

    @Flag(help: .hidden)
    var inThisProcess = false

    func run() throws {
        let chosen = names.isEmpty ? Benchmark.allCases : names
        if inThisProcess {
            for name in chosen { try name.run(setting(engine.all[0])) }
            return
        }
        print(Figure.header)
        fflush(nil)
        for name in chosen {
            for engine in name.readsDatabase ? engine.all : [.sqlite] { try runApart(name, on: engine) }
        }
    }

    private func setting(_ engine: Engine) -> Setting {
        Setting(
            engine: engine, contacts: contacts ?? (engine == .sqlite ? 1_000_000 : 200_000),
            activitiesPerContact: activitiesPerContact)
    }

    /// In a process of its own, so that its memory is its own. What it needs is made before, in another one.
    private func runApart(_ name: Benchmark, on engine: Engine) throws {
        if name.readsBigBase { try launch([.base], on: engine) }
        try launch([name], on: engine)
    }

    private func launch(_ names: [Benchmark], on engine: Engine) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let setting = setting(engine)
        process.arguments =
            names.map(\.rawValue) + [
                "--in-this-process", "--engine", engine.rawValue, "--contacts", String(setting.contacts),
                "--activities-per-contact", String(setting.activitiesPerContact),
            ]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ExitCode(process.terminationStatus) }
    }
}

extension Benchmark: ExpressibleByArgument {}
