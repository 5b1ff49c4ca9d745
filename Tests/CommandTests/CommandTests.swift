import Foundation
import Testing

@Suite struct `The command line` {
    /// A program whose database holds the leads.
    private func filled() throws -> Program {
        let verger = try Program()
        for (kind, text) in [
            ("contacts", Leads.contacts), ("activities", Leads.activities), ("payments", Leads.payments),
        ] {
            let answer = try verger("import", kind, verger.file("\(kind).csv", text))
            #expect(answer.code == 0, "\(answer.errors)")
        }
        return verger
    }

    @Test func `imports, counts and explains`() throws {
        let verger = try filled()

        #expect(try verger("segment", "count", "country = fr").output == "2\n")
        #expect(try verger("segment", "count", "stage >= opportunity").output == "2\n")
        let explained = try verger("explain", "anne@borie.example")
        let day = "20\u{A0}Feb\u{A0}2026 10:00"
        #expect(explained.output.contains("Opportunity since \(day)"))
        #expect(explained.output.contains("\(day)  demo requested"))
    }

    @Test func `gives the documents that programs rely on`() throws {
        let verger = try filled()

        let explained = try verger("explain", "c3", "--json").json()
        #expect(explained["stage"] as? String == "client")
        #expect(explained["highest"] as? String == "client")
        #expect(explained["excluded"] as? Bool == false)
        #expect((explained["score"] as? [String: Any])?["grade"] is String)
        #expect((explained["because"] as? [Any])?.isEmpty == false)
        let funnel = try #require(try verger("report", "funnel", "--json").json()["stages"] as? [[String: Any]])
        #expect(funnel.map { $0["id"] as? String }.first == "suspect")
        #expect(funnel.map { $0["count"] as? Int ?? 0 }.reduce(0, +) == 3)
        let costs = try verger("report", "cpl", "--from", "2026-01-01", "--to", "2026-12-31", "--json").json()
        let total = try #require(costs["total"] as? [String: Any])
        #expect((total["stages"] as? [[String: Any]])?.first?["id"] as? String == "lead")
        #expect(try verger("report", "cpl", "--by", "nothing").code == 2)
        #expect(try verger("report", "cpl", "--from", "2026-02-01", "--to", "2026-01-01").code == 1)
    }

    @Test func `sees any day as it was`() throws {
        let verger = try filled()

        #expect(
            try verger("explain", "c1", "--as-of", "2026-02-19", "--json").json()["stage"] as? String != "opportunity")
        #expect(
            try verger("explain", "c1", "--as-of", "2026-02-20", "--json").json()["stage"] as? String == "opportunity")
        #expect(try verger("explain", "c1", "--as-of", "2026-01-04").code == 3)
        #expect(try verger("segment", "count", "always", "--as-of", "2026-01-06").output == "2\n")
    }

    @Test func `exits with 1 when it refuses, 2 for wrong usage, 3 for what is not there`() throws {
        let verger = try filled()

        let refused = try verger("segment", "count", "contry = FR")
        #expect(refused.code == 1)
        #expect(refused.errors.contains("line 1, column 1") && refused.errors.contains("did you mean “country”?"))
        #expect(try verger("segment", "count").code == 2)
        #expect(try verger("explain", "nobody@nowhere.example").code == 3)
        #expect(try verger("--help").code == 0)
    }

    @Test func `removes no segment that another needs`() throws {
        let verger = try filled()
        try verger("segment", "save", "Lyonnais", "city = Lyon")
        try verger("segment", "save", "Proches", "in segment \"Lyonnais\" or country = FR")

        let refused = try verger("segment", "remove", "Lyonnais")

        #expect(refused.code == 1 && refused.errors.contains("“Proches” uses it"))
        #expect(try verger("segment", "count", "in segment \"Proches\"").output == "2\n")
        #expect(try verger("segment", "remove", "Proches").code == 0)
        #expect(try verger("segment", "remove", "Lyonnais").code == 0)
        #expect(try verger("segment", "remove", "Lyonnais").code == 3)
    }

    @Test func `gives back no payment that was taken back`() throws {
        let verger = try filled()
        let correction = try verger.file(
            "void.csv", "contact,kind,at,message_id,voids\nc3,note_added,2026-02-11,v1,pay-2\n")
        let second = try verger.file(
            "second.csv", "contact,kind,at,amount,currency,message_id\nc3,payment_received,2026-02-10,50,EUR,pay-2\n")
        #expect(try verger("import", "activities", second).code == 0)
        #expect(try verger("export", "payments").lines.count == 3)

        #expect(try verger("import", "activities", correction).code == 0)

        #expect(try verger("export", "payments").lines.count == 2)
        #expect(try verger("export", "activities").lines.count == 7)
        #expect(try verger("export", "payments", "--json").output.hasPrefix("["))
    }

    @Test func `speaks French`() throws {
        let verger = try filled()

        #expect(try verger("explain", "nobody", "--language", "fr").errors.contains("aucun contact"))

        let refused = try verger("segment", "count", "contry = FR", language: "fr")
        #expect(refused.errors.contains("vouliez-vous dire «\u{A0}country\u{A0}»"))
        #expect(try verger("explain", "c1", language: "fr").output.contains("Pourquoi Opportunité"))
    }

    @Test func `refuses a condition of 200 levels without harm`() throws {
        let verger = try filled()

        let deep = String(repeating: "(", count: 200) + "always" + String(repeating: ")", count: 200)
        let answer = try verger("segment", "count", deep)
        #expect(answer.code == 1)
        #expect(answer.errors.contains("more than 100 levels"))
    }

    @Test func `keeps workspaces apart`() throws {
        let verger = try filled()
        try verger("workspaces", "add", "other")

        #expect(try verger("explain", "c1").code == 1, "with two workspaces one must be chosen")
        #expect(try verger("explain", "c1", "--workspace", "other").code == 3)
        let id = try verger("explain", "c1", "--workspace", "main", "--json").json()["contact"] as? [String: Any]
        let number = try #require(id?["id"] as? Int)
        #expect(try verger("explain", "\(number)", "--workspace", "main").code == 0)
        #expect(try verger("explain", "\(number)", "--workspace", "other").code == 3)
        #expect(try verger("segment", "count", "always", "--workspace", "other").output == "0\n")
    }

    @Test func `replays another definition and changes nothing`() throws {
        let verger = try filled()
        let source = try verger("definition", "show").output
        let stricter = source.replacing("did any intent since last opportunity_lost", with: "did quote_requested")
        let before = try verger("segment", "list", "always", "--json").output

        let replay = try verger("replay", "--definition", verger.file("new.yml", stricter), "--json").json()

        #expect(replay["contacts"] as? Int == 3)
        let moves = try #require(replay["moves"] as? [[String: Any]])
        #expect(moves.contains { $0["from"] as? String == "opportunity" && $0["count"] as? Int == 1 })
        #expect((replay["old"] as? [String: Any])?["stage"] as? String == "prospect")
        #expect(try verger("segment", "list", "always", "--json").output == before)
        #expect(try verger("definition", "list").lines.count == 2)
    }

    @Test func `puts a definition in force on its day`() throws {
        let verger = try filled()
        let source = try verger("definition", "show").output
        let stricter = source.replacing("did any intent since last opportunity_lost", with: "did quote_requested")
        let file = try verger.file("new.yml", stricter)

        #expect(try verger("definition", "activate", file, "--from", "2026-03-10").code == 0)

        #expect(try verger("segment", "count", "stage = opportunity").output == "1\n")
        let later = "2026-03-10T00:00:00+01:00"
        #expect(try verger("segment", "count", "stage = opportunity", now: later).output == "0\n")
        #expect(
            try verger("definition", "list", now: later).lines.contains { $0.contains("active") && $0.contains("2") })
    }

    @Test func `gives back what it took`() throws {
        let verger = try filled()
        for kind in ["companies", "contacts", "activities"] {
            try verger("export", kind, "--output", "\(kind)-out.csv")
        }

        let copy = try Program()
        for kind in ["companies", "contacts", "activities"] {
            let path = verger.folder.appending(path: "\(kind)-out.csv").path
            #expect(try copy("import", kind, path).code == 0)
        }

        for kind in ["companies", "contacts", "activities", "payments"] {
            #expect(try copy("export", kind).output == verger("export", kind).output)
        }
        #expect(try copy("report", "funnel").output == verger("report", "funnel").output)
    }

    @Test func `backs up and restores`() throws {
        let verger = try filled()
        #expect(try verger("backup", "all.dump").code == 0)

        let restored = try verger("restore", "all.dump", "--database", "sqlite:\(verger.folder.path)/other.sqlite")
        #expect(restored.code == 0, "\(restored.errors)")
        let other = "sqlite:\(verger.folder.path)/other.sqlite"
        #expect(try verger("report", "funnel", "--database", other).output == verger("report", "funnel").output)
        #expect(try verger("restore", "all.dump").code == 1, "never over a database that is not empty")
    }

    @Test func `finds itself healthy`() throws {
        #expect(try filled()("doctor", "--sample", "0").code == 0)
    }

    @Test func `lets people and programs in and out`() throws {
        let verger = try Program()

        #expect(
            try verger("setup", "--name", "Borie", "--admin", "anne@borie.example", input: "a good password\n").code
                == 0)
        #expect(try verger("users", "add", "bob@borie.example", "--role", "rep", input: "short\n").code == 1)
        #expect(try verger("users", "list").output.contains("anne@borie.example"))
        let token = try verger("tokens", "add", "website", "--json").json()
        let id = try #require(token["id"] as? Int)
        #expect(try verger("tokens", "revoke", "\(id)").code == 0)
        #expect(try verger("tokens", "revoke", "\(id)").code == 3)
    }
}
