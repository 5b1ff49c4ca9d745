import CZlib

/// How much may come out of an archive.
final class UnpackingBudget {
    /// In bytes, of all files together.
    private var left: Int
    /// What deflate makes of a sheet is ten to forty times smaller; of nothing but one letter, a thousand times.
    static let highestRatio = 300
    /// Below this no ratio counts.
    static let harmless = 16 << 20

    init(bytes: Int) { left = bytes }

    func take(_ count: Int) throws {
        left -= count
        guard left >= 0 else { throw SpreadsheetProblem.bomb }
    }

    func take(_ count: Int, of produced: Int, from consumed: Int) throws {
        try take(count)
        if produced > UnpackingBudget.harmless, produced / max(consumed, 1) > UnpackingBudget.highestRatio {
            throw SpreadsheetProblem.bomb
        }
    }
}

/// A file of an archive, part by part.
final class Unpacking {
    private static let chunk = 64 * 1024

    private let source: ByteSource
    private let entry: ZipArchive.Entry
    private let budget: UnpackingBudget
    private var offset: Int
    private let end: Int
    private var stream = z_stream()
    private var input: [UInt8] = []
    private var inputStart = 0
    private var produced = 0
    private var consumed = 0
    private var checksum: UInt = 0
    private var isAtEnd = false

    init(_ source: ByteSource, _ entry: ZipArchive.Entry, from start: Int, _ budget: UnpackingBudget) throws {
        self.source = source
        self.entry = entry
        self.budget = budget
        offset = start
        end = start + entry.compressed
        guard start >= 0, entry.compressed >= 0, end <= source.count else { throw SpreadsheetProblem.damaged }
        if entry.method == 8 {
            let size = Int32(MemoryLayout<z_stream>.size)
            guard inflateInit2_(&stream, -15, ZLIB_VERSION, size) == Z_OK else { throw SpreadsheetProblem.damaged }
        }
    }

    deinit { if entry.method == 8 { inflateEnd(&stream) } }

    /// The next bytes; nil at the end, which is verified.
    func next() throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        let part = try entry.method == 8 ? inflated() : stored()
        guard let part else {
            isAtEnd = true
            guard UInt32(truncatingIfNeeded: checksum) == entry.checksum else { throw SpreadsheetProblem.damaged }
            return nil
        }
        produced += part.count
        try budget.take(part.count, of: produced, from: consumed)
        checksum = part.withUnsafeBufferPointer { crc32(checksum, $0.baseAddress, UInt32($0.count)) }
        return part
    }

    private func stored() throws -> [UInt8]? {
        guard offset < end else { return nil }
        let part = try source.bytes(offset, min(Unpacking.chunk, end - offset))
        offset += part.count
        consumed += part.count
        return part
    }

    /// How much of the packed bytes was read, from 0 to 1.
    var share: Double { entry.compressed == 0 ? 1 : min(1, Double(consumed) / Double(entry.compressed)) }

    private var isInflated = false

    private func inflated() throws -> [UInt8]? {
        guard !isInflated else { return nil }
        var output = [UInt8](repeating: 0, count: 2 * Unpacking.chunk)
        while true {
            if inputStart == input.count {
                guard offset < end else { throw SpreadsheetProblem.damaged }
                input = try source.bytes(offset, min(Unpacking.chunk, end - offset))
                inputStart = 0
                offset += input.count
            }
            let outputSize = output.count
            let (code, used, made) = input.withUnsafeMutableBufferPointer { source in
                output.withUnsafeMutableBufferPointer { target in
                    stream.next_in = source.baseAddress.map { $0 + inputStart }
                    stream.avail_in = UInt32(source.count - inputStart)
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(outputSize)
                    let code = inflate(&stream, Z_NO_FLUSH)
                    return (code, source.count - inputStart - Int(stream.avail_in), outputSize - Int(stream.avail_out))
                }
            }
            inputStart += used
            consumed += used
            guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw SpreadsheetProblem.damaged }
            isInflated = code == Z_STREAM_END
            if made > 0 {
                output.removeLast(outputSize - made)
                return output
            }
            if isInflated { return nil }
        }
    }
}
