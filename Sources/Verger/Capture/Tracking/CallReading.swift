/// The reading of one call.
struct CallReading {
    private static let idLength = 255
    private static let nameLength = 255

    private let document: Document
    private let kind: TrackingCall.Kind
    private let envelope: Envelope
    private let path: String
    private let receivedAt: Instant
    private let phone: (String) -> String?

    init(
        _ document: Document, _ kind: TrackingCall.Kind, _ envelope: Envelope, path: String, receivedAt: Instant,
        phone: @escaping (String) -> String?
    ) {
        self.document = document
        self.kind = kind
        self.envelope = envelope
        self.path = path
        self.receivedAt = receivedAt
        self.phone = phone
    }

    func call() throws(Problem) -> TrackingCall {
        var call = TrackingCall(kind, at: try instant())
        call.userID = try id("userId")
        call.anonymousID = try id("anonymousId")
        call.messageID = try text("messageId", atMost: CallReading.idLength)
        guard call.userID != nil || call.anonymousID != nil else {
            throw Problem(TrackingSentences.nobody, path: at("userId"))
        }
        let context = document["context"] ?? envelope.context
        switch kind {
        case .track:
            call.name = try text("event", atMost: CallReading.nameLength)
            guard call.name != nil else { throw Problem(TrackingSentences.noEvent, path: at("event")) }
        case .page, .screen: call.name = try text("name", atMost: CallReading.nameLength)
        case .alias:
            call.previousID = try id("previousId")
            guard call.previousID != nil else { throw Problem(TrackingSentences.noPrevious, path: at("previousId")) }
            guard call.userID != nil else { throw Problem(TrackingSentences.noUser, path: at("userId")) }
        case .identify, .group: break
        }
        try describe(&call, context)
        return call
    }

    // MARK: What it says

    private func describe(_ call: inout TrackingCall, _ context: Document?) throws(Problem) {
        switch kind {
        case .track, .page, .screen:
            call.properties = try flat("properties", limit: TrackedValues.limit)
            describeContext(&call, context)
            let email = context?["traits"]?["email"]?.text.flatMap { EmailAddress($0) }
            if let email { call.person = ImportedContact(fields: [ContactField.email.rawValue: email.address]) }
        case .identify: call.person = ImportedContact(traits: try traits(), phone: phone)
        case .group:
            let group = try id("groupId")
            guard let group else { throw Problem(TrackingSentences.noGroup, path: at("groupId")) }
            call.company = ImportedCompany(groupTraits: try traits(), id: group)
        case .alias: break
        }
        if let locale = context?["locale"]?.text,
            let language = locale.split(whereSeparator: { "-_".contains($0) }).first,
            (2...3).contains(language.count)
        {
            call.language = language.lowercased()
        }
    }

    /// Where it happened, and the campaign that brought the visitor. Neither the address of the device nor its browser is
    /// kept: nothing needs them.
    private func describeContext(_ call: inout TrackingCall, _ context: Document?) {
        if kind != .track {
            if call.properties["name"] == nil { call.properties["name"] = call.name }
            if call.properties["category"] == nil, let category = document["category"]?.text, !category.isEmpty {
                call.properties["category"] = category.withoutNUL
            }
        }
        for name in ["url", "path", "title", "referrer", "search"] {
            guard call.properties[name] == nil, let text = context?["page"]?[name]?.text, !text.isEmpty else {
                continue
            }
            call.properties[name] = text.withoutNUL
        }
        let campaign = context?["campaign"]
        call.campaign = campaign?["name"]?.text?.trimmedOrNil?.withoutNUL
        call.channel = (campaign?["medium"]?.text ?? document["channel"]?.text)?.trimmedOrNil?.withoutNUL
        for name in ["source", "medium", "term", "content"] {
            if let text = campaign?[name]?.text?.trimmedOrNil { call.properties["utm_" + name] = text.withoutNUL }
        }
    }

    private func traits() throws(Problem) -> Document {
        guard let traits = document["traits"], !traits.isNull else { return .object([]) }
        guard traits.pairs != nil else { throw Problem(TrackingSentences.notAnObject, path: at("traits")) }
        return traits
    }

    private func flat(_ key: String, limit: Int) throws(Problem) -> [String: String] {
        guard let values = document[key], !values.isNull else { return [:] }
        guard values.pairs != nil else { throw Problem(TrackingSentences.notAnObject, path: at(key)) }
        let flat = TrackedValues.texts(of: values)
        guard flat.count <= limit else { throw Problem(TrackingSentences.tooMany(limit), path: at(key)) }
        return flat
    }

    // MARK: When

    /// By this server's clock: the sender's may be wrong, but not the time it says went by since. `timestamp` beside
    /// `originalTimestamp` was corrected before.
    private func instant() throws(Problem) -> Instant {
        let timestamp = try instant("timestamp")
        let original = try instant("originalTimestamp")
        guard let said = timestamp ?? original else { return receivedAt }
        let isCorrected = envelope.isHistory || (timestamp != nil && original != nil)
        guard !isCorrected, let sentAt = document["sentAt"].flatMap({ Instant(tracked: $0) }) ?? envelope.sentAt else {
            return min(said, receivedAt)
        }
        return min(receivedAt - (sentAt - said), receivedAt)
    }

    private func instant(_ key: String) throws(Problem) -> Instant? {
        guard let value = document[key], !value.isNull else { return nil }
        guard let instant = Instant(tracked: value), instant > CallReading.earliest else {
            throw Problem(TrackingSentences.badInstant, path: at(key))
        }
        return instant
    }

    /// 1970: before, something went wrong.
    private static let earliest = Instant(seconds: 0)

    // MARK: Who

    /// Nil when missing, or one that programs send by mistake, which would make one of many people.
    private func id(_ key: String) throws(Problem) -> String? {
        guard let id = try text(key, atMost: CallReading.idLength) else { return nil }
        return CallReading.mistakes.contains(id.lowercased()) ? nil : id
    }

    private static let mistakes: Set<String> = [
        "undefined", "null", "nil", "none", "nan", "true", "false", "0", "[object object]", "anonymous", "guest",
        "distinct_id", "not_authenticated", "unknown", "00000000-0000-0000-0000-000000000000",
    ]

    private func text(_ key: String, atMost length: Int) throws(Problem) -> String? {
        guard let value = document[key], !value.isNull else { return nil }
        guard let text = value.text else { throw Problem(TrackingSentences.notAText, path: at(key)) }
        guard text.utf8.count <= length || text.count <= length else {
            throw Problem(TrackingSentences.tooLong(length), path: at(key))
        }
        return text.trimmedOrNil?.withoutNUL
    }

    private func at(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
