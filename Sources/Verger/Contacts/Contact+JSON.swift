extension Contact {
    /// Who it is, for programs.
    package var brief: Document {
        .object([
            ("id", .number(Int(id.value))), ("externalId", .text(orNull: fields[.externalID])),
            ("email", .text(orNull: fields[.email])), ("name", .text(displayName)),
        ])
    }
}
