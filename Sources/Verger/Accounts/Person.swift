/// Somebody with an account of the instance, whatever workspaces they work in.
package struct Person: Hashable, Sendable, Identifiable {
    package let id: Int64
    package let email: String
    package let name: String
    /// Nil: that of the workspace, or of the browser.
    package let language: Language?
    package let theme: Theme
    package let hasPassword: Bool
    package let hasSecondFactor: Bool

    package init(
        id: Int64, email: String, name: String, language: Language? = nil, theme: Theme = .system,
        hasPassword: Bool = false, hasSecondFactor: Bool = false
    ) {
        self.id = id
        self.email = email
        self.name = name
        self.language = language
        self.theme = theme
        self.hasPassword = hasPassword
        self.hasSecondFactor = hasSecondFactor
    }
}
