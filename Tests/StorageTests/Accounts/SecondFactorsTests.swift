import Storage
import TestSupport
import Testing
import Verger

@Suite struct `A second factor` {
    /// RFC 6238, appendix B.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func `gives the codes of the standard`(seconds: Int64, code: String) {
        let step = OneTimePassword.step(at: Instant(seconds: seconds))

        let hmac = Secret.hmacSHA1(OneTimePassword.message(of: step), key: Array("12345678901234567890".utf8))

        #expect(OneTimePassword.code(truncating: hmac, digits: 8) == code)
    }

    @Test(arguments: Engine.available)
    func `is asked for once the app has shown a right code`(engine: Engine) throws {
        let (world, person) = try Self.start(engine)

        try world.factors { factors throws in
            let secret = try #require(try factors.offer(to: person, at: world.now))
            #expect(try factors.offer(to: person, at: world.now) == secret, "the page may be loaded again")
            #expect(try factors.take(Self.code(secret, world.now), of: person, at: world.now) == false)
            #expect(try factors.confirm("000000", of: person, at: world.now) == nil)
            #expect(try factors.confirm(Self.code(secret, world.now), of: person, at: world.now)?.count == 10)
            #expect(try factors.offer(to: person, at: world.now) == nil, "it is shown no more")
            #expect(try factors.confirm(Self.code(secret, world.now), of: person, at: world.now) == nil)
        }

        #expect(try world.database.read { try People($0).find(person)?.hasSecondFactor } == true)
    }

    @Test(arguments: Engine.available)
    func `takes the codes of one step before and after, and none twice`(engine: Engine) throws {
        let (world, person) = try Self.start(engine)
        let later = world.now + Instant.hour

        try world.factors { factors throws in
            let secret = try #require(try factors.offer(to: person, at: world.now))
            _ = try factors.confirm(Self.code(secret, world.now), of: person, at: world.now)
            func takes(_ steps: Int64) throws -> Bool {
                let code = try Self.code(secret, later + steps * OneTimePassword.period)
                return try factors.take(code, of: person, at: later)
            }
            #expect(try takes(-2) == false)
            #expect(try takes(2) == false)
            #expect(try takes(-1))
            #expect(try takes(-1) == false)
            #expect(try takes(0))
            #expect(try takes(-1) == false, "nor an older one")
            #expect(try takes(1))
            #expect(try takes(0) == false)
            #expect(try factors.take("", of: person, at: later) == false)
        }
    }

    @Test(arguments: Engine.available)
    func `takes each recovery code once, however it is typed`(engine: Engine) throws {
        let (world, person) = try Self.start(engine)

        try world.factors { factors throws in
            let secret = try #require(try factors.offer(to: person, at: world.now))
            let codes = try #require(
                try factors.confirm(Self.code(secret, world.now), of: person, at: world.now))
            #expect(
                Set(codes).count == 10 && codes.allSatisfy { $0.wholeMatch(of: /([a-z2-7]{4}-){3}[a-z2-7]{4}/) != nil })
            #expect(try factors.take(codes[0], of: person, at: world.now))
            #expect(try factors.take(codes[0], of: person, at: world.now) == false)
            #expect(try factors.take(codes[1].uppercased().replacing("-", with: " "), of: person, at: world.now))
            #expect(try factors.take(codes[2], of: person + 1, at: world.now) == false)
            #expect(try factors.recoveryCodesLeft(of: person) == 8)
            let renewed = try factors.renewRecoveryCodes(of: person, at: world.now)
            #expect(try factors.take(codes[3], of: person, at: world.now) == false)
            #expect(try factors.take(renewed[0], of: person, at: world.now))
        }
    }

    @Test(arguments: Engine.available)
    func `keeps neither its secret nor its codes readable`(engine: Engine) throws {
        let (world, person) = try Self.start(engine)
        let (secret, codes) = try world.factors { factors throws in
            let secret = try #require(try factors.offer(to: person, at: world.now))
            let codes = try factors.confirm(Self.code(secret, world.now), of: person, at: world.now)
            return (secret, try #require(codes))
        }

        let rows = try Snapshot(of: world.database).differences(from: Snapshot(of: world.database, [])).joined()

        let hexadecimal = secret.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(!rows.contains(hexadecimal) && !rows.contains(Base32.text(secret)))
        #expect(!codes.contains { rows.contains($0) || rows.contains($0.filter { $0 != "-" }) })
    }

    @Test(arguments: Engine.available)
    func `makes a person wait after five wrong codes`(engine: Engine) throws {
        let (world, person) = try Self.start(engine)
        let codes = try world.factors { factors throws in
            let secret = try #require(try factors.offer(to: person, at: world.now))
            return try #require(try factors.confirm(Self.code(secret, world.now), of: person, at: world.now))
        }
        let check = { (code: String, instant: Instant) in
            switch try SignIn(world.database).check(code: code, of: person, from: "192.0.2.1", at: instant) {
            case .success: SignIn.Refusal?.none
            case .failure(let refusal): refusal
            }
        }

        #expect(try (0..<5).map { _ in try check("12345", world.now) } == Array(repeating: .wrong, count: 5))
        let end = world.now + Throttle.firstDelay
        #expect(try check(codes[0], world.now) == .wait(until: end))
        #expect(try check(codes[0], end) == nil)
    }

    @Test(arguments: Engine.available)
    func `is taken away with its codes`(engine: Engine) throws {
        let (world, person) = try Self.start(engine)

        try world.factors { factors throws in
            let secret = try #require(try factors.offer(to: person, at: world.now))
            _ = try factors.confirm(Self.code(secret, world.now), of: person, at: world.now)
            try factors.remove(of: person)
            #expect(try factors.offer(to: person, at: world.now) != secret)
        }

        #expect(try world.database.read { try People($0).find(person)?.hasSecondFactor } == false)
    }

    private static func start(_ engine: Engine) throws -> (World, Int64) {
        let world = try World(in: engine.migratedDatabase())
        return (world, try world.hire("a@b.fr").id)
    }

    private static func code(_ secret: [UInt8], _ instant: Instant) throws -> String {
        let message = OneTimePassword.message(of: OneTimePassword.step(at: instant))
        return OneTimePassword.code(truncating: Secret.hmacSHA1(message, key: secret))
    }
}

extension World {
    fileprivate func factors<T>(_ body: (SecondFactors) throws -> T) throws -> T {
        try database.write { try body(SecondFactors($0)) }
    }
}
