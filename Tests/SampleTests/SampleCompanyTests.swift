import Sample
import Testing
import Verger

@Suite struct SampleCompanyTests {
    private let sample = SampleFiles.medium

    @Test func `the same seed and instant give the same bytes`() {
        let first = SampleCompany(seed: 3, now: SampleFiles.now, zone: .paris, contacts: 300).files
        let second = SampleCompany(seed: 3, now: SampleFiles.now, zone: .paris, contacts: 300).files

        #expect(first.map(\.text) == second.map(\.text))
    }

    @Test func `another seed gives other people`() {
        let first = SampleCompany(seed: 3, now: SampleFiles.now, zone: .paris, contacts: 300).files
        let second = SampleCompany(seed: 4, now: SampleFiles.now, zone: .paris, contacts: 300).files

        for (one, other) in zip(first, second) { #expect(one.text != other.text, "\(one.name)") }
    }

    @Test func `a larger company begins with the smaller one`() {
        let small = SampleCompany(seed: 3, now: SampleFiles.now, zone: .paris, contacts: 50).files
        let large = SampleCompany(seed: 3, now: SampleFiles.now, zone: .paris, contacts: 90).files

        for (one, other) in zip(small, large) { #expect(other.text.hasPrefix(one.text), "\(one.name)") }
    }

    @Test(arguments: [0, 1, 5, 16, 17, 400])
    func `there are as many contacts as asked for`(count: Int) {
        #expect(SampleFiles(contacts: count).contacts.rows.count == count)
    }

    @Test func `each file has the canonical columns`() {
        let contacts = ["external_id", "email", "first_name", "last_name", "phone", "company", "job_title", "country"]
        let activities = ["contact", "kind", "at", "channel", "campaign", "amount", "currency", "message_id", "voids"]

        #expect(sample.companies.columns.starts(with: ["external_id", "name", "domain", "siren", "industry", "size"]))
        #expect(sample.contacts.columns.starts(with: contacts))
        #expect(sample.activities.columns.starts(with: activities))
        #expect(sample.payments.columns == ["contact", "at", "amount", "currency", "reference"])
    }

    @Test func `everybody has an address or a telephone number of their own company`() {
        let companies = Set(sample.companies.column("external_id"))

        for contact in sample.contacts.rows {
            #expect(contact["email"] != "" || contact["phone"] != "")
            #expect(contact["company"] == "" || companies.contains(contact["company"]!))
        }
    }

    @Test(arguments: ["companies.external_id", "companies.name", "companies.domain", "companies.siren"])
    func `no two companies share a name, a domain or a number`(path: String) {
        let values = sample.companies.column(String(path.dropFirst("companies.".count))).filter { !$0.isEmpty }

        #expect(values.count > 800)
        #expect(Set(values.map(\.folded)).count == values.count)
    }

    @Test func `no two contacts share an e-mail address`() {
        let addresses = sample.contacts.column("email").filter { !$0.isEmpty }

        #expect(Set(addresses).count == addresses.count)
        #expect(addresses.allSatisfy { $0.hasSuffix(".example") && !$0.contains(" ") })
    }

    @Test func `French companies have a valid SIREN`() {
        for company in sample.companies.rows where company["country"] == "FR" {
            #expect(isLuhn(company["siren"]!), "\(company)")
        }
    }

    @Test func `telephone numbers are in the ranges reserved for fiction`() {
        let ranges = ["01 99 00 ", "02 61 91 ", "03 53 01 ", "04 65 71 ", "05 36 49 "]

        for phone in sample.contacts.column("phone") where !phone.isEmpty {
            #expect(ranges.contains { phone.hasPrefix($0) } && phone.count == 14, "\(phone)")
        }
    }

    private func isLuhn(_ text: String) -> Bool {
        let digits = text.compactMap(\.wholeNumberValue)
        let sum = digits.reversed().enumerated().reduce(0) { sum, item in
            let value = item.offset % 2 == 1 ? item.element * 2 : item.element
            return sum + value / 10 + value % 10
        }
        return digits.count == 9 && text.count == 9 && sum % 10 == 0
    }
}
