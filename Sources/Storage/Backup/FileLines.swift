internal import Foundation

/// The lines of a file, read by the piece.
struct FileLines {
    private static let piece = 1 << 20

    let path: String
    /// Lines read so far.
    private(set) var count = 0
    private let file: FileHandle
    private var bytes: [UInt8] = []
    private var position = 0

    init(path: String) throws {
        self.path = path
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw StorageProblem.unreachable("\(path) can't be read")
        }
        self.file = file
    }

    /// The next line, without its line feed; nil at the end. What follows the last line feed is not a line.
    mutating func next() throws -> [UInt8]? {
        var searched = position
        while true {
            if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { position = end + 1 }
                count += 1
                return Array(bytes[position..<end])
            }
            searched = bytes.count - position
            bytes.removeFirst(position)
            position = 0
            guard let piece = try file.read(upToCount: FileLines.piece), !piece.isEmpty else { return nil }
            bytes.append(contentsOf: piece)
        }
    }
}
