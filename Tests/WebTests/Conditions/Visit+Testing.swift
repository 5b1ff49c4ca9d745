import HTTPTypes
import Logging
import NIOCore
import NIOPosix
import TestSupport
import Verger

@testable import Web

extension Visit {
    /// A visit of an admin of a world, who asks for an address with these fields.
    static func of(
        _ world: World, query: Fields = Fields(), language: Language = .french, role: Role = .admin
    ) -> Visit {
        let now = world.now
        let site = Site(
            world.database, at: "http://localhost", logger: Logger(label: "test"), threads: .singleton, clock: { now })
        let call = Call(
            site: site, reference: "test", method: .get, path: "/", parameters: [:], query: query, headers: [:],
            body: ByteBuffer(), host: nil, address: nil, now: now, language: language)
        let user = User(id: 1, email: "ada@y.fr", name: "Ada Borie", role: role, isDisabled: false)
        return Visit(call: call, member: Member(user, in: world.workspace, WorkspaceSettings()), formToken: "token")
    }
}

extension Fields {
    /// What a browser would send of the controls in a page's markup: inputs, chosen options, texts.
    static func sent(from html: String) -> Fields {
        var all: [(name: String, value: String)] = []
        var select: String?
        var first: String?
        for match in html.matches(of: /<(input|select|option|textarea|\/select)\b([^>]*)>([^<]*)/) {
            let attributes = String(match.2)
            func value(_ name: String) -> String? {
                attributes.firstMatch(of: try! Regex("\\b\(name)=\"([^\"]*)\""))?[1].substring.map {
                    unescaped(String($0))
                }
            }
            switch match.1 {
            case "input":
                let isUnchecked = value("type") == "checkbox" && !attributes.contains(" checked")
                if let name = value("name"), !isUnchecked { all.append((name, value("value") ?? "")) }
            case "textarea": if let name = value("name") { all.append((name, unescaped(String(match.3)))) }
            case "select": (select, first) = (value("name"), nil)
            case "option":
                guard let name = select else { continue }
                if first == nil { first = value("value") }
                if attributes.contains(" selected") {
                    all.append((name, value("value") ?? ""))
                    select = nil
                }
            default:
                if let name = select, let first { all.append((name, first)) }
                select = nil
            }
        }
        return Fields(all)
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
