import HTTPTypes
import Verger

/// The OpenAPI 3.1 document, made from the routes themselves each time it is asked for.
struct OpenAPI {
    private let routes: [(route: Route, operation: Operation)]
    private let address: String

    init(_ routes: [Route], at address: String) {
        self.routes = routes.compactMap { route in route.operation.map { (route, $0) } }
        self.address = address
    }

    private static let introduction = """
        Contacts, companies, activities, segments, definitions and figures of one workspace: the one that the token \
        belongs to. How errors, cursors, versions and repeated requests work is told in docs/api.md.
        """

    var document: Document {
        var components: [String: Schema] = ["Problem": Schema.problemDetails.unnamed]
        var paths: [(String, Document)] = []
        for path in addresses {
            var item: [(String, Document)] = []
            for (route, operation) in routes where route.path == path {
                item.append((route.method.rawValue.lowercased(), describe(operation, of: route, &components)))
            }
            paths.append((path, .object(item)))
        }
        return .object([
            ("openapi", "3.1.0"),
            (
                "info",
                .object([
                    ("title", "Verger"), ("version", "1"),
                    (
                        "description",
                        .text(OpenAPI.introduction)
                    ), ("license", .object([("name", "Apache-2.0"), ("identifier", "Apache-2.0")])),
                ])
            ),
            ("servers", [.object([("url", .text(address))])]),
            ("security", [.object([("token", [])])]),
            ("tags", .list(groups.map { .object([("name", .text($0))]) })),
            ("paths", .object(paths)),
            ("components", described(components)),
        ])
    }

    /// Each once.
    private var addresses: [String] {
        routes.map(\.route.path).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private var groups: [String] {
        routes.map { $0.route.group }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Schemas name others: gone on with until no new one is found.
    private func described(_ components: [String: Schema]) -> Document {
        var components = components
        var schemas: [String: Document] = [:]
        while let name = components.keys.first(where: { schemas[$0] == nil }), let schema = components[name] {
            schemas[name] = schema.json(&components)
        }
        return .object([
            ("schemas", .object(schemas.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })),
            (
                "securitySchemes",
                .object([("token", .object([("type", "http"), ("scheme", "bearer")]))])
            ),
        ])
    }

    private func describe(
        _ operation: Operation, of route: Route, _ components: inout [String: Schema]
    ) -> Document {
        var members: [(String, Document)] = [
            ("operationId", .text(operation.id)), ("summary", .text(operation.summary)),
            ("tags", [.text(route.group)]),
        ]
        if !operation.note.isEmpty { members.append(("description", .text(operation.note))) }
        let parameters = parameters(of: operation, route, &components)
        if !parameters.isEmpty { members.append(("parameters", .list(parameters))) }
        if let content = operation.content {
            let types = content.types.map { ($0, Document.object([("schema", content.schema.json(&components))])) }
            members.append(
                ("requestBody", .object([("required", true), ("content", .object(types))])))
        }
        members.append(("responses", responses(of: operation, route, &components)))
        return .object(members)
    }

    private func parameters(
        of operation: Operation, _ route: Route, _ components: inout [String: Schema]
    ) -> [Document] {
        var list = route.names.map { name in
            parameter(name, in: "path", Schema.ofAddress(name), isRequired: true, &components)
        }
        list += operation.parameters.map { parameter($0.name, in: "query", $0.schema, isRequired: false, &components) }
        if operation.heedsVersion {
            let note = "The ETag of the record that was read, or `*` for whatever it is now."
            list.append(
                parameter(
                    "If-Match", in: "header", .text(1...1000).noted(note).like("*"),
                    isRequired: operation.needsVersion, &components))
        }
        if operation.isRepeatable {
            let note = "Makes a request that is sent again, within a day, do nothing more and be answered the same."
            list.append(
                parameter(
                    "Idempotency-Key", in: "header", .text(1...255).noted(note), isRequired: false, &components))
        }
        return list
    }

    private func parameter(
        _ name: String, in place: String, _ schema: Schema, isRequired: Bool, _ components: inout [String: Schema]
    ) -> Document {
        .object([
            ("name", .text(name)), ("in", .text(place)), ("required", Document(.boolean(isRequired))),
            ("schema", schema.json(&components)),
        ])
    }

    private func responses(
        of operation: Operation, _ route: Route, _ components: inout [String: Schema]
    ) -> Document {
        var list: [(String, Document)] = []
        for reply in operation.replies {
            var members: [(String, Document)] = [("description", .text(reply.note))]
            if !reply.headers.isEmpty {
                let headers = reply.headers.map { ($0, Document.object([("schema", .object([("type", "string")]))])) }
                members.append(("headers", .object(headers)))
            }
            if let schema = reply.schema {
                members.append(
                    (
                        "content",
                        .object([("application/json", .object([("schema", schema.json(&components))]))])
                    ))
            }
            list.append((String(reply.status.code), .object(members)))
        }
        for (status, note) in operation.refusals(of: route) {
            let schema = Document.object([("$ref", "#/components/schemas/Problem")])
            list.append(
                (
                    String(status.code),
                    .object([
                        ("description", .text(note)),
                        ("content", .object([("application/problem+json", .object([("schema", schema)]))])),
                    ])
                ))
        }
        return .object(list)
    }
}

extension Route {
    /// Under which it stands in the documentation: the first word of its address.
    var group: String { path.split(separator: "/").dropFirst(2).first.map(String.init) ?? "" }

    /// The names in its address.
    var names: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}

extension Operation {
    /// How it can refuse, from what it asks for.
    func refusals(of route: Route) -> [(status: HTTPResponse.Status, note: String)] {
        var list: [(HTTPResponse.Status, String)] = [
            (.badRequest, "The request can’t be read."), (.unauthorized, "No token, or one that is not valid."),
            (.forbidden, "The token may not do this."),
        ]
        if !Set(route.names).isDisjoint(with: ["contact", "company"]) {
            list.append(
                (.temporaryRedirect, "The record was merged into another one: `Location` is the same request there."))
        }
        if !route.names.isEmpty || heedsVersion {
            list.append((.notFound, "There is no such thing in this workspace."))
        }
        list.append((.conflict, "The workspace has no definition yet, or something else stands in the way."))
        if heedsVersion { list.append((.preconditionFailed, "The record has changed: `current` is what it is now.")) }
        if content != nil {
            list.append((.contentTooLarge, "The content is too long."))
            list.append((.unsupportedMediaType, "The content is of another type."))
        }
        if content != nil || !parameters.isEmpty || isRepeatable {
            list.append((.unprocessableContent, "Values are refused: `errors` says which and why."))
        }
        if needsVersion { list.append((.preconditionRequired, "`If-Match` is missing.")) }
        list.append((.tooManyRequests, "Too many requests: `Retry-After` says how many seconds to wait."))
        if content != nil { list.append((.requestTimeout, "The content came too slowly.")) }
        list.append((.serviceUnavailable, "The database does not answer: try again in a moment."))
        return list
    }
}

extension Schema {
    /// A name in an address.
    static func ofAddress(_ name: String) -> Schema {
        switch name {
        case "segment": .text(1...200).noted("The name of a segment.").like("hot prospects")
        case "tag": .text(1...100).like("vip")
        case "version": .text(1...20).noted("A number, `active` or `draft`.").like("active")
        default: .id
        }
    }

    static let problemDetails = Schema.record([
        "type": .text, "title": .text, "status": .integer, "detail": .text, "errors": .list(of: .problem),
        "current": .anything,
    ]).leavingOut("errors", "current", "detail").noted("Problem details (RFC 9457).").named("Problem")
}
