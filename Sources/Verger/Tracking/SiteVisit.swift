/// What one request brought, with all that is known of it: who sent it is decided where visitors are kept.
package struct SiteVisit: Sendable {
    package let site: TrackedSite
    package let delivery: SiteDelivery
    package let verdict: BotVerdict
    /// What the browser calls itself.
    package let agent: String
    /// For the proof of consent alone.
    package let ip: String?
    /// Whether the browser asks not to be followed: DNT or Sec-GPC.
    package let isPrivate: Bool
    /// The contact of the sealed link that led here.
    package let sealedContact: Contact.ID?
    package let receivedAt: Instant
    /// As it came, to be read again if a robot turns out to be a person.
    package let body: String
    /// An id for the browser, should it be somebody else's from now on.
    package let spareVisitor: String

    package init(
        site: TrackedSite, delivery: SiteDelivery, verdict: BotVerdict = .human, agent: String = "",
        ip: String? = nil, isPrivate: Bool = false, sealedContact: Contact.ID? = nil, receivedAt: Instant,
        body: String = "", spareVisitor: String
    ) {
        self.site = site
        self.delivery = delivery
        self.verdict = verdict
        self.agent = String(agent.withoutNUL.prefix(200))
        self.ip = ip
        self.isPrivate = isPrivate
        self.sealedContact = sealedContact
        self.receivedAt = receivedAt
        self.body = body
        self.spareVisitor = spareVisitor
    }

    /// What is left where nobody may be known.
    package var isCountedOnly: Bool { isPrivate || site.mode == .counter }

    /// What the browser has to do.
    package struct Outcome: Hashable, Sendable {
        /// Goes by this id from now on.
        package var visitor: String?
        /// Forgets the id it has: no consent stands behind it.
        package var forgets = false

        package init(visitor: String? = nil, forgets: Bool = false) {
            self.visitor = visitor
            self.forgets = forgets
        }
    }

    /// The statement that a hit about consent makes.
    package func statement(_ hit: SiteHit) -> ConsentStatement {
        let said = hit.properties["source"]
        let source = said == ConsentProof.Source.banner ? ConsentProof.Source.banner : ConsentProof.Source.site
        let proof = ConsentProof(
            at: hit.at, source: source, text: hit.properties["text"].flatMap { ConsentText.Reference($0) }, ip: ip,
            note: delivery.page.kept)
        return hit.isGranted
            ? ConsentStatement(granting: SiteVisit.purpose, on: .site, proof: proof)
            : ConsentStatement(refusing: SiteVisit.purpose, on: .site, proof: proof)
    }

    /// The statement that holds for somebody else on a device, after the one who agreed on it at `grantedAt`.
    package func inheritance(of grantedAt: Instant) -> ConsentStatement {
        ConsentStatement(inheriting: SiteVisit.purpose, of: grantedAt, from: ip, at: receivedAt)
    }

    /// Of what visitors agree to.
    package static let purpose = "visits"
}

extension ConsentStatement {
    /// That of somebody else on a device whose first user agreed at `grantedAt`: consent to what is read from a device is given
    /// for the device, and a second person is asked nothing.
    package init(inheriting purpose: String, of grantedAt: Instant, from address: String?, at instant: Instant) {
        let proof = ConsentProof(
            at: instant, source: ConsentProof.Source.device, ip: address, note: grantedAt.iso8601)
        self.init(granting: purpose, on: .site, proof: proof)
    }
}

extension TrackingCall {
    /// What a visitor said about being followed.
    package init(_ statement: ConsentStatement, by visitor: String, messageID: String? = nil) {
        self.init(
            .track, anonymousID: visitor, name: statement.kind, messageID: messageID, at: statement.proof.at,
            properties: statement.properties)
        channel = statement.channel.rawValue
        isFromPage = true
    }
}
