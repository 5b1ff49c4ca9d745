import Foundation
import Storage
import Verger

/// Where a list goes on, as programs keep it: opaque, and only good for the list that gave it.
enum Cursor {
    /// `list`: what the list is sorted by.
    static func text(_ position: Position, in list: String) -> String {
        Data("\(list):\(position.description)".utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Throws what was not given by this list. `isByText`: whether it is sorted by texts.
    static func position(_ text: String, in list: String, isByText: Bool = false) throws -> Position {
        var base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: base64), let plain = String(data: data, encoding: .utf8),
            plain.hasPrefix(list + ":"), let position = Position(String(plain.dropFirst(list.count + 1))),
            position.fits(isByText: isByText)
        else {
            throw Problem(
                Sentence(
                    fr: "ce curseur n’est pas de cette liste\u{A0}: recommencez sans curseur",
                    en: "this cursor does not belong to this list: start again without one"), path: "cursor")
        }
        return position
    }
}

extension Position {
    fileprivate func fits(isByText: Bool) -> Bool {
        switch value {
        case .null: true
        case .integer: !isByText
        case .text(let text): isByText && !text.unicodeScalars.contains("\0")
        }
    }
}

extension Operation.Parameter {
    static let limit = Operation.Parameter(
        "limit", .integer(1...200).noted("How many at most; 50 where it is left out."))
    static let cursor = Operation.Parameter(
        "cursor", .text(1...4500).noted("`next` of the page before; the first page where it is left out."))
    static let asOf = Operation.Parameter(
        "as_of", .when.noted("The past: a day (to its last instant) or an instant; now where it is left out."))
}

extension Visit {
    var limit: Int { query.integer("limit") ?? 50 }

    /// Where a list that is sorted by ids or instants goes on; nil for its first page.
    func cursor(in list: String, isByText: Bool = false) throws -> Position? {
        try query.text("cursor").map { try Cursor.position($0, in: list, isByText: isByText) }
    }
}

extension Schema {
    /// One page of a list.
    static func page(of item: Schema) -> Schema {
        .record([
            "items": .list(of: item),
            "next": .text.orNull.noted("The cursor of the next page; null after the last one."),
        ])
    }
}

extension Answer {
    /// One page of a list whose items are made.
    static func page(_ items: [Document], next: String?) -> Answer {
        .json(.object([("items", .list(items)), ("next", .text(orNull: next))]))
    }
}
