import Foundation
import Verger

/// What the number in a cell stands for.
enum NumberFormat {
    case number, day, time, dayAndTime

    /// `id` of a format that every workbook has (ECMA-376, 18.8.30).
    init(id: Int) {
        self =
            switch id {
            case 14...17, 27...31, 36, 50...54, 57, 58: .day
            case 22: .dayAndTime
            case 18...21, 32...35, 45...47, 55, 56: .time
            default: .number
            }
    }

    /// `dd/mm/yyyy hh:mm`, `[h]:mm`, `0.00" km"`.
    init(code: String) {
        var letters = ""
        var isQuoted = false
        var isEscaped = false
        var isBracketed = false
        // Of several formats the first is that of positive numbers.
        for character in code.prefix(while: { $0 != ";" || isQuoted }).lowercased() {
            if isEscaped {
                isEscaped = false
            } else if character == "\"" {
                isQuoted.toggle()
            } else if !isQuoted {
                switch character {
                case "\\", "_", "*": isEscaped = true
                case "[": isBracketed = true
                case "]": isBracketed = false
                default: if !isBracketed { letters.append(character) }
                }
            }
        }
        if letters.contains("general") {
            self = .number
            return
        }
        let hasDay = letters.contains("y") || letters.contains("d")
        let hasTime = letters.contains("h") || letters.contains("s")
        let hasMonth = letters.contains("m")
        self = hasDay || hasMonth && !hasTime ? hasTime ? .dayAndTime : .day : hasTime ? .time : .number
    }

    /// The number `text` of a cell as this format means it: days as ISO 8601, numbers without exponent.
    func text(of text: String, hasLateEpoch: Bool) -> String {
        guard let number = Double(text), number.isFinite else { return text }
        switch self {
        case .number: return NumberFormat.plain(number, text)
        case .day, .dayAndTime:
            return NumberFormat.moment(number, hasLateEpoch: hasLateEpoch) ?? NumberFormat.plain(number, text)
        case .time:
            guard number < 1, number >= 0 else {
                return NumberFormat.moment(number, hasLateEpoch: hasLateEpoch) ?? NumberFormat.plain(number, text)
            }
            return NumberFormat.clock(Int((number * 86_400).rounded()) % 86_400)
        }
    }

    /// As it was typed: 0.1 for 0.10000000000000001.
    private static func plain(_ number: Double, _ text: String) -> String {
        if abs(number) < 1e15, number == number.rounded() { return String(Int64(number)) }
        if text.utf8.count <= 16, !text.contains(where: { $0 == "e" || $0 == "E" }) { return text }
        // Fifteen digits are what spreadsheets keep.
        let rounded = String(format: "%.15g", number)
        guard rounded.contains("e") else { return rounded }
        var fixed = String(format: "%.15f", number)
        while fixed.hasSuffix("0") { fixed.removeLast() }
        return fixed
    }

    /// Days from 31 December 1899, with a 29 February 1900 that never was; or from 1 January 1904.
    private static func moment(_ number: Double, hasLateEpoch: Bool) -> String? {
        guard number >= 0, number < 2_958_466 else { return nil }
        let seconds = Int64((number * 86_400).rounded())
        var days = seconds / 86_400
        if hasLateEpoch { days += 1462 } else if days < 60 { days += 1 }
        let day = Day(number: days - 25_569).description
        let time = Int(seconds % 86_400)
        return time == 0 ? day : "\(day)T\(clock(time))"
    }

    private static func clock(_ seconds: Int) -> String {
        String(format: "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

/// `styles.xml`: the format of each style of cells.
final class StylesReader: XMLListener {
    private(set) var formats: [NumberFormat] = []
    private var own: [Int: NumberFormat] = [:]
    private var isInCells = false

    func began(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "numFmt":
            if let id = attributes.number("numFmtId"), let code = attributes["formatCode"] {
                own[id] = NumberFormat(code: code)
            }
        case "cellXfs": isInCells = true
        case "xf" where isInCells:
            let id = attributes.number("numFmtId") ?? 0
            formats.append(own[id] ?? NumberFormat(id: id))
        default: break
        }
    }

    func ended(_ name: XMLName) { if name == "cellXfs" { isInCells = false } }
    func said(_ text: UnsafeBufferPointer<UInt8>) {}
}
