import HTML
import HTTPTypes
import NIOCore
import NIOPosix
import Storage
import Verger
import Work

/// Contents as strangers get them: a page for each, and its file by a link that runs out.
enum PublicContents {
    static let routes: [Route] = [
        Route(.get, "/c/{workspace}/{content}", open: { try show($0) }),
        Route(.post, "/c/{workspace}/{content}/download", open: { try take($0) }),
        Route(.get, "/c/{workspace}/{content}/file/{ticket}", open: { try file($0) }),
    ]

    private struct Found {
        let workspace: Workspace
        let content: Content
        /// Open forms that give it.
        let forms: [Form]
        let kinds: [String: ActivityKind]
        /// Whoever the link in a mail stands for.
        let person: Contact?
        let look: BrandLook
    }

    private static func find(_ call: Call) throws -> Found {
        let secret = try call.site.formDesk.secret(call.site)
        return try call.site.database.read { try find(call, secret, $0) }
    }

    private static func find(
        _ call: Call, _ secret: InstanceSecret, _ connection: any SQLConnection
    ) throws -> Found {
        guard let workspace = try Workspaces(connection).find(slug: call.parameters["workspace"] ?? ""),
            let id = Int64(call.parameters["content"] ?? ""),
            let content = try Contents(connection, in: workspace.id).find(id), content.archivedAt == nil
        else { throw Refusal.notFound }
        let forms = Forms(connection, in: workspace.id)
        let giving = try forms.all().filter { form in
            guard let version = form.published else { return false }
            return try forms.version(version, of: form.id)?.content == content.id
        }
        let catalogue = try call.site.ruleBook.rules(of: workspace, on: connection)?.catalogue
        return Found(
            workspace: workspace, content: content, forms: giving, kinds: catalogue?.kindsByName ?? [:],
            person: try person(call, workspace, secret, connection), look: try BrandLook(workspace, connection))
    }

    private static func person(
        _ call: Call, _ workspace: Workspace, _ secret: InstanceSecret, _ connection: any SQLConnection
    ) throws -> Contact? {
        guard let text = call.query.text("p") ?? call.form.text("p"),
            let contact = secret.addressee(text, in: workspace.id, at: call.now)
        else { return nil }
        return try Contacts(connection, in: workspace).find(contact)
    }

    // MARK: The page

    private static func show(_ call: Call) throws -> Answer {
        let found = try find(call)
        let content = found.content
        try call.site.formDesk.note(.contentSeen, content.id, in: found.workspace, call.site)
        let day = found.workspace.zone.day(at: call.now)
        try record("content_viewed", "view:\(content.id):\(day)", found, call)
        let language = content.language
        return page(found).answer {
            main(.class("sheet")) {
                found.look.sign
                h1 { content.title }
                if !content.summary.isEmpty { p(.class("intro")) { content.summary } }
                if let file = content.file {
                    p(.class("small")) { "\(file.kind.label), \(file.size.sizeText(language))" }
                }
                action(found, call)
            }
        }
    }

    @MarkupBuilder private static func action(_ found: Found, _ call: Call) -> Markup {
        let language = found.content.language
        if found.content.isGated, found.person == nil {
            if let form = found.forms.first {
                p {
                    a(.class("go"), .href("/f/\(found.workspace.slug)/\(form.slug)")) {
                        Sentence(fr: "Le recevoir", en: "Get it").text(in: language)
                    }
                }
            } else {
                p(.class("alert")) {
                    Sentence(
                        fr: "Ce document se donne par un formulaire, qui n’est pas ouvert en ce moment.",
                        en: "This document is given by a form, which is not open at the moment."
                    ).text(in: language)
                }
            }
        } else {
            form(.class("vf"), .method("post"), .action(call.path + "/download")) {
                if let ticket = call.query.text("p"), found.person != nil {
                    input(.type("hidden"), .name("p"), .value(ticket))
                }
                div(.class("send")) {
                    button(.class("go")) {
                        found.content.file == nil
                            ? Sentence(fr: "Lire", en: "Read").text(in: language)
                            : Sentence(fr: "Télécharger", en: "Download").text(in: language)
                    }
                }
            }
        }
    }

    private static func page(_ found: Found) -> PublicDocument {
        var page = PublicDocument(
            language: found.content.language, title: "\(found.content.title) — \(found.workspace.name)",
            look: found.look)
        if let address = found.content.address, let origin = WebAddress.origin(address.originPart) {
            page.sites = [origin]
        }
        return page
    }

    /// Somebody asks for it: a button, which programs that follow links do not press.
    private static func take(_ call: Call) throws -> Answer {
        try call.requireOwnSite()
        let found = try find(call)
        let content = found.content
        guard !content.isGated || found.person != nil else {
            return .redirect(to: "/c/\(found.workspace.slug)/\(content.id)")
        }
        let day = found.workspace.zone.day(at: call.now)
        try record("content_downloaded", "take:\(content.id):\(day)", found, call)
        guard content.file != nil else {
            guard let address = content.address else { throw Refusal.notFound }
            try call.site.formDesk.note(.contentFetched, content.id, in: found.workspace, call.site)
            return .redirect(to: address)
        }
        let ticket = Ticket(.download, in: found.workspace.id, of: [content.id, 0], expiresAt: call.now + Instant.hour)
        let text = try call.site.formDesk.secret(call.site).sealed(ticket)
        return .redirect(to: "/c/\(found.workspace.slug)/\(content.id)/file/\(text)")
    }

    /// What a contact did, once a day.
    private static func record(_ kind: String, _ name: String, _ found: Found, _ call: Call) throws {
        guard let person = found.person else { return }
        let messageID = "\(name):\(person.id.value)"
        let isKnown = try call.site.database.read {
            try !Activities($0, in: found.workspace.id).recorded(among: [messageID]).isEmpty
        }
        guard !isKnown else { return }
        try call.site.database.write { connection in
            let activities = Activities(connection, in: found.workspace.id)
            guard try activities.recorded(among: [messageID]).isEmpty else { return }
            try activities.append(
                [
                    Activities.New(
                        contact: person.id, at: call.now, kind: kind, messageID: messageID,
                        properties: ["content": found.content.recordedAs, "level": found.content.level.rawValue])
                ], kinds: found.kinds, zone: found.workspace.zone, at: call.now)
        }
        call.site.bell.ring(found.workspace.id)
    }

    // MARK: The file

    private static func file(_ call: Call) throws -> Answer {
        let secret = try call.site.formDesk.secret(call.site)
        let found = try call.site.database.read { connection -> (Workspace, Content)? in
            guard let workspace = try Workspaces(connection).find(slug: call.parameters["workspace"] ?? ""),
                let ticket = try? secret.ticket(
                    call.parameters["ticket"] ?? "", for: .download, in: workspace.id, at: call.now),
                let id = Int64(call.parameters["content"] ?? ""), ticket.subject.first == id,
                let content = try Contents(connection, in: workspace.id).find(id)
            else { return nil }
            return (workspace, content)
        }
        guard let (workspace, content) = found, let file = content.file else { return LostLink(call).answer }
        if call.method == .get {
            try call.site.formDesk.note(.contentFetched, content.id, in: workspace, call.site)
        }
        return .file(file, of: content.id, in: workspace, call.site)
    }
}

extension String {
    /// `https://www.example.org` of an address.
    fileprivate var originPart: String {
        guard let host = firstRange(of: "://")?.upperBound else { return self }
        return String(self[..<(self[host...].firstIndex { "/?#".contains($0) } ?? endIndex)])
    }
}

extension Answer {
    /// A file that is kept here, given to be saved and never to be run.
    static func file(_ file: StoredFile, of content: Int64, in workspace: Workspace, _ site: Site) -> Answer {
        var headers: HTTPFields = [
            .contentSecurityPolicy: "default-src 'none'; sandbox; frame-ancestors 'none'",
            .cacheControl: "private, no-store",
        ]
        headers[.contentDisposition] =
            "attachment; filename=\"document.\(file.kind.endings[0])\"; filename*=UTF-8''\(Fields.encoded(file.name))"
        return Answer(type: file.kind.type, length: file.size, headers: headers) { number in
            try await site.threads.runIfActive {
                try site.database.read { connection in
                    try Contents(connection, in: workspace.id).part(number, of: content, mark: file.mark)
                }
            }.map { ByteBuffer(bytes: $0) }
        }
    }
}
