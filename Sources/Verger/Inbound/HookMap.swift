/// What the bodies that a program sends become: whose they are, and what happened.
package struct HookMap: Sendable {
    /// The list whose items are read one by one; nil for the body itself, or its items where it is a list.
    package let each: BodyPath?
    /// Which of them are meant; nil for all.
    package let only: BodyTest?
    /// By `ContactField` raw value, name of a field of the workspace, `name` or `company`.
    package let contact: [(field: String, value: BodyValue)]
    /// Nil where nothing happened but that somebody is known.
    package let kind: ActivityKind?
    package let at: BodyValue?
    package let messageID: BodyValue?
    package let amount: BodyValue?
    package let currency: BodyValue?
    package let channel: BodyValue?
    package let campaign: BodyValue?
    package let properties: [(name: String, value: BodyValue)]

    /// What is read one by one of a body; nil when the list is not there.
    package func parts(of body: Document) -> [Document]? {
        guard let each else { return body.items ?? [body] }
        let found = each.value(in: body, root: body)
        return found?.items ?? (found?.pairs != nil ? found.map { [$0] } : nil)
    }

    /// Whether programs may say that this happened: not what only a person of the house knows, nor a consent, which is given
    /// in words that one has read.
    package static func isAllowed(_ kind: ActivityKind) -> Bool {
        kind.direction != .internalOnly && kind.name != "consent_granted"
    }
}

/// A place of the map, each with a field of its own in the form.
package enum HookSlot: String, CaseIterable, Sendable {
    case each, only
    case email
    case externalID = "external_id"
    case name
    case firstName = "first_name"
    case lastName = "last_name"
    case phone, company
    case jobTitle = "job_title"
    case at
    case messageID = "message_id"
    case amount, currency, channel, campaign

    /// Those that describe the person.
    package static let person: [HookSlot] = [
        .email, .externalID, .name, .firstName, .lastName, .phone, .company, .jobTitle,
    ]
    package static let fact: [HookSlot] = [.at, .messageID, .amount, .currency, .channel, .campaign]
}

/// A map as somebody wrote it: paths as texts.
package struct HookMapDraft: Hashable, Sendable {
    package var slots: [HookSlot: String]
    /// The name of a kind of activity; empty for none.
    package var kind: String
    /// More fields of the contact: `city = address.city`, a line for each.
    package var fields: String
    /// `plan = data.plan`, a line for each.
    package var properties: String

    package init(_ slots: [HookSlot: String] = [:], kind: String = "", fields: String = "", properties: String = "") {
        self.slots = slots.filter { $0.value.trimmedOrNil != nil }
        self.kind = kind
        self.fields = fields
        self.properties = properties
    }

    package var document: Document {
        .object([
            (
                "slots",
                .object(
                    HookSlot.allCases.compactMap { slot in slots[slot].map { (slot.rawValue, .text($0)) } })
            ), ("kind", .text(kind)), ("fields", .text(fields)), ("properties", .text(properties)),
        ])
    }

    package init(_ document: Document) {
        var slots: [HookSlot: String] = [:]
        for slot in HookSlot.allCases { slots[slot] = document["slots"]?[slot.rawValue]?.text }
        self.init(
            slots, kind: document["kind"]?.text ?? "", fields: document["fields"]?.text ?? "",
            properties: document["properties"]?.text ?? "")
    }

    /// The map that it describes, and all that is wrong with it, each under the name of its field. What is wrong is left out
    /// of the map, so that one sees what the rest would do.
    package func compiled(
        types: [String: ValueType], kinds: [String: ActivityKind]
    ) -> (map: HookMap, problems: [Problem]) {
        var reading = HookMapReading(types: types, kinds: kinds)
        let map = reading.map(of: self)
        return (map, reading.problems)
    }
}

/// Compiles a draft.
private struct HookMapReading {
    let types: [String: ValueType]
    let kinds: [String: ActivityKind]
    var problems: [Problem] = []

    /// Lines of a text of pairs.
    private static let mostLines = 100

    mutating func map(of draft: HookMapDraft) -> HookMap {
        func text(_ slot: HookSlot) -> String? { draft.slots[slot]?.trimmedOrNil }
        var contact: [(field: String, value: BodyValue)] = []
        for slot in HookSlot.person {
            if let value = value(text(slot), slot.rawValue) { contact.append((slot.rawValue, value)) }
        }
        for (line, name, value) in pairs(draft.fields, "fields") {
            if let problem = fieldProblem(name) {
                problems.append(Problem(problem, path: "fields", place: Place(line: line, column: 1)))
            } else {
                contact.append((name, value))
            }
        }
        if text(.email) == nil, text(.externalID) == nil {
            problems.append(Problem(HookSentences.nobody, path: HookSlot.email.rawValue))
        }
        let properties = pairs(draft.properties, "properties").compactMap { line, name, value in
            name.trackedName.map { ($0, value) }
        }
        return HookMap(
            each: read(text(.each), "each", BodyPathReader.path), only: read(text(.only), "only", BodyPathReader.test),
            contact: contact, kind: kind(draft.kind), at: value(text(.at), "at"),
            messageID: value(text(.messageID), "message_id"), amount: value(text(.amount), "amount"),
            currency: value(text(.currency), "currency"), channel: value(text(.channel), "channel"),
            campaign: value(text(.campaign), "campaign"), properties: properties)
    }

    private mutating func kind(_ name: String) -> ActivityKind? {
        guard let name = name.trimmedOrNil else { return nil }
        guard let kind = kinds[name] else {
            problems.append(Problem(HookSentences.noKind(name), path: "kind"))
            return nil
        }
        guard HookMap.isAllowed(kind) else {
            problems.append(Problem(HookSentences.notAllowed(kind), path: "kind"))
            return nil
        }
        return kind
    }

    private func fieldProblem(_ name: String) -> Sentence? {
        if HookSlot.person.contains(where: { $0.rawValue == name }) { return HookSentences.ownPlace }
        let known = ContactField.allCases.map(\.rawValue).filter { $0 != "owner" && $0 != "created_at" }
        guard !known.contains(name), types[name] == nil else { return nil }
        return HookSentences.noField(name, near: suggestion(for: name, among: known + types.keys.sorted()))
    }

    private mutating func value(_ text: String?, _ path: String) -> BodyValue? {
        read(text, path, BodyPathReader.value)
    }

    private mutating func read<T>(_ text: String?, _ path: String, _ reading: (String) throws -> T) -> T? {
        guard let text else { return nil }
        do {
            return try reading(text)
        } catch let problem as Problem {
            problems.append(Problem(problem.sentence, path: path, place: problem.place))
            return nil
        } catch {
            return nil
        }
    }

    /// `name = path` on each line; blank ones and those that begin with `#` say nothing.
    private mutating func pairs(_ text: String, _ path: String) -> [(line: Int, name: String, value: BodyValue)] {
        var result: [(line: Int, name: String, value: BodyValue)] = []
        for (index, line) in text.plainLines.enumerated() {
            let number = index + 1
            guard let written = line.trimmedOrNil, !written.hasPrefix("#") else { continue }
            guard number <= HookMapReading.mostLines else {
                problems.append(
                    Problem(HookSentences.tooManyLines, path: path, place: Place(line: number, column: 1)))
                break
            }
            guard let equals = line.firstIndex(of: "="), let name = line[..<equals].trimmed.trimmedOrNil else {
                problems.append(Problem(HookSentences.noPair, path: path, place: Place(line: number, column: 1)))
                continue
            }
            do {
                result.append((number, name, try BodyPathReader.value(String(line[line.index(after: equals)...]))))
            } catch {
                let column = line[...equals].unicodeScalars.count + (error.place?.column ?? 1)
                problems.append(
                    Problem(error.sentence, path: path, place: Place(line: number, column: column)))
            }
        }
        return result
    }
}
