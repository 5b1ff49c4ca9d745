/// The addresses by which people come in, and where they decide about themselves.
enum Doors {
    static let routes =
        SignInPages.routes + PasswordPages.routes + SetupPages.routes + AccountPages.routes
        + SecondFactorPages.routes
}
