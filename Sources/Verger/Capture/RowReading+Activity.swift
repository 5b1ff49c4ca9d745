extension RowReading {
    /// The activities of one plan in this row: none, one, or `times`.
    mutating func activities(_ plan: RowPlan.Activity, of contact: String?) -> [ImportedActivity] {
        guard plan.conditions.allSatisfy({ passes($0.test, text($0.source)) }) else { return [] }
        guard let kind = kind(plan), let at = at(plan), let count = count(plan.times) else { return [] }
        var activity = ImportedActivity(contact: contact, at: at, kind: kind.name)
        activity.channel = text(plan.channel)
        activity.campaign = text(plan.campaign)
        activity.messageID = text(plan.messageID)
        activity.voids = text(plan.voids)
        activity.currency = currency(plan.currency)
        activity.amount = plan.amount.flatMap { number($0) }
        activity.properties = properties(plan, of: kind)
        activity = activity.withToldTouch
        if rules.plan.kind == .payments || rules.plan.kind == .contacts { settle(&activity, plan) }
        guard let activity = proven(activity, plan.kind) else { return [] }
        return (0..<count).reversed().map { index in
            var copy = activity
            copy.at = at - Int64(index) * plan.apart
            if index > 0 { copy.messageID = activity.messageID.map { "\($0)-\(index)" } }
            return copy
        }
    }

    private func passes(_ test: ActivityMap.Test, _ text: String?) -> Bool {
        switch test {
        case .isEmpty: text == nil
        case .isNotEmpty: text != nil
        case .isOneOf(let values): text.map { values.contains($0.folded) } ?? false
        }
    }

    private mutating func kind(_ plan: RowPlan.Activity) -> ActivityKind? {
        guard let name = text(plan.kind) else {
            if rules.plan.kind != .contacts { refuse(RowSentences.noKind, plan.kind) }
            return nil
        }
        if let kind = rules.settings.kinds[name] { return kind }
        refuse(RowSentences.unknownKind(name, rules.settings.kinds), plan.kind, value: name)
        return nil
    }

    /// In a file of contacts, an activity without a date did not happen.
    private mutating func at(_ plan: RowPlan.Activity) -> Instant? {
        if let at = instant(plan.at) { return at }
        if rules.plan.kind != .contacts, text(plan.at) == nil { refuse(RowSentences.noDate, plan.at) }
        return nil
    }

    private mutating func count(_ times: RowPlan.Source?) -> Int? {
        guard let times else { return 1 }
        guard let number = number(times) else { return nil }
        let count = number.millionths / Number.unit
        if count > Int64(ActivityMap.mostTimes) {
            warn(RowSentences.tooManyTimes, times, value: number.description)
        }
        return Int(max(0, min(count, Int64(ActivityMap.mostTimes))))
    }

    private mutating func currency(_ source: RowPlan.Source?) -> String? {
        guard let source, let text = text(source) else { return nil }
        if Currency.isSame(text, as: rules.settings.currency) { return Currency.code(rules.settings.currency) }
        refuse(RowSentences.otherCurrency(rules.settings.currency), source, value: text)
        return nil
    }

    private mutating func properties(_ plan: RowPlan.Activity, of kind: ActivityKind) -> [String: String] {
        var properties: [String: String] = [:]
        for (name, source) in plan.properties {
            guard let type = kind.properties[name] else {
                guard let text = text(source) else { continue }
                properties[name] = text
                reportUndeclared(name, kind, source)
                continue
            }
            properties[name] = value(source, as: type)
        }
        return properties
    }

    private mutating func reportUndeclared(_ name: String, _ kind: ActivityKind, _ source: RowPlan.Source) {
        guard !reported.contains(name), undeclared.insert(name).inserted else { return }
        warn(RowSentences.undeclared(name, kind), source)
    }

    /// A negative payment is a refund; in a file of payments an amount is needed.
    private mutating func settle(_ activity: inout ImportedActivity, _ plan: RowPlan.Activity) {
        guard activity.kind == "payment_received" else { return }
        guard let amount = activity.amount else {
            if rules.plan.kind == .payments, text(plan.amount) == nil { refuse(RowSentences.noAmount, plan.amount) }
            return
        }
        if amount < .zero {
            activity.kind = "payment_refunded"
            activity.amount = -amount
        }
    }
}
