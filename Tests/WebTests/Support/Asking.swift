import Foundation
import HTTPTypes
import Logging
import NIOCore
import NIOPosix
import Storage
import TestSupport
import Verger

@testable import Web

/// Somebody who asks for pages of a workspace, without a server between: what routes answer, and whether they may ask.
struct Asking {
    let world: World
    let site: Site
    let member: Member

    init(
        _ world: World, as role: Role = .admin, email: String = "anne@borie.example", source: String? = nil,
        settings: WorkspaceSettings = .init(), startingPoints: [String] = []
    ) {
        self.world = world
        let now = world.now
        site = Site(
            world.database, at: "http://test", logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            threads: NIOThreadPool(numberOfThreads: 1), clock: { now }, startingPoints: startingPoints)
        let user = User(
            id: 1, email: email, name: "Anne", role: role, isDisabled: false, partnerSource: source)
        member = Member(user, in: world.workspace, settings)
    }

    private init(_ world: World, _ site: Site, _ member: Member) {
        (self.world, self.site, self.member) = (world, site, member)
    }

    /// Somebody else on the same server.
    func colleague(_ role: Role, email: String) -> Asking {
        let user = User(id: 2, email: email, name: "Zoé", role: role, isDisabled: false)
        return Asking(world, site, Member(user, in: world.workspace, .init()))
    }

    /// The answer to a path under the workspace, with its query.
    func get(_ path: String, isFragment: Bool = false, in language: Language = .english) throws -> Reply {
        try ask(.get, path, form: [], isFragment: isFragment, language)
    }

    @discardableResult
    func post(_ path: String, _ form: [(String, String)] = [], isFragment: Bool = false) throws -> Reply {
        try ask(.post, path, form: form, isFragment: isFragment, .english)
    }

    private func ask(
        _ method: HTTPRequest.Method, _ target: String, form: [(String, String)], isFragment: Bool, _ language: Language
    ) throws -> Reply {
        let parts = target.split(separator: "#")[0].split(separator: "?", maxSplits: 1).map(String.init)
        let path = "/w/\(world.workspace.slug)/" + parts[0]
        // As the router does: what is written out goes before what stands for anything.
        let routes = Routes.all.filter { $0.method == method && $0.takes(path) }
        guard let route = routes.min(by: { $0.blanks < $1.blanks }),
            case .member(let permission) = route.access, case .member(let act) = route.act
        else { throw Refusal.notFound }
        guard member.may(permission) else { throw Refusal.forbidden(permission) }
        var headers: HTTPFields = [:]
        if method == .post { headers[.contentType] = "application/x-www-form-urlencoded" }
        if isFragment { headers[.hxRequest] = "true" }
        let call = Call(
            site: site, reference: "test", method: method, path: path, parameters: route.parameters(of: path),
            query: Fields(urlEncoded: parts.count > 1 ? parts[1] : ""), headers: headers,
            body: ByteBuffer(string: String(Fields(form.map { (name: $0.0, value: $0.1) }).query.dropFirst())),
            host: nil, address: nil, now: world.now, language: language)
        return Reply(try act(Visit(call: call, member: member, formToken: "token")))
    }
}

extension Route {
    private var pattern: [Substring] { path.split(separator: "/") }

    fileprivate var blanks: Int { pattern.count { $0.hasPrefix("{") } }

    fileprivate func takes(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }

    fileprivate func parameters(of path: String) -> [String: String] {
        var result: [String: String] = [:]
        for (name, part) in zip(pattern, path.split(separator: "/")) where name.hasPrefix("{") {
            result[String(name.dropFirst().dropLast())] = String(part)
        }
        return result
    }
}

/// What a route answered.
struct Reply {
    let status: Int
    let text: String
    let location: String?
    /// The sentence shown at the bottom of the next page, and the address that undoes what was done.
    let toast: String?
    let undo: String?

    init(_ answer: Answer) {
        status = answer.status.code
        location = answer.headers[.location]
        if case .bytes(let bytes) = answer.body { text = String(decoding: bytes, as: UTF8.self) } else { text = "" }
        let cookie = answer.headers[values: .setCookie].first { $0.hasPrefix("verger_toast=") }
        let value = cookie.map { String($0.dropFirst(13).prefix { $0 != ";" }) }
        let note = value.flatMap { try? Document(json: Fields.decoded(Array($0.utf8))) }
        toast = note?["text"]?.text
        undo = note?["undo"]?.text
    }

    /// The path under the workspace that `location` or `undo` names.
    static func path(_ link: String?) -> String {
        (link ?? "").split(separator: "/", maxSplits: 2).last.map(String.init) ?? ""
    }

    /// The value of a hidden field.
    func field(_ name: String) -> String? {
        guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" }).replacing("&quot;", with: "\"")
            .replacing("&gt;", with: ">").replacing("&lt;", with: "<").replacing("&#39;", with: "'")
            .replacing("&amp;", with: "&")
    }
}
