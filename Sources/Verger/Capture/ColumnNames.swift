/// Recognises the columns of a file by their names: the canonical ones, and what people write in French and English.
package struct ColumnNames: Sendable {
    private let kind: ImportKind
    /// The workspace's own fields, by compact name.
    private let fields: [String: String]
    /// Everyday names, by compact name.
    private let aliases: [String: Alias]

    struct Alias: Sendable {
        let target: ColumnTarget
        /// Gives way when another column has the same target: `id` beside `external_id`, `siret` beside `siren`.
        var isWeak = false
    }

    /// `fields` are the names of the workspace's own fields.
    package init(kind: ImportKind, fields: some Sequence<String>) {
        self.kind = kind
        self.fields = kind == .contacts ? Dictionary(fields.map { ($0.compactName, $0) }) { first, _ in first } : [:]
        aliases = ColumnNames.aliases(of: kind)
    }

    /// What each column of `header` is for, unknown columns left out, with what is wrong or doubtful.
    package func columns(of header: [String]) -> RecognisedColumns {
        var recognised = RecognisedColumns()
        for (index, title) in header.enumerated() {
            guard let name = title.trimmedOrNil else { continue }
            switch alias(for: name) {
            case nil: recognised.problems.append(unknown(name))
            case let alias? where alias.target == .computed: recognised.problems.append(Self.computed(name))
            case let alias?: recognised.add(index, alias, header)
            }
        }
        return recognised
    }

    /// The target of one column; nil when its name says nothing.
    func alias(for name: String) -> Alias? {
        let folded = name.folded
        let compact = name.compactName
        if let field = fields[compact] { return Alias(target: .custom(field)) }
        if let target = dotted(folded) { return Alias(target: target) }
        return aliases[compact]
    }

    /// `company.name`, `consent.email`, `properties.level`, and what Verger computes.
    private func dotted(_ name: String) -> ColumnTarget? {
        switch kind {
        case .contacts:
            if ColumnNames.computed.contains(name) || name.hasPrefix("score.") { return .computed }
            if name.hasPrefix("consent."), let channel = String(name.dropFirst(8)).identifier {
                return .consent(channel)
            }
            return companyField(name)
        case .companies: return ColumnNames.computed.contains(name) ? .computed : companyField(name)
        case .activities, .payments:
            guard name.hasPrefix("properties."), let property = String(name.dropFirst(11)).identifier else {
                return nil
            }
            if property != "kind", let column = ActivityColumn(rawValue: property), column != .reference {
                return .activity(column)
            }
            return .property(property)
        }
    }

    private func companyField(_ name: String) -> ColumnTarget? {
        guard name.hasPrefix("company.") else { return nil }
        return CompanyField(rawValue: String(name.dropFirst(8))).map { .company($0) }
    }

    private func unknown(_ name: String) -> Problem {
        let candidates = Set(aliases.values.map(\.target.name)).union(fields.values).filter { $0 != "computed" }
        let near = suggestion(for: name, among: candidates.sorted())
        let hint = near.map {
            Sentence(fr: " ; vouliez-vous dire « \($0) » ?", en: "; did you mean “\($0)”?")
        }
        return Problem(
            Sentence(
                fr: "colonne inconnue, ignorée\(hint?.fr ?? "")", en: "unknown column, ignored\(hint?.en ?? "")"),
            severity: .warning, path: name)
    }

    private static func computed(_ name: String) -> Problem {
        Problem(
            Sentence(
                fr: "cette valeur est calculée à partir des activités ; la colonne est ignorée",
                en: "this value is computed from the activities; the column is ignored"),
            severity: .warning, path: name)
    }
}

/// The columns of a file that were understood.
package struct RecognisedColumns: Sendable {
    /// Column, from 0, and what it is for; in the order of the file.
    package private(set) var targets: [(index: Int, target: ColumnTarget)] = []
    package var problems: [Problem] = []
    private var weak: Set<Int> = []

    mutating func add(_ index: Int, _ alias: ColumnNames.Alias, _ header: [String]) {
        guard let earlier = targets.firstIndex(where: { $0.target == alias.target }) else {
            targets.append((index, alias.target))
            if alias.isWeak { weak.insert(index) }
            return
        }
        let other = targets[earlier].index
        if alias.isWeak {
            problems.append(RecognisedColumns.givesWay(header[index], to: header[other]))
        } else if weak.contains(other) {
            problems.append(RecognisedColumns.givesWay(header[other], to: header[index]))
            targets[earlier] = (index, alias.target)
        } else {
            problems.append(RecognisedColumns.collision(header[other], header[index], alias.target))
        }
    }

    private static func givesWay(_ column: String, to other: String) -> Problem {
        Problem(
            Sentence(
                fr: "colonne ignorée, car « \(other) » dit la même chose",
                en: "ignored, since “\(other)” says the same"),
            severity: .warning, path: column)
    }

    private static func collision(_ first: String, _ second: String, _ target: ColumnTarget) -> Problem {
        Problem(
            Sentence(
                fr: "les colonnes « \(first) » et « \(second) » vont toutes deux dans \(target.name) ; "
                    + "renommez-en une ou désignez la bonne dans un fichier de correspondance (--map)",
                en: "the columns “\(first)” and “\(second)” both go to \(target.name); "
                    + "rename one, or name the right one in a map file (--map)"),
            path: second)
    }
}

extension String {
    /// Letters and digits alone, without case and accents: spaces, hyphens, underscores and points don't count.
    var compactName: String {
        String(folded.unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) })
    }

    /// `[a-z_][a-z0-9_]*`, spaces and hyphens made underscores; nil when other characters are left.
    package var identifier: String? {
        let name = folded.replacing(" ", with: "_").replacing("-", with: "_")
        guard let first = name.utf8.first, !(48...57).contains(first),
            name.utf8.allSatisfy({ ($0 >= 97 && $0 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 95 })
        else { return nil }
        return name
    }
}
