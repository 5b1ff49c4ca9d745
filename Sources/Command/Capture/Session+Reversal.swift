import Foundation
import Storage
import Verger

extension Session {
    /// Takes an import back, part by part; one that broke off is gone on with.
    func takeBack(_ number: Int, _ options: Options) throws -> Reversal.Outcome {
        let process = "command \(UUID().uuidString)"
        try database.write { connection in
            let reversals = ImportReversals(connection, in: workspace.id)
            guard let run = try ImportRuns(connection, in: workspace.id).find(number) else {
                throw Failure.notFound(Sentence(fr: "aucun import \(number)", en: "no import \(number)"))
            }
            let known = try reversals.find(number)
            guard run.status != "reverted" || known.map({ $0.state != .finished }) ?? false else {
                throw Failure.refused(
                    Sentence(fr: "l’import \(number) est déjà annulé", en: "import \(number) was taken back already"))
            }
            try reversals.ask(number, by: "command", at: options.now)
            guard try reversals.claim(number, by: process, at: options.now) else {
                throw Failure.refused(
                    Sentence(
                        fr: "l’import \(number) est déjà en train d’être annulé",
                        en: "import \(number) is being taken back already"))
            }
        }
        let progress = Progress(options.text("Annulation", "Taking back"), in: options.spoken)
        defer { progress.end() }
        while true {
            let reversal = try next(number, by: process, at: options.now)
            progress.show(reversal.place.outcome.units, share: reversal.share)
            if reversal.state == .finished { return reversal.place.outcome }
        }
    }

    private func next(_ number: Int, by process: String, at now: Instant) throws -> ImportReversal {
        do {
            return try database.write { connection in
                let reversals = ImportReversals(connection, in: workspace.id)
                let reversal = Reversal(connection, in: workspace, types: definition.definition.fields)
                _ = try reversals.advance(number, by: process, reversal, at: now)
                guard let state = try reversals.find(number) else { throw ImportInterruption.lost }
                return state
            }
        } catch is ImportInterruption {
            throw Failure.refused(
                Sentence(
                    fr: "un autre programme continue d’annuler l’import \(number)",
                    en: "another program goes on taking import \(number) back"))
        }
    }
}
