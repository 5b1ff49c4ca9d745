internal import CLibpq
internal import Storage

/// The values of a statement as libpq wants them: texts that end with a NUL, one after the other.
struct Parameters {
    private var bytes: [CChar] = []
    private var starts: [Int?] = []
    /// The type to declare of each: 64-bit integer, or left for the server to see from the place it is used at.
    private(set) var types: [Oid] = []

    init(_ arguments: [SQLValue]) throws(StorageProblem) {
        for argument in arguments {
            switch argument {
            case .null: append(nil, as: Parameters.anyType)
            case .integer(let integer): append(String(integer), as: Parameters.bigInteger)
            case .text(let text):
                if text.utf8.contains(0) { throw .nulCharacter }
                append(text, as: Parameters.anyType)
            }
        }
    }

    /// Oids of pg_type.
    static let bigInteger: Oid = 20
    static let text: Oid = 25
    static let anyType: Oid = 0

    var count: Int32 { Int32(starts.count) }

    /// Calls `body` with the pointers, valid during the call.
    func withPointers<T>(_ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T) -> T {
        bytes.withUnsafeBufferPointer { bytes in
            let pointers = starts.map { start in start.map { bytes.baseAddress! + $0 } }
            return pointers.withUnsafeBufferPointer { pointers in
                withUnsafePointer(to: nil as UnsafePointer<CChar>?) { none in body(pointers.baseAddress ?? none) }
            }
        }
    }

    private mutating func append(_ value: String?, as type: Oid) {
        types.append(type)
        starts.append(value == nil ? nil : bytes.count)
        guard let value else { return }
        bytes.append(contentsOf: value.utf8.lazy.map(CChar.init(bitPattern:)))
        bytes.append(0)
    }
}
