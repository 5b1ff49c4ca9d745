/// Whether a person sent a form, as far as can be told without asking them to prove it.
package enum SubmissionVerdict: Hashable, Sendable {
    package enum Reason: String, CaseIterable, Sendable {
        /// A field was filled in that people do not see.
        case trap
        /// Sent faster than one can read.
        case haste
        /// It says itself that it is a program.
        case robot
        /// A stand's tablet brought neither an address nor a number that can be read.
        case unreadable
    }

    case human
    case bot(Reason)

    /// `trap`: what the field holds that people do not see. `took`: microseconds between page and sending; nil where a
    /// device counts by its own clock.
    package init(trap: String, took: Int64?, userAgent: String) {
        if !trap.isEmpty {
            self = .bot(.trap)
        } else if let took, took < FormStamp.shortest {
            self = .bot(.haste)
        } else if SubmissionVerdict.isRobot(userAgent) {
            self = .bot(.robot)
        } else {
            self = .human
        }
    }

    private static let robots = [
        "bot", "crawl", "spider", "curl/", "wget", "python", "scrapy", "headlesschrome", "phantomjs", "go-http-client",
        "java/",
        "libwww", "httpclient", "okhttp", "node-fetch", "axios/",
    ]

    private static func isRobot(_ userAgent: String) -> Bool {
        let name = userAgent.lowercased()
        return name.isEmpty || robots.contains { name.contains($0) }
    }

    package var reason: Reason? {
        switch self {
        case .human: nil
        case .bot(let reason): reason
        }
    }
}

extension SubmissionVerdict.Reason {
    package var label: Sentence {
        switch self {
        case .trap: Sentence(fr: "a rempli le champ invisible", en: "filled in the invisible field")
        case .haste: Sentence(fr: "envoyé en moins de deux secondes", en: "sent in less than two seconds")
        case .robot: Sentence(fr: "s’annonce comme un programme", en: "says that it is a program")
        case .unreadable:
            Sentence(fr: "ni adresse ni téléphone lisibles", en: "no address and no number that can be read")
        }
    }
}
