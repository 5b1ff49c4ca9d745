import Testing
import Verger

@Suite struct `The words of a condition` {
    private func marked(_ text: String) -> String {
        ConditionWord.words(of: text).map { word in
            switch word.role {
            case .grammar: word.text
            case .subject: "<\(word.text)>"
            case .value: "{\(word.text)}"
            }
        }.joined()
    }

    @Test(arguments: [
        ("did any exchange within 12 months", "did any <exchange> within {12} months"),
        ("company.size >= 10 and tag \"vip\"", "<company.size> >= {10} and tag {\"vip\"}"),
        ("city in [Lyon, Paris]", "<city> in [{Lyon}, {Paris}]"),
        ("did [call_held, meeting_held]", "did [<call_held>, <meeting_held>]"),
        ("stage = prospect", "<stage> = {prospect}"),
        ("fits any persona", "fits any persona"),
    ])
    func `are told by what they are`(text: String, expected: String) {
        #expect(marked(text) == expected)
    }

    @Test(arguments: ["", "\"open", "a = \"b \\\" c\"", "é_1.x[", "((("])
    func `joined give the text back`(text: String) {
        #expect(ConditionWord.words(of: text).map(\.text).joined() == text)
    }
}
