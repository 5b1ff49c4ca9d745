/// Every address of the server. A route that is not here does not exist.
package enum Routes {
    package static let all: [Route] = [
        Health.routes,
        [Assets.route],
        Doors.routes,
        ContactRoutes.all,
        CompanyRoutes.all,
        ConditionRoutes.all,
        DefinitionRoutes.all,
        SegmentRoutes.all,
    ].flatMap(\.self)
}
