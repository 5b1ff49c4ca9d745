import Foundation
import HTTPTypes
import TestSupport
import Testing
import Verger

/// `docs/api.md`: its examples, run in their order.
@Suite struct `The guide of the API` {
    /// A request or an answer, as the guide writes it.
    private struct Block {
        let first: String
        var headers: [String: String] = [:]
        let content: String

        init(_ text: String) {
            let parts = text.split(separator: "\n\n", maxSplits: 1)
            let lines = parts[0].split(separator: "\n")
            first = String(lines[0])
            for line in lines.dropFirst() {
                let pair = line.split(separator: ":", maxSplits: 1)
                headers[String(pair[0])] = pair[1].trimmingCharacters(in: .whitespaces)
            }
            content = parts.count > 1 ? String(parts[1]) : ""
        }
    }

    private func blocks() throws -> [Block] {
        let guide = URL(filePath: #filePath).appending(path: "../../../../docs/api.md").standardized
        let text = try String(contentsOf: guide, encoding: .utf8)
        return text.matches(of: /```http\n((?:.|\n)*?)\n```/).map { Block(String($0.1)) }
    }

    @Test(arguments: Engine.available)
    func `shows what really happens`(engine: Engine) async throws {
        let client = try Client(World(in: engine.migratedDatabase()))
        let blocks = try blocks()
        // The contact that the guide calls 42.
        var id = "42"
        #expect(blocks.count >= 20)

        for (request, answer) in zip(blocks, blocks.dropFirst()).enumerated().filter({ $0.offset % 2 == 0 }).map(
            \.element)
        {
            let words = request.first.split(separator: " ").map(String.init)
            let path = words[1].replacing("/42", with: "/\(id)")
            let content = request.content.replacing("\"contact\": 42", with: "\"contact\": \(id)")
            var headers = request.headers
            headers["Authorization"] = nil
            let reply = try await client.ask(
                HTTPRequest.Method(words[0])!, path, content.isEmpty ? nil : content, type: nil, headers: headers)

            #expect(String(reply.status) == answer.first, "\(request.first): \(reply.text)")
            if let location = reply.headers[.location] { id = String(location.split(separator: "/").last ?? "") }
            for (name, value) in answer.headers {
                #expect(
                    reply.headers[HTTPField.Name(name)!] == value.replacing("/42", with: "/\(id)"), "\(request.first)")
            }
            guard !answer.content.isEmpty else { continue }
            let missing = try Document(json: answer.content).whatIsMissing(in: reply.json)
            #expect(missing == nil, "\(request.first)")
        }
    }
}

extension Document {
    /// The first thing of this document that is not in another, which may hold more; nil when all is there.
    fileprivate func whatIsMissing(in other: Document) -> String? {
        switch (content, other.content) {
        case (.object(let pairs), .object):
            for (key, value) in pairs {
                guard let found = other[key] else { return key }
                if let missing = value.whatIsMissing(in: found) { return "\(key).\(missing)" }
            }
            return nil
        case (.list(let items), .list(let others)):
            if items.isEmpty { return others.isEmpty ? nil : "an empty list" }
            for item in items where !others.contains(where: { item.whatIsMissing(in: $0) == nil }) {
                return item.json()
            }
            return nil
        default: return json() == other.json() ? nil : "\(json()) and not \(other.json())"
        }
    }
}
