/// The texts that cells name by number, one after the other in one buffer.
final class SharedStrings: XMLListener {
    /// Of the texts and of where they end, in bytes.
    private static let most = 512 << 20

    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var isInText = false
    private var isInReading = false

    /// In bytes; nil when there is no such text. One that is longer than a row may be is cut after as many.
    func length(of number: Int) -> Int? {
        guard ends.indices.contains(number) else { return nil }
        return ends[number] - start(of: number)
    }

    subscript(_ number: Int) -> String? {
        guard ends.indices.contains(number) else { return nil }
        return String(decoding: bytes[start(of: number)..<ends[number]], as: UTF8.self)
    }

    private func start(of number: Int) -> Int { number == 0 ? 0 : ends[number - 1] }

    func began(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name {
        case "t": isInText = !isInReading
        // How the text is read aloud, in Japanese.
        case "rPh": isInReading = true
        default: break
        }
    }

    func ended(_ name: XMLName) throws {
        switch name {
        case "t": isInText = false
        case "rPh": isInReading = false
        case "si":
            ends.append(bytes.count)
            try checkSize()
        default: break
        }
    }

    func said(_ text: UnsafeBufferPointer<UInt8>) throws {
        // One more than is allowed is enough to know that it is too long.
        guard isInText, bytes.count - (ends.last ?? 0) <= SheetRows.longestRow else { return }
        bytes += text
        try checkSize()
    }

    private func checkSize() throws {
        guard bytes.count + ends.count * MemoryLayout<Int>.stride <= SharedStrings.most else {
            throw SpreadsheetProblem.bomb
        }
    }
}
