/// The keys by which records that may be one find each other without comparing everyone to everyone: two that share none are
/// not compared. Few records share a key, so that a look-up stays short in a base of a million.
package enum MatchKeys {
    /// Of a person: address, phone number, date of birth; names as they sound, with postal code, town, company, or alone.
    package static func keys(ofPerson profile: MatchProfile) -> [Int64] {
        var keys: [Int64] = []
        func add(_ parts: String?...) {
            let known = parts.compactMap(\.self)
            if known.count == parts.count { keys.append(hash(known)) }
        }
        add("email", profile[.email])
        add("phone", profile[.phone])
        add("birth", profile[.birthDate])
        let first = profile[.firstName].flatMap(Soundex.code)
        let last = profile[.lastName].flatMap(Soundex.code)
        add("company", last, profile[.company])
        add("postal", last, profile[.postalCode])
        add("postal", first, profile[.postalCode])
        if let first, let last {
            let name = [first, last].sorted().joined(separator: " ")
            add("town", name, profile[.city].flatMap(Soundex.code))
            add("name", name)
        }
        return unique(keys)
    }

    /// Of a company: SIREN, domain, name, beginning of the name with the town.
    package static func keys(ofCompany profile: MatchProfile) -> [Int64] {
        var keys: [Int64] = []
        if let siren = profile[.siren] { keys.append(hash(["siren", siren])) }
        if let domain = profile[.domain] { keys.append(hash(["domain", domain])) }
        if let name = profile[.company] {
            keys.append(hash(["name", name]))
            if let sound = name.split(separator: " ").first.map(String.init).flatMap(Soundex.code),
                let city = profile[.city].flatMap(Soundex.code)
            {
                keys.append(hash(["town", sound, city]))
            }
        }
        return unique(keys)
    }

    private static func unique(_ keys: [Int64]) -> [Int64] {
        var seen: Set<Int64> = []
        return keys.filter { seen.insert($0).inserted }
    }

    /// FNV-1a, 64 bits. Two keys that meet by chance bring a candidate that comparison turns down.
    private static func hash(_ parts: [String]) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in parts {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
            hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01b3
        }
        return Int64(bitPattern: hash)
    }
}
