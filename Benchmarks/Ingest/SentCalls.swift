/// What programs send, as JSON: pages seen and forms sent by many people, known and unknown, each call with an id of its own.
struct SentCalls {
    private let people: Int
    private let run: String

    /// `run` sets apart the ids of calls.
    init(people: Int, run: String) {
        self.people = people
        self.run = run
    }

    func batch(_ number: Int, of size: Int) -> String {
        "{\"batch\":[" + (0..<size).map { call(number * size + $0) }.joined(separator: ",")
            + "],\"sentAt\":\"2026-11-21T12:00:00.000Z\"}"
    }

    /// About 480 bytes, as those of Segment's libraries.
    func call(_ number: Int) -> String {
        let person = (number &* 7919) % people
        let device = "\"anonymousId\":\"5f0c6a52-\(person)\""
        let who = person % 3 == 0 ? "\"userId\":\"user-\(person)\",\(device)" : device
        let what =
            number % 4 == 0
            ? #""type":"track","event":"Form Submitted","properties":{"formName":"contact","page":"/contact"}"#
            : #""type":"page","name":"Tarifs","properties":{"url":"https://borie.example/tarifs","path":"/tarifs","#
                + #""referrer":"https://www.google.com/","title":"Nos tarifs"}"#
        return "{\(what),\(who),\"messageId\":\"6b0c7e7e-2d2b-4e5e-\(run)-\(number)\","
            + "\"timestamp\":\"2026-11-21T11:59:5\(number % 10).123Z\",\"integrations\":{},"
            + #""context":{"library":{"name":"analytics-python","version":"2.4.0"},"locale":"fr-FR","#
            + #""userAgent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"}}"#
    }
}
