import Verger

/// The people whom the pages, the documentation and the tests name. Each works for a company of their own.
enum Cast {
    static let roles: [Role] = [
        nadia, julien, maud, stephane, ines, karim, elodie, pierreYves, helene, vincent, camille, hugo, lucie,
        frederic, odile, klaus,
    ]

    static func town(_ name: String) -> Town {
        Town.french.first { $0.name == name } ?? Town(name: name, postalCode: "")
    }
}
