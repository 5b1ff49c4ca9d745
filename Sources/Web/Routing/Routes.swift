/// Every address of the server. A route that is not here does not exist.
package enum Routes {
    package static let all: [Route] =
        Health.routes + [Assets.route] + APIRoutes.all
}
