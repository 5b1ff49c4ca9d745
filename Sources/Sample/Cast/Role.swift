import Verger

/// Somebody of the sample whose story is written, not drawn.
struct Role: Sendable {
    struct House: Sendable {
        let name: String
        let domain: String
        let industry: String
        let size: Int
        let town: Town
    }

    let house: House
    let firstName: String
    let lastName: String
    let jobTitle: String
    /// Before the @.
    let address: String
    let phone: String
    let source: String
    let owner: String?
    var tags: [String] = []
    var purchaseHorizon: Int?
    /// Days before the day of the scene, and time of day as 17_42.
    let created: (daysBefore: Int, time: Int)
    let script: @Sendable (inout Script) -> Void
}

extension Role {
    func firm(_ number: Int) -> Firm {
        Firm(
            externalID: Firms.externalID(number), name: house.name, domain: house.domain,
            siren: SIREN.text(firstDigits: 96_000_000 + number * 137), industry: house.industry, size: house.size,
            town: house.town)
    }

    func chronicle(_ number: Int, on scene: Scene) -> Chronicle {
        let person = Person(
            externalID: People.externalID(number), email: "\(address)@\(house.domain)", firstName: firstName,
            lastName: lastName, phone: phone, company: Firms.externalID(number), jobTitle: jobTitle, town: house.town,
            source: source, owner: owner, tags: tags,
            createdAt: scene.instant(created.daysBefore, created.time), purchaseHorizon: purchaseHorizon)
        var script = Script(scene: scene, number: number + 1)
        self.script(&script)
        return Chronicle(person: person, facts: script.facts)
    }
}
