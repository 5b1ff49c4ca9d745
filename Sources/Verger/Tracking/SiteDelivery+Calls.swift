extension SiteDelivery {
    /// What is recorded of a visitor who agreed, as calls of the Segment specification: one way in for all events. Without
    /// consent, what forms say of those who sent them.
    package func calls(own hosts: [String]) -> [TrackingCall] {
        let touch = touch(own: hosts)
        var isFirst = true
        return hits.compactMap { hit in
            guard var call = call(hit), visitor != nil || (hit.kind == .form && hit.person?.email != nil) else {
                return nil
            }
            call.anonymousID = visitor
            call.language = language
            call.isFromPage = true
            call.isPublic = true
            if call.kind != .identify { call.properties["url"] = call.properties["url"] ?? page.kept }
            if hit.kind == .page {
                call.properties["path"] = page.path
                if let from = referrer.flatMap({ PageAddress($0) }) { call.properties["referrer"] = from.kept }
                if isFirst, let touch { call.take(touch) }
                isFirst = false
            }
            return call
        }
    }

    private func call(_ hit: SiteHit) -> TrackingCall? {
        var call: TrackingCall
        switch hit.kind {
        case .page:
            call = TrackingCall(.page, messageID: messageID(hit), at: hit.at)
            call.properties = hit.properties.filter { $0.key != "again" }
            call.properties["title"] = hit.name
        case .content: call = track("Content Viewed", hit, naming: "content")
        case .download: call = track("Content Downloaded", hit, naming: "content")
        case .form:
            call = track("Form Submitted", hit, naming: "form")
            call.person = hit.person
        case .track:
            guard let name = hit.name else { return nil }
            call = TrackingCall(
                .track, name: name, messageID: messageID(hit), at: hit.at, properties: hit.properties)
        case .identify:
            guard hit.name != nil || hit.person?.fields.isEmpty == false else { return nil }
            call = TrackingCall(.identify, userID: hit.name, at: hit.at)
            call.person = hit.person
        case .time, .consent, .reset: return nil
        }
        return call
    }

    private func track(_ event: String, _ hit: SiteHit, naming property: String) -> TrackingCall {
        var properties = hit.properties
        properties[property] = hit.name
        return TrackingCall(.track, name: event, messageID: messageID(hit), at: hit.at, properties: properties)
    }

    /// Apart from those that programs choose.
    private func messageID(_ hit: SiteHit) -> String { "web:\(hit.id)" }
}

extension TrackingCall {
    fileprivate mutating func take(_ touch: Touch) {
        channel = touch.channel.rawValue
        campaign = touch.campaign
        source = touch.source
        properties.merge(touch.properties) { own, _ in own }
    }
}

extension ImportedContact {
    fileprivate var email: String? { fields[ContactField.email.rawValue] }
}
