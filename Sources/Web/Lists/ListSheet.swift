import HTTPTypes
import NIOCore
import NIOPosix
import Storage
import Verger

/// A list as a file of comma-separated values, part by part, with the columns that an import recognises.
protocol ListSheet: Sendable {
    /// The names of the columns.
    var head: [UInt8] { get }
    /// The rows from a place on, and the place after them; nil at the end.
    func part(from place: SheetPlace) throws -> (bytes: [UInt8], next: SheetPlace?)
}

enum SheetPlace: Sendable {
    case start
    case after(Position)
    /// So many of those that were chosen.
    case chosen(Int)
}

extension Visit {
    /// As spreadsheets of the country expect it.
    var fileDelimiter: UInt8 { language == .french ? UInt8(ascii: ";") : UInt8(ascii: ",") }

    /// The file, sent as it is read, and noted as `action`.
    func file(
        _ name: String, of list: String, noted action: String,
        _ make: @escaping @Sendable (any SQLConnection) throws -> any ListSheet
    ) async throws -> Answer {
        let sheet = try await site.threads.runIfActive { try read(make) }
        try await site.threads.runIfActive {
            try write { connection in
                try AuditLog(connection, in: workspace.id).record(
                    action, by: member.user.email, [("list", .text(list))], at: now)
            }
        }
        return Answer(streaming: "text/csv; charset=utf-8") { send in
            try await send(ByteBuffer(bytes: sheet.head))
            var place: SheetPlace? = .start
            while let current = place {
                let (bytes, next) = try await site.threads.runIfActive { try sheet.part(from: current) }
                if !bytes.isEmpty { try await send(ByteBuffer(bytes: bytes)) }
                place = next
            }
        }.with(.contentDisposition, "attachment; filename=\"\(name)\"")
    }
}
