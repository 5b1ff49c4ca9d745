/// What one version of a landing page shows and says of itself.
package struct LandingDocument: Hashable, Sendable {
    package var language: Language
    /// Of the window, of search results, of links that are shared.
    package var title: String
    package var description: String
    /// Whether search engines may show it.
    package var isIndexed: Bool
    /// The page that search engines are to show in its place; https.
    package var canonical: String?
    /// What links that are shared show.
    package var picture: Int64?
    /// The site whose script counts and follows as `docs/tracking.md` says; nil for a page without any script.
    package var site: Int64?
    /// Under everything: who publishes the page, and where one reads more.
    package var footer: String
    package var blocks: [LandingBlock]
    /// What variant B shows in the place of `blocks`; nil where there is one face only.
    package var challenger: [LandingBlock]?

    package init(
        language: Language, title: String, description: String = "", isIndexed: Bool = true, canonical: String? = nil,
        picture: Int64? = nil, site: Int64? = nil, footer: String = "", blocks: [LandingBlock] = [],
        challenger: [LandingBlock]? = nil
    ) {
        self.language = language
        self.title = title
        self.description = description
        self.isIndexed = isIndexed
        self.canonical = canonical
        self.picture = picture
        self.site = site
        self.footer = footer
        self.blocks = blocks
        self.challenger = challenger
    }

    /// What a variant shows, from top to bottom. Of a page with one face both are the same.
    package subscript(_ variant: LandingVariant) -> [LandingBlock] {
        get { variant == .a ? blocks : challenger ?? blocks }
        set { if variant == .a { blocks = newValue } else { challenger = newValue } }
    }

    package var all: [LandingBlock] { blocks + (challenger ?? []) }

    /// The form that a variant asks to be filled in.
    package func form(of variant: LandingVariant) -> Int64? {
        self[variant].lazy.compactMap { $0.kind == .form ? $0.form : nil }.first
    }

    package var pictures: Set<Int64> { Set(all.compactMap(\.picture) + (picture.map { [$0] } ?? [])) }
}

// MARK: Changing it

extension LandingDocument {
    /// An id that no block of this page has.
    package func freeID() -> String {
        let taken = Set(all.map(\.id))
        return (1...).lazy.map { "b\($0)" }.first { !taken.contains($0) } ?? "b0"
    }

    /// Adds an empty block at the end of a variant; returns its id.
    package mutating func add(_ kind: LandingBlock.Kind, to variant: LandingVariant) -> String {
        let id = freeID()
        self[variant].append(LandingBlock(id: id, kind))
        return id
    }

    /// A second one like it, right after it; returns its id.
    package mutating func repeatBlock(_ id: String) -> String? {
        let copy = freeID()
        return change(id) { blocks, index in
            blocks.insert(blocks[index].named(copy), at: index + 1)
            return copy
        }
    }

    /// `step` places down, or up where it is negative.
    package mutating func move(_ id: String, by step: Int) {
        _ = change(id) { blocks, index in
            if blocks.indices.contains(index + step) { blocks.swapAt(index, index + step) }
            return nil
        }
    }

    package mutating func remove(_ id: String) {
        _ = change(id) { blocks, index in
            blocks.remove(at: index)
            return nil
        }
    }

    /// Gives it a second face, the same as the first until it is changed.
    package mutating func challenge() {
        guard challenger == nil else { return }
        let first = Int(freeID().dropFirst()) ?? 1
        let last = blocks.compactMap { Int($0.id.dropFirst()) }.max() ?? 0
        challenger = blocks.enumerated().map { $0.element.named("b\(max(first, last + 1) + $0.offset)") }
    }

    /// What is left when one of the two faces has been chosen.
    package func keeping(_ variant: LandingVariant) -> LandingDocument {
        var result = self
        result.blocks = self[variant]
        result.challenger = nil
        return result
    }

    private mutating func change(
        _ id: String, _ body: (inout [LandingBlock], Int) -> String?
    ) -> String? {
        for variant in LandingVariant.allCases where variant == .a || challenger != nil {
            if let index = self[variant].firstIndex(where: { $0.id == id }) { return body(&self[variant], index) }
        }
        return nil
    }
}
