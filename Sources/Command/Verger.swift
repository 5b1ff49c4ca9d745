import ArgumentParser

@main
struct VergerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "verger")
    func run() { print(PackageResources.b2b_yml.count) }
}
