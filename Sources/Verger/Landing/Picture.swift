/// An image that pages of a workspace show.
package struct Picture: Hashable, Sendable, Identifiable {
    /// The longest that is kept, in bytes.
    package static let limit = 5 << 20
    /// The widest and the highest, in pixels: what browsers unpack in memory.
    package static let widest = 6000

    package let id: Int64
    /// As its file was called.
    package let name: String
    package let kind: FileKind
    package let size: Int
    package let width: Int
    package let height: Int
    /// Of its bytes: another picture has another one.
    package let mark: String
    package let addedAt: Instant

    package init(
        id: Int64, name: String, kind: FileKind, size: Int, width: Int, height: Int, mark: String, addedAt: Instant
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.size = size
        self.width = width
        self.height = height
        self.mark = mark
        self.addedAt = addedAt
    }
}

/// The file of a picture, looked at before it is kept: what it is and how large, without what cameras write into it.
package struct PictureFile: Sendable {
    package let kind: FileKind
    package let width: Int
    package let height: Int
    package let bytes: [UInt8]

    package enum Problem: Error, Hashable, Sendable {
        case file(FileProblem)
        case noPicture, tooLarge, tooWide, damaged

        package var sentence: Sentence {
            switch self {
            case .file(let problem): problem.sentence
            case .noPicture:
                Sentence(
                    fr: "ce n’est pas une image\u{A0}: envoyez un PNG, un JPEG ou un WebP",
                    en: "this is no image: send a PNG, a JPEG or a WebP")
            case .tooLarge:
                Sentence(
                    fr: "plus de 5\u{A0}Mo\u{202F}: réduisez l’image", en: "more than 5 MB: make the image smaller")
            case .tooWide:
                Sentence(
                    fr: "plus de 6 000 points de large ou de haut\u{202F}: réduisez l’image",
                    en: "more than 6,000 pixels wide or high: make the image smaller")
            case .damaged:
                Sentence(
                    fr: "cette image est abîmée\u{202F}: enregistrez-la de nouveau",
                    en: "this image is damaged: save it again")
            }
        }
    }

    package init(_ bytes: [UInt8], named name: String) throws(Problem) {
        guard bytes.count <= Picture.limit else { throw .tooLarge }
        do {
            kind = try FileKind(of: bytes, named: name)
        } catch {
            throw .file(error)
        }
        let found: (width: Int, height: Int)?
        switch kind {
        case .png:
            found = PictureFile.png(bytes)
            self.bytes = bytes
        case .webp:
            found = PictureFile.webp(bytes)
            self.bytes = bytes
        case .jpeg:
            let jpeg = JPEGFile(bytes)
            found = jpeg?.size
            self.bytes = jpeg?.bytes ?? bytes
        case .pdf, .docx, .xlsx, .pptx, .mp4: throw .noPicture
        }
        guard let found, found.width > 0, found.height > 0 else { throw .damaged }
        guard max(found.width, found.height) <= Picture.widest else { throw .tooWide }
        (width, height) = found
    }

    /// Source: PNG (Third Edition), 11.2.1 IHDR.
    private static func png(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard bytes.count >= 33, Array(bytes[12..<16]) == Array("IHDR".utf8) else { return nil }
        return (bytes.number(16, bytes: 4), bytes.number(20, bytes: 4))
    }

    /// Source: RFC 9649, sections 2.5 to 2.7.
    private static func webp(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        guard bytes.count >= 30 else { return nil }
        switch String(decoding: bytes[12..<16], as: UTF8.self) {
        case "VP8 ":
            guard bytes[23] == 0x9D, bytes[24] == 0x01, bytes[25] == 0x2A else { return nil }
            return (Int(bytes[26]) | Int(bytes[27] & 0x3F) << 8, Int(bytes[28]) | Int(bytes[29] & 0x3F) << 8)
        case "VP8L":
            guard bytes[20] == 0x2F else { return nil }
            let bits = (0..<4).reduce(0) { $0 | Int(bytes[21 + $1]) << (8 * $1) }
            return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case "VP8X":
            func side(_ start: Int) -> Int { (0..<3).reduce(1) { $0 + Int(bytes[start + $1]) << (8 * $1) } }
            return (side(24), side(27))
        default: return nil
        }
    }
}

extension [UInt8] {
    /// A number whose highest byte comes first.
    func number(_ start: Int, bytes count: Int) -> Int {
        self[start..<(start + count)].reduce(0) { $0 << 8 | Int($1) }
    }
}
