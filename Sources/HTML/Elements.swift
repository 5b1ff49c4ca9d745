/// An element with its attributes and its content.
package func element(
    _ name: StaticString, _ attributes: [Attribute], _ content: Markup
) -> Markup {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
        attributes.reduce(content.bytes.count + 2 * name.utf8CodeUnitCount + 5) { $0 + $1.byteCount })
    bytes.open(name, attributes)
    bytes += content.bytes
    bytes.append(UInt8(ascii: "<"))
    bytes.append(UInt8(ascii: "/"))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: ">"))
    return Markup(bytes: bytes)
}

/// An element that has no content and no end: `br`, `input`.
package func voidElement(_ name: StaticString, _ attributes: [Attribute]) -> Markup {
    var bytes: [UInt8] = []
    bytes.open(name, attributes)
    return Markup(bytes: bytes)
}

extension [UInt8] {
    fileprivate mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
        append(UInt8(ascii: "<"))
        name.withUTF8Buffer { append(contentsOf: $0) }
        for attribute in attributes { append(attribute) }
        append(UInt8(ascii: ">"))
    }
}

package func div(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("div", attributes, content())
}
package func span(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("span", attributes, content())
}
package func p(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("p", attributes, content())
}
package func a(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("a", attributes, content())
}
package func b(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("b", attributes, content())
}
package func i(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("i", attributes, content())
}
package func small(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("small", attributes, content())
}
package func strong(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("strong", attributes, content())
}
package func em(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("em", attributes, content())
}
package func h1(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("h1", attributes, content())
}
package func h2(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("h2", attributes, content())
}
package func h3(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("h3", attributes, content())
}
package func h4(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("h4", attributes, content())
}
package func ul(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("ul", attributes, content())
}
package func ol(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("ol", attributes, content())
}
package func li(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("li", attributes, content())
}
package func dl(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("dl", attributes, content())
}
package func dt(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("dt", attributes, content())
}
package func dd(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("dd", attributes, content())
}
package func nav(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("nav", attributes, content())
}
package func main(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("main", attributes, content())
}
package func header(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("header", attributes, content())
}
package func footer(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("footer", attributes, content())
}
package func section(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("section", attributes, content())
}
package func aside(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("aside", attributes, content())
}
package func article(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("article", attributes, content())
}
package func figure(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("figure", attributes, content())
}
package func figcaption(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("figcaption", attributes, content())
}
package func details(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("details", attributes, content())
}
package func summary(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("summary", attributes, content())
}
package func form(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("form", attributes, content())
}
package func fieldset(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("fieldset", attributes, content())
}
package func legend(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("legend", attributes, content())
}
package func label(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("label", attributes, content())
}
package func button(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("button", attributes, content())
}
package func select(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("select", attributes, content())
}
package func option(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("option", attributes, content())
}
package func optgroup(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("optgroup", attributes, content())
}
package func textarea(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("textarea", attributes, content())
}
package func table(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("table", attributes, content())
}
package func caption(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("caption", attributes, content())
}
package func thead(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("thead", attributes, content())
}
package func tbody(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("tbody", attributes, content())
}
package func tfoot(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("tfoot", attributes, content())
}
package func tr(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("tr", attributes, content())
}
package func th(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("th", attributes, content())
}
package func td(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("td", attributes, content())
}
package func time(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("time", attributes, content())
}
package func code(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("code", attributes, content())
}
package func pre(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("pre", attributes, content())
}
package func kbd(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("kbd", attributes, content())
}
package func del(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("del", attributes, content())
}
package func ins(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("ins", attributes, content())
}
package func sup(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("sup", attributes, content())
}
package func sub(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("sub", attributes, content())
}
package func blockquote(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("blockquote", attributes, content())
}
package func dialog(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("dialog", attributes, content())
}
package func datalist(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("datalist", attributes, content())
}
package func output(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("output", attributes, content())
}
package func progress(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("progress", attributes, content())
}
package func abbr(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("abbr", attributes, content())
}
package func mark(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("mark", attributes, content())
}
package func title(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("title", attributes, content())
}
package func html(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("html", attributes, content())
}
package func head(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("head", attributes, content())
}
package func body(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("body", attributes, content())
}
package func script(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("script", attributes, content())
}
package func noscript(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("noscript", attributes, content())
}
package func template(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("template", attributes, content())
}
package func samp(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup = { Markup() }) -> Markup {
    element("samp", attributes, content())
}
package func input(_ attributes: Attribute...) -> Markup { voidElement("input", attributes) }
package func br(_ attributes: Attribute...) -> Markup { voidElement("br", attributes) }
package func hr(_ attributes: Attribute...) -> Markup { voidElement("hr", attributes) }
package func img(_ attributes: Attribute...) -> Markup { voidElement("img", attributes) }
package func meta(_ attributes: Attribute...) -> Markup { voidElement("meta", attributes) }
package func link(_ attributes: Attribute...) -> Markup { voidElement("link", attributes) }
package func wbr(_ attributes: Attribute...) -> Markup { voidElement("wbr", attributes) }
package func col(_ attributes: Attribute...) -> Markup { voidElement("col", attributes) }

/// A style inside the page, as it is written; what could end it is left out.
package func style(_ rules: String) -> Markup {
    Markup(bytes: Array("<style>\(rules.replacing("</", with: ""))</style>".utf8))
}
