/// The name that a file is given back under.
package enum FileName {
    /// `name` without folders, control characters and what names may not hold; `file` when nothing is left.
    package static func safe(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let kept = last.unicodeScalars.filter { scalar in
            scalar.value >= 0x20 && scalar.value != 0x7F && !"\"<>:|?*;".unicodeScalars.contains(scalar)
                && scalar.properties.generalCategory != .format && scalar.properties.generalCategory != .control
        }
        let text = String(String.UnicodeScalarView(kept)).trimmed
        let bare = text.drop { $0 == "." }
        guard !bare.isEmpty else { return "file" }
        guard bare.count > 120, let dot = bare.lastIndex(of: "."), bare.distance(from: dot, to: bare.endIndex) <= 6
        else { return String(bare.prefix(120)) }
        return String(bare.prefix(110)) + bare[dot...]
    }
}
