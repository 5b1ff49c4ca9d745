/// What can be measured, by the name that it has on the command line.
enum Benchmark: String, CaseIterable {
    case `import`, wizard, evaluate, segment, append, conditions, ingest, forms, pages, duplicates
    /// Measures nothing: makes the big base when it is not there yet.
    case base

    static let allCases: [Benchmark] = [
        .import, .wizard, .evaluate, .segment, .append, .conditions, .ingest, .forms, .pages, .duplicates,
    ]

    var readsDatabase: Bool { self != .conditions }
    var readsBigBase: Bool { self == .evaluate || self == .segment || self == .pages || self == .duplicates }

    func run(_ setting: Setting) throws {
        switch self {
        case .import: try ImportBenchmark(setting).run()
        case .wizard: try WizardBenchmark(setting).run()
        case .evaluate: try EvaluateBenchmark(setting).run()
        case .segment: try SegmentBenchmark(setting).run()
        case .append: try AppendBenchmark(setting).run()
        case .conditions: try ConditionsBenchmark(setting).run()
        case .ingest: try IngestBenchmark(setting).run()
        case .forms: try FormsBenchmark(setting).run()
        case .pages: try PagesBenchmark(setting).run()
        case .duplicates: try DuplicatesBenchmark(setting).run()
        case .base: _ = try BigBase(setting).open()
        }
    }
}

/// On what to measure.
struct Setting {
    let engine: Engine
    /// Of the big base.
    let contacts: Int
    let activitiesPerContact: Int
}
