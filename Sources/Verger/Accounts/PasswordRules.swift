import Foundation

/// What a new password must be (NIST SP 800-63B, 3.1.1.2): long, and not what anyone would try first. No mixture of signs is
/// asked for.
package struct PasswordRules: Sendable {
    package static let shortest = 12
    package static let longest = 256

    /// Words about the person and the workspace: address, name, workspace.
    private let surroundings: [String]

    package init(email: String, name: String, workspace: String) {
        let parts = [email, String(email.prefix { $0 != "@" }), name, workspace]
        surroundings = parts.map(\.folded.lettersAndDigits).filter { $0.count >= 4 }
    }

    /// The form in which a password is hashed, the same from every keyboard: NFKC.
    package static func normalised(_ password: String) -> String { password.precomposedStringWithCompatibilityMapping }

    /// Why `password` can't be accepted; nil when it can.
    package func problem(of password: String) -> Sentence? {
        let password = PasswordRules.normalised(password)
        let length = password.unicodeScalars.count
        if length < PasswordRules.shortest {
            return Sentence(
                fr: "Un mot de passe a au moins douze caractères. Quelques mots à la suite font très bien l’affaire.",
                en: "A password has at least twelve characters. A few words in a row do very well.")
        }
        if length > PasswordRules.longest {
            return Sentence(
                fr: "Un mot de passe a au plus 256 caractères.", en: "A password has at most 256 characters.")
        }
        if isAboutThePerson(password) {
            return Sentence(
                fr: "Ce mot de passe se devine à partir de votre nom, de votre adresse ou de votre entreprise.",
                en: "This password can be guessed from your name, your address or your company.")
        }
        if CommonPasswords.contains(password) {
            return Sentence(
                fr: "Ce mot de passe est parmi les premiers que l’on essaie. Choisissez-en un autre.",
                en: "This password is among the first that anyone tries. Choose another one.")
        }
        return nil
    }

    /// One of the words around the person, alone or with a few signs before and after it.
    private func isAboutThePerson(_ password: String) -> Bool {
        let core = password.folded.lettersAndDigits
        return surroundings.contains { word in
            guard let range = core.range(of: word) else { return false }
            return core.count - core.distance(from: range.lowerBound, to: range.upperBound) < 6
        }
    }
}

extension String {
    fileprivate var lettersAndDigits: String { filter { $0.isLetter || $0.isNumber } }
}
