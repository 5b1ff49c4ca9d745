/// Writes records as CSV (RFC 4180, lines ended by LF), with quotes where they are needed.
package struct CSVWriter: Sendable {
    private let delimiter: UInt8
    private let disarmsFormulas: Bool

    /// `disarmsFormulas`: a spreadsheet that opens the file computes nothing; cells that look like a formula get an
    /// apostrophe before them, signed numbers excepted.
    package init(delimiter: UInt8 = UInt8(ascii: ","), disarmsFormulas: Bool = false) {
        self.delimiter = delimiter
        self.disarmsFormulas = disarmsFormulas
    }

    /// One line, its end included.
    package func line(_ cells: [String]) -> String {
        var bytes: [UInt8] = []
        write(cells, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends one line to `bytes`.
    package func write(_ cells: [String], to bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(delimiter) }
            write(cell, isAlone: cells.count == 1, to: &bytes)
        }
        bytes.append(Byte.lineFeed)
    }

    /// A record of one empty cell is quoted, or it would be an empty line.
    private func write(_ cell: String, isAlone: Bool, to bytes: inout [UInt8]) {
        let text = disarmsFormulas && isFormula(cell) ? "'" + cell : cell
        guard needsQuotes(text) || (isAlone && text.isEmpty) else {
            bytes += text.utf8
            return
        }
        bytes.append(Byte.quote)
        for byte in text.utf8 {
            if byte == Byte.quote { bytes.append(Byte.quote) }
            bytes.append(byte)
        }
        bytes.append(Byte.quote)
    }

    private func needsQuotes(_ text: String) -> Bool {
        text.utf8.contains { $0 == delimiter || $0 == Byte.quote || $0 == Byte.lineFeed || $0 == Byte.carriageReturn }
            || text.utf8.first == Byte.space || text.utf8.last == Byte.space
    }

    /// Source: OWASP, "CSV Injection".
    private func isFormula(_ cell: String) -> Bool {
        switch cell.utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), Byte.tab, Byte.carriageReturn: true
        case UInt8(ascii: "+"), UInt8(ascii: "-"): Number(cell) == nil
        default: false
        }
    }
}
