/// The Windows-1252 code page (WHATWG Encoding, index windows-1252). Every byte has a character: reading never fails.
enum Windows1252 {
    /// The characters of 0x80–0x9F; the five bytes without one keep their C1 control.
    private static let high: [UInt32] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
        0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x009D, 0x017E, 0x0178,
    ]

    /// Appends `bytes` to `target` as UTF-8.
    static func decode(_ bytes: some Sequence<UInt8>, into target: inout [UInt8]) {
        for byte in bytes {
            if byte < 0x80 {
                target.append(byte)
            } else if byte >= 0xA0 {
                target.append(0xC0 | byte >> 6)
                target.append(0x80 | byte & 0x3F)
            } else {
                append(high[Int(byte - 0x80)], to: &target)
            }
        }
    }

    private static func append(_ scalar: UInt32, to target: inout [UInt8]) {
        if scalar < 0x800 {
            target.append(UInt8(0xC0 | scalar >> 6))
        } else {
            target.append(UInt8(0xE0 | scalar >> 12))
            target.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        }
        target.append(UInt8(0x80 | scalar & 0x3F))
    }
}
