import HTTPTypes
import Verger

/// All that programs can ask for, and its description.
enum APIRoutes {
    static let all: [Route] =
        ContactsAPI.routes + CompaniesAPI.routes + ActivitiesAPI.routes + ConsentsAPI.routes + SegmentsAPI.routes
        + ConditionsAPI.routes + DefinitionsAPI.routes + ReportsAPI.routes + WebhooksAPI.routes + MergesAPI.routes
        + CampaignsAPI.routes + LandingAPI.routes + FormsAPI.routes + ContentsAPI.routes + [openAPI, reference]

    private static let openAPI = Route(
        .get, "/api/v1/openapi.json",
        open: { call in
            .json(OpenAPI(Routes.all, at: call.site.address).document)
        })

    private static let reference = Route(
        .get, "/api/v1/docs", open: { call in ReferencePage(call, Routes.all).answer })
}
