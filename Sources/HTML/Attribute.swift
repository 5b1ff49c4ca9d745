/// An attribute of an element. A nil value leaves it out; a value of nil text writes its name alone.
package struct Attribute: Sendable {
    enum Value: Sendable {
        case text(String)
        case alone
        case absent
    }

    let name: StaticString
    /// What comes after the name: `toggle` of `data-toggle`.
    let suffix: String
    let value: Value

    private init(_ name: StaticString, suffix: String = "", _ value: Value) {
        self.name = name
        self.suffix = suffix
        self.value = value
    }

    package init(_ name: StaticString, _ value: String?) {
        self.init(name, value.map { .text($0) } ?? .absent)
    }

    /// An attribute that is there or not: `disabled`.
    package init(_ name: StaticString, when isThere: Bool) {
        self.init(name, isThere ? .alone : .absent)
    }

    package static func `class`(_ names: String?) -> Attribute { Attribute("class", names) }
    package static func id(_ value: String?) -> Attribute { Attribute("id", value) }
    package static func href(_ address: String?) -> Attribute { Attribute("href", address) }
    package static func src(_ address: String) -> Attribute { Attribute("src", address) }
    package static func title(_ text: String?) -> Attribute { Attribute("title", text) }
    package static func role(_ name: String?) -> Attribute { Attribute("role", name) }
    package static func lang(_ code: String?) -> Attribute { Attribute("lang", code) }
    package static func style(_ text: String?) -> Attribute { Attribute("style", text) }
    package static func type(_ name: String) -> Attribute { Attribute("type", name) }
    package static func name(_ name: String?) -> Attribute { Attribute("name", name) }
    package static func value(_ text: String?) -> Attribute { Attribute("value", text) }
    package static func `for`(_ id: String) -> Attribute { Attribute("for", id) }
    package static func action(_ address: String) -> Attribute { Attribute("action", address) }
    package static func method(_ name: String) -> Attribute { Attribute("method", name) }
    package static func placeholder(_ text: String?) -> Attribute { Attribute("placeholder", text) }
    package static func autocomplete(_ token: String) -> Attribute { Attribute("autocomplete", token) }
    package static func datetime(_ text: String) -> Attribute { Attribute("datetime", text) }
    package static func colspan(_ count: Int) -> Attribute { Attribute("colspan", String(count)) }
    package static func tabindex(_ index: Int) -> Attribute { Attribute("tabindex", String(index)) }

    package static func disabled(_ isThere: Bool = true) -> Attribute { Attribute("disabled", when: isThere) }
    package static func checked(_ isThere: Bool = true) -> Attribute { Attribute("checked", when: isThere) }
    package static func selected(_ isThere: Bool = true) -> Attribute { Attribute("selected", when: isThere) }
    package static func required(_ isThere: Bool = true) -> Attribute { Attribute("required", when: isThere) }
    package static func hidden(_ isThere: Bool = true) -> Attribute { Attribute("hidden", when: isThere) }
    package static func open(_ isThere: Bool = true) -> Attribute { Attribute("open", when: isThere) }
    package static func autofocus(_ isThere: Bool = true) -> Attribute { Attribute("autofocus", when: isThere) }

    /// `aria-NAME`.
    package static func aria(_ name: String, _ value: String?) -> Attribute {
        Attribute("aria-", suffix: name, value.map { .text($0) } ?? .absent)
    }

    /// `data-NAME`.
    package static func data(_ name: String, _ value: String? = "") -> Attribute {
        Attribute("data-", suffix: name, value.map { .text($0) } ?? .absent)
    }

    /// `hx-NAME`, read by htmx.
    package static func hx(_ name: String, _ value: String?) -> Attribute {
        Attribute("hx-", suffix: name, value.map { .text($0) } ?? .absent)
    }
}

extension Attribute {
    /// How long it is, where nothing in it is escaped.
    var byteCount: Int {
        switch value {
        case .absent: 0
        case .alone: name.utf8CodeUnitCount + suffix.utf8.count + 1
        case .text(let text): name.utf8CodeUnitCount + suffix.utf8.count + text.utf8.count + 4
        }
    }
}

extension [UInt8] {
    mutating func append(_ attribute: Attribute) {
        if case .absent = attribute.value { return }
        append(UInt8(ascii: " "))
        attribute.name.withUTF8Buffer { append(contentsOf: $0) }
        append(contentsOf: attribute.suffix.utf8)
        guard case .text(let text) = attribute.value else { return }
        append(UInt8(ascii: "="))
        append(UInt8(ascii: "\""))
        append(escaping: text)
        append(UInt8(ascii: "\""))
    }
}
