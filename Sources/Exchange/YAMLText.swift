package import Verger
import Yams

/// A YAML text of which one value can be replaced: comments and layout of all the rest stay.
package struct YAMLText {
    package let text: String
    let scalars: [Unicode.Scalar]
    let root: Node
    private let lineStarts: [Int]

    /// Nil when it can't be read.
    package init?(_ text: String) {
        guard let root = try? Yams.compose(yaml: text, .basic) else { return nil }
        self.text = text
        self.root = root
        let scalars = Array(text.unicodeScalars)
        self.scalars = scalars
        lineStarts = [0] + scalars.indices.filter { scalars[$0] == "\n" }.map { $0 + 1 }
    }

    /// The text at `path`; nil when there is something else, or nothing.
    package func value(at path: DocumentPath) -> String? { find(path)?.scalar }

    /// The same text with another value at `path`; nil when there is no text there, or it can't be replaced safely.
    package func replacing(_ path: DocumentPath, with value: String) -> String? {
        guard let found = find(path), let region = YAMLRegion(found.scalar, at: offset(found.mark), in: scalars) else {
            return nil
        }
        // What follows on the line, a comment or another value, would be lost in a block.
        let isFollowed = scalars[region.end...].prefix { $0 != "\n" }.contains { !$0.properties.isWhitespace }
        let written = YAMLWriting(
            value, isFlow: found.isFlow || isFollowed, isJSON: isJSON, keyColumn: found.keyColumn
        ).text
        let replaced =
            String(String.UnicodeScalarView(scalars[..<region.start])) + written
            + String(String.UnicodeScalarView(scalars[region.end...]))
        guard let old = try? Document(yaml: text), let new = try? Document(yaml: replaced),
            old.setting(path.steps[...], to: value)?.json() == new.json()
        else { return nil }
        return replaced
    }

    /// Where the value at `path` is written, or the place `inside` of its text.
    package func place(of path: DocumentPath, inside place: Place? = nil) -> Place? {
        guard let found = find(path) else { return nearest(path) }
        guard let place, let region = YAMLRegion(found.scalar, at: offset(found.mark), in: scalars) else {
            return found.mark
        }
        return self.place(atOffset: region.offset(of: place))
    }

    // MARK: Finding

    private struct Found {
        let scalar: String
        let mark: Place
        let isFlow: Bool
        let keyColumn: Int
    }

    var isJSON: Bool { scalars.first { !$0.properties.isWhitespace } == "{" }

    private func find(_ path: DocumentPath) -> Found? {
        var node = root
        var isFlow = isJSON
        var keyColumn = 0
        for step in path.steps {
            switch (step, node) {
            case (.key(let name), .mapping(let mapping)):
                isFlow = isFlow || begins(node, with: "{")
                guard let pair = mapping.first(where: { $0.key.string == name }) else { return nil }
                keyColumn = (pair.key.mark?.column ?? 1) - 1
                node = pair.value
            case (.index(let index), .sequence(let sequence)):
                isFlow = isFlow || begins(node, with: "[")
                guard index < sequence.count else { return nil }
                node = sequence[index]
            default: return nil
            }
        }
        guard case .scalar(let scalar) = node, let mark = node.mark else { return nil }
        return Found(
            scalar: scalar.string, mark: Place(line: mark.line, column: mark.column), isFlow: isFlow,
            keyColumn: keyColumn)
    }

    /// Yams takes the style of a collection from its end, where there is none (6.2.2): the text itself tells.
    func begins(_ node: Node, with scalar: Unicode.Scalar) -> Bool {
        guard let place = node.place else { return false }
        let offset = self.offset(place)
        return scalars.indices.contains(offset) && scalars[offset] == scalar
    }

    /// Where what is nearest to `path` begins: itself, or what it would stand in.
    private func nearest(_ path: DocumentPath) -> Place? {
        var node = root
        for step in path.steps {
            switch (step, node) {
            case (.key(let name), .mapping(let mapping)):
                guard let pair = mapping.first(where: { $0.key.string == name }) else { return node.place }
                node = pair.value
            case (.index(let index), .sequence(let sequence)):
                guard index < sequence.count else { return node.place }
                node = sequence[index]
            default: return node.place
            }
        }
        return node.place
    }

    private func offset(_ place: Place) -> Int {
        guard lineStarts.indices.contains(place.line - 1) else { return scalars.count }
        return lineStarts[place.line - 1] + place.column - 1
    }

    private func place(atOffset offset: Int) -> Place {
        let line = lineStarts.lastIndex { $0 <= offset } ?? 0
        return Place(line: line + 1, column: offset - lineStarts[line] + 1)
    }
}

extension Node {
    var place: Place? { mark.map { Place(line: $0.line, column: $0.column) } }
}

extension Document {
    /// The same with a text at a path; nil where the path leads nowhere.
    func setting(_ steps: ArraySlice<DocumentPath.Step>, to text: String) -> Document? {
        guard let step = steps.first else { return .text(text) }
        switch (step, content) {
        case (.key(let name), .object(var pairs)):
            guard let index = pairs.firstIndex(where: { $0.key == name }),
                let value = pairs[index].value.setting(steps.dropFirst(), to: text)
            else { return nil }
            pairs[index].value = value
            return Document(.object(pairs))
        case (.index(let index), .list(var items)):
            guard items.indices.contains(index), let value = items[index].setting(steps.dropFirst(), to: text) else {
                return nil
            }
            items[index] = value
            return Document(.list(items))
        default: return nil
        }
    }
}
