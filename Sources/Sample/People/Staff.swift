/// The three people who sell at Atelier Borie.
enum Staff {
    static let claire = "claire.moreau@atelier-borie.example"
    static let thomas = "thomas.delmas@atelier-borie.example"
    static let amina = "amina.lahlou@atelier-borie.example"

    static let all = [claire, thomas, amina]
}
