import Foundation
import Testing

@Suite struct `Bad input` {
    private func imported(
        _ text: String, kind: String = "contacts", map: String? = nil
    ) throws -> (answer: Program.Answer, verger: Program) {
        let verger = try Program()
        if kind != "contacts" { try verger("import", "contacts", verger.file("first.csv", Leads.contacts)) }
        let file = try verger.file("leads.csv", text)
        guard let map else { return (try verger("import", kind, file), verger) }
        return (try verger("import", kind, file, "--map", verger.file("map.yml", map)), verger)
    }

    @Test func `an empty file is refused`() throws {
        let (answer, _) = try imported("")
        #expect(answer.code == 1)
        #expect(answer.errors.contains("must name the columns"))
    }

    @Test func `a header alone imports nobody`() throws {
        let (answer, verger) = try imported("external_id,email\n")
        #expect(answer.code == 0)
        #expect(try verger("segment", "count", "always").output == "0\n")
    }

    @Test func `a line of ten megabytes costs itself only`() throws {
        let long = "c1," + String(repeating: "x", count: 10_000_000)
        let (answer, verger) = try imported("external_id,first_name\n\(long)\nc2,Anne\n")
        #expect(answer.code == 0)
        #expect(try verger("segment", "count", "always").output == "1\n")
        #expect(try verger.contents("leads.csv.problems.csv").contains("1,2,error"))
    }

    @Test func `invalid UTF-8 costs its row only`() throws {
        let verger = try Program()
        var bytes = Data("external_id,first_name\nc1,Zoé\nc2,".utf8)
        bytes += [0xC3, 0x28] + Data("\nc3,Anne\n".utf8)
        let answer = try verger("import", "contacts", verger.file("leads.csv", bytes))
        #expect(answer.code == 0)
        #expect(try verger("segment", "count", "always").output == "2\n")
    }

    @Test func `two columns for one field are refused, both named`() throws {
        let (answer, _) = try imported("external_id,Téléphone,Mobile\nc1,0199001234,0199001235\n")
        #expect(answer.code == 1)
        #expect(answer.errors.contains("Téléphone") && answer.errors.contains("Mobile"))
    }

    @Test func `a column that the map names and the file lacks is refused`() throws {
        let (answer, _) = try imported("id,mail\n1,a@b.example\n", map: "contact: {external_id: id, email: courriel}\n")
        #expect(answer.code == 1)
        #expect(answer.errors.contains("courriel"))
    }

    @Test(arguments: [
        ("payments", "contact,at,amount\nc1,31/02/2026,12\n", "31/02/2026"),
        ("payments", "contact,at,amount\nc1,2026-02-31,12\n", "2026-02-31"),
        ("payments", "contact,at,amount\nc1,2026-02-01,\"1,234\"\n", "1,234"),
        ("payments", "contact,at,amount,currency\nc1,2026-02-01,12,USD\n", "USD"),
        ("activities", "contact,kind,at\nc1,demo_requestd,2026-02-01\n", "demo_requested"),
        ("activities", "contact,kind,at\nnobody,demo_requested,2026-02-01\n", "nobody"),
        ("contacts", "email\nanne.borie.example\n", "anne.borie.example"),
    ])
    func `a row that can't be read is left out and listed`(kind: String, text: String, word: String) throws {
        let (answer, verger) = try imported(text, kind: kind)
        #expect(answer.code == 0)
        #expect(answer.output.contains("1 row left out"))
        #expect(try verger.contents("leads.csv.problems.csv").contains(word))
    }

    @Test func `amounts as people type them are understood`() throws {
        let text = "contact,at,amount\nc1,2026-02-01,\"1\u{202F}234,56 €\"\nc1,2026-02-02,12\n"
        let (answer, verger) = try imported(text, kind: "payments")
        #expect(answer.output.contains("2 activities"))
        #expect(try verger("segment", "count", "sum payment_received.amount = 1246.56").output == "1\n")
    }

    @Test func `rows given twice are one`() throws {
        let (_, verger) = try imported("external_id,email\nc1,a@b.example\nc1,a@b.example\n,A@B.example\n")
        #expect(try verger("segment", "count", "always").output == "1\n")
    }

    @Test func `a definition with ten mistakes is told all ten`() throws {
        let verger = try Program()
        let definition = """
            name: {fr: Dix, en: Ten}
            colour: blue
            fields: {Budget: number, email: text}
            groups: {intent: [demo_requested]}
            personas:
              - {id: pme, when: 'company.size betwen 1 and 9'}
            scoring:
              fit: [{id: a, points: many, when: always}]
              engagement: [{id: b, per: page_viewd, points: 1, half_life: 1 month, cap: -3}]
            stages:
              - {id: suspect, when: 'stage = lead'}
              - {id: suspect, when: always}
            """
        let answer = try verger("definition", "check", verger.file("ten.yml", definition))
        #expect(answer.code == 1)
        #expect(answer.lines.count { $0.contains("error: ") } >= 10, "\(answer.output)")
        #expect(answer.output.contains("page_viewed"))
        #expect(try verger("definition", "activate", "ten.yml").code == 1)
        #expect(try verger("definition", "list").lines.count == 2, "nothing was put in force")
    }

    @Test func `a database from a newer version is left alone`() throws {
        let verger = try Program()
        try verger("setup")
        let path = verger.folder.appending(path: "test.sqlite").path
        let sqlite = Process()
        sqlite.executableURL = URL(filePath: "/usr/bin/sqlite3")
        sqlite.arguments = [path, "INSERT INTO schema_migration VALUES ('2999-01-01-future', 0)"]
        try sqlite.run()
        sqlite.waitUntilExit()

        let answer = try verger("segment", "count", "always")
        #expect(answer.code == 1)
        #expect(answer.errors.contains("newer version"))
    }

    @Test func `a file that is no database is refused`() throws {
        let verger = try Program()
        try verger.file(
            "test.sqlite", "not a database, but long enough to be taken for one " + String(repeating: "x", count: 999))
        let answer = try verger("segment", "count", "always")
        #expect(answer.code == 1)
        #expect(answer.errors.contains("not a database"))
    }

    @Test func `a file of too many columns is refused with what to do`() throws {
        let verger = try Program()
        let wide = try verger("import", "contacts", verger.file("wide.csv", String(repeating: "a,", count: 3_000)))
        let titled = try verger(
            "import", "contacts",
            verger.file("titled.csv", "Une liste\nemail,first_name,\(String(repeating: "a,", count: 3_000))\n"))

        for answer in [wide, titled] {
            #expect(answer.code != 0 && answer.errors.contains("a file has at most 1024"), "\(answer)")
        }
    }

    @Test func `an import says at its end how it went where there is no terminal, and nothing else`() throws {
        let verger = try Program()
        let file = try verger.file("contacts.csv", Leads.contacts)

        let told = try verger("import", "contacts", file)
        let silent = try verger("import", "contacts", file, "--json")

        #expect(told.errors.hasPrefix("Import: 3 rows in ") && told.errors.split(separator: "\n").count == 1)
        #expect(silent.errors == "")
    }

    @Test func `a map says how people agreed, and rows without proof stay out`() throws {
        let verger = try Program()
        let file = try verger.file("leads.csv", "email,consent.email\na@b.example,yes\nc@d.example,no\n")
        let map = try verger.file("map.yml", "statement: {origin: Lyon fair, ground: professional}\n")
        let proven = try verger.file("proven.yml", "statement: {origin: Lyon fair, proof: box ticked}\n")

        let without = try verger("import", "contacts", file, "--map", map, "--dry-run", "--json").json()
        let with = try verger("import", "contacts", file, "--map", proven, "--json").json()

        #expect(without["refused"] as? Int == 1 && with["refused"] as? Int == 0)
        #expect(with["activities"] as? Int == 2)
    }

    @Test func `an import killed in the middle is completed by running it again`() throws {
        let verger = try Program()
        var contacts = "external_id,email,created_at\n"
        var activities = "contact,kind,at\n"
        for number in 1...30_000 {
            contacts += "c\(number),c\(number)@b.example,2026-01-0\(1 + number % 9)\n"
            activities += "c\(number % 500 + 1),page_viewed,2026-02-0\(1 + number % 9)\n"
        }
        let file = try verger.file("many.csv", contacts)
        let killed = try verger.start(["import", "contacts", file])
        try waitUntil(verger.folder.appending(path: "test.sqlite-wal"), holds: 2_000_000)
        kill(killed.process.processIdentifier, SIGKILL)
        killed.process.waitUntilExit()
        let halfway = Int(try verger("segment", "count", "always").output.trimmingCharacters(in: .newlines)) ?? -1
        #expect((1..<30_000).contains(halfway), "it was to be killed in the middle, and had \(halfway)")

        #expect(try verger("import", "contacts", file).code == 0)
        #expect(try verger("segment", "count", "always").output == "30000\n")
        #expect(try verger("import", "contacts", file).output.contains("0 new") == false)
        #expect(try verger("import", "--list").lines.count == 3)
        try verger("import", "activities", verger.file("timeline.csv", activities))
        #expect(try verger("import", "activities", "timeline.csv").output.contains("30000 activities known already"))
    }

    private func waitUntil(_ file: URL, holds bytes: Int) throws {
        for _ in 0..<1000 {
            let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
            if (size ?? 0) >= bytes { return }
            Thread.sleep(forTimeInterval: 0.02)
        }
    }
}
