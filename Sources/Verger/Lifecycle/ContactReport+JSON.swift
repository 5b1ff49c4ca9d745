extension ContactReport {
    /// The document of `explain --json` and of the API, after `contact`. Instants are ISO 8601 in UTC.
    package func json(contact: Document, in language: Language) -> Document {
        let contributions = lines.map { line in
            Document.object([
                ("rule", .text(line.rule)), ("axis", .text(line.axis.rawValue)),
                ("points", .number(Number(tenths: line.tenths))),
                ("activity", line.activity.map { $0.json(zone: zone) } ?? .null),
            ])
        }
        return .object([
            ("contact", contact),
            ("asOf", .text(asOf.iso8601)),
            ("stage", .text(orNull: standing.stage.map { stages[$0].id })),
            ("since", standing.stage == nil ? .null : .text(standing.since.iso8601)),
            ("highest", .text(orNull: standing.highest.map { stages[$0].id })),
            ("excluded", Document(.boolean(standing.isExcluded))),
            (
                "score",
                .object([
                    ("fit", .number(Number(tenths: standing.score.fit))),
                    ("engagement", .number(Number(tenths: standing.score.engagement))),
                    ("total", .number(Number(tenths: standing.score.fit + standing.score.engagement))),
                    ("grade", .text(grade)), ("contributions", .list(contributions)),
                ])
            ),
            ("temperature", .text(orNull: standing.temperature?.rawValue)),
            ("because", .list(because.map { $0.topParts.map { $0.json(zone: zone, in: language) } } ?? [])),
            ("missing", .list(missing.map { $0.topParts.map { $0.json(zone: zone, in: language) } } ?? [])),
            ("validUntil", .text(orNull: standing.validUntil?.iso8601)),
            (
                "history",
                .list(
                    history.map { step in
                        .object([
                            ("at", .text(step.at.iso8601)), ("stage", .text(orNull: step.stage.map { stages[$0].id })),
                        ])
                    })
            ),
        ])
    }
}

extension Explanation {
    /// The parts of a conjunction, else the whole.
    package var topParts: [Explanation] { joint == .all ? parts : [self] }

    package func json(zone: Zone, in language: Language) -> Document {
        var pairs: [(String, Document)] = [
            ("condition", .text(text)), ("phrase", .text(phrase.text(in: language))),
            ("holds", Document(.boolean(holds))),
        ]
        if let name { pairs.append(("name", .text(name.text(in: language)))) }
        if !proofs.isEmpty { pairs.append(("proofs", .list(proofs.map { $0.json(zone: zone) }))) }
        if let count { pairs.append(("count", .number(count))) }
        if let missing { pairs.append(("missing", .text(missing.text(in: language)))) }
        if let until { pairs.append(("until", .text(until.iso8601))) }
        if let joint {
            pairs.append(("joint", .text(joint.rawValue)))
            pairs.append(("parts", .list(parts.map { $0.json(zone: zone, in: language) })))
        }
        return .object(pairs)
    }
}

extension Proof {
    func json(zone: Zone) -> Document {
        switch self {
        case .activity(let activity): .object([("activity", activity.json(zone: zone))])
        case .bound(let activity): .object([("bound", activity.json(zone: zone))])
        case .value(let name, let value): .object([("field", .text(name)), ("value", .text(orNull: value))])
        }
    }
}

extension Activity {
    /// As the API gives it.
    package func json(zone: Zone) -> Document {
        var pairs: [(String, Document)] = [
            ("id", .number(Int(id))), ("at", .text(at.iso8601)), ("kind", .text(kind)),
        ]
        if let channel { pairs.append(("channel", .text(channel))) }
        if let campaign { pairs.append(("campaign", .text(campaign))) }
        if let amount { pairs.append(("amount", .number(amount))) }
        if let currency { pairs.append(("currency", .text(currency))) }
        if let messageID { pairs.append(("messageId", .text(messageID))) }
        if let voids { pairs.append(("voids", .text(voids))) }
        if !properties.isEmpty {
            let sorted = properties.sorted { $0.key < $1.key }
            pairs.append(("properties", .object(sorted.map { ($0.key, .text($0.value)) })))
        }
        return .object(pairs)
    }
}
