import Exchange
import HTTPTypes
import Storage
import Verger
import Work

/// A form that comes back filled in.
struct FormSending {
    let published: PublishedForm
    let way: Submission.Way
    /// As it was typed, by question.
    let typed: [String: [String]]
    let call: Call
    /// The landing page that it stands on.
    var landing: LandingOrigin?
    /// Whether the figures of that page count it.
    var isCounted = true

    enum Outcome {
        case recorded(FormIntake.Outcome)
        /// To be shown again, with what was typed.
        case again([Problem], Sentence?, HTTPResponse.Status)
    }

    init(_ call: Call, _ published: PublishedForm, _ way: Submission.Way) {
        self.call = call
        self.published = published
        self.way = way
        typed = FormSending.answers(call.form)
    }

    /// The values by name, all of them.
    static func answers(_ fields: Fields) -> [String: [String]] {
        var result: [String: [String]] = [:]
        for field in fields.all where !field.value.isEmpty { result[field.name, default: []].append(field.value) }
        return result
    }

    /// Checks and records it.
    func outcome() throws -> Outcome {
        let site = call.site
        guard published.isOpen else { return .again([], Words.closed, .gone) }
        if let seconds = site.formDesk.wait(of: ShortAddress.of(call.origin), at: call.now) {
            return .again([], Words.tooMany(seconds), .tooManyRequests)
        }
        guard let stamp = try stamp() else { return .again([], Words.staleStamp, .unprocessableContent) }
        let shown = try site.database.read { try published.asShown(in: stamp.version, site, $0) }
        guard let shown else { return .again([], Words.staleStamp, .unprocessableContent) }
        let reading = FormSending.reading(typed, shown)
        guard reading.problems.isEmpty else { return .again(reading.problems, nil, .unprocessableContent) }
        let verdict = SubmissionVerdict(
            trap: call.form[FormView.trap] ?? "", took: call.now - stamp.shownAt,
            userAgent: call.headers[.userAgent] ?? "")
        let sending = FormIntake.Sending(
            form: shown.form, document: shown.document, version: stamp.version, key: stamp.key, way: way, at: call.now,
            reading: reading, touch: touch, address: ShortAddress.of(call.origin), verdict: verdict,
            visitor: call.asksForPrivacy ? nil : pass.visitor, landing: landing, isCounted: isCounted)
        defer { site.bell.ring(published.workspace.id) }
        return .recorded(try FormSending.record(sending, shown, call))
    }

    /// Records it with the mails that follow from it, in one transaction.
    static func record(
        _ sending: FormIntake.Sending, _ shown: PublishedForm, _ call: Call
    ) throws -> FormIntake.Outcome {
        let secret = try call.site.formDesk.secret(call.site)
        return try call.site.database.write { connection in
            let intake = FormIntake(
                connection, in: shown.workspace, types: shown.types, kinds: shown.kinds, at: call.now)
            let outcome = try intake.take(sending)
            if !outcome.isRepeated, outcome.contact != nil {
                let letters = FormLetters(
                    site: call.site, workspace: shown.workspace, connection: connection, now: call.now)
                try letters.send(outcome.submission, secret)
            }
            return outcome
        }
    }

    static func reading(_ typed: [String: [String]], _ shown: PublishedForm) -> FormReading {
        let asked = Set(typed["asked"]?.first?.split(separator: " ").map(String.init) ?? [])
        let reader = ProfileReader(
            zone: shown.workspace.zone, region: shown.workspace.region, fields: shown.types,
            phone: { PhoneNumbers.e164($0, region: $1) })
        return FormReading(typed, to: shown.document, asked: asked, reader: reader)
    }

    /// The stamp of one of our pages, of this form, that has not run out.
    private func stamp() throws -> FormStamp? {
        guard let text = typed["stamp"]?.first, let (stamp, seal) = FormStamp.parts(of: text),
            try call.site.formDesk.secret(call.site).isSeal(seal, of: stamp.unsealed, for: "forms"),
            stamp.form == published.form.id, !stamp.isExpired(at: call.now)
        else { return nil }
        return stamp
    }

    /// What the script of a site hands on.
    private var pass: FormPass { FormPass(typed["pass"]?.first ?? "") }

    private var touch: FormTouch {
        let carried = Fields(urlEncoded: typed["touch"]?.first ?? "")
        return FormTouch { carried[$0] }.led(by: pass)
    }

    private enum Words {
        static let closed = Sentence(
            fr:
                "Ce formulaire est fermé. Vos réponses sont encore là\u{A0}: copiez-les si vous voulez nous écrire autrement.",
            en: "This form is closed. Your answers are still here: copy them if you want to write to us another way.")
        static let staleStamp = Sentence(
            fr:
                "Cette page était ouverte depuis trop longtemps. Vos réponses sont gardées\u{A0}: relisez-les et envoyez de nouveau.",
            en: "This page had been open for too long. Your answers are kept: look at them and send again.")

        static func tooMany(_ seconds: Int) -> Sentence {
            Sentence(
                fr:
                    "Trop d’envois viennent de votre réseau. Vos réponses sont gardées\u{A0}: envoyez de nouveau dans \(seconds)\u{A0}s.",
                en: "Too much is sent from your network. Your answers are kept: send again in \(seconds) s.")
        }
    }
}
