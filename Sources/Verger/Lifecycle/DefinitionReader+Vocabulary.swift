extension DefinitionReader {
    mutating func readVocabulary(_ document: Document) {
        for (key, value) in object(document["fields"], "fields", nil)?.pairs ?? [] {
            let path = "fields.\(key)"
            checkName(key, value, path)
            let type = value.text ?? value["type"]?.text
            if value.pairs != nil { readFieldDetails(key, value, path) }
            if ContactField(rawValue: key) != nil
                || ["stage", "highest_stage", "temperature", "excluded"].contains(key)
            {
                report(value, path, fr: "ce champ existe déjà", en: "this field exists already")
            } else if let type = type.flatMap(ValueType.init(rawValue:)) {
                definition.fields[key] = type
            } else {
                report(
                    value, path, fr: "le type d’un champ est text, number, date ou boolean",
                    en: "the type of a field is text, number, date or boolean")
            }
        }
        for (key, value) in object(document["groups"], "groups", nil)?.pairs ?? [] {
            checkName(key, value, "groups.\(key)")
            if ActivityKind.groups.contains(key) {
                report(
                    value, "groups.\(key)",
                    fr: "«\u{A0}\(key)\u{A0}» est un groupe d’origine\u{202F}; choisissez un autre nom",
                    en: "“\(key)” is a built-in group; choose another name")
            } else {
                definition.groups[key] = texts(value, "groups.\(key)")
            }
        }
        for (key, value) in object(document["lists"], "lists", nil)?.pairs ?? [] {
            definition.lists[key] = texts(value, "lists.\(key)")
        }
        for (key, value) in object(document["kinds"], "kinds", nil)?.pairs ?? [] {
            readKind(key, value)
        }
        if let kinds = document["kinds"], ActivityKind.catalogue.count + definition.kinds.count > KindSet.capacity {
            report(
                kinds, "kinds", fr: "au plus \(KindSet.capacity) genres d’activité, ceux d’origine compris",
                en: "at most \(KindSet.capacity) kinds of activity, built-in ones included")
        }
        for (key, value) in object(document["segments"], "segments", nil)?.pairs ?? [] {
            if let condition = condition(value, in: document, "segments.\(key)") {
                definition.segments[key] = condition
            }
        }
        let known = Set((ActivityKind.catalogue + definition.kinds).map(\.name))
        for (group, members) in definition.groups.sorted(by: { $0.key < $1.key }) {
            let node = document["groups"]?[group] ?? document
            if known.contains(group) {
                report(
                    node, "groups.\(group)", fr: "«\u{A0}\(group)\u{A0}» est déjà un genre d’activité",
                    en: "“\(group)” is an activity kind already")
            }
            for member in members where !known.contains(member) {
                reportUnknown(
                    node, "groups.\(group)", member, fr: "genre d’activité inconnu", en: "activity kind",
                    among: known.sorted())
            }
        }
    }

    /// How a field is called and what forms offer for it.
    private mutating func readFieldDetails(_ key: String, _ value: Document, _ path: String) {
        checkKeys(of: value, path, ["type", "name", "values"])
        if let label = value["name"] { definition.fieldLabels[key] = name(label, path + ".name") }
        guard let values = value["values"] else { return }
        definition.fieldValues[key] = texts(values, path + ".values")
        if value["type"]?.text != ValueType.text.rawValue {
            report(
                values, path + ".values", fr: "des valeurs ne se proposent que pour un champ de type text",
                en: "values are offered for fields of type text only")
        }
    }

    mutating func readKind(_ key: String, _ value: Document) {
        let path = "kinds.\(key)"
        checkName(key, value, path)
        guard ActivityKind.catalogue.allSatisfy({ $0.name != key }), !ActivityKind.groups.contains(key) else {
            report(value, path, fr: "ce nom est déjà pris", en: "this name is taken already")
            return
        }
        guard let kind = object(value, path, ["group", "direction", "properties", "name"]) else { return }
        let group = kind["group"]?.text ?? ""
        if !ActivityKind.groups.contains(group), definition.groups[group] == nil {
            reportUnknown(
                kind, path + ".group", group, fr: "groupe inconnu", en: "group",
                among: ActivityKind.groups + definition.groups.keys.sorted())
        }
        let direction = kind["direction"]?.text ?? "inbound"
        if ActivityKind.Direction(rawValue: direction) == nil {
            report(
                kind, path + ".direction", fr: "la direction est inbound, outbound, two-way ou internal",
                en: "the direction is inbound, outbound, two-way or internal")
        }
        var properties: [String: ValueType] = [:]
        for (name, type) in object(kind["properties"], path + ".properties", nil)?.pairs ?? [] {
            checkName(name, type, "\(path).properties.\(name)")
            if let type = type.text.flatMap(ValueType.init(rawValue:)) {
                properties[name] = type
            } else {
                report(
                    type, "\(path).properties.\(name)", fr: "le type d’une propriété est text, number, date ou boolean",
                    en: "the type of a property is text, number, date or boolean")
            }
        }
        definition.kinds.append(
            ActivityKind(
                name: key, group: group, direction: ActivityKind.Direction(rawValue: direction) ?? .inbound,
                properties: properties,
                label: kind["name"].map { name($0, path + ".name") } ?? Sentence(verbatim: key.spaced)))
    }
}
