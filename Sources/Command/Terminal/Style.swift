/// How words stand out on a terminal; plain text everywhere else.
enum Style: String {
    case bold = "1"
    case faint = "2"
    case good = "32"
    case warn = "33"
    case bad = "31"

    func callAsFunction(_ text: String) -> String {
        Terminal.hasColour ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
