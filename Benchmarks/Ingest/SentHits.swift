/// What pages send of visitors who agreed: consent with the first page of each, then a page at a time.
struct SentHits {
    /// Of each sender.
    private static let visitors = 4000

    let key: String
    let sender: Int

    func hit(_ number: Int) -> String {
        let visitor = number % SentHits.visitors
        let id = "\(sender)-\(number)-00000000000000"
        let consent =
            number < SentHits.visitors
            ? #"{"n":"consent","i":"c\#(id)","p":{"granted":true,"source":"banner","text":"visits/fr/1"},"a":40},"# : ""
        return #"{"k":"\#(key)","u":"https://borie.example/fours/\#(number % 50)","r":"https://www.google.com/","#
            + #""v":"visitor-\#(sender)-\#(visitor)-0000000","l":"fr","w":0,"e":[\#(consent)"#
            + #"{"n":"page","i":"p\#(id)","x":"Nos fours","a":20}]}"#
    }
}
