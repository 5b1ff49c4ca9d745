/// A contact and what happened, in order of time.
struct Chronicle: Sendable {
    let person: Person
    let facts: [Fact]
}
