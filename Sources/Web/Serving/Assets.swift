import Foundation
import HTTPTypes
import Storage

/// The files of the pages: style, scripts, icons. Read once, addressed by their content, kept by browsers for a year.
package struct Assets: Sendable {
    package static let shared = Assets(in: Assets.folder)

    private struct Asset {
        let bytes: [UInt8]
        let zipped: [UInt8]?
        let type: String
        let mark: String

        init(_ bytes: [UInt8], _ type: String) {
            self.bytes = bytes
            self.type = type
            zipped = Deflation.gzipped(bytes)
            mark = String(Secret.fingerprint(bytes).prefix(12))
        }
    }

    private let assets: [String: Asset]

    private init(in folder: URL) {
        var found: [String: Asset] = [:]
        var styles: [String: [UInt8]] = [:]
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() {
            guard let type = Assets.types[file.pathExtension], let content = try? Data(contentsOf: file) else {
                continue
            }
            // A style for each area of the pages, one file for browsers.
            if file.deletingLastPathComponent().lastPathComponent == "pages" {
                styles[file.lastPathComponent] = [UInt8](content)
            } else {
                found[file.lastPathComponent] = Asset([UInt8](content), type)
            }
        }
        let pages = styles.sorted { $0.key < $1.key }.flatMap(\.value)
        found["pages.css"] = Asset(pages, Assets.types["css"] ?? "")
        assets = found
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    ]

    /// Beside the program, where the build puts it; else where it was built.
    private static var folder: URL {
        let beside = URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("verger_Web.resources/Static")
        if FileManager.default.fileExists(atPath: beside.path) { return beside }
        return Bundle.module.bundleURL.appendingPathComponent("Static")
    }

    /// `/assets/0123456789ab/verger.css`.
    package func link(_ name: String) -> String { "/assets/\(assets[name]?.mark ?? "-")/\(name)" }

    /// A file to be given at another address than its own; nil when there is none.
    package func bytes(_ name: String) -> [UInt8]? { assets[name]?.bytes }

    /// Whether all that pages need was installed.
    package func has(_ name: String) -> Bool { assets[name] != nil }

    static let route = Route(
        .get, "/assets/{mark}/{name}",
        open: { call in
            guard let asset = shared.assets[call.parameters["name"] ?? ""] else { throw Refusal.notFound }
            let isCurrent = asset.mark == call.parameters["mark"]
            let answer = Answer(
                type: asset.type,
                headers: [
                    .cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "no-cache",
                    .vary: "Accept-Encoding",
                ], asset.bytes)
            guard let zipped = asset.zipped, call.headers[.acceptEncoding]?.contains("gzip") ?? false else {
                return answer
            }
            return Answer(headers: answer.headers, zipped).with(.contentEncoding, "gzip")
        })
}
