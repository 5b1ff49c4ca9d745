import Verger

/// Walks through a plan and joins the sets that its queries give.
final class SetWalk {
    private let connection: any SQLConnection
    private let query: SetQuery
    private var known: ContactBits?

    init(_ connection: any SQLConnection, _ query: SetQuery) {
        self.connection = connection
        self.query = query
    }

    func set(of plan: SetPlan) throws -> ContactBits {
        switch plan {
        case .those, .not: return try all([plan])
        case .all(let parts): return try all(parts)
        case .any(let parts):
            var union = ContactBits()
            for part in parts { union.formUnion(try set(of: part)) }
            return union
        }
    }

    /// Those who hold what is asked for, then without those who must not: everyone is read only where nothing else is.
    private func all(_ parts: [SetPlan]) throws -> ContactBits {
        var result: ContactBits?
        var allExist = false
        for part in parts {
            if result?.isEmpty == true { break }
            let next: ContactBits
            switch part {
            case .not: continue
            case .those(let query, let existing):
                next = try those(query)
                allExist = allExist || existing
            case .all, .any:
                next = try set(of: part)
                allExist = true
            }
            if result == nil { result = next } else { result?.formIntersection(next) }
        }
        var rest = try result ?? everyone()
        if !allExist, result != nil, !rest.isEmpty { rest.formIntersection(try everyone()) }
        for case .not(let part) in parts where !rest.isEmpty { rest.subtract(try set(of: part)) }
        return rest
    }

    private func everyone() throws -> ContactBits {
        if let known { return known }
        let all = try those(query.everyone())
        known = all
        return all
    }

    private func those(_ query: SQLFragment) throws -> ContactBits {
        var bits = ContactBits()
        try connection.scan(query.text, query.arguments.map(\.bound)) { row in
            bits.insert(row.integer(0))
            return true
        }
        return bits
    }
}
