/// The reader of JSON objects as this database writes most of them: texts only, without escapes or spaces.
enum FlatJSON {
    /// The texts by name; nil when the object is of another sort, which `Document` reads.
    static func texts(_ bytes: UnsafeBufferPointer<UInt8>) -> [String: String]? {
        guard bytes.count >= 2, bytes[0] == UInt8(ascii: "{"), bytes[bytes.count - 1] == UInt8(ascii: "}") else {
            return nil
        }
        var result: [String: String] = [:]
        var position = 1
        while position < bytes.count - 1 {
            guard let name = string(bytes, &position), take(UInt8(ascii: ":"), bytes, &position),
                let value = string(bytes, &position)
            else { return nil }
            result[name] = value
            if position < bytes.count - 1, !take(UInt8(ascii: ","), bytes, &position) { return nil }
        }
        return result
    }

    private static func string(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> String? {
        guard take(UInt8(ascii: "\""), bytes, &position) else { return nil }
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\") { return nil }
            position += 1
        }
        let text = String(
            decoding: UnsafeBufferPointer(rebasing: bytes[start..<min(position, bytes.count)]), as: UTF8.self)
        return take(UInt8(ascii: "\""), bytes, &position) ? text : nil
    }

    private static func take(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}
