internal import Foundation
package import Verger

/// The pictures of one workspace, which its pages show to anybody.
package struct Pictures {
    /// So many bytes are in one row.
    private static let chunk = 192 * 1024
    private static let most = 500

    private let connection: any SQLConnection
    private let workspace: Workspace.ID

    package init(_ connection: any SQLConnection, in workspace: Workspace.ID) {
        self.connection = connection
        self.workspace = workspace
    }

    private var key: SQLValue { .integer(workspace.value) }

    package enum Problem: Error, Hashable, Sendable {
        case tooMany
        /// A page shows it, or it is the logo.
        case inUse

        package var sentence: Sentence {
            switch self {
            case .tooMany: Sentence(fr: "500 images au plus\u{A0}: retirez-en", en: "500 images at most: remove some")
            case .inUse: Sentence(fr: "cette image sert encore", en: "this image is still in use")
            }
        }
    }

    private static let columns =
        "SELECT id, name, kind, size, width, height, mark, added_at FROM picture WHERE workspace = ?"

    /// The latest first.
    package func all() throws -> [Picture] {
        try connection.rows("\(Pictures.columns) ORDER BY id DESC", [key], Pictures.read)
    }

    package func find(_ id: Int64) throws -> Picture? {
        try connection.row("\(Pictures.columns) AND id = ?", [key, .integer(id)], Pictures.read)
    }

    /// Keeps a picture; the same one again is the one that is there.
    package func add(_ file: PictureFile, named name: String, at now: Instant) throws -> Picture {
        let mark = Secret.fingerprint(file.bytes)
        let known = try connection.row(
            "\(Pictures.columns) AND mark = ?", [key, .text(mark)], Pictures.read)
        if let known { return known }
        let count = try connection.row("SELECT COUNT(*) FROM picture WHERE workspace = ?", [key]) { $0.integer(0) }
        guard (count ?? 0) < Pictures.most else { throw Problem.tooMany }
        let picture = Picture(
            id: try connection.ids(1, of: .record), name: FileName.safe(name), kind: file.kind, size: file.bytes.count,
            width: file.width, height: file.height, mark: mark, addedAt: now)
        try connection.execute(
            """
            INSERT INTO picture (workspace, id, name, kind, size, width, height, mark, added_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, .integer(picture.id), .text(picture.name), .text(picture.kind.rawValue), .integer(picture.size),
                .integer(picture.width), .integer(picture.height), .text(mark), .instant(now),
            ])
        for (number, start) in stride(from: 0, to: file.bytes.count, by: Pictures.chunk).enumerated() {
            let part = Data(file.bytes[start..<min(start + Pictures.chunk, file.bytes.count)])
            try connection.execute(
                "INSERT INTO picture_chunk (workspace, picture, number, bytes) VALUES (?, ?, ?, ?)",
                [key, .integer(picture.id), .integer(number), .text(part.base64EncodedString())])
        }
        return picture
    }

    /// The whole of it; nil when there is none, or not with this mark.
    package func bytes(of id: Int64, mark: String) throws -> (kind: FileKind, bytes: [UInt8])? {
        guard let picture = try find(id), picture.mark == mark else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(picture.size)
        try connection.forEachRow(
            "SELECT bytes FROM picture_chunk WHERE workspace = ? AND picture = ? ORDER BY number", [key, .integer(id)]
        ) { row in
            bytes += Data(base64Encoded: row.text(0)) ?? Data()
            return true
        }
        return (picture.kind, bytes)
    }

    /// Drops a picture that no page shows and that is not the logo. False when there is none.
    package func drop(_ id: Int64) throws -> Bool {
        guard try LandingPages(connection, in: workspace).names(showing: id).isEmpty,
            try Settings(connection, in: workspace).all().brand.logo != id
        else { throw Problem.inUse }
        try connection.execute(
            "DELETE FROM picture_chunk WHERE workspace = ? AND picture = ?", [key, .integer(id)])
        return try connection.execute("DELETE FROM picture WHERE workspace = ? AND id = ?", [key, .integer(id)]) == 1
    }

    private static func read(_ row: any SQLRow) throws -> Picture {
        guard let kind = FileKind(rawValue: row.text(2)) else { throw StorageProblem.corrupt("picture") }
        return Picture(
            id: row.integer(0), name: row.text(1), kind: kind, size: Int(row.integer(3)), width: Int(row.integer(4)),
            height: Int(row.integer(5)), mark: row.text(6), addedAt: Instant(microseconds: row.integer(7)))
    }
}
