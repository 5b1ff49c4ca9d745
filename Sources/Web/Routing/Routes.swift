/// Every address of the server. A route that is not here does not exist.
package enum Routes {
    package static let all: [Route] = [
        Health.routes,
        [Assets.route],
        Doors.routes,
        TodayRoutes.all,
        ChangesRoute.all,
        WebhookRoutes.all,
        SettingsFrame.routes,
        ContactRoutes.all,
        CompanyRoutes.all,
        ConditionRoutes.all,
        DefinitionRoutes.all,
        SegmentRoutes.all,
        Ingestion.routes,
        TrackingSettings.routes,
        SiteScripts.routes,
        SiteHits.routes,
        SiteRoutes.all,
        ContactsRoutes.all,
        CompaniesRoutes.all,
        PaletteRoutes.all,
        APIRoutes.all,
        FunnelRoutes.all,
        DesignRoutes.all,
    ].flatMap(\.self)
}
