import TestSupport
import Testing
import Verger

@Suite struct `The file of a picture` {
    private func problem(_ bytes: [UInt8], _ name: String) -> PictureFile.Problem? {
        do throws(PictureFile.Problem) {
            _ = try PictureFile(bytes, named: name)
            return nil
        } catch {
            return error
        }
    }

    @Test func `tells how large it is`() throws {
        let png = try PictureFile(Landing.png(640, 480), named: "a.png")
        let jpeg = try PictureFile(Landing.jpeg(), named: "a.jpg")
        let webp = try PictureFile(
            Array("RIFF\0\0\0\0WEBPVP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0, 99, 0, 0, 49, 0, 0], named: "a.webp")

        #expect([png.width, png.height] == [640, 480] && png.kind == .png)
        #expect([jpeg.width, jpeg.height] == [32, 16] && jpeg.kind == .jpeg)
        #expect([webp.width, webp.height] == [100, 50] && webp.kind == .webp)
    }

    @Test func `loses the place and the remarks, not which way is up`() throws {
        let upright = try PictureFile(Landing.jpeg(), named: "a.jpg")
        let turned = try PictureFile(Landing.jpeg(turn: 6), named: "a.jpg")

        for file in [upright, turned] {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(!text.contains("GPS!") && !text.contains("remark") && !text.contains("film"))
            #expect(text.contains("JFIF") && file.bytes.suffix(2) == [0xFF, 0xD9])
        }
        #expect(!String(decoding: upright.bytes, as: UTF8.self).contains("Exif"))
        #expect([turned.width, turned.height] == [16, 32])
        let again = try PictureFile(turned.bytes, named: "a.jpg")
        #expect(again.bytes == turned.bytes && again.height == 32)
    }

    @Test func `is refused when it is none`() {
        #expect(problem(Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), "a.svg") == .file(.markup))
        #expect(problem(Array("<svg onload=alert(1)>".utf8), "a.png") == .file(.markup))
        #expect(problem(Array("MZ\u{90}\0\u{3}".utf8), "a.png") == .file(.program))
        #expect(problem(Landing.png(), "a.jpg") == .file(.misnamed(.png, ending: "jpg")))
        #expect(problem(Forming.pdf, "a.pdf") == .noPicture)
        #expect(problem([], "a.png") == .file(.empty))
        #expect(problem(Landing.png(0, 5), "a.png") == .damaged)
        #expect(problem(Array(Landing.png().prefix(20)), "a.png") == .damaged)
        #expect(problem(Array(Landing.jpeg().prefix(60)), "a.jpg") == .damaged)
        #expect(problem(Landing.png(20_000, 20_000), "a.png") == .tooWide)
        #expect(problem(Landing.png() + [UInt8](repeating: 0, count: Picture.limit), "a.png") == .tooLarge)
    }
}
