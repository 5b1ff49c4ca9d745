import CZlib
import Spreadsheet
import Verger

/// ZIP archives made for a test, as programs write them and as no program should.
struct MadeArchive {
    var files: [(name: String, bytes: [UInt8])] = []
    var isDeflated = true
    var isEncrypted = false
    /// A checksum that is not the file's.
    var isLying = false

    mutating func add(_ name: String, _ text: String) { files.append((name, Array(text.utf8))) }

    var bytes: [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let packed = isDeflated ? MadeArchive.deflated(file.bytes) : file.bytes
            let sum = file.bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
            let head =
                MadeArchive.number(isEncrypted ? 1 : 0, 2) + MadeArchive.number(isDeflated ? 8 : 0, 2)
                + MadeArchive.number(0, 4) + MadeArchive.number(Int(isLying ? sum ^ 1 : sum), 4)
                + MadeArchive.number(packed.count, 4) + MadeArchive.number(file.bytes.count, 4)
                + MadeArchive.number(file.name.utf8.count, 2) + MadeArchive.number(0, 2)
            directory +=
                [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + head + MadeArchive.number(0, 10)
                + MadeArchive.number(body.count, 4) + Array(file.name.utf8)
            body += [0x50, 0x4B, 3, 4, 20, 0] + head + Array(file.name.utf8) + packed
        }
        let end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
        return body + directory + end + MadeArchive.number(files.count, 2) + MadeArchive.number(files.count, 2)
            + MadeArchive.number(directory.count, 4) + MadeArchive.number(body.count, 4) + [0, 0]
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                _ = deflate(&stream, Z_FINISH)
            }
        }
        return Array(output.prefix(Int(stream.total_out)))
    }
}

/// A workbook made for a test.
struct MadeWorkbook {
    /// Name, state and the rows as they stand in the file.
    var sheets: [(name: String, state: String, rows: String)] = []
    var strings = ""
    var formats = ""
    var styles = "<xf numFmtId=\"0\"/>"
    var properties = ""
    /// Before the root of each sheet.
    var prolog = ""
    var archive = MadeArchive()
    /// What becomes of the text of each part, by its name.
    var alteration: (_ name: String, _ text: String) -> String = { _, text in text }

    init(_ rows: String = "") { sheets = [("Feuille 1", "visible", rows)] }

    var bytes: [UInt8] {
        var archive = archive
        func add(_ name: String, _ text: String) { archive.add(name, alteration(name, text)) }
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        add(
            "_rels/.rels",
            "<Relationships xmlns=\"\(package)\"><Relationship Id=\"r\" Type=\"\(office)/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>"
        )
        let list = sheets.enumerated().map {
            "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" state=\"\($1.state)\" r:id=\"s\($0)\"/>"
        }.joined()
        add(
            "xl/workbook.xml",
            "<?xml version=\"1.0\"?><x:workbook xmlns:x=\"\(main)\" xmlns:r=\"\(office)\"><x:workbookPr \(properties)/><x:sheets>\(list.replacing("<sheet", with: "<x:sheet"))</x:sheets></x:workbook>"
        )
        let relations = sheets.indices.map {
            "<Relationship Id=\"s\($0)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
        }.joined()
        add(
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"\(package)\">\(relations)<Relationship Id=\"t\" Type=\"\(office)/styles\" Target=\"styles.xml\"/><Relationship Id=\"u\" Type=\"\(office)/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
        )
        add(
            "xl/styles.xml",
            "<styleSheet xmlns=\"\(main)\"><numFmts>\(formats)</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>\(styles)</cellXfs></styleSheet>"
        )
        add("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(strings)</sst>")
        for (index, sheet) in sheets.enumerated() {
            add(
                "xl/worksheets/sheet\(index + 1).xml",
                "<?xml version=\"1.0\"?>\(prolog)<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.rows)</sheetData></worksheet>"
            )
        }
        return archive.bytes
    }

    func book() throws -> Workbook { try Workbook(ByteSource(bytes)) }

    /// The cells of a sheet, each row with its number.
    func cells(of sheet: Int = 0) throws -> [[String]] { try records(of: sheet).map(\.cells) }

    func records(of sheet: Int = 0) throws -> [CSVRecord] {
        let rows = try book().rows(of: sheet)
        var records: [CSVRecord] = []
        while let record = try rows.next() { records.append(record) }
        return records
    }
}
