import HTTPTypes
import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `A session that ends in the middle of a form` {
    private static let words = "what I have typed \u{2014} \u{1F333} & \"quoted\""

    @Test func `loses nothing that was typed, whichever form it is`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let sameOrigin = [HTTPField.Name("Sec-Fetch-Site")!: "same-origin"]

        for route in Routes.all where route.method == .post {
            guard case .member = route.access else { continue }
            let path =
                "/"
                + route.path.split(separator: "/").map { part in
                    part == "{workspace}" ? "borie" : part.hasPrefix("{") ? "1" : String(part)
                }.joined(separator: "/")
            let form = String(
                Fields([(name: "note", value: Self.words), (name: "form_token", value: "x")]).query.dropFirst())

            let reply = try await Browser(world).ask(.post, path, form, headers: sameOrigin)

            #expect(reply.status == 401, "\(path): \(reply.status)")
            #expect(reply.text.contains("note=" + Fields.encoded(Self.words)), "\(path)")
            let stranger = try await Browser(world).ask(.post, path, form)
            #expect(!stranger.text.contains("have%20typed"), "\(path): what another site sends is not kept")
        }
    }

    @Test func `sends the form to where it was going once the person is back`() async throws {
        let world = try World(in: Engine.sqlite.migratedDatabase())
        let user = try world.hire("boss@b.fr")
        let browser = Browser(world)
        let form = String(Fields([(name: "last_name", value: "Typed before")]).query.dropFirst())

        let door = try await browser.ask(
            .post, "/w/borie/contacts/new", form, headers: [HTTPField.Name("Sec-Fetch-Site")!: "same-origin"])
        let kept = try #require(door.text.firstMatch(of: /name="kept_form" value="([^"]*)"/)?.1).replacing(
            "&amp;", with: "&")
        let back = try await browser.post(
            "/sign-in",
            [
                (name: "email", value: user.email), (name: "password", value: Staff.password),
                (name: "kept_target", value: "/w/borie/contacts/new"), (name: "kept_form", value: String(kept)),
            ])

        #expect(back.text.contains("Typed before"))
        #expect(
            try world.database.read { try Contacts($0, in: world.workspace).count() } == 0, "nothing is done by itself")
    }
}
