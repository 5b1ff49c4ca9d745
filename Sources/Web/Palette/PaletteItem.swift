import HTML

/// One line of the palette: what it is, where it leads, and the key that leads there without the palette.
struct PaletteItem: Sendable {
    enum Mark: Sendable {
        /// Of a contact: position in the definition.
        case stage(Int?)
        case icon(Icon)
    }

    let mark: Mark
    let title: String
    var detail: String?
    let link: String
    var key: String?
}

/// Lines under one heading.
struct PaletteGroup: Sendable {
    let title: String
    let items: [PaletteItem]
}
