import TestSupport
import Testing
import Verger

@Suite struct `A file` {
    @Test func `is known by its bytes`() throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]
        let film: [UInt8] = [0, 0, 0, 24] + Array("ftypisom0000".utf8)

        #expect(try FileKind(of: Forming.pdf, named: "guide.pdf") == .pdf)
        #expect(try FileKind(of: png, named: "photo.PNG") == .png)
        #expect(try FileKind(of: [0xFF, 0xD8, 0xFF, 0xE0], named: "a.jpeg") == .jpeg)
        #expect(try FileKind(of: film, named: "film.mp4") == .mp4)
        #expect(try FileKind(of: Zip(["[Content_Types].xml", "word/document.xml"]).bytes, named: "a.docx") == .docx)
        #expect(try FileKind(of: Zip(["[Content_Types].xml", "xl/workbook.xml"]).bytes, named: "a.xlsx") == .xlsx)
    }

    @Test(
        arguments: [
            ([0x4D, 0x5A, 0x90], "guide.pdf", FileProblem.program), ([0x7F, 0x45, 0x4C, 0x46], "guide.pdf", .program),
            (Array("#!/bin/sh\n".utf8), "guide.pdf", .program),
            (Array("<svg onload=alert(1)>".utf8), "logo.png", .markup),
            (Array("\u{FEFF} <html>".utf8), "page.pdf", .markup), ([0x1F, 0x8B, 8], "a.pdf", .archive),
            ([0xD0, 0xCF, 0x11, 0xE0], "old.docx", .archive), ([], "a.pdf", .empty),
            (Array("hello".utf8), "a.pdf", .unknown),
        ] as [([UInt8], String, FileProblem)])
    func `that is something else is refused, whatever its name`(bytes: [UInt8], name: String, problem: FileProblem) {
        #expect(throws: problem) { try FileKind(of: bytes, named: name) }
    }

    @Test func `must be named as what it is`() {
        #expect(throws: FileProblem.misnamed(.pdf, ending: "png")) { try FileKind(of: Forming.pdf, named: "a.png") }
        #expect(throws: FileProblem.misnamed(.pdf, ending: "exe")) { try FileKind(of: Forming.pdf, named: "a.pdf.exe") }
    }

    @Test func `is no larger than 20 MB`() {
        let long = Forming.pdf + [UInt8](repeating: 0, count: FileKind.limit)

        #expect(throws: FileProblem.tooLarge) { try FileKind(of: long, named: "a.pdf") }
    }

    @Test func `of an office holds no macros, no bomb, no way out`() {
        func problem(_ zip: Zip) -> FileProblem? {
            do throws(FileProblem) {
                _ = try FileKind(of: zip.bytes, named: "a.docx")
                return nil
            } catch {
                return error
            }
        }
        let types = "[Content_Types].xml"

        #expect(problem(Zip([types, "word/document.xml", "word/vbaProject.bin"])) == .macros)
        #expect(problem(Zip([types, "word/document.xml", "../../etc/passwd"])) == .damaged)
        #expect(problem(Zip(["a.txt"])) == .archive)
        #expect(problem(Zip([types, "word/document.xml"], unpacked: 900_000_000)) == .bomb)
        #expect(problem(Zip([types, "word/document.xml"], isEncrypted: true)) == .macros)
        var cut = Zip([types, "word/document.xml"]).bytes
        cut.removeLast(30)
        #expect(throws: FileProblem.damaged) { try FileKind(of: cut, named: "a.docx") }
    }

    @Test func `is given back under a harmless name`() {
        #expect(FileName.safe("../../etc/passwd") == "passwd")
        #expect(FileName.safe("C:\\docs\\Guide d’achat.pdf") == "Guide d’achat.pdf")
        #expect(FileName.safe("a\"\r\nSet-Cookie: x.pdf") == "aSet-Cookie x.pdf")
        #expect(FileName.safe("…") == "…")
        #expect(FileName.safe("..") == "file")
        #expect(FileName.safe("gp\u{202E}fdp.exe") == "gpfdp.exe")
        #expect(FileName.safe(String(repeating: "a", count: 300) + ".pdf").hasSuffix("a.pdf"))
    }
}

/// A ZIP file of empty entries: only its directory is read.
private struct Zip {
    let bytes: [UInt8]

    init(_ names: [String], unpacked: Int = 100, isEncrypted: Bool = false) {
        func little(_ value: Int, _ length: Int) -> [UInt8] { (0..<length).map { UInt8(value >> (8 * $0) & 255) } }
        var bytes: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26)
        let start = bytes.count
        for name in names {
            bytes += little(0x0201_4B50, 4) + [20, 0, 20, 0] + little(isEncrypted ? 1 : 0, 2)
            bytes += [UInt8](repeating: 0, count: 10) + little(100, 4) + little(unpacked, 4)
            bytes += little(name.utf8.count, 2) + [UInt8](repeating: 0, count: 16) + Array(name.utf8)
        }
        let size = bytes.count - start
        bytes += little(0x0605_4B50, 4) + [0, 0, 0, 0] + little(names.count, 2) + little(names.count, 2)
        self.bytes = bytes + little(size, 4) + little(start, 4) + [0, 0]
    }
}
