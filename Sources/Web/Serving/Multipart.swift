import Verger

/// A form that brings files (RFC 7578), read strictly: a body that is not exactly so is none.
package struct Multipart {
    package struct Part {
        package let name: String
        /// The name that the file had; nil for what was typed.
        package let file: String?
        package let bytes: ArraySlice<UInt8>

        package var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private static let mostParts = 200
    private static let longestHead = 8 * 1024

    package private(set) var parts: [Part] = []

    /// The first file of that name that was chosen: browsers send an empty one where none was.
    package func file(_ name: String) -> Part? {
        parts.first { $0.name == name && $0.file?.isEmpty == false }
    }

    /// The boundary in a content type; nil when it is not multipart/form-data.
    package static func boundary(_ type: String) -> String? {
        let parts = type.split(separator: ";").map(\.trimmed)
        guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
        let value = parts.dropFirst().first { $0.lowercased().hasPrefix("boundary=") }?.dropFirst(9)
        let boundary = value?.filter { $0 != "\"" } ?? ""
        return (1...70).contains(boundary.utf8.count) ? String(boundary) : nil
    }

    package init?(_ body: some Sequence<UInt8>, boundary: String) {
        let bytes = Array(body)
        let mark = Array("--\(boundary)".utf8)
        guard bytes.starts(with: mark) else { return nil }
        var position = mark.count
        while true {
            if bytes[position...].starts(with: Array("--".utf8)) { return }
            guard bytes[position...].starts(with: [13, 10]), parts.count < Multipart.mostParts,
                let head = Multipart.end(of: [13, 10, 13, 10], in: bytes, from: position),
                head - position <= Multipart.longestHead,
                let next = Multipart.end(of: [13, 10] + mark, in: bytes, from: head + 2),
                let disposition = Multipart.disposition(bytes[position..<head])
            else { return nil }
            let content = (head + 4)...
            let end = next
            guard content.lowerBound <= end else { return nil }
            parts.append(Part(name: disposition.name, file: disposition.file, bytes: bytes[content.lowerBound..<end]))
            position = next + 2 + mark.count
        }
    }

    /// Where `mark` begins, at `start` or after.
    static func end(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard start >= 0, bytes.count - start >= mark.count else { return nil }
        return bytes.withUnsafeBufferPointer { buffer in
            mark.withUnsafeBufferPointer { mark in
                var index = start
                let last = buffer.count - mark.count
                while index <= last {
                    if buffer[index] == mark[0] {
                        var length = 1
                        while length < mark.count, buffer[index + length] == mark[length] { length += 1 }
                        if length == mark.count { return index }
                    }
                    index += 1
                }
                return nil
            }
        }
    }

    /// `Content-Disposition: form-data; name="file"; filename="a.pdf"`.
    static func disposition(_ head: ArraySlice<UInt8>) -> (name: String, file: String?)? {
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }) else { return nil }
        var values: [String: String] = [:]
        var rest = line[...]
        while let start = rest.firstRange(of: "=\"") {
            let name = rest[..<start.lowerBound].split(whereSeparator: { $0 == ";" || $0 == " " }).last ?? ""
            guard let end = rest[start.upperBound...].firstIndex(of: "\"") else { return nil }
            let value = rest[start.upperBound..<end]
            // As browsers write what a name may not hold.
            values[name.lowercased()] = String(value).replacing("%22", with: "\"").replacing("%0D", with: "")
                .replacing("%0A", with: "")
            rest = rest[rest.index(after: end)...]
        }
        guard let name = values["name"], !name.isEmpty else { return nil }
        return (name, values["filename"])
    }
}
