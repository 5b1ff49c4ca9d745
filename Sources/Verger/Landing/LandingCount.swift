/// How often a page, or one variant of it, was seen and filled in.
package struct LandingCount: Hashable, Sendable {
    /// By people, as far as can be told.
    package var views: Int
    /// Views that were the first of a browser on its day: nobody is known from one day to the next.
    package var visitors: Int
    /// Contacts who sent its form.
    package var conversions: Int

    package init(views: Int = 0, visitors: Int = 0, conversions: Int = 0) {
        self.views = views
        self.visitors = visitors
        self.conversions = conversions
    }

    package static func + (left: LandingCount, right: LandingCount) -> LandingCount {
        LandingCount(
            views: left.views + right.views, visitors: left.visitors + right.visitors,
            conversions: left.conversions + right.conversions)
    }

    /// Of the visitors; nil of nobody. A form that came in from a page that was not counted makes no more than all of them.
    package var conversion: Proportion? { Proportion(min(conversions, visitors), of: visitors) }
}

/// What both variants did on one day.
package struct LandingDay: Hashable, Sendable {
    package let day: Day
    package let a: LandingCount
    package let b: LandingCount

    package init(_ day: Day, a: LandingCount, b: LandingCount) {
        self.day = day
        self.a = a
        self.b = b
    }
}
