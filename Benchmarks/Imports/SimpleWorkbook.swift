import CZlib
import Verger

/// The rows of a CSV file as a workbook with shared strings, as spreadsheets write them.
enum SimpleWorkbook {
    static func bytes(of csv: [UInt8]) throws -> [UInt8] {
        var rest = csv[...]
        var reader = try CSVReader {
            defer { rest = rest.dropFirst(1 << 17) }
            return rest.isEmpty ? nil : Array(rest.prefix(1 << 17))
        }
        var numbers: [String: Int] = [:]
        var strings = "<sst xmlns=\"\(main)\">"
        var sheet = "<worksheet xmlns=\"\(main)\"><sheetData>"
        var line = 0
        while let record = try reader.next() {
            line += 1
            sheet += "<row r=\"\(line)\">"
            for (index, cell) in record.cells.enumerated() where !cell.isEmpty {
                let number = numbers[cell] ?? numbers.count
                if number == numbers.count {
                    numbers[cell] = number
                    strings += "<si><t>\(escaped(cell))</t></si>"
                }
                sheet += "<c r=\"\(HeadedTable.letters(index))\(line)\" t=\"s\"><v>\(number)</v></c>"
            }
            sheet += "</row>"
        }
        return zip([
            (
                "_rels/.rels",
                "<Relationships><Relationship Id=\"r\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"s\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"t\" Type=\"\(office)/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ), ("xl/sharedStrings.xml", strings + "</sst>"),
            ("xl/worksheets/sheet1.xml", sheet + "</sheetData></worksheet>"),
        ])
    }

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    private static func zip(_ files: [(name: String, text: String)]) -> [UInt8] {
        var body: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let bytes = Array(file.text.utf8)
            let packed = deflated(bytes)
            let sum = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
            var head = number(0, 2) + number(8, 2) + number(0, 4) + number(Int(sum), 4)
            head += number(packed.count, 4) + number(bytes.count, 4) + number(file.name.utf8.count, 2) + number(0, 2)
            directory +=
                [0x50, 0x4B, 1, 2, 20, 0, 20, 0] + head + number(0, 10) + number(body.count, 4) + Array(file.name.utf8)
            body += [0x50, 0x4B, 3, 4, 20, 0] + head + Array(file.name.utf8) + packed
        }
        let end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + number(files.count, 2) + number(files.count, 2)
        return body + directory + end + number(directory.count, 4) + number(body.count, 4) + [0, 0]
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
    }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
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
