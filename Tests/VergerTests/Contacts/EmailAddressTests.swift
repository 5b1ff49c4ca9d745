import Testing
import Verger

@Suite struct EmailAddressTests {
    @Test(arguments: [
        (" Jean.Dupont@Exemple.FR ", "Jean.Dupont@exemple.fr", "jean.dupont@exemple.fr"),
        ("a+b@gmail.com", "a+b@gmail.com", "a+b@gmail.com"),
        ("info@exämple.com", "info@xn--exmple-cua.com", "info@xn--exmple-cua.com"),
        ("x@ÉLÉPHANT.fr", "x@xn--lphant-9uab.fr", "x@xn--lphant-9uab.fr"),
        ("Zoé@exemple.fr", "Zoé@exemple.fr", "zoé@exemple.fr"),
        ("Zoe\u{301}@exemple.fr", "Zo\u{E9}@exemple.fr", "zo\u{E9}@exemple.fr"),
    ])
    func `keeps the local part and makes the domain a lower-case A-label`(text: String, address: String, key: String)
        throws
    {
        let email = try #require(EmailAddress(text))

        #expect(Array(email.address.utf8) == Array(address.utf8))
        #expect(Array(email.key.utf8) == Array(key.utf8))
    }

    @Test(arguments: [
        "", "jean", "jean.exemple.fr", "@exemple.fr", "jean@", "jean@@exemple.fr", "a@b@exemple.fr", "je an@exemple.fr",
        "jean@exem ple.fr", "jean@exemple", "jean@-exemple.fr", "jean@exemple..fr", "jean@.fr", "jean@exemple.fr.",
        "a@x.fr;b@y.fr", "Jean <jean@exemple.fr>", "jean@127.0.0.1", "jean@exem_ple.fr", "jean\u{200B}@exemple.fr",
    ])
    func `refuses what is not one address`(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test(arguments: [
        ("J.Dupont+news@GoogleMail.com", "jdupont@gmail.com"), ("j.dupont+x@exemple.fr", "j.dupont@exemple.fr"),
        ("+x@exemple.fr", "+x@exemple.fr"),
    ])
    func `strips tags, and the dots of Gmail, in the match key alone`(text: String, key: String) throws {
        let email = try #require(EmailAddress(text))

        #expect(email.matchKey == key)
        #expect(email.key != key || text.hasPrefix("+"))
    }

    @Test func `tells mailboxes of a function and free mail`() throws {
        #expect(try #require(EmailAddress("Service-Client@exemple.fr")).isRole)
        #expect(try #require(EmailAddress("comptabilité@exemple.fr")).isRole)
        #expect(try #require(EmailAddress("jean@exemple.fr")).isRole == false)
        #expect(EmailAddress.isFreeMail("Orange.fr"))
        #expect(!EmailAddress.isFreeMail("exemple.fr"))
    }
}
