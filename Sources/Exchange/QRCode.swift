import CQRencode

/// A text as a square of dark and light modules (ISO/IEC 18004), by libqrencode.
package struct QRCode: Sendable {
    /// Modules on a side, without the margin.
    package let width: Int
    private let modules: [Bool]

    /// Nil when the text is too long: some two thousand bytes. A seventh of the square may be damaged (level M).
    package init?(_ text: String) {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        self.width = width
        modules = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
    }

    package func isDark(row: Int, column: Int) -> Bool { modules[row * width + column] }

    /// The dark modules as the path of an SVG whose unit is a module, one stroke to each run of a row.
    package var path: String {
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                let start = column
                while column < width, isDark(row: row, column: column) { column += 1 }
                if column > start { path += "M\(start) \(row)h\(column - start)v1H\(start)z" } else { column += 1 }
            }
        }
        return path
    }
}
