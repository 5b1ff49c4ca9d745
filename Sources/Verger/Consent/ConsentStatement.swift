/// One thing said about consent, by a person or noted for them. It is kept as an activity.
package struct ConsentStatement: Hashable, Sendable {
    package enum Decision: String, CaseIterable, Sendable {
        case granted = "consent_granted"
        case withdrawn = "consent_withdrawn"
        case unsubscribed
        /// Reported as unwanted by the person's mail program.
        case complained = "email_complained"

        package var state: Consent { self == .granted ? .granted : .refused }
    }

    package let decision: Decision
    /// Nil: of a consent, the purposes that cover what is unstated; of a refusal, all purposes of the channel.
    package let purpose: String?
    package let channel: ConsentChannel
    /// Of a consent only.
    package let basis: ConsentBasis?
    package let proof: ConsentProof

    /// Somebody may be written to.
    package init(
        granting purpose: String?, on channel: ConsentChannel, basis: ConsentBasis = .consent, proof: ConsentProof
    ) {
        decision = .granted
        self.purpose = purpose
        self.channel = channel
        self.basis = basis
        self.proof = proof
    }

    /// Somebody does not want it, or no longer.
    package init(refusing purpose: String?, on channel: ConsentChannel, proof: ConsentProof) {
        self.init(.withdrawn, purpose, on: channel, proof: proof)
    }

    /// Somebody used the way out that each message has. Without a purpose, of everything on the channel.
    package init(unsubscribingFrom purpose: String?, on channel: ConsentChannel, proof: ConsentProof) {
        self.init(.unsubscribed, purpose, on: channel, proof: proof)
    }

    private init(_ decision: Decision, _ purpose: String?, on channel: ConsentChannel, proof: ConsentProof) {
        self.decision = decision
        self.purpose = purpose
        self.channel = channel
        basis = nil
        self.proof = proof
    }

    // MARK: As an activity

    package var kind: String { decision.rawValue }

    /// The properties of its activity.
    package var properties: [String: String] {
        var properties = ["source": proof.source]
        properties["purpose"] = purpose
        properties["basis"] = basis?.rawValue
        properties["text"] = proof.text?.description
        properties["ip"] = proof.ip
        properties["actor"] = proof.actor
        properties["note"] = proof.note
        properties.merge(proof.file?.properties ?? [:]) { own, _ in own }
        return properties
    }

    /// What an activity says about consent; nil when it says nothing.
    package init?(_ activity: Activity) {
        guard let decision = Decision(rawValue: activity.kind), let channel = ConsentChannel(of: activity) else {
            return nil
        }
        let values = activity.properties
        self.decision = decision
        purpose = values["purpose"]?.trimmedOrNil
        self.channel = decision == .complained ? .email : channel
        basis = decision == .granted ? values["basis"].flatMap(ConsentBasis.init(rawValue:)) ?? .consent : nil
        proof = ConsentProof(
            at: activity.at, source: values["source"]?.trimmedOrNil ?? "import",
            text: values["text"].flatMap { ConsentText.Reference($0) }, ip: values["ip"], actor: values["actor"],
            note: values["note"], file: ConsentProof.File(properties: values))
    }
}

extension ConsentStatement {
    /// Whether the person said it alone, so that it is news from them.
    package var isByThePerson: Bool {
        proof.actor == nil && decision != .complained
            && (proof.source == ConsentProof.Source.preferences || proof.source.hasPrefix("form:"))
    }
}
