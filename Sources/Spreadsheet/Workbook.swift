/// A workbook of Excel (ECMA-376, ISO/IEC 29500): its sheets, and their rows one after the other. Formulas give the value
/// that was kept with them; nothing is computed.
package struct Workbook {
    package struct Sheet: Hashable, Sendable {
        package let name: String
        package let isHidden: Bool
        let path: String
    }

    private static let smallFile = 8 << 20
    /// Of all files of the workbook together, unpacked, with each copy of a text that cells share.
    private static let most = 2 << 30
    package static let mostSheets = 200

    package let sheets: [Sheet]
    private let archive: ZipArchive
    private let book: BookReader
    private let styles: StylesReader
    private let budget: UnpackingBudget
    private let texts: WorkbookTexts

    /// Throws `SpreadsheetProblem`, and what the source throws.
    package init(_ source: ByteSource) throws {
        archive = try ZipArchive(source)
        budget = UnpackingBudget(bytes: Workbook.most)
        if let type = try archive.contents(of: "mimetype", limit: 1 << 10, budget) {
            let text = String(decoding: type, as: UTF8.self)
            throw text.contains("opendocument") ? SpreadsheetProblem.openDocument : .notWorkbook
        }
        guard let roots = try archive.contents(of: "_rels/.rels", limit: Workbook.smallFile, budget) else {
            throw SpreadsheetProblem.notWorkbook
        }
        let places = RelationsReader()
        try XMLScanner.read(roots, places)
        guard let path = places.targets.values.first(where: { $0.type.hasSuffix("/officeDocument") })?.path else {
            throw SpreadsheetProblem.notWorkbook
        }
        if path.lowercased().hasSuffix(".bin") { throw SpreadsheetProblem.binaryWorkbook }
        guard path.lowercased().contains("workbook"),
            let text = try archive.contents(of: path, limit: Workbook.smallFile, budget)
        else { throw SpreadsheetProblem.notWorkbook }
        book = BookReader()
        try XMLScanner.read(text, book)
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        let relations = RelationsReader()
        if let text = try archive.contents(of: "\(folder)/_rels/\(name).rels", limit: Workbook.smallFile, budget) {
            try XMLScanner.read(text, relations)
        }
        sheets = book.sheets.compactMap { sheet in
            guard let target = relations.targets[sheet.relation], target.type.hasSuffix("/worksheet") else {
                return nil
            }
            return Sheet(
                name: sheet.name, isHidden: sheet.isHidden, path: RelationsReader.path(target.path, in: folder))
        }
        guard !sheets.isEmpty else { throw SpreadsheetProblem.notWorkbook }
        styles = StylesReader()
        if let target = relations.targets.values.first(where: { $0.type.hasSuffix("/styles") }),
            let text = try archive.contents(
                of: RelationsReader.path(target.path, in: folder), limit: 4 * Workbook.smallFile, budget)
        {
            try XMLScanner.read(text, styles)
        }
        texts = WorkbookTexts(
            at: relations.targets.values.first { $0.type.hasSuffix("/sharedStrings") }.map {
                RelationsReader.path($0.path, in: folder)
            })
    }

    /// The rows of a sheet, by its place among `sheets`.
    package func rows(of number: Int) throws -> SheetRows {
        guard sheets.indices.contains(number) else { throw SpreadsheetProblem.noSuchSheet }
        let shared = try texts.read(from: archive, budget)
        guard let stream = try archive.stream(sheets[number].path, budget) else { throw SpreadsheetProblem.damaged }
        return try SheetRows(stream, shared, styles.formats, hasLateEpoch: book.hasLateEpoch, budget)
    }
}

/// The texts that the sheets of one workbook share, read once.
private final class WorkbookTexts {
    private let path: String?
    private var strings: SharedStrings?

    init(at path: String?) { self.path = path }

    func read(from archive: ZipArchive, _ budget: UnpackingBudget) throws -> SharedStrings {
        if let strings { return strings }
        let shared = SharedStrings()
        if let path, let stream = try archive.stream(path, budget) {
            let scanner = try XMLScanner(shared)
            while let part = try stream.next() { try scanner.read(part) }
            try scanner.read([], isLast: true)
        }
        strings = shared
        return shared
    }
}

/// `workbook.xml`: which sheets there are, and from which day on days are counted.
private final class BookReader: XMLListener {
    var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    var hasLateEpoch = false

    /// Excel itself allows 31 characters.
    private static let longestName = 100

    func began(_ name: XMLName, _ attributes: XMLAttributes) throws {
        switch name {
        case "sheet":
            guard sheets.count < Workbook.mostSheets else {
                throw SpreadsheetProblem.tooManySheets(limit: Workbook.mostSheets)
            }
            sheets.append(
                (
                    String((attributes["name"] ?? "").prefix(BookReader.longestName)), attributes["id"] ?? "",
                    ["hidden", "veryHidden"].contains(attributes["state"])
                ))
        case "workbookPr": hasLateEpoch = ["1", "true"].contains(attributes["date1904"])
        default: break
        }
    }

    func ended(_ name: XMLName) {}
    func said(_ text: UnsafeBufferPointer<UInt8>) {}
}

/// A file that says where others are.
private final class RelationsReader: XMLListener {
    var targets: [String: (type: String, path: String)] = [:]

    func began(_ name: XMLName, _ attributes: XMLAttributes) {
        guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"] else { return }
        targets[id] = (attributes["Type"] ?? "", attributes["Target"] ?? "")
    }

    func ended(_ name: XMLName) {}
    func said(_ text: UnsafeBufferPointer<UInt8>) {}

    /// From the root of the archive.
    static func path(_ target: String, in folder: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = folder.split(separator: "/").map(String.init)
        for part in target.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }
}
