import Foundation
import Testing
import Verger

@Suite struct `The guide to conditions` {
    @Test func `is what the criteria say of themselves`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let written = try String(contentsOf: root.appending(path: "docs/conditions.md"), encoding: .utf8)

        #expect(written == ConditionsGuide.text, "run `verger documentation > docs/conditions.md`")
    }
}
