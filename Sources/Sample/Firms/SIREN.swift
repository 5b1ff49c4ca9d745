import Verger

/// French company numbers: nine digits, the last one by the Luhn formula.
enum SIREN {
    /// The number that begins with these eight digits.
    static func text(firstDigits: Int) -> String {
        var sum = 0
        var rest = firstDigits
        var isDoubled = true
        while rest > 0 {
            let digit = rest % 10 * (isDoubled ? 2 : 1)
            sum += digit > 9 ? digit - 9 : digit
            isDoubled.toggle()
            rest /= 10
        }
        return firstDigits.padded(to: 8) + String((10 - sum % 10) % 10)
    }
}
