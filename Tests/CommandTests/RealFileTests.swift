import Foundation
import Testing

/// The X Education leads, which may not be shipped: run where the file lies beside the checkout, skipped elsewhere.
@Suite struct `9,240 real leads` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let leads = root.appending(path: "../shared/data/x_education_leads/Leads.csv").standardizedFileURL

    @Test(.enabled(if: FileManager.default.fileExists(atPath: leads.path), "the file is not beside the checkout"))
    func `are imported, ranked, explained and replayed`() throws {
        let verger = try Program(now: "2026-11-21")
        let examples = Self.root.appending(path: "Examples")
        let definition = examples.appending(path: "x-education.definition.yml").path
        #expect(try verger("definition", "activate", definition).code == 0)

        let imported = try verger(
            "import", "contacts", Self.leads.path, "--map", examples.appending(path: "x-education.map.yml").path,
            "--problems", "problems.csv")
        #expect(imported.code == 0, "\(imported.errors)")

        #expect(try verger("segment", "count", "always").output == "9240\n")
        #expect(try verger("segment", "count", "did payment_received").output == "3561\n")
        let funnel = try #require(try verger("report", "funnel", "--json").json()["stages"] as? [[String: Any]])
        #expect(funnel.first?["reached"] as? Int == 9240)
        let source = try String(contentsOfFile: definition, encoding: .utf8)
        let replay = try verger(
            "replay", "--definition", verger.file("same.yml", source), "--json"
        ).json()
        #expect((replay["moves"] as? [Any])?.isEmpty == true)
        let verdict = try #require(replay["old"] as? [String: Any])
        #expect(verdict["paid"] as? Int == 3561)
        #expect((verdict["precision"] as? Double ?? 0) > 0.6, "well above the rate of payers, 0.385")
        #expect(try verger("doctor").code == 0)
    }
}
