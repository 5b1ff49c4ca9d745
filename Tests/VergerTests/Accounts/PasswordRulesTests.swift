import Testing
import Verger

@Suite struct `A new password` {
    let rules = PasswordRules(email: "claire.dumont@borie.example", name: "Claire Dumont", workspace: "Atelier Borie")

    @Test(arguments: [
        "trois pommes au four", "le chat rouge et le chien noir", "vB7#kQ2!mZ9x", "83917402651830", "日本語のパスワードは長い方",
        "pomme d’api et cannelle", "a good password", String(repeating: "ab cd efg ", count: 25),
    ])
    func `is taken when it is long and not what anyone would try`(password: String) {
        #expect(rules.problem(of: password) == nil)
    }

    @Test(arguments: [
        ("", "twelve"), ("onze signes", "twelve"), ("éàüéàüéàüéà", "twelve"),
        (String(repeating: "x y", count: 86), "256"),
    ])
    func `has a length`(password: String, word: String) throws {
        let problem = try #require(rules.problem(of: password))

        #expect(problem.en.contains(word))
    }

    @Test(arguments: [
        "motdepasse2026!", "MotDePasse123456", "P4ssw0rd!!!!!!", "password1234", "azertyuiop123", "qwertyuiopas",
        "123456789012", "987654321098", "aaaaaaaaaaaa", "abcabcabcabc", "abcdefghijklm", "1q2w3e4r5t6y",
        "bonjourbonjour", "Bonjour Soleil 1998", "jetaime-maman1", "!!!password!!!", "Admin_Admin_2026",
    ])
    func `is refused when it is tried first`(password: String) throws {
        let problem = try #require(rules.problem(of: password), "\(password)")

        #expect(problem.en.contains("first that anyone tries"))
    }

    @Test(arguments: [
        "claire.dumont@borie.example", "ClaireDumont12", "Atelier Borie 26", "clairedumont!!", "2026AtelierBorie",
    ])
    func `is refused when it is the person's own name or place`(password: String) throws {
        let problem = try #require(rules.problem(of: password), "\(password)")

        #expect(problem.en.contains("guessed"))
    }

    @Test func `may hold a name among other things`() {
        #expect(rules.problem(of: "Claire Dumont mange trois pommes") == nil)
    }

    @Test func `is the same from every keyboard`() {
        #expect(PasswordRules.normalised("e\u{301}te\u{301} ﬁn") == PasswordRules.normalised("\u{E9}t\u{E9} fin"))
    }
}
