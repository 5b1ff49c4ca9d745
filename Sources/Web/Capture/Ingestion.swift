import Exchange
import Foundation
import HTTPTypes
import Logging
import NIOCore
import NIOPosix
import Storage
import Verger
import Work

/// What programs send by the Segment HTTP tracking specification. A request is answered when it is on disk.
enum Ingestion {
    static let routes: [Route] = [
        Route(.post, "/v1/{call}", waiting: { try await answer($0) }).accepting(bytes: 1 << 20),
        Route(.options, "/v1/{call}", open: preflight),
    ]

    /// Bodies longer than this are read on another thread than that of the connections.
    private static let shortBody = 8 * 1024

    private static func answer(_ call: Call) async throws -> Answer {
        do {
            return try await received(call).from(anywhere: call)
        } catch let refusal as IngestionRefusal {
            return refusal.answer(in: call.language).from(anywhere: call)
        } catch is Recorder.Overload {
            return IngestionRefusal.overload.answer(in: call.language).from(anywhere: call)
        } catch let problem as StorageProblem where problem.isOutside {
            call.site.logger.error("database", metadata: ["error": "\(problem)", "reference": "\(call.reference)"])
            return IngestionRefusal.unavailable.answer(in: call.language).from(anywhere: call)
        }
    }

    private static func received(_ call: Call) async throws -> Answer {
        guard let endpoint = TrackingReader.Endpoint(call.parameters["call"] ?? "") else { throw Refusal.notFound }
        guard call.hasPlainType else { throw IngestionRefusal.type }
        let isShort = call.body.readableBytes <= shortBody && call.headers[.contentEncoding] == nil
        let headerKey = try call.basicUser
        // The key in a header tells at once where phone numbers are from.
        var owner: WriteKeys.Owner?
        if let headerKey { owner = try await Self.owner(of: headerKey, call) }
        let region = owner?.workspace.region ?? "FR"
        let delivery =
            isShort
            ? try read(call, to: endpoint, region: region)
            : try await call.site.threads.runIfActive { try read(call, to: endpoint, region: region) }
        if owner == nil {
            guard let key = delivery.writeKey else { throw IngestionRefusal.noKey }
            owner = try await Self.owner(of: key, call)
        }
        guard let owner else { throw IngestionRefusal.noKey }
        try await call.site.recorder.record(
            owner.isPublic ? delivery.sentPublicly : delivery, in: owner.workspace)
        return accepted(delivery, in: call.language)
    }

    private static func read(
        _ call: Call, to endpoint: TrackingReader.Endpoint, region: String
    ) throws -> TrackingDelivery {
        let reader = TrackingReader(receivedAt: call.now) { PhoneNumbers.e164($0, region: region) }
        do {
            return try reader.delivery(call.text(limit: endpoint.bodyLimit), to: endpoint)
        } catch let problem as Problem {
            throw IngestionRefusal.invalid(problem)
        }
    }

    private static func owner(of key: String, _ call: Call) async throws -> WriteKeys.Owner {
        let keys = call.site.writeKeys
        if let remembered = keys.remembered(key, at: call.now) {
            guard let owner = remembered else { throw IngestionRefusal.wrongKey }
            return owner
        }
        let found = try await call.site.threads.runIfActive {
            try keys.owner(key, in: call.site.database, at: call.now)
        }
        guard let found else { throw IngestionRefusal.wrongKey }
        return found
    }

    /// The specification's answer; with what could not be taken, where there is any.
    private static func accepted(_ delivery: TrackingDelivery, in language: Language) -> Answer {
        guard !delivery.problems.isEmpty else { return .json(["success": true]) }
        let problems = delivery.problems.prefix(100).map { $0.document(in: language) }
        return .json(.object([("success", true), ("refused", .list(Array(problems)))]))
    }

    /// Browsers ask before they send to another host.
    private static func preflight(_ call: Call) -> Answer {
        Answer.nothing.from(anywhere: call)
            .with(.accessControlAllowMethods, "POST, OPTIONS")
            .with(.accessControlAllowHeaders, "authorization, content-type, content-encoding")
            .with(.accessControlMaxAge, "86400")
    }
}

extension Answer {
    /// Any page may read it: keys tell what is whose, not where a page comes from.
    fileprivate func from(anywhere call: Call) -> Answer {
        call.headers[.origin] == nil ? self : with(.accessControlAllowOrigin, "*")
    }
}

extension Call {
    /// Whether the body may be JSON. Browsers send it as text where they don't want to ask first.
    fileprivate var hasPlainType: Bool {
        guard let type = headers[.contentType]?.lowercased().split(separator: ";").first?.trimmed else { return true }
        return type == "application/json" || type == "text/plain" || type.isEmpty
    }

    /// The user of Basic authorization (RFC 7617); its password is empty.
    fileprivate var basicUser: String? {
        get throws {
            guard let header = headers[.authorization], header.lowercased().hasPrefix("basic ") else { return nil }
            guard let data = Data(base64Encoded: header.dropFirst(6).trimmed) else { throw IngestionRefusal.wrongKey }
            let user = String(decoding: data, as: UTF8.self).prefix { $0 != ":" }
            return user.isEmpty ? nil : String(user)
        }
    }

    /// The body as a text, inflated.
    fileprivate func text(limit: Int) throws -> String {
        let bytes: [UInt8]
        switch headers[.contentEncoding]?.lowercased().trimmed {
        case nil, "", "identity":
            // Refused by the reader, which tells the limit.
            guard let text = String(validating: body.readableBytesView, as: UTF8.self) else {
                throw IngestionRefusal.encoding
            }
            return text
        case "gzip", "deflate":
            do {
                bytes = try Inflation.inflated(body, limit: limit)
            } catch .tooLarge {
                throw IngestionRefusal.tooLarge(limit)
            } catch {
                throw IngestionRefusal.encoding
            }
        default: throw IngestionRefusal.encoding
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw IngestionRefusal.encoding }
        return text
    }
}
