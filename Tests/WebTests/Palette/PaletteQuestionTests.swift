import Testing
import Verger
import Web

@Suite struct `What is typed into the palette` {
    @Test(arguments: [
        "pourquoi Nadia Benali est à cette étape ?", "Why is Nadia Benali at this stage?", "why nadia benali",
    ])
    func `asks why, of somebody`(text: String) {
        let question = PaletteQuestion(text)

        #expect(question.asksWhy)
        #expect(question.search == SearchQuery("nadia benali"))
    }

    @Test func `is a name otherwise`() {
        let question = PaletteQuestion("Benali")

        #expect(!question.asksWhy)
        #expect(question.search == SearchQuery("Benali"))
    }

    @Test func `names a page by how its words begin, without accents`() {
        #expect(PaletteQuestion("def").isAbout(["Définition", "Definition"]))
        #expect(PaletteQuestion("imp fich").isAbout(["Importer un fichier"]))
        #expect(!PaletteQuestion("finition").isAbout(["Définition", "Definition"]))
    }

    @Test func `is about everything when it is empty`() {
        #expect(PaletteQuestion("").isAbout(["Définition"]))
        #expect(PaletteQuestion(" ").search == nil)
    }
}
