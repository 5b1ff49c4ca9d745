import Storage
import TestSupport
import Testing
import Verger

@testable import Web

@Suite struct `The pages of webhooks` {
    private func world() throws -> World { try World(in: Engine.sqlite.migratedDatabase()) }

    private func webhooks(_ world: World) throws -> [Webhook] {
        try world.database.read { try Webhooks($0, in: world.workspace.id).all() }
    }

    @Test func `stand among the settings, and show a secret once`() throws {
        let world = try world()
        let asking = Asking(world)

        let added = try asking.post(
            "settings/webhooks", [("url", "https://example.org/hook?<script>"), ("event", "contact.created")])

        let id = try #require(try webhooks(world).first?.id)
        let secret = try #require(try world.database.read { try Webhooks($0, in: world.workspace.id).secret(of: id) })
        #expect(added.text.contains(secret) && !added.text.contains("<script>?") && added.text.contains("&lt;script"))
        #expect(try !asking.get("settings/webhooks/\(id)").text.contains(secret))
        let list = try asking.get("settings/webhooks").text
        #expect(list.contains("settings/fields") && list.contains("aria-current=\"page\""))
    }

    @Test func `keep what was typed wrongly and say why`() throws {
        let world = try world()
        let asking = Asking(world)

        let address = try asking.post("settings/webhooks", [("url", "example.org"), ("event", "contact.created")])
        let nothing = try asking.post("settings/webhooks", [("url", "https://example.org/kept")])

        #expect(address.status == 422 && address.text.contains("value=\"example.org\""))
        #expect(nothing.status == 422 && nothing.text.contains("https://example.org/kept"))
        #expect(try webhooks(world).isEmpty)
    }

    @Test func `try one, show what became of it, send it again, pause it and remove it with its log`() throws {
        let world = try world()
        let asking = Asking(world)
        _ = try asking.post("settings/webhooks", [("url", "https://example.org/hook"), ("event", "contact.created")])
        let id = try #require(try webhooks(world).first?.id)

        let tried = try asking.post("settings/webhooks/\(id)/tests")
        let delivery = try #require(
            try world.database.read { try Webhooks($0, in: world.workspace.id).deliveries(of: id, limit: 9).first })
        let again = try asking.post("settings/webhooks/\(id)/deliveries/\(delivery.id)/resending")
        let paused = try asking.post(
            "settings/webhooks/\(id)", [("url", "https://example.org/2"), ("event", "segment.left")])

        #expect(tried.status == 303 && delivery.event == "webhook.test" && again.status == 303 && paused.status == 303)
        #expect(try webhooks(world).first.map { [$0.url, "\($0.isActive)"] } == ["https://example.org/2", "false"])
        #expect(try asking.get("settings/webhooks/\(id)").text.contains("webhook.test"))
        _ = try asking.post("settings/webhooks/\(id)/removal")
        #expect(try webhooks(world).isEmpty)
        #expect(try world.database.read { try Webhooks($0, in: world.workspace.id).delivery(delivery.id) } == nil)
    }
}
