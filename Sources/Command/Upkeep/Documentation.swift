import ArgumentParser
import Verger

/// Writes the guide to conditions, for the repository.
struct Documentation: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print docs/conditions.md, made from the criteria themselves.", shouldDisplay: false)

    func run() {
        Terminal.write(ConditionsGuide.text)
        Terminal.flush()
    }
}
