/// The addresses by which people come in, and what they decide about themselves.
enum Doors {
    static let routes = SignInPages.routes + PasswordPages.routes + SetupPages.routes
}
