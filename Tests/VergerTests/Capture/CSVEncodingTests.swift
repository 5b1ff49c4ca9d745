import Foundation
import Testing
import Verger

@Suite struct CSVEncodingTests {
    private let text = "prénom;prix\nÉloïse;12 €\nœuvre;“ok”\n"
    private let cells = [["prénom", "prix"], ["Éloïse", "12 €"], ["œuvre", "“ok”"]]

    @Test(arguments: [
        String.Encoding.utf8, .windowsCP1252, .utf16LittleEndian, .utf16BigEndian,
    ])
    func `finds the encoding`(encoding: String.Encoding) throws {
        let marks: [String.Encoding: [UInt8]] = [.utf16LittleEndian: [0xFF, 0xFE], .utf16BigEndian: [0xFE, 0xFF]]
        let bytes = try (marks[encoding] ?? []) + Array(#require(text.data(using: encoding)))

        for chunk in [2, 3, 5, 64] {
            let found = try records(bytes, chunk: chunk)
            #expect(found.map(\.cells) == cells)
            #expect(found.last?.end.offset == bytes.count)
        }
    }

    @Test func `does not take a byte order mark for a part of the header`() throws {
        let found = try records([0xEF, 0xBB, 0xBF] + Array(text.utf8), chunk: 1)

        #expect(found.map(\.cells) == cells)
        #expect(found[0].end.offset == 3 + "prénom;prix\n".utf8.count)
    }

    @Test func `reads characters beyond the basic plane in UTF-16`() throws {
        let bytes = try [0xFF, 0xFE] + Array(#require("a,b\n😀,x\n".data(using: .utf16LittleEndian)))

        let found = try records(bytes, chunk: 3)

        #expect(found[1].cells == ["😀", "x"])
        #expect(found.map(\.end.offset) == [10, bytes.count])
    }

    @Test func `refuses only the row with bytes that are not UTF-8 in a UTF-8 file`() throws {
        let bytes =
            Array("nom,ville\nÉloïse,Nîmes\n".utf8) + [0x4A, 0xFF, 0xFE, 0x2C, 0x78, 0x0A] + Array("Zoé,Lyon\n".utf8)

        let found = try records(bytes, chunk: 256)

        #expect(found.map(\.damage) == [nil, nil, .unreadableCharacters(.utf8), nil])
        #expect(found[3].cells == ["Zoé", "Lyon"])
    }

    @Test func `refuses overlong forms, surrogates and cut sequences`() throws {
        for wrong: [UInt8] in [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] {
            let bytes = Array("a,b\n".utf8) + wrong + Array(",x\n".utf8)
            #expect(try records(bytes, encoding: .utf8).map(\.damage) == [nil, .unreadableCharacters(.utf8)])
        }
    }

    @Test func `refuses a row with half a surrogate pair in UTF-16`() throws {
        let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0, 0x3D, 0xD8, 0x2C, 0, 0x78, 0, 0x0A, 0]

        let found = try records(bytes, chunk: 4)

        #expect(found.map(\.damage) == [nil, .unreadableCharacters(.utf16LittleEndian)])
        #expect(found[1].end.offset == bytes.count)
    }

    @Test func `reads an accent that ends a Windows-1252 file`() throws {
        let bytes = Array("a,b\n1,caf".utf8) + [0xE9]

        #expect(try records(bytes).map(\.cells) == [["a", "b"], ["1", "café"]])
    }

    @Test func `takes the encoding it is told`() throws {
        let bytes = Array("a,é\n".utf8)

        #expect(try records(bytes, encoding: .windows1252)[0].cells == ["a", "Ã©"])
    }
}
