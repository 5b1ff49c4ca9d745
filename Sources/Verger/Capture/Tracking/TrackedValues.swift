/// The values of an object that a program sent, flat, each a text, by names as conditions write them.
enum TrackedValues {
    /// In one call.
    static let limit = 200
    private static let depth = 4

    /// `{"orderId": 7, "Address": {"city": "Lyon"}, "tags": ["a"]}` as `order_id`, `address_city` and `tags`. What is null
    /// or empty is left out.
    static func texts(of object: Document) -> [String: String] {
        var result: [String: String] = [:]
        add(object, prefix: "", depth: 0, to: &result)
        return result
    }

    private static func add(_ object: Document, prefix: String, depth: Int, to result: inout [String: String]) {
        for (key, value) in object.pairs ?? [] {
            let name = prefix + key.propertyName
            switch value.content {
            case .null: continue
            case .text(let text):
                if !text.isEmpty { result[name] = text.withoutNUL }
            case .number, .boolean: result[name] = value.text
            case .list(let items):
                if !items.isEmpty { result[name] = value.json().withoutNUL }
            case .object where depth < TrackedValues.depth:
                add(value, prefix: name + "_", depth: depth + 1, to: &result)
            case .object: result[name] = value.json().withoutNUL
            }
        }
    }
}

extension String {
    /// `orderId`, `Order ID` and `order-id` are `order_id`.
    var propertyName: String {
        var copy = self
        let isPlain = copy.withUTF8 { bytes in
            bytes.count <= 100 && bytes.allSatisfy { $0 == 0x5F || ($0 >= 97 && $0 <= 122) || ($0 >= 48 && $0 <= 57) }
        }
        if isPlain, let first = utf8.first, first > 57 || first == 0x5F { return self }
        var name: [UInt8] = []
        var wasLower = false
        // Before folding, which loses the humps.
        var humps = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            let isUpper = scalar.properties.isUppercase
            if isUpper, wasLower { humps.append("_") }
            humps.append(scalar)
            wasLower = !isUpper && scalar.properties.isAlphabetic
        }
        for byte in String(humps).folded.utf8 {
            let isLetter = (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57)
            if isLetter {
                name.append(byte)
            } else if let last = name.last, last != 0x5F {
                name.append(0x5F)
            }
        }
        if name.last == 0x5F { name.removeLast() }
        if let first = name.first, first <= 57 { name.insert(0x5F, at: 0) }
        return name.isEmpty ? "_" : String(decoding: name.prefix(100), as: UTF8.self)
    }

    /// The same; nil when nothing is left to name.
    package var trackedName: String? {
        let name = propertyName
        return name == "_" ? nil : name
    }

    /// Databases can't keep U+0000.
    var withoutNUL: String {
        utf8.contains(0) ? replacing("\0", with: "\u{FFFD}") : self
    }
}
