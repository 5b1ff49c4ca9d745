import ArgumentParser
import Logging
import NIOPosix
import Storage
import Verger
import Web

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the pages and the API.",
        discussion: """
              verger serve
              verger serve --database postgres://verger@db/verger --host 0.0.0.0 --port 8080
              verger serve --roles web --address https://crm.example.org

            The first start on an empty database prints an address by which the first administrator comes in.
            """)

    @Option(help: "The address to listen on")
    var host = "127.0.0.1"

    @Option(help: "The port to listen on; 0 for any that is free")
    var port = 8080

    @Option(help: "What this process does: web, worker, or both")
    var roles = "web,worker"

    @Option(help: "Where people reach it: https://crm.example.org (default: where it listens)")
    var address: String?

    @Option(
        help:
            "Proxies that are believed when they say for whom they ask (X-Forwarded-For): 127.0.0.1,10.0.0.0/8, or none"
    )
    var trustedProxies = "127.0.0.0/8,::1"

    @Flag(help: "Let webhooks lead to private networks, such as the one this instance stands in")
    var allowPrivateWebhooks = false

    @OptionGroup var options: Options

    func validate() throws {
        let known: Set<String> = ["web", "worker"]
        let asked = Set(roles.split(separator: ",").map(String.init))
        guard !asked.isEmpty, asked.isSubset(of: known) else { throw ValidationError("--roles is web, worker or both") }
        guard TrustedProxies(text: trustedProxies) != nil else {
            throw ValidationError("--trusted-proxies is a list of addresses and networks, such as 127.0.0.1,10.0.0.0/8")
        }
        guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
    }

    func run() async throws {
        let database = try options.open()
        _ = try options.chosen(in: database)
        var serving = Serving(database, options, host: host, port: port, roles: roles, address: address)
        serving.allowsPrivateWebhooks = allowPrivateWebhooks
        serving.proxies = TrustedProxies(text: trustedProxies) ?? .loopback
        try await serving.run()
    }
}
