package import Verger
import Yams

extension Document {
    /// Reads one document of YAML 1.2 (core schema) or JSON, with the line of each node. Plain numbers, true, false and
    /// null are what they look like; everything else, and everything in quotes, is text. Throws every duplicate key, or
    /// the first error of syntax.
    package init(yaml text: String) throws(Problems) {
        let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        if let json = try Document.json(text) {
            self = json
            return
        }
        guard YAMLReader.aliasCount(in: text) <= YAMLReader.mostAliases else {
            throw Problems([YAMLReader.tooManyAliases])
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text, .basic)
        } catch let error as YamlError {
            throw Problems([error.problem])
        } catch {
            throw Problems([YAMLReader.unreadable])
        }
        var reader = YAMLReader()
        self = try root.map { (root: Node) throws(Problems) in try reader.document(root) } ?? .null
    }

    /// JSON is read as such, since YAML libraries know only a part of its escapes; nil when `text` is not JSON.
    private static func json(_ text: String) throws(Problems) -> Document? {
        guard let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace }),
            first == "{" || first == "["
        else { return nil }
        guard let document = try? Document(json: text) else { return nil }
        let problems = document.duplicates(at: "")
        guard problems.isEmpty else { throw Problems(problems) }
        return document
    }

    private func duplicates(at path: String) -> [Problem] {
        var problems: [Problem] = []
        var seen: Set<String> = []
        for (key, value) in pairs ?? [] {
            let inner = path.isEmpty ? key : "\(path).\(key)"
            if !seen.insert(key).inserted {
                problems.append(
                    YAMLReader.duplicate(key, path: inner, place: value.line.map { Place(line: $0, column: 1) }))
            }
            problems += value.duplicates(at: inner)
        }
        for (index, item) in (items ?? []).enumerated() { problems += item.duplicates(at: "\(path)[\(index)]") }
        return problems
    }
}
