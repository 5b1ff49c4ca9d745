import TestSupport
import Testing
import Verger

@Suite struct `An address of the Internet` {
    @Test(arguments: [
        "8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.0.1", "100.128.0.1", "198.17.0.1", "192.167.1.1",
    ])
    func `of the Internet is public`(text: String) throws {
        #expect(try #require(Self.v4(text)).isPublic)
        #expect(try #require(InternetAddress(Self.mapped(Self.v4(text)!))).isPublic)
    }

    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    ])
    func `of a private network is not, however it is wrapped`(text: String) throws {
        let address = try #require(Self.v4(text))

        #expect(!address.isPublic)
        #expect(try !#require(InternetAddress(Self.mapped(address))).isPublic)
        let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0] + address.bytes
        #expect(try !#require(InternetAddress(translated)).isPublic)
    }

    @Test(arguments: [
        (0x2A01, 0x0E0A, true), (0x2606, 0x4700, true), (0x2001, 0x4860, true), (0x3FFF, 0x1000, true),
        (0, 0, false), (0xFE80, 0, false), (0xFEC0, 0, false), (0xFC00, 0, false), (0xFDFF, 0, false),
        (0xFF02, 0, false), (0x2001, 0x0DB8, false), (0x2001, 0x0000, false), (0x2002, 0x0A00, false),
        (0x3FFF, 0x0001, false), (0x0100, 0, false), (0x4000, 0, false),
    ])
    func `of version 6 is public where it is global unicast`(first: Int, second: Int, isPublic: Bool) throws {
        let bytes = [first, second].flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } + [UInt8](repeating: 0, count: 11)

        #expect(try #require(InternetAddress(bytes + [1])).isPublic == isPublic)
    }

    @Test func `has 4 or 16 bytes`() {
        #expect(InternetAddress([1, 2, 3]) == nil)
    }

    static func v4(_ text: String) -> InternetAddress? {
        InternetAddress(text.split(separator: ".").compactMap { UInt8($0) })
    }

    static func mapped(_ address: InternetAddress) -> [UInt8] {
        [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + address.bytes
    }
}

@Suite struct `A webhook` {
    @Test(arguments: [
        "https://exemple.fr/verger", "http://exemple.fr:8080/a?b=c", "HTTPS://EXEMPLE.FR", "https://[2a01::1]/x",
    ])
    func `has a web address`(url: String) throws {
        _ = try Webhook(id: 1, url: url, events: [.contactCreated], createdAt: Cast.now)
    }

    @Test(arguments: [
        "", "exemple.fr", "ftp://exemple.fr", "file:///etc/passwd", "https://", "https://:80/", "https://a b/",
        "https://name:word@exemple.fr/", "https://exemple.fr/\nX: y", "https://é.fr/", "https:///x",
        "https://evil.example\\@exemple.fr/",
    ])
    func `is refused with another`(url: String) {
        #expect(throws: Webhook.Problem.badAddress(url)) {
            try Webhook(id: 1, url: url, events: [.contactCreated], createdAt: Cast.now)
        }
    }

    @Test func `is told something`() {
        #expect(throws: Webhook.Problem.nothingToTell) {
            try Webhook(id: 1, url: "https://exemple.fr", events: [], createdAt: Cast.now)
        }
    }
}

@Suite struct `A delivery` {
    @Test func `is tried eight times within three days, each later than the one before`() {
        let waits = (1...8).map { Delivery.wait(after: $0) }

        #expect(waits.compactMap(\.self).count == Delivery.mostAttempts - 1)
        #expect(waits[0] == Instant.minute && waits[6] == Instant.day && waits[7] == nil)
        #expect(zip(waits, waits.dropFirst().dropLast()).allSatisfy { $0! * 2 < $1! })
        #expect(Delivery.wait(after: 1, chance: 0) == 54 * Instant.second)
        #expect(Delivery.wait(after: 1, chance: 1) == 66 * Instant.second)
    }
}

@Suite struct `A happening` {
    @Test func `is told to other processes as it is`() {
        var moved = ContactChange(contact: .init(1))
        moved.move = .init(from: nil, to: "lead", at: Cast.now)
        var entered = ContactChange(contact: .init(2))
        entered.entered = [.init(7)]
        entered.left = [.init(8), .init(9)]
        let happening = Happening(workspace: .init(3), changes: [moved, entered])

        #expect(Happening(workspace: .init(3), json: happening.json) == happening)
        #expect(Happening(workspace: .init(3), json: "[1]") == nil)
    }

    @Test func `names nobody when too many are concerned`() {
        let changes = (0...Int64(Happening.most)).map { ContactChange(contact: .init($0)) }

        #expect(Happening(workspace: .init(3), changes: changes).isSweeping)
    }
}
