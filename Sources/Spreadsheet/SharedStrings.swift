/// The texts that cells name by number, one after the other in one buffer.
final class SharedStrings: XMLListener {
    private static let most = 512 << 20

    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var isInText = false
    private var isInReading = false

    subscript(_ number: Int) -> String? {
        guard ends.indices.contains(number) else { return nil }
        return String(decoding: bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]], as: UTF8.self)
    }

    func began(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "t": isInText = !isInReading
        // How the text is read aloud, in Japanese.
        case "rPh": isInReading = true
        default: break
        }
    }

    func ended(_ name: XMLName) {
        switch name {
        case "t": isInText = false
        case "rPh": isInReading = false
        case "si": ends.append(bytes.count)
        default: break
        }
    }

    func said(_ text: UnsafeBufferPointer<UInt8>) throws {
        guard isInText else { return }
        bytes += text
        guard bytes.count <= SharedStrings.most else { throw SpreadsheetProblem.bomb }
    }
}
