package import Verger

/// Atelier Borie, an invented French maker of ovens for hotels and restaurants: its companies, its contacts, and a year
/// of what happened, as the canonical CSV files. The same seed, instant, zone and size always give the same bytes.
package struct SampleCompany: Sendable {
    package enum File: String, CaseIterable, Sendable {
        case companies, contacts, activities, payments

        package var name: String { rawValue + ".csv" }
    }

    /// How many contacts there are.
    package let contacts: Int
    private let scene: Scene
    private let people: People
    private let zone: Zone

    /// The first contacts are the people named in the documentation, the others are generated.
    package init(seed: UInt64, now: Instant, zone: Zone, contacts: Int) {
        self.contacts = max(0, contacts)
        self.zone = zone
        scene = Scene(now: now, zone: zone)
        people = People(
            seed: seed, agenda: Agenda(now: now, zone: zone), firms: Firms(seed: seed),
            firstNumber: Cast.roles.count, firstFirm: Cast.roles.count)
    }

    /// All files, in the order in which they are imported. For sizes that fit in memory.
    package var files: [(name: String, text: String)] {
        File.allCases.map { file in
            var text = ""
            write(file) { text += $0 }
            return (file.name, text)
        }
    }

    /// Hands over the text of a file, a few whole lines at a time, keeping none of it.
    package func write<Failure: Error>(_ file: File, to receive: (String) throws(Failure) -> Void) throws(Failure) {
        switch file {
        case .companies: try writeCompanies(to: receive)
        case .contacts:
            try receive(CSVLine.text(Person.columns))
            for number in 0..<contacts { try receive(CSVLine.text(chronicle(number).person.cells(in: zone))) }
        case .activities:
            try receive(CSVLine.text(Fact.columns))
            for number in 0..<contacts { try receive(activities(of: chronicle(number))) }
        case .payments:
            try receive(CSVLine.text(Fact.paymentColumns))
            for number in 0..<contacts { try receive(payments(of: chronicle(number))) }
        }
    }
}

extension SampleCompany {
    private func writeCompanies<Failure: Error>(to receive: (String) throws(Failure) -> Void) throws(Failure) {
        try receive(CSVLine.text(Firm.columns))
        for (number, role) in Cast.roles.prefix(contacts).enumerated() {
            try receive(CSVLine.text(role.firm(number).cells))
        }
        guard contacts > Cast.roles.count else { return }
        let last = Seat(of: contacts - Cast.roles.count - 1).firm
        for number in 0...last {
            try receive(CSVLine.text(people.firms.firm(number + Cast.roles.count).cells))
        }
    }

    private func chronicle(_ number: Int) -> Chronicle {
        number < Cast.roles.count ? Cast.roles[number].chronicle(number, on: scene) : people.chronicle(number)
    }

    private func activities(of chronicle: Chronicle) -> String {
        chronicle.facts.filter { !$0.isPayment }.reduce(into: "") { text, fact in
            text += CSVLine.text(fact.cells(contact: chronicle.person.externalID, in: zone))
        }
    }

    private func payments(of chronicle: Chronicle) -> String {
        chronicle.facts.filter(\.isPayment).reduce(into: "") { text, fact in
            text += CSVLine.text(fact.paymentCells(contact: chronicle.person.externalID, in: zone))
        }
    }
}
