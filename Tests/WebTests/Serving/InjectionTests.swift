import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger

@testable import Web

/// What a person or a program can write, written so as to become something else where it is shown.
@Suite struct `Whatever is typed` {
    /// Markup, attributes, formulas, quotes, marks of direction, characters without width or of four bytes.
    static let nasty = [
        "<script>alert(1)</script>", "\" onmouseover=alert(1) x=\"", "' onfocus='alert(1)", "</textarea><img src=x>",
        "=HYPERLINK(\"http://x\")", "@SUM(1)", "\u{202E}evil\u{202C}", "zero\u{200B}width", "🌳𝔘",
        "{{7*7}}", "]]><b>", "javascript:alert(1)",
    ]
    private static let all = nasty.joined(separator: " ")
    private static let short = nasty.prefix(3).joined(separator: " ")

    @Test func `is shown as text on every page that shows it`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let user = try world.hire("boss@b.fr")
        let browser = try world.browser(of: user)
        let ids = try await fill(world, browser)

        var shown = 0
        for route in Routes.all where route.method == .get {
            guard case .member = route.access, route.path != "/w/{workspace}/changes" else { continue }
            for path in Self.paths(route, ids) {
                let reply = try await browser.get(path)
                #expect(reply.status < 500, "\(path): \(reply.status)")
                guard reply.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
                #expect(Self.breaches(of: reply.text) == [], "\(path)")
                if reply.text.contains("&lt;script&gt;alert(1)") { shown += 1 }
            }
        }
        #expect(shown >= 15, "hardly a page shows what was typed: this proves nothing")
    }

    @Test func `computes nothing in a file`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let browser = try world.browser(of: world.hire("boss@b.fr"))
        for start in ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "＝1"] {
            let fields = ["first_name", "last_name", "city", "source", "job_title", "company"].map {
                (name: $0, value: start + " " + $0)
            }
            _ = try await browser.post("/w/borie/contacts/new", fields + [(name: "tags", value: start)])
        }
        try world.refresh()

        for path in ["contacts/export.csv", "reports/funnel.csv", "definition/replay/moves.csv"] {
            let text = try await browser.get("/w/borie/" + path).text
            for cell in Self.cells(text) {
                #expect(
                    !"=+-@\t\r".contains(cell.first ?? "x") || Double(cell) != nil || cell.hasPrefix("+33"), "\(cell)")
            }
        }
        #expect(try await browser.get("/w/borie/contacts/export.csv").text.contains("'=1+1"))
    }

    @Test func `is refused with words, not by falling over, in any address`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let browser = try world.browser(of: world.hire("boss@b.fr"))

        for route in Routes.all where route.method == .get {
            guard case .member = route.access, route.path != "/w/{workspace}/changes" else { continue }
            for text in Self.nasty + ["%00", "%ff", "citi = Lyon", "((((", String(repeating: "(", count: 5_000)] {
                let value = text.hasPrefix("%") ? text : Fields.encoded(text)
                let names = [
                    "where", "q", "as_of", "sort", "columns", "view", "after", "before", "edit", "list", "name",
                    "contact",
                ]
                let query = names.map { "\($0)=\(value)" }.joined(separator: "&")
                let reply = try await browser.get(Self.paths(route, [:])[0] + "?" + query)
                #expect(reply.status < 500, "\(route.path) \(text.prefix(20)): \(reply.status)")
                if reply.headers[.contentType]?.hasPrefix("text/html") == true {
                    #expect(Self.breaches(of: reply.text) == [], "\(route.path)")
                }
            }
        }
    }

    @Test func `is refused in another type, half encoded or holding U+0000`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let user = try world.hire("boss@b.fr")
        let contents = [
            ("application/json", "{}"), ("multipart/form-data; boundary=x", "--x--"), ("text/plain", "name=x"),
            (
                "application/x-www-form-urlencoded",
                "%ff%fe&&&=&name=%zz%00&title=a%00b&email=%00&where=%00&where=%ff&text=%f0%9f"
            ),
        ]

        for route in Routes.all where route.method == .post {
            guard case .member = route.access else { continue }
            for (type, content) in contents {
                let browser = try world.browser(of: user)
                let token = Secret.formToken(ofSession: browser.session ?? "")
                let reply = try await browser.ask(
                    .post, Self.paths(route, [:])[0], content,
                    headers: [.contentType: type, HTTPField.Name("X-CSRF-Token")!: token])
                #expect(reply.status < 500, "\(route.path) \(type): \(reply.status)")
            }
        }
    }

    // MARK: Filling

    /// Writes into every field that pages and programs offer.
    private func fill(_ world: World, _ browser: Browser) async throws -> [String: [String]] {
        let all = Self.all
        func post(_ path: String, _ fields: [(String, String)]) async throws -> Browser.Reply {
            let reply = try await browser.post("/w/borie/" + path, fields.map { (name: $0.0, value: $0.1) })
            #expect(reply.status < 500, "\(path): \(reply.status)")
            return reply
        }
        let made = try await post(
            "contacts/new",
            ["first_name", "last_name", "company", "job_title", "city", "country", "source", "tags"].map { ($0, all) }
                + [("owner", "boss@b.fr")])
        let contact = String(try #require(made.location?.split(separator: "/").last))
        _ = try await post(
            "settings/workspace",
            [
                ("name", all), ("zone", "Europe/Paris"), ("currency", "EUR"), ("region", "FR"),
            ])
        _ = try await post("settings/tokens", [("name", all), ("scope", "read"), ("role", "reader")])
        _ = try await post(
            "settings/users", [("email", "n@b.fr"), ("name", all), ("role", "partner"), ("source", all)])
        _ = try await post(
            "settings/webhooks", [("url", "https://b.example/?<script>alert(1)</script>"), ("event", "segment.left")])
        _ = try await post("segments", [("name", Self.short), ("where", "city = \(all.inQuotes)"), ("save", "1")])
        _ = try await post(
            "contacts/bulk-actions",
            [("action", "add_segment"), ("segment_name", "x " + Self.short), ("contact", contact)])
        _ = try await post(
            "contacts/views",
            [("name", Self.short), ("list", Fields([(name: "where", value: "city = \(all.inQuotes)")]).query)])
        _ = try await post("tasks", [("title", all), ("text", all), ("due", "2026-03-02")])
        _ = try await post("contacts/\(contact)/tasks", [("title", all), ("text", all), ("due", "2026-03-02")])
        let at = "2026-01-15T10:00"
        for kind in ["call_held", "note_added", "opportunity_lost", "demo_requested"] {
            _ = try await post(
                "contacts/\(contact)/activities",
                [("kind", kind), ("at", at), ("text", all), ("minutes", "5"), ("other", "")])
        }
        let seen = try await browser.get("/w/borie/settings/lists").text.firstMatch(of: /name="seen" value="([^"]*)"/)
        _ = try await post(
            "settings/lists",
            [
                ("name", Self.short), ("entries", all), ("seen", seen.map { String($0.1) } ?? ""),
            ])
        let again = try await browser.get("/w/borie/settings/fields").text.firstMatch(of: /name="seen" value="([^"]*)"/)
        _ = try await post(
            "settings/fields",
            [
                ("name", "injected"), ("label_fr", all), ("label_en", all), ("type", "text"), ("values", all),
                ("seen", again.map { String($0.1) } ?? ""),
            ])
        try await send(world, contact)
        try world.refresh()
        return try ids(world, contact)
    }

    /// By the API and by the Segment specification.
    private func send(_ world: World, _ contact: String) async throws {
        let client = try Client(world)
        let text = Document.text(Self.all).json()
        let activity = try await client.post(
            "activities",
            #"{"contact": \#(contact), "kind": "form_submitted", "channel": \#(text), "campaign": \#(text), "properties": {"form": \#(text)}}"#
        )
        #expect(activity.status == 201, "\(activity.text)")
        let other = try await client.post(
            "contacts",
            #"{"externalId": \#(text), "firstName": \#(text), "lastName": \#(text), "city": \#(text), "tags": [\#(Document.text(String(Self.all.prefix(90))).json())]}"#
        )
        #expect(other.status == 201, "\(other.text)")
        for event in ["Form Submitted", Self.nasty[0], Self.nasty[1]] {
            let call = Document.object([
                ("writeKey", .text(client.token)), ("userId", .text(Self.nasty[0])), ("event", .text(event)),
                ("properties", .object([("form", .text(Self.all)), (Self.nasty[0], .text(Self.all))])),
                (
                    "context",
                    .object([("campaign", .object([("name", .text(Self.all)), ("source", .text(Self.all))]))])
                ),
            ])
            #expect(try await client.ask(.post, "/v1/track", call.json()).status == 200)
        }
        // Not taken, and said so on the page of events.
        _ = try await client.ask(
            .post, "/v1/track", #"{"writeKey": \#(Document.text(client.token).json()), "userId": "u"}"#)
    }

    private func ids(_ world: World, _ contact: String) throws -> [String: [String]] {
        try world.database.read { connection in
            let contacts = try Contacts(connection, in: world.workspace).ids(after: nil, limit: 50)
            return [
                "contact": contacts.map { "\($0.value)" },
                "company": try connection.rows("SELECT id FROM company") { "\($0.integer(0))" },
                "segment": try Segments(connection, in: world.workspace.id).all().map { "\($0.id.value)" },
                "webhook": try Webhooks(connection, in: world.workspace.id).all().map { "\($0.id)" },
                "user": try Users(connection, in: world.workspace.id).all().map { "\($0.id)" },
                "version": ["1", "2"],
            ]
        }
    }

    // MARK: Looking

    /// The addresses of a route, one for each thing that it can be about.
    private static func paths(_ route: Route, _ ids: [String: [String]]) -> [String] {
        var paths = [""]
        for part in route.path.split(separator: "/") {
            let name = part.hasPrefix("{") ? String(part.dropFirst().dropLast()) : nil
            let values = name.map { $0 == "workspace" ? ["borie"] : ids[$0] ?? ["1"] } ?? [String(part)]
            paths = paths.flatMap { path in values.map { path + "/" + $0 } }
        }
        return paths
    }

    /// What should have been escaped and was not.
    private static func breaches(of html: String) -> [String] {
        [
            "<script>alert", "<img src=x", "\" onmouseover=", "' onfocus='alert(1) ", "</textarea><img", "]]><b>",
            "href=\"javascript:", "action=\"javascript:",
        ].filter(html.contains)
    }

    private static func cells(_ csv: String) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        for character in csv.drop(while: { $0 == "\u{FEFF}" }) {
            switch character {
            case "\"": isQuoted.toggle()
            case ",", "\n", "\r\n":
                if isQuoted {
                    cell.append(character)
                } else {
                    cells.append(cell)
                    cell = ""
                }
            default: cell.append(character)
            }
        }
        return cells + [cell]
    }
}
