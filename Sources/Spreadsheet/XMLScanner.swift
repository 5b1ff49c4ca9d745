import CXML

/// What an XML text holds, told as it is read. Names are without their prefix.
protocol XMLListener: AnyObject {
    func began(_ name: XMLName, _ attributes: XMLAttributes) throws
    func ended(_ name: XMLName) throws
    func said(_ text: UnsafeBufferPointer<UInt8>) throws
}

/// The name of an element, valid during the call.
struct XMLName {
    let bytes: UnsafePointer<UInt8>

    static func == (name: XMLName, other: StaticString) -> Bool {
        let count = other.utf8CodeUnitCount
        for index in 0..<count where name.bytes[index] != other.utf8Start[index] { return false }
        return name.bytes[count] == 0
    }

    static func ~= (pattern: StaticString, name: XMLName) -> Bool { name == pattern }
}

/// The attributes of an element, valid during the call.
struct XMLAttributes {
    fileprivate let pointers: UnsafePointer<UnsafePointer<UInt8>?>?
    fileprivate let count: Int

    func bytes(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        guard let pointers else { return nil }
        for index in 0..<count {
            guard let title = pointers[index * 5], XMLName(bytes: title) == name, let start = pointers[index * 5 + 3],
                let end = pointers[index * 5 + 4]
            else { continue }
            return UnsafeBufferPointer(start: start, count: end - start)
        }
        return nil
    }

    subscript(_ name: StaticString) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

    func number(_ name: StaticString) -> Int? { self[name].flatMap { Int($0) } }

    /// Nil when there is none; throws for what is no number.
    func checkedNumber(_ name: StaticString) throws -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text) else { throw SpreadsheetProblem.damaged }
        return number
    }
}

/// Reads XML by parts. Document types are refused, and with them every entity: none is ever expanded or loaded.
final class XMLScanner {
    private let listener: any XMLListener
    private var scanner: OpaquePointer?
    private var failure: (any Error)?

    init(_ listener: any XMLListener) throws {
        self.listener = listener
        scanner = cxml_open(
            Unmanaged.passUnretained(self).toOpaque(),
            { context, name, attributes, count in
                guard let name else { return }
                XMLScanner.of(context).hear {
                    try $0.began(XMLName(bytes: name), XMLAttributes(pointers: attributes, count: Int(count)))
                }
            },
            { context, name in
                guard let name else { return }
                XMLScanner.of(context).hear { try $0.ended(XMLName(bytes: name)) }
            },
            { context, text, count in
                XMLScanner.of(context).hear { try $0.said(UnsafeBufferPointer(start: text, count: Int(count))) }
            })
        guard scanner != nil else { throw SpreadsheetProblem.damaged }
    }

    deinit { if let scanner { cxml_close(scanner) } }

    private static func of(_ context: UnsafeMutableRawPointer?) -> XMLScanner {
        Unmanaged<XMLScanner>.fromOpaque(context!).takeUnretainedValue()
    }

    private func hear(_ body: (any XMLListener) throws -> Void) {
        guard failure == nil else { return }
        do {
            try body(listener)
        } catch {
            failure = error
            cxml_stop(scanner)
        }
    }

    /// Reads on; nothing more comes after `isLast`.
    func read(_ bytes: [UInt8], isLast: Bool = false) throws {
        let code = bytes.withUnsafeBytes {
            cxml_read(scanner, $0.bindMemory(to: CChar.self).baseAddress, Int32($0.count), isLast ? 1 : 0)
        }
        if let failure { throw failure }
        if Int(code) == CXML_DOCUMENT_TYPE { throw SpreadsheetProblem.hostile }
        guard Int(code) == CXML_FINE else { throw SpreadsheetProblem.damaged }
    }

    /// Reads a whole text.
    static func read(_ bytes: [UInt8], _ listener: any XMLListener) throws {
        let scanner = try XMLScanner(listener)
        try scanner.read(bytes)
        try scanner.read([], isLast: true)
    }
}
