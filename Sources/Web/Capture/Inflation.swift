import CZlib
import NIOCore

/// Bodies that come compressed (RFC 1952, RFC 1950).
enum Inflation {
    enum Failure: Error {
        case tooLarge, unreadable
    }

    /// What `body` holds, `limit` bytes at most: a small body can be inflated to anything.
    static func inflated(_ body: ByteBuffer, limit: Int) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        // With the header of gzip or of zlib, whichever is there.
        guard inflateInit2_(&stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw .unreadable
        }
        defer { inflateEnd(&stream) }
        var input = Array(body.readableBytesView)
        var output = [UInt8](repeating: 0, count: limit + 1)
        let code = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        let count = Int(stream.total_out)
        if count > limit { throw .tooLarge }
        guard code == Z_STREAM_END else { throw .unreadable }
        output.removeLast(output.count - count)
        return output
    }
}
