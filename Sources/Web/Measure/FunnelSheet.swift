import Verger

/// The figures of a funnel for a spreadsheet: stages, then sources.
struct FunnelSheet {
    private let visit: Visit
    private let reading: FunnelReading

    init(_ visit: Visit, _ reading: FunnelReading) {
        self.visit = visit
        self.reading = reading
    }

    var bytes: [UInt8] {
        let writer = CSVWriter(disarmsFormulas: true)
        var bytes: [UInt8] = []
        for line in lines { writer.write(line, to: &bytes) }
        return bytes
    }

    private var lines: [[String]] {
        let notation = visit.notation
        let head = [
            notation.text("ensemble", "group"), notation.text("nom", "name"), notation.text("entrés", "entered"),
            notation.text("délai écoulé", "mature"), notation.text("passés à la suite", "went on"),
            notation.text("trop récents", "too recent"), notation.text("jours médians", "median days"),
            notation.text("redescendus", "fell back"), notation.text("présents", "present"),
        ]
        let stages = reading.tally.steps.map { step in
            line(notation.text("étape", "stage"), reading.rules.stages[step.stage].name.text(in: visit.language), step)
        }
        let sources = reading.tally.sources.sorted { $0.key < $1.key }.filter { $0.value.entered > 0 }.map {
            line(notation.text("source, du lead au client", "source, lead to client"), $0.key, $0.value)
        }
        return [head] + stages + sources
    }

    private func line(_ group: String, _ name: String, _ step: FunnelTally.Step) -> [String] {
        let days = step.medianWait.map {
            Number(millionths: Int64((Double($0) / Double(Instant.day) * 1_000_000).rounded())).description(places: 1)
        }
        return [
            group, name, String(step.entered), String(step.mature), String(step.converted), String(step.recent),
            days ?? "", String(step.fallen), String(step.present),
        ]
    }
}
