package import Verger
import Yams

/// Adding, replacing and taking away whole entries of a section: comments and layout of all the rest stay. Each answer is
/// read again before it is given: nil where it would not be what was asked for.
extension YAMLText {
    /// The same text with `value` under `name` in the mapping `section`; nil as a value takes the entry away.
    package func setting(_ name: String, in section: String, to value: Document?) -> String? {
        guard let old = try? Document(yaml: text), old.pairs != nil else { return nil }
        var entries = old[section]?.pairs ?? []
        let position = entries.firstIndex { $0.key == name }
        switch (position, value) {
        case (let index?, let value?): entries[index].value = value
        case (let index?, nil): entries.remove(at: index)
        case (nil, let value?): entries.append((key: name, value: value))
        case (nil, nil): return nil
        }
        let whole = Document(.object(entries))
        let edited: [String]
        if let block = blockEntries(of: section), !entries.isEmpty {
            let lines = value.map { YAMLEntry.lines(name, $0, indent: block.indent) } ?? []
            edited = replacing(position.map { block.regions[$0] } ?? block.end..<block.end, with: lines)
        } else {
            edited = replacingSection(section, with: entries.isEmpty ? nil : whole)
        }
        return checked(edited, old.setting(section, to: entries.isEmpty ? nil : whole))
    }

    /// The same text with one more item at the end of the list `section`.
    package func appending(_ item: Document, to section: String) -> String? {
        guard let old = try? Document(yaml: text), old.pairs != nil else { return nil }
        let whole = Document.list((old[section]?.items ?? []) + [item])
        let edited: [String]
        if let block = blockItems(of: section) {
            edited = replacing(block.end..<block.end, with: YAMLEntry.lines(item, indent: block.indent))
        } else {
            edited = replacingSection(section, with: whole)
        }
        return checked(edited, old.setting(section, to: whole))
    }

    /// The same text without one item of the list `section`.
    package func removingItem(_ index: Int, of section: String) -> String? {
        guard let old = try? Document(yaml: text), var items = old[section]?.items, items.indices.contains(index) else {
            return nil
        }
        items.remove(at: index)
        let whole = items.isEmpty ? nil : Document.list(items)
        let edited: [String]
        if let block = blockItems(of: section), !items.isEmpty {
            edited = replacing(block.regions[index], with: [])
        } else {
            edited = replacingSection(section, with: whole)
        }
        return checked(edited, old.setting(section, to: whole))
    }

    private func checked(_ lines: [String], _ expected: Document) -> String? {
        guard !isJSON else { return expected.json(pretty: true) + "\n" }
        let edited = lines.joined(separator: "\n")
        guard let new = try? Document(yaml: edited), new.json() == expected.json() else { return nil }
        return edited
    }

    // MARK: Lines

    /// Entries that each begin a line of their own, at one indentation.
    private struct Block {
        let indent: Int
        /// The lines of each.
        let regions: [Range<Int>]

        var end: Int { regions.last?.upperBound ?? 0 }
    }

    private var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    private func replacing(_ region: Range<Int>, with new: [String]) -> [String] {
        var lines = lines
        lines.replaceSubrange(region, with: new)
        return lines
    }

    private func replacingSection(_ section: String, with value: Document?) -> [String] {
        let new = value.map { YAMLEntry.lines(section, $0, indent: 0) } ?? []
        guard case .mapping(let mapping) = root, let key = mapping.first(where: { $0.key.string == section })?.key,
            let place = key.place
        else {
            var lines = lines
            while lines.last?.allSatisfy(\.isWhitespace) ?? false { lines.removeLast() }
            return lines + [""] + new + [""]
        }
        return replacing(region(from: place.line - 1, indent: 0), with: new)
    }

    /// The lines of what begins on one: all that follow and are further to the right.
    private func region(from first: Int, indent: Int) -> Range<Int> {
        let lines = lines
        var end = first + 1
        var last = first + 1
        while end < lines.count {
            let line = lines[end]
            let content = line.drop { $0 == " " }
            let depth = line.count - content.count
            let isBlank = content.allSatisfy(\.isWhitespace)
            let isItem = depth == indent && (content.hasPrefix("- ") || content == "-")
            let startsItem = lines[first].drop { $0 == " " }.hasPrefix("-")
            if !isBlank, depth <= indent, !content.hasPrefix("#"), !(isItem && !startsItem) { break }
            end += 1
            // Comments and blanks before the next entry are its own.
            if !isBlank, depth > indent || isItem { last = end }
        }
        return first..<last
    }

    private func value(of section: String) -> Node? {
        guard case .mapping(let mapping) = root else { return nil }
        return mapping.first { $0.key.string == section }?.value
    }

    private func blockEntries(of section: String) -> Block? {
        guard !isJSON, let node = value(of: section), case .mapping(let mapping) = node, !begins(node, with: "{") else {
            return nil
        }
        return block(mapping.map { $0.key.place }, isList: false)
    }

    private func blockItems(of section: String) -> Block? {
        guard !isJSON, let node = value(of: section), case .sequence(let sequence) = node, !begins(node, with: "[")
        else {
            return nil
        }
        return block(sequence.map(\.place), isList: true)
    }

    private func block(_ places: [Place?], isList: Bool) -> Block? {
        let found = places.compactMap(\.self)
        guard found.count == places.count, let first = found.first else { return nil }
        let lines = lines
        let indent = lines[first.line - 1].prefix { $0 == " " }.count
        var regions: [Range<Int>] = []
        for place in found {
            let line = lines[place.line - 1]
            guard line.prefix(while: { $0 == " " }).count == indent,
                isList ? line.dropFirst(indent).hasPrefix("-") : place.column - 1 == indent
            else { return nil }
            regions.append(region(from: place.line - 1, indent: indent))
        }
        return Block(indent: indent, regions: regions)
    }
}

extension Document {
    /// The same with a value under a key, at the end where it is new; nil takes it away.
    fileprivate func setting(_ key: String, to value: Document?) -> Document {
        var pairs = pairs ?? []
        switch (pairs.firstIndex { $0.key == key }, value) {
        case (let index?, let value?): pairs[index].value = value
        case (let index?, nil): pairs.remove(at: index)
        case (nil, let value?): pairs.append((key: key, value: value))
        case (nil, nil): break
        }
        return Document(.object(pairs))
    }
}
