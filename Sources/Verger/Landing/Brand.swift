/// How a workspace looks to strangers: on landing pages, forms, contents and the preference centre.
package struct Brand: Hashable, Sendable {
    /// Of buttons, links and edges; nil for ours.
    package var colour: Accent?
    /// Among its pictures; nil for its name in letters.
    package var logo: Int64?

    package init(colour: Accent? = nil, logo: Int64? = nil) {
        self.colour = colour
        self.logo = logo
    }

    /// The same, with the colour of a form that has its own.
    package func with(_ own: Accent?) -> Brand { Brand(colour: own ?? colour, logo: logo) }
}

extension Accent {
    /// For words on the light pages that strangers see, and on the dark ones.
    package var onLight: Accent { legible(on: Accent.lightGrounds) }
    package var onDark: Accent { legible(on: Accent.darkGrounds) }

    /// Those of `form.css` and `landing.css`: page and surface.
    package static let lightGrounds = ["#ffffff", "#f5f6f1"].compactMap { Accent($0) }
    package static let darkGrounds = ["#191c16", "#12140f"].compactMap { Accent($0) }
}
