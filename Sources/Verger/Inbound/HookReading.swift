/// What one body becomes under a map: item by item, with what is wrong.
package struct HookReading: Sendable {
    /// One part of the body.
    package struct Item: Sendable {
        package enum State: Sendable {
            /// The map does not mean it.
            case ignored
            case read(ImportedContact, ImportedActivity?)
            /// It can't be taken; `problems` tells why.
            case refused
        }

        /// From 1.
        package let number: Int
        package let state: State
        /// Where it was read, warnings: what was left out.
        package let problems: [Problem]
        /// The part itself, to be told from another one.
        package let text: String
    }

    package let items: [Item]
    /// What keeps the body as a whole from being read.
    package let problem: Problem?

    package static let mostItems = 500

    /// What a map is applied with.
    package struct Setting {
        let zone: Zone
        let currency: String
        let receivedAt: Instant
        let reader: ProfileReader

        package init(zone: Zone, currency: String, receivedAt: Instant, reader: ProfileReader) {
            self.zone = zone
            self.currency = currency
            self.receivedAt = receivedAt
            self.reader = reader
        }
    }

    package init(of body: Document, by map: HookMap, _ setting: Setting) {
        guard let parts = map.parts(of: body) else {
            items = []
            problem = Problem(HookSentences.noList, path: "each")
            return
        }
        guard parts.count <= HookReading.mostItems else {
            items = []
            problem = Problem(HookSentences.tooManyItems, path: "each")
            return
        }
        problem = nil
        items = parts.enumerated().map { index, part in
            var reading = ItemReading(part: part, root: body, map: map, setting: setting, reader: setting.reader)
            return reading.item(index + 1)
        }
    }
}

private struct ItemReading {
    let part: Document
    let root: Document
    let map: HookMap
    let setting: HookReading.Setting
    var reader: ProfileReader
    var problems: [Problem] = []

    mutating func item(_ number: Int) -> HookReading.Item {
        func made(_ state: HookReading.Item.State) -> HookReading.Item {
            HookReading.Item(number: number, state: state, problems: problems, text: part.json())
        }
        guard part.pairs != nil else {
            problems.append(Problem(HookSentences.notAnObject))
            return made(.refused)
        }
        if let only = map.only, !only.holds(in: part, root: root) { return made(.ignored) }
        let contact = described()
        problems += reader.problems.map(\.asWarning)
        let isSomebody =
            contact.fields[ContactField.email.rawValue] != nil
            || contact.fields[ContactField.externalID.rawValue] != nil
        guard isSomebody else {
            let isTold = problems.contains { $0.path == "email" || $0.path == "external_id" }
            problems = problems.map { $0.path == "email" || $0.path == "external_id" ? $0.asError : $0 }
            if !isTold { problems.append(Problem(HookSentences.nobodyFound, path: "email")) }
            return made(.refused)
        }
        guard let kind = map.kind else { return made(.read(contact, nil)) }
        let activity = fact(kind)
        return made(.read(contact, activity))
    }

    // MARK: Who

    private mutating func described() -> ImportedContact {
        var contact = ImportedContact()
        let country = map.contact.first { $0.field == ContactField.country.rawValue }.flatMap {
            text($0.value, "country")
        }
        for (field, value) in map.contact {
            guard let text = text(value, field) else { continue }
            switch (HookSlot(rawValue: field), ContactField(rawValue: field)) {
            case (.company, _): contact.company = ImportedCompany(fields: [CompanyField.name.rawValue: short(text)])
            case (.name, _): takeName(text, &contact)
            case (_, let known?):
                contact.fields[field] = reader.value(
                    known == .email || known == .phone ? text : short(text), of: known, country: country, at: field)
            case (_, nil): contact.fields[field] = reader.value(short(text), ofCustom: field, at: field)
            }
        }
        return contact
    }

    /// First and last name at once; either of its own place comes before.
    private func takeName(_ text: String, _ contact: inout ImportedContact) {
        let words = short(text).split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
        let (first, last) = (ContactField.firstName.rawValue, ContactField.lastName.rawValue)
        if words.count == 2, contact.fields[first] == nil { contact.fields[first] = words[0] }
        if let name = words.last, contact.fields[last] == nil { contact.fields[last] = name }
    }

    private func short(_ text: String) -> String { String(text.prefix(500)) }

    // MARK: What

    private mutating func fact(_ kind: ActivityKind) -> ImportedActivity {
        var activity = ImportedActivity(at: instant(), kind: kind.name)
        activity.messageID = map.messageID.flatMap { text($0, "message_id") }
        activity.channel = map.channel.flatMap { text($0, "channel") }.map(short)
        activity.campaign = map.campaign.flatMap { text($0, "campaign") }.map(short)
        for (name, value) in map.properties { activity.properties[name] = text(value, "properties") }
        takeAmount(&activity)
        return activity
    }

    /// By this server's clock: nothing is later than its arrival.
    private mutating func instant() -> Instant {
        guard let value = map.at, let text = text(value, "at") else { return setting.receivedAt }
        let number = Document(.number(text))
        let said = Instant(iso8601: text, in: setting.zone) ?? Instant(tracked: number)
        guard let said, said > Instant(seconds: 0) else {
            problems.append(Problem(HookSentences.badInstant(text), severity: .warning, path: "at"))
            return setting.receivedAt
        }
        return min(said, setting.receivedAt)
    }

    /// In the workspace's currency; an amount in another one stays a property.
    private mutating func takeAmount(_ activity: inout ImportedActivity) {
        guard let value = map.amount, let text = text(value, "amount") else { return }
        guard let read = try? AmountReader(decimal: nil).amount(text) else {
            problems.append(Problem(HookSentences.badAmount(text), severity: .warning, path: "amount"))
            return
        }
        let amount = Number(millionths: read.number.millionths / Int64(value.divisor ?? 1))
        let said = map.currency.flatMap { self.text($0, "currency") }?.uppercased() ?? read.currency
        if said.map({ Currency.isSame($0, as: setting.currency) }) ?? true {
            activity.amount = amount
            activity.currency = said == nil ? nil : setting.currency
        } else {
            activity.properties["amount"] = amount.description
            activity.properties["currency"] = said
            problems.append(
                Problem(HookSentences.otherCurrency(said ?? "", setting.currency), severity: .warning, path: "currency")
            )
        }
    }

    private mutating func text(_ value: BodyValue, _ path: String) -> String? {
        do {
            return try value.text(in: part, root: root)
        } catch {
            problems.append(Problem(HookSentences.sentence(of: error), severity: .warning, path: path))
            return nil
        }
    }
}

extension Problem {
    fileprivate var asWarning: Problem { Problem(sentence, severity: .warning, path: path, place: place) }
    fileprivate var asError: Problem { Problem(sentence, severity: .error, path: path, place: place) }
}
