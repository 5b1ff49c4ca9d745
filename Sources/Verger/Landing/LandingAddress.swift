/// Where a button or a link of a landing page may lead.
package enum LandingAddress {
    /// The form of the page.
    package static let form = "#form"

    /// An https address, a mail address, a phone number, the form; never a script.
    package static func isAllowed(_ text: String) -> Bool {
        if text == form || WebAddress.isSecure(text) { return true }
        let lower = text.lowercased()
        if lower.hasPrefix("mailto:") { return EmailAddress(String(text.dropFirst(7))) != nil }
        guard lower.hasPrefix("tel:") else { return false }
        let number = text.utf8.dropFirst(4)
        return (3...24).contains(number.count)
            && number.allSatisfy { (48...57).contains($0) || $0 == 43 || $0 == 45 || $0 == 46 }
    }

    static let problem = Sentence(
        fr: "écrivez une adresse en https://, mailto: ou tel:, ou laissez vide pour mener au formulaire",
        en: "write an https://, mailto: or tel: address, or leave it empty to lead to the form")
}
