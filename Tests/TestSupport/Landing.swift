import Storage
package import Verger

/// Landing pages and pictures to test with.
package enum Landing {
    /// A PNG of so many pixels, as far as its head tells.
    package static func png(_ width: Int = 40, _ height: Int = 30) -> [UInt8] {
        func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + number(width)
            + number(height) + [8, 6, 0, 0, 0, 0, 0, 0, 0]
    }

    /// A JPEG of 32 by 16 pixels with an Exif part that holds a place, and which way is up; something hides behind its end.
    package static func jpeg(turn: UInt8 = 1) -> [UInt8] {
        let tiff: [UInt8] =
            Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0]
            + [0x01, 0x0F, 0, 2, 0, 0, 0, 4] + Array("GPS!".utf8) + [0, 0, 0, 0]
        let exif = Array("Exif\0\0".utf8) + tiff
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
            + [0xFF, 0xE0, 0, 7] + Array("JFIF\0".utf8)
            + [0xFF, 0xFE, 0, 8] + Array("remark".utf8)
            + [0xFF, 0xC0, 0, 11, 8, 0, 16, 0, 32, 1, 1, 0x11, 0]
            + [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0] + [0x12, 0xFF, 0x00, 0xFF, 0xD0, 0x34]
            + [0xFF, 0xD9] + Array("film".utf8)
    }

    package static func document(
        form: Int64?, picture: Int64? = nil, _ change: (inout LandingDocument) -> Void = { _ in }
    ) -> LandingDocument {
        var blocks = [
            LandingBlock(
                id: "b1", .headline,
                [
                    .title: "An oven that pays", .button: "Try it", .picture: picture.map(String.init) ?? "",
                    .alternative: "An oven", .address: form == nil ? "https://borie.example" : "",
                ]),
            LandingBlock(id: "b2", .text, [.text: "It **bakes**."]),
        ]
        if let form { blocks.append(LandingBlock(id: "b3", .form, [.form: String(form)])) }
        var document = LandingDocument(
            language: .english, title: "The oven", description: "It bakes.", footer: "Atelier Borie", blocks: blocks)
        change(&document)
        return document
    }

    /// The same with a second face.
    package static func duel(form: Int64) -> LandingDocument {
        document(form: form) {
            $0.challenge()
            $0.challenger?[0][.title] = "An oven that waits for nobody"
        }
    }

    package static func plan() throws -> TestPlan { try TestPlan(baseline: 2000, lift: 50, share: 50) }
}

extension World {
    /// A published landing page.
    package func publish(_ document: LandingDocument, asPage name: String = "The oven") throws -> LandingPage {
        try database.write { connection in
            let pages = LandingPages(connection, in: workspace.id)
            var page = try pages.add(name, document, at: now)
            page.published = try pages.publish(page, by: "test", at: now)
            page.versions = 1
            return page
        }
    }

    package func picture(_ bytes: [UInt8] = Landing.png(), named name: String = "oven.png") throws -> Picture {
        try database.write { connection in
            try Pictures(connection, in: workspace.id).add(PictureFile(bytes, named: name), named: name, at: now)
        }
    }

    /// A page under test, with its form.
    package func testing() throws -> (form: Form, page: LandingPage, test: LandingTest) {
        let form = try publish(Forming.document(.demo), named: "Try it")
        let page = try publish(Landing.duel(form: form.id))
        let test = try database.write { connection in
            try LandingTests(connection, in: workspace.id).start(Landing.plan(), of: page, by: "test", at: now)
        }
        guard let test else { throw StorageProblem.corrupt("landing_test") }
        return (form, page, test)
    }
}
