extension ResolvedTerm {
    /// The term as an SQL expression, null when missing: texts folded, numbers in millionths, dates in microseconds.
    func sql(in query: inout SetQuery, alias: String = "a") -> SQLFragment {
        switch self {
        case .constant(let value): return value.sql
        case .slot(let slot): return query.column(of: query.rules.slots[slot])
        case .consent(let selector): return query.consent(selector)
        case .stage(let highest):
            return highest ? "(s.highest * 1000000)" : "(s.stage * 1000000)"
        case .temperature: return "s.temperature"
        case .excluded: return "s.excluded"
        case .score(.fit): return "(s.fit * 100000)"
        case .score(.engagement): return "(s.engagement * 100000)"
        case .score(.total): return "((s.fit + s.engagement) * 100000)"
        case .figure(let figure): return figure.sql(in: &query)
        case .activity(let field): return field.sql(in: query, alias: alias)
        case .sum(let left, let right):
            return "(\(left.sql(in: &query, alias: alias)) + \(right.sql(in: &query, alias: alias)))"
        case .difference(let left, let right):
            return "(\(left.sql(in: &query, alias: alias)) - \(right.sql(in: &query, alias: alias)))"
        }
    }
}

extension ResolvedTerm {
    /// Whether it is a column as it stands, that an index may serve.
    var isColumn: Bool { if case .slot = self { true } else { false } }

    /// Its value for someone to whom nothing happened, when it is made of counts, sums and numbers only.
    var valueOfNothing: Number? {
        switch self {
        case .constant(.number(let number)): return number
        case .figure(let figure): return [.sum, .count].contains(figure.function) ? .zero : nil
        case .sum(let left, let right):
            guard let a = left.valueOfNothing, let b = right.valueOfNothing else { return nil }
            return a + b
        case .difference(let left, let right):
            guard let a = left.valueOfNothing, let b = right.valueOfNothing else { return nil }
            return a - b
        default: return nil
        }
    }
}

extension SQLFragment {
    /// This test of `value`, false where that is null. Unlike COALESCE it leaves the comparison in sight of the engine's
    /// planner, which may have an index for it.
    func ifPresent(_ value: SQLFragment) -> SQLFragment { "(\(value) IS NOT NULL AND \(self))" }
}

extension Value {
    /// Bound, in the form in which it is compared.
    var sql: SQLFragment {
        switch self {
        case .text(let text): "\(text)"
        case .number(let number): "\(number.millionths)"
        case .date(let instant): "\(instant.microseconds)"
        case .boolean(let flag): "\(flag ? 1 : 0 as Int64)"
        }
    }
}

extension SetQuery {
    /// The column that holds the comparable form of a profile value.
    mutating func column(of slot: Slot) -> SQLFragment {
        switch slot.source {
        case .emailDomain: return contactColumn("email_domain")
        case .field(.contact(.createdAt)): return contactColumn("created_at")
        case .field(.contact(let field)): return contactColumn(field.rawValue + "_key")
        case .field(.company(.size)): return companyColumn("size_key")
        case .field(.company(let field)): return companyColumn(field.rawValue + "_key")
        case .field(.custom(let name)):
            let keys = contactColumn("field_keys").text
            return SQLFragment(
                stringLiteral: slot.type == .text ? dialect.jsonText(keys, name) : dialect.jsonInteger(keys, name))
        }
    }

    /// The state of the consent on a channel: that of the latest activity about it.
    func consent(_ selector: Int) -> SQLFragment {
        """
        COALESCE((SELECT CASE WHEN a.kind = 'consent_granted' THEN 'granted' ELSE 'refused' END FROM activity a \
        WHERE a.contact = s.contact AND \(activities(of: selector)) ORDER BY a.at DESC, a.id DESC LIMIT 1), 'unknown')
        """
    }
}

extension ActivityField {
    func sql(in query: SetQuery, alias: String) -> SQLFragment {
        let keys = "COALESCE(\(alias).property_keys, \(alias).properties)"
        switch self {
        case .channel: return "COALESCE(\(name: alias).channel_key, \(name: alias).channel)"
        case .campaign: return "COALESCE(\(name: alias).campaign_key, \(name: alias).campaign)"
        case .currency: return "LOWER(\(name: alias).currency)"
        case .amount: return "\(name: alias).amount"
        case .at: return "\(name: alias).at"
        case .direction:
            let stated = SQLFragment(stringLiteral: query.dialect.jsonText(keys, "direction"))
            let byKind = query.rules.kinds.map { "WHEN \($0.name) THEN \($0.direction.rawValue)" as SQLFragment }
            return "COALESCE(\(stated), CASE \(name: alias).kind \(byKind.joined(separator: " ")) END)"
        case .property(let name, let type, let declaring):
            // The level has a column of its own, which the index of kinds holds.
            let text = name == "level" ? "\(alias).level_key" : query.dialect.jsonText(keys, name)
            let read = SQLFragment(
                stringLiteral: type == .text ? text : query.dialect.jsonInteger(keys, name))
            guard !declaring.isEmpty else { return read }
            let kinds = query.rules.kinds.filter {
                declaring.contains(query.rules.kindNumbers[$0.name] ?? KindSet.unknown)
            }
            let names = kinds.map { "\($0.name)" as SQLFragment }.joined(separator: ", ")
            return "CASE WHEN \(name: alias).kind IN (\(names)) THEN \(read) END"
        }
    }
}

extension Figure {
    func sql(in query: inout SetQuery) -> SQLFragment {
        let source: SQLFragment =
            "FROM activity a WHERE \(query.activities(of: selector)) AND \(query.condition(of: window))"
        guard let field else {
            let column = query.column(
                ofFigure: text, "SELECT a.contact, COUNT(*) AS value \(source) GROUP BY a.contact")
            return "(COALESCE(\(name: column), 0) * 1000000)"
        }
        let value = field.sql(in: query, alias: "a")
        switch function {
        case .sum:
            let column = query.column(
                ofFigure: text,
                "SELECT a.contact, SUM(\(value)) AS value \(source) AND \(value) IS NOT NULL GROUP BY a.contact")
            return "COALESCE(\(name: column), 0)"
        case .max, .min:
            let name: SQLFragment = function == .max ? "MAX" : "MIN"
            let column = query.column(
                ofFigure: text,
                "SELECT a.contact, \(name)(\(value)) AS value \(source) AND \(value) IS NOT NULL GROUP BY a.contact")
            return SQLFragment(stringLiteral: column)
        case .latest, .count:
            return """
                (SELECT \(value) \(source) AND a.contact = s.contact AND \(value) IS NOT NULL \
                ORDER BY a.at DESC, a.id DESC LIMIT 1)
                """
        }
    }
}

extension Filter {
    func sql(in query: inout SetQuery, alias: String) -> SQLFragment {
        switch self {
        case .always: "TRUE"
        case .never: "FALSE"
        case .all(let parts):
            "(\(parts.map { $0.sql(in: &query, alias: alias) }.joined(separator: " AND ")))"
        case .any(let parts):
            "(\(parts.map { $0.sql(in: &query, alias: alias) }.joined(separator: " OR ")))"
        case .not(let part): "NOT \(part.sql(in: &query, alias: alias))"
        case .test(let criterion): criterion.sql(in: &query)
        case .consent(let channel):
            "COALESCE(\(name: alias).channel_key, \(name: alias).channel, 'email') = \(channel)"
        }
    }
}
