/// A JPEG picture without what cameras and programs write into it: where it was taken, when, by what, and small copies of
/// what was cut off. Which way is up stays, as do colours. Source: ITU-T T.81, annex B; Exif 2.32.
struct JPEGFile {
    /// As it is shown.
    let size: (width: Int, height: Int)
    let bytes: [UInt8]

    /// Nil when its parts do not follow one another as they must. What telephones hide behind the end is left out.
    init?(_ bytes: [UInt8]) {
        var kept: [UInt8] = []
        var found: (width: Int, height: Int)?
        var turn = 1
        var place = 2
        while place + 4 <= bytes.count, bytes[place + 1] != JPEGFile.end {
            guard bytes[place] == 0xFF else { return nil }
            let mark = bytes[place + 1]
            if mark == 0xFF {
                place += 1
                continue
            }
            let length = bytes.number(place + 2, bytes: 2)
            var end = place + 2 + length
            guard length >= 2, end <= bytes.count else { return nil }
            switch mark {
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard length >= 8 else { return nil }
                found = (bytes.number(place + 7, bytes: 2), bytes.number(place + 5, bytes: 2))
            case 0xE1: turn = JPEGFile.turn(Array(bytes[(place + 4)..<end])) ?? turn
            case JPEGFile.scan: end = JPEGFile.endOfScan(bytes, from: end)
            default: break
            }
            if !JPEGFile.isLeftOut(mark) { kept += bytes[place..<end] }
            place = end
        }
        guard let found, kept.contains(JPEGFile.scan) else { return nil }
        size = turn >= 5 ? (found.height, found.width) : found
        self.bytes = [0xFF, 0xD8] + (turn == 1 ? [] : JPEGFile.orientation(turn)) + kept + [0xFF, JPEGFile.end]
    }

    private static let scan: UInt8 = 0xDA
    private static let end: UInt8 = 0xD9

    /// Where the next part begins: in what is drawn, `FF` comes before nothing but 0 and restarts.
    private static func endOfScan(_ bytes: [UInt8], from start: Int) -> Int {
        var place = start
        while place + 1 < bytes.count {
            let next = bytes[place + 1]
            if bytes[place] == 0xFF, next != 0, next != 0xFF, !(0xD0...0xD7).contains(next) { return place }
            place += 1
        }
        return bytes.count
    }

    /// Exif and XMP, what Photoshop keeps, remarks, and what else only some programs know; not JFIF, colour profiles and
    /// Adobe’s colour space.
    private static func isLeftOut(_ mark: UInt8) -> Bool {
        mark == 0xFE || ((0xE1...0xEF).contains(mark) && mark != 0xE2 && mark != 0xEE)
    }

    /// The orientation in an Exif part, from 1 to 8.
    private static func turn(_ part: [UInt8]) -> Int? {
        guard part.count >= 14, part.starts(with: Array("Exif\0\0".utf8)) else { return nil }
        let tiff = Array(part[6...])
        let isLittle = tiff.starts(with: [0x49, 0x49])
        func number(_ start: Int, _ count: Int) -> Int? {
            guard start >= 0, start + count <= tiff.count else { return nil }
            let slice = Array(tiff[start..<(start + count)])
            return Array(isLittle ? slice.reversed() : slice).number(0, bytes: count)
        }
        guard let first = number(4, 4), let entries = number(first, 2) else { return nil }
        for entry in 0..<min(entries, 200) {
            let start = first + 2 + entry * 12
            if number(start, 2) == 0x0112, let turn = number(start + 8, 2), (1...8).contains(turn) { return turn }
        }
        return nil
    }

    /// An Exif part that says which way is up, and nothing else.
    private static func orientation(_ turn: Int) -> [UInt8] {
        [0xFF, 0xE1, 0x00, 0x22] + Array("Exif\0\0".utf8)
            + [
                0x4D, 0x4D, 0x00, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, UInt8(turn), 0, 0, 0, 0, 0,
                0,
            ]
    }
}
