/// The ASCII form of international host names (RFC 3492, RFC 5890).
enum Punycode {
    private static let base = 36
    private static let low = 1
    private static let high = 26

    /// `xn--exmple-cua` for `exämple`; nil when the label is too long to be encoded.
    static func aLabel(_ label: String) -> String? {
        guard label.utf8.contains(where: { $0 >= 0x80 }) else { return label }
        return encoded(label).map { "xn--" + $0 }
    }

    /// RFC 3492, section 6.3.
    static func encoded(_ label: String) -> String? {
        let scalars = label.unicodeScalars.map { Int($0.value) }
        guard scalars.count <= 63 else { return nil }
        var output = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
        let basic = output.count
        var handled = basic
        if basic > 0 { output.append(UInt8(ascii: "-")) }
        var (next, delta, bias) = (128, 0, 72)
        while handled < scalars.count {
            guard let smallest = scalars.filter({ $0 >= next }).min() else { return nil }
            delta += (smallest - next) * (handled + 1)
            next = smallest
            for scalar in scalars {
                if scalar < next { delta += 1 }
                guard scalar == next else { continue }
                write(delta, bias: bias, to: &output)
                bias = adapted(delta, points: handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            next += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func write(_ delta: Int, bias: Int, to output: inout [UInt8]) {
        var rest = delta
        var position = base
        while true {
            let threshold = min(max(position - bias, low), high)
            guard rest >= threshold else { break }
            output.append(digit(threshold + (rest - threshold) % (base - threshold)))
            rest = (rest - threshold) / (base - threshold)
            position += base
        }
        output.append(digit(rest))
    }

    private static func digit(_ value: Int) -> UInt8 {
        UInt8(value < 26 ? value + 97 : value - 26 + 48)
    }

    /// RFC 3492, section 6.1.
    private static func adapted(_ delta: Int, points: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / points
        var steps = 0
        while delta > (base - low) * high / 2 {
            delta /= base - low
            steps += base
        }
        return steps + (base - low + 1) * delta / (delta + 38)
    }
}
