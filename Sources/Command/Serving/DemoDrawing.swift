import Web

/// A picture of the demonstration, drawn here: flat shapes in few colours, as a PNG.
struct DemoDrawing {
    private let width: Int
    private let height: Int
    /// A colour of the palette for each point.
    private var points: [UInt8]

    private static let palette: [UInt32] = [
        0xECE7DC, 0xD8D0C0, 0xB9BDC2, 0x8F959C, 0x4A4F55, 0x23272B, 0xE8A24A, 0xA4471B, 0xF7F4EC, 0x6B7B52, 0xC9CED3,
    ]

    private enum Colour: UInt8 {
        case wall, floor, steel, shade, dark, night, glow, rust, light, leaf, bright
    }

    private init(_ width: Int, _ height: Int, _ ground: Colour) {
        self.width = width
        self.height = height
        points = [UInt8](repeating: ground.rawValue, count: width * height)
    }

    // MARK: Drawings

    /// A combi oven before a wall.
    static func oven(width: Int, height: Int) -> DemoDrawing {
        var drawing = DemoDrawing(width, height, .wall)
        drawing.fill(0, 0.82, 1, 1, .floor)
        drawing.oven(at: 0.24, 0.1, 0.76, 0.88)
        return drawing
    }

    /// Two ovens, a hood, a table with pans.
    static func kitchen(width: Int, height: Int) -> DemoDrawing {
        var drawing = DemoDrawing(width, height, .light)
        for column in 0..<16 {
            for row in 0..<7 {
                let (x, y) = (Double(column) / 16, 0.1 * Double(row))
                drawing.fill(x + 0.003, y + 0.006, x + 0.0595, y + 0.094, .wall)
            }
        }
        drawing.fill(0, 0.74, 1, 1, .floor)
        drawing.fill(0.05, 0, 0.62, 0.12, .steel)
        drawing.fill(0.05, 0.12, 0.62, 0.135, .shade)
        drawing.oven(at: 0.08, 0.2, 0.32, 0.86)
        drawing.oven(at: 0.35, 0.2, 0.59, 0.86)
        drawing.fill(0.66, 0.56, 0.97, 0.6, .bright)
        drawing.fill(0.68, 0.6, 0.7, 0.9, .shade)
        drawing.fill(0.93, 0.6, 0.95, 0.9, .shade)
        drawing.fill(0.7, 0.45, 0.8, 0.56, .shade)
        drawing.fill(0.69, 0.44, 0.81, 0.46, .dark)
        drawing.fill(0.84, 0.5, 0.92, 0.56, .rust)
        drawing.disc(0.88, 0.47, 0.035, .leaf)
        return drawing
    }

    /// A flame on a disc.
    static func mark(side: Int) -> DemoDrawing {
        var drawing = DemoDrawing(side, side, .light)
        drawing.disc(0.5, 0.5, 0.48, .rust)
        drawing.disc(0.5, 0.6, 0.24, .light)
        drawing.fill(0.44, 0.2, 0.56, 0.6, .light)
        drawing.disc(0.5, 0.66, 0.11, .glow)
        return drawing
    }

    // MARK: Shapes

    private mutating func oven(at left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
        let (wide, high) = (right - left, bottom - top)
        func x(_ share: Double) -> Double { left + wide * share }
        func y(_ share: Double) -> Double { top + high * share }
        fill(left, top, right, bottom, .shade)
        fill(x(0.02), y(0.015), x(0.98), y(0.985), .bright)
        fill(x(0.06), y(0.14), x(0.94), y(0.94), .dark)
        fill(x(0.1), y(0.17), x(0.9), y(0.91), .night)
        for rack in 0..<7 {
            let height = 0.24 + 0.09 * Double(rack)
            fill(x(0.13), y(height), x(0.87), y(height + 0.012), .steel)
            fill(x(0.18), y(height - 0.035), x(0.82), y(height - 0.004), rack % 2 == 0 ? .glow : .rust)
        }
        fill(x(0.94), y(0.4), x(0.965), y(0.7), .dark)
        fill(x(0.06), y(0.035), x(0.5), y(0.11), .night)
        fill(x(0.09), y(0.055), x(0.26), y(0.09), .glow)
        for knob in 0..<3 { disc(x(0.6 + 0.13 * Double(knob)), y(0.072), wide * 0.035, .dark) }
    }

    private mutating func fill(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double, _ colour: Colour) {
        let columns = Int(left * Double(width))..<min(width, max(0, Int(right * Double(width))))
        for row in Int(top * Double(height))..<min(height, Int(bottom * Double(height))) {
            for column in columns { points[row * width + column] = colour.rawValue }
        }
    }

    /// `radius` of the width.
    private mutating func disc(_ x: Double, _ y: Double, _ radius: Double, _ colour: Colour) {
        let (centre, middle, reach) = (x * Double(width), y * Double(height), radius * Double(width))
        for row in max(0, Int(middle - reach))..<min(height, Int(middle + reach) + 1) {
            let distance = Double(row) + 0.5 - middle
            let half = max(0, reach * reach - distance * distance).squareRoot()
            let columns = max(0, Int((centre - half).rounded()))..<min(width, Int((centre + half).rounded()))
            for column in columns { points[row * width + column] = colour.rawValue }
        }
    }
}

extension DemoDrawing {
    /// Source: PNG (Third Edition), indexed colour.
    var png: [UInt8] {
        var rows: [UInt8] = []
        rows.reserveCapacity(points.count + height)
        for row in 0..<height {
            rows.append(0)
            rows += points[(row * width)..<((row + 1) * width)]
        }
        let colours = DemoDrawing.palette.flatMap { [UInt8($0 >> 16 & 255), UInt8($0 >> 8 & 255), UInt8($0 & 255)] }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + part("IHDR", number(width) + number(height) + [8, 3, 0, 0, 0]) + part("PLTE", colours)
            + part("IDAT", packed(rows)) + part("IEND", [])
    }

    private func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }

    private func part(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        let content = Array(name.utf8) + bytes
        return number(bytes.count) + content + number(Int(DemoDrawing.check(content)))
    }

    /// What gzip holds between its head and its sums is what zlib holds between its own.
    private func packed(_ bytes: [UInt8]) -> [UInt8] {
        guard let zipped = Deflation.gzipped(bytes), zipped.count > 18 else { return [] }
        var (low, high) = (UInt32(1), UInt32(0))
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return [0x78, 0xDA] + zipped[10..<(zipped.count - 8)] + number(Int(high << 16 | low))
    }

    /// CRC-32 (ISO 3309).
    private static func check(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 255)] ^ ($0 >> 8) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}
