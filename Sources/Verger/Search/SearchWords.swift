/// The words by which contacts and companies are found: folded, without punctuation, a space between them.
package enum SearchWords {
    /// Longer ones are cut, here and in what is searched for.
    static let longest = 60

    /// Names, address and its parts, company, phone number, external id.
    package static func text(of contact: Contact, companyName: String?) -> String {
        var list = WordList()
        for field in [ContactField.firstName, .lastName, .email, .externalID] { list.add(contact.fields[field]) }
        list.add(companyName)
        if let phone = contact.fields[.phone] { list.add(PhoneDigits(phone)) }
        return list.text
    }

    /// Name, domain, SIREN, external id.
    package static func text(of company: Company) -> String {
        var list = WordList()
        for field in [CompanyField.name, .domain, .siren, .externalID] { list.add(company.fields[field]) }
        return list.text
    }
}

/// Words, each once.
private struct WordList {
    private var words: [String] = []

    var text: String { words.joined(separator: " ") }

    mutating func add(_ text: String?) {
        for word in text?.searchWords ?? [] { append(word) }
    }

    mutating func add(_ phone: PhoneDigits) {
        for form in phone.forms { append(form) }
    }

    private mutating func append(_ word: String) {
        // A dozen: looking them through is faster than hashing.
        if !words.contains(word) { words.append(word) }
    }
}

extension String {
    /// Its letters and digits, folded, cut where there is anything else.
    var searchWords: [String] {
        folded.unicodeScalars.split { !$0.isPartOfWord }.map { String($0.prefix(SearchWords.longest)) }
    }
}

extension Unicode.Scalar {
    var isPartOfWord: Bool {
        switch self {
        case "a"..."z", "0"..."9", "A"..."Z": true
        default: value >= 0x80 && (properties.isAlphabetic || properties.numericType != nil)
        }
    }
}

extension Contact {
    /// By what a list in the order of names is sorted: last name, first name; without a name, what is shown instead of it.
    package var sortKey: String {
        let names = [fields[.lastName], fields[.firstName]].compactMap(\.self).joined(separator: " ")
        return String((names.isEmpty ? displayName : names).folded.unicodeScalars.prefix(200))
    }
}
