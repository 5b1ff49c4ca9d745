/// What a browser says of itself, in two words: `Firefox · Linux`.
enum Device {
    // In this order: most browsers also name those that they descend from.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"),
        ("curl", "curl"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]

    /// Nil when it says nothing that we know.
    static func name(_ userAgent: String) -> String? {
        let parts = [browsers, systems].compactMap { names in
            names.first { userAgent.contains($0.0) }?.1
        }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }
}
