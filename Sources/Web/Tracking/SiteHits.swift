import Exchange
import HTTPTypes
import Logging
import NIOCore
import NIOPosix
import Storage
import Verger
import Work

/// What the pages of sites send. A request is answered when it is on disk.
enum SiteHits {
    static let routes: [Route] = [
        Route(.post, "/verger/hits", waiting: answer).accepting(bytes: 64 * 1024),
        Route(.options, "/verger/hits", open: preflight),
        Route(.get, "/verger/hidden/{key}", open: trap),
    ]

    @Sendable private static func answer(_ call: Call) async throws -> Answer {
        do {
            return try await received(call).to(call)
        } catch let refusal as HitRefusal {
            return refusal.answer(in: call.language).to(call)
        } catch is Recorder.Overload {
            return HitRefusal.tooMany(seconds: 1).answer(in: call.language).to(call)
        } catch let problem as StorageProblem where problem.isOutside {
            call.site.logger.error("database", metadata: ["error": "\(problem)", "reference": "\(call.reference)"])
            return HitRefusal.unavailable.answer(in: call.language).to(call)
        }
    }

    private static func received(_ call: Call) async throws -> Answer {
        let shield = call.site.visitGuard
        if let seconds = shield.wait(of: call.origin, at: call.now) { throw HitRefusal.tooMany(seconds: seconds) }
        guard call.body.readableBytes <= SiteReader.bodyLimit,
            let text = String(validating: call.body.readableBytesView, as: UTF8.self)
        else { throw HitRefusal.unreadable }
        let first = try read(text, call, region: nil)
        if let seconds = shield.wait(ofKey: first.key, at: call.now) { throw HitRefusal.tooMany(seconds: seconds) }
        let (workspace, site) = try await site(of: first.key, call)
        // The name of the page is a claim of the browser; where it comes from is not.
        guard let origin = call.headers[.origin].flatMap({ PageAddress($0) }), origin.host == first.page.host,
            site.listens(to: origin.host) || origin.host == call.site.host
        else { throw HitRefusal.foreignPage }
        let isFilled = first.hits.contains { $0.person != nil }
        let delivery = isFilled ? try read(text, call, region: workspace.region) : first
        let visit = try await visit(delivery, text, of: site, in: workspace, call)
        let outcome = try await call.site.recorder.record(visit, in: workspace)
        if let visitor = outcome.visitor { return .json(["v": .text(visitor)]) }
        return .json(outcome.forgets ? ["v": ""] : .object([]))
    }

    private static func visit(
        _ delivery: SiteDelivery, _ text: String, of site: TrackedSite, in workspace: Workspace, _ call: Call
    ) async throws -> SiteVisit {
        let shield = call.site.visitGuard
        var delivery = delivery
        if delivery.visitor == nil, !shield.tellsApart(delivery.page, of: site.id, on: workspace.zone.day(at: call.now))
        {
            delivery = delivery.onUnnamedPage
        }
        var evidence = call.evidence
        evidence.isAutomated = delivery.isAutomated
        evidence.metHoneypot = shield.isTrapped(call.browserMark, at: call.now)
        evidence.isTooFast = shield.isTooFast(
            delivery.visitor ?? call.browserMark, pages: delivery.hits.count { $0.kind == .page }, at: call.now)
        var sealed: Contact.ID?
        if let token = delivery.token, delivery.visitor != nil {
            sealed = try await call.site.threads.runIfActive {
                try call.site.database.read { connection in
                    try InstanceSecret(known: connection)?.addressee(token, in: workspace.id, at: call.now)
                }
            }
        }
        return SiteVisit(
            site: site, delivery: delivery, verdict: BotVerdict(evidence), agent: evidence.userAgent ?? "",
            ip: call.origin, isPrivate: call.asksForPrivacy, sealedContact: sealed, receivedAt: call.now, body: text,
            spareVisitor: try Secret.newVisitor())
    }

    static func read(_ text: String, _ call: Call, region: String?) throws -> SiteDelivery {
        do {
            let reader = SiteReader(receivedAt: call.now) { phone in
                region.flatMap { PhoneNumbers.e164(phone, region: $0) }
            }
            return try reader.delivery(text)
        } catch {
            throw HitRefusal.invalid(error)
        }
    }

    private static func site(of key: String, _ call: Call) async throws -> (Workspace, TrackedSite) {
        let shield = call.site.visitGuard
        if let remembered = shield.remembered(key, at: call.now) {
            guard let found = remembered else { throw HitRefusal.wrongKey }
            return found
        }
        let found = try await call.site.threads.runIfActive {
            try call.site.database.read { connection -> (workspace: Workspace, site: TrackedSite)? in
                guard let (id, site) = try TrackedSites.site(withKey: key, on: connection),
                    let workspace = try Workspaces(connection).find(id)
                else { return nil }
                return (workspace, site)
            }
        }
        shield.remember(key, found, at: call.now)
        guard let found else { throw HitRefusal.wrongKey }
        return found
    }

    /// Nobody sees this link, and robots.txt is not what stops those that follow it.
    private static func trap(_ call: Call) throws -> Answer {
        if call.site.visitGuard.wait(of: call.origin, at: call.now) == nil {
            call.site.visitGuard.trap(call.browserMark, at: call.now)
        }
        return Answer.text("").with(HTTPField.Name("X-Robots-Tag")!, "noindex, nofollow")
    }

    private static func preflight(_ call: Call) -> Answer {
        Answer.nothing.to(call)
            .with(.accessControlAllowMethods, "POST, OPTIONS")
            .with(.accessControlAllowHeaders, "content-type")
            .with(.accessControlMaxAge, "86400")
    }
}

extension Answer {
    /// A page of any host may read what its own site is told; no cookie of ours goes with it.
    fileprivate func to(_ call: Call) -> Answer {
        guard let origin = call.headers[.origin] else { return self }
        return with(.accessControlAllowOrigin, origin).with(.vary, "Origin")
    }
}

extension SiteDelivery {
    /// The same, of a page that is told apart from no other.
    fileprivate var onUnnamedPage: SiteDelivery {
        let page = PageAddress("\(page.scheme)://\(page.host)/…") ?? page
        return SiteDelivery(
            key: key, page: page, referrer: referrer, landing: landing, landingReferrer: landingReferrer,
            token: token, language: language, isAutomated: isAutomated, hits: hits)
    }
}

extension Site {
    /// Of the pages that Verger itself serves.
    fileprivate var host: String? { PageAddress(address)?.host }
}

extension Call {
    /// A browser for as long as it is remembered: its address and what it calls itself, hashed.
    var browserMark: String { Secret.fingerprint("\(origin) \(headers[.userAgent] ?? "")") }

    /// RFC-less, but said by browsers: DNT, and Sec-GPC (Global Privacy Control).
    var asksForPrivacy: Bool {
        headers[HTTPField.Name("DNT")!] == "1" || headers[HTTPField.Name("Sec-GPC")!] == "1"
    }

    var evidence: BotVerdict.Evidence {
        let purposes = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"].compactMap { name in
            HTTPField.Name(name).flatMap { headers[$0] }
        }
        return BotVerdict.Evidence(
            userAgent: headers[.userAgent], isHead: method == .head, purpose: purposes.joined(separator: " "))
    }
}
