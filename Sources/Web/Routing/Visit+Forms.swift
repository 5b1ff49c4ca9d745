import Foundation
import HTTPTypes
import Storage
import Verger

extension Visit {
    /// What a route answers; of one that makes something, once for each sending of a form.
    func answer(_ route: Route, _ act: (Visit) throws -> Answer) throws -> Answer {
        guard route.isCreating, let claim = FormClaim(self) else { return try act(self) }
        if let known = site.answeredForms.answer(to: claim.key, at: now) { return known }
        var visit = self
        visit.claim = claim
        do {
            let answer = try act(visit)
            if claim.isHeld { try settle(claim, answer) }
            return answer
        } catch is FormClaim.Repeated {
            return try answerOfFirst(claim)
        }
    }

    private func settle(_ claim: FormClaim, _ answer: Answer) throws {
        let isMade = answer.status.code < 400
        if isMade { site.answeredForms.note(answer, to: claim.key, at: now) }
        try site.database.write { connection in
            let answers = KeptAnswers(connection, in: workspace.id)
            guard isMade else { return try answers.release(claim.key) }
            let headers = answer.headers[.location].map { [("location", Document.text($0))] } ?? []
            // Bodies may hold a secret.
            try answers.settle(
                claim.key,
                .init(fingerprint: "", status: answer.status.code, headers: Document.object(headers).json(), body: ""))
        }
    }

    /// The answer to whoever was first, who may still be waiting for it.
    private func answerOfFirst(_ claim: FormClaim) throws -> Answer {
        for _ in 0..<Visit.patience {
            if let known = site.answeredForms.answer(to: claim.key, at: now) { return known }
            let kept = try read { try KeptAnswers($0, in: workspace.id).find(claim.key, at: now) }
            // The first one came to nothing.
            guard let kept else { throw Refusal.conflict(Words.lost) }
            if !kept.isPending {
                return madeBefore(at: try Document(json: kept.headers)["location"]?.text)
            }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return madeBefore(at: nil)
    }

    private static let patience = 100

    private func madeBefore(at location: String?) -> Answer {
        let place = location ?? call.sendingPage ?? links.to("")
        var answer = Answer.redirect(to: place).toast(say(Words.before))
        if call.wantsFragment {
            answer.status = .ok
            answer.headers[.location] = nil
            answer.headers[.hxRedirect] = place
        }
        return answer
    }

    private enum Words {
        static let before = Sentence(
            fr: "C’était déjà fait\u{A0}: le formulaire est arrivé deux fois, et compte une fois.",
            en: "It was done already: the form came twice, and counts once.")
        static let lost = Sentence(
            fr: "le même formulaire a été envoyé deux fois à la fois\u{A0}: envoyez-le de nouveau",
            en: "the same form was sent twice at the same moment: send it again")
    }
}
