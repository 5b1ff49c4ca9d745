import Verger

extension Definitions {
    /// Names of the segments, saved, of the definition in force or of the draft, whose conditions would not be understood any
    /// more without the saved segment `name`. In order of name.
    package func segments(needing name: String) throws -> [String] {
        let own = try active()?.definition.segments ?? [:]
        let drafted = try draft()?.definition.segments ?? [:]
        let saved = try Segments(connection, in: workspace.id).conditions()
        var needing: Set<String> = []
        // Where the definition has one of that name, it is what is meant from then on.
        if own[name] == nil {
            for segments in [saved, own] {
                needing.formUnion(segments.filter { $0.value.segmentNames.contains(name) }.keys)
            }
        }
        if drafted[name] == nil {
            needing.formUnion(drafted.filter { $0.value.segmentNames.contains(name) }.keys)
        }
        return needing.subtracting([name]).sorted()
    }
}
