/// A kind of file that may be kept, told by its first bytes and never by its name alone.
package enum FileKind: String, CaseIterable, Sendable {
    case pdf, docx, xlsx, pptx, png, jpeg, webp, mp4

    /// The longest file that is kept, in bytes.
    package static let limit = 20 << 20

    /// IANA media type.
    package var type: String {
        switch self {
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .webp: "image/webp"
        case .mp4: "video/mp4"
        }
    }

    /// The ends of its names.
    package var endings: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg"]
        case .mp4: ["mp4", "m4v"]
        case .pdf, .docx, .xlsx, .pptx, .png, .webp: [rawValue]
        }
    }

    package var label: String {
        switch self {
        case .pdf: "PDF"
        case .docx: "Word"
        case .xlsx: "Excel"
        case .pptx: "PowerPoint"
        case .png: "PNG"
        case .jpeg: "JPEG"
        case .webp: "WebP"
        case .mp4: "MP4"
        }
    }

    /// What a file is. `bytes` is the whole of it. Throws for what is not kept, and for what is not what its name says.
    package init(of bytes: [UInt8], named name: String) throws(FileProblem) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= FileKind.limit else { throw .tooLarge }
        let found = try FileKind.sniffed(bytes)
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard found.endings.contains(ending) else { throw .misnamed(found, ending: ending) }
        self = found
    }

    private static func sniffed(_ bytes: [UInt8]) throws(FileProblem) -> FileKind {
        func begins(_ mark: [UInt8], at offset: Int = 0) -> Bool { bytes.dropFirst(offset).starts(with: mark) }
        func begins(_ text: String, at offset: Int = 0) -> Bool { begins(Array(text.utf8), at: offset) }
        if begins("%PDF-1.") || begins("%PDF-2.") { return .pdf }
        if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if begins([0xFF, 0xD8, 0xFF]) { return .jpeg }
        if begins("RIFF"), begins("WEBP", at: 8) { return .webp }
        if begins("ftyp", at: 4), brands.contains(where: { begins($0, at: 8) }) { return .mp4 }
        if begins("PK\u{3}\u{4}") { return try ZipDirectory(bytes).kind() }
        if isProgram(begins) { throw .program }
        if begins("PK") || archives.contains(where: { begins($0) }) { throw .archive }
        if isMarkup(bytes) { throw .markup }
        throw .unknown
    }

    private static let brands = ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "dash"]
    /// gzip, 7z, RAR, bzip2, xz, and the compound files that hold what macros are in.
    private static let archives: [[UInt8]] = [
        [0x1F, 0x8B], [0x37, 0x7A, 0xBC, 0xAF], [0x52, 0x61, 0x72, 0x21], [0x42, 0x5A, 0x68], [0xFD, 0x37, 0x7A, 0x58],
        [0xD0, 0xCF, 0x11, 0xE0],
    ]

    /// PE, ELF, Mach-O in its forms, Java classes, scripts, WebAssembly.
    private static func isProgram(_ begins: ([UInt8], Int) -> Bool) -> Bool {
        let marks: [[UInt8]] = [
            [0x4D, 0x5A], [0x7F, 0x45, 0x4C, 0x46], [0xCF, 0xFA, 0xED, 0xFE], [0xCE, 0xFA, 0xED, 0xFE],
            [0xFE, 0xED, 0xFA], [0xCA, 0xFE, 0xBA, 0xBE], [0x23, 0x21], [0x00, 0x61, 0x73, 0x6D],
        ]
        return marks.contains { begins($0, 0) }
    }

    /// HTML, SVG and other XML: what browsers run scripts of.
    private static func isMarkup(_ bytes: [UInt8]) -> Bool {
        bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF } == UInt8(ascii: "<")
    }
}

/// Why a file is not kept.
package enum FileProblem: Error, Hashable, Sendable {
    case empty, tooLarge, program, archive, markup, macros, bomb, damaged, unknown
    /// What it is, and what its name says.
    case misnamed(FileKind, ending: String)

    package var sentence: Sentence {
        switch self {
        case .empty: Sentence(fr: "ce fichier est vide", en: "this file is empty")
        case .tooLarge:
            Sentence(
                fr: "plus de 20\u{A0}Mo\u{202F}; allégez le fichier, ou donnez une adresse",
                en: "more than 20 MB; make the file lighter, or give an address")
        case .program:
            Sentence(
                fr: "c’est un programme, quel que soit son nom\u{202F}; il n’est pas gardé",
                en: "this is a program, whatever its name says; it is not kept")
        case .archive:
            Sentence(
                fr: "c’est une archive ou un ancien format Office\u{202F}; envoyez un PDF, ou le document lui-même",
                en: "this is an archive or an old Office format; send a PDF, or the document itself")
        case .markup:
            Sentence(
                fr:
                    "c’est une page web ou un dessin SVG, qui pourrait contenir un script\u{202F}; envoyez un PDF ou un PNG",
                en: "this is a web page or an SVG drawing, which may hold a script; send a PDF or a PNG")
        case .macros:
            Sentence(
                fr: "ce document contient des macros ou est chiffré\u{202F}; enregistrez-le sans elles",
                en: "this document holds macros or is encrypted; save it without them")
        case .bomb:
            Sentence(
                fr: "une fois ouvert, ce document serait démesuré\u{202F}; il n’est pas gardé",
                en: "once opened, this document would be enormous; it is not kept")
        case .damaged:
            Sentence(
                fr: "ce document est abîmé\u{202F}; enregistrez-le de nouveau",
                en: "this document is damaged; save it again")
        case .unknown:
            Sentence(
                fr: "type de fichier inconnu\u{202F}; envoyez un PDF, un document Office, une image ou un film MP4",
                en: "unknown type of file; send a PDF, an Office document, an image or an MP4 film")
        case .misnamed(let kind, let ending):
            Sentence(
                fr:
                    "son contenu est du \(kind.label), mais son nom finit par «\u{A0}.\(ending)\u{A0}»\u{202F}; renommez-le en .\(kind.endings[0]) si c’est bien lui",
                en:
                    "its content is \(kind.label), but its name ends in “.\(ending)”; rename it to .\(kind.endings[0]) if it is the right one"
            )
        }
    }
}
