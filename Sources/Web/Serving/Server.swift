import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import NIOPosix
package import ServiceLifecycle
import Verger

/// The web server: the routes of `Routes.all` behind Hummingbird.
package struct Server {
    /// An application ready to run, with the services that run beside it.
    package static func application(
        _ site: Site, routes: [Route] = Routes.all, host: String, port: Int, services: [any Service] = [],
        onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        Application(
            router: router(site, routes),
            // Until a request is there, and between two of them: whoever only begins one, header by header, is let go.
            server: .http1(configuration: .init(idleTimeout: .init(site.patience))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            services: services,
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) },
            logger: site.logger)
    }

    /// The routes, each behind its desk.
    package static func router(_ site: Site, _ routes: [Route] = Routes.all) -> Router<Context> {
        let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware { Doorway(site: site, routes: routes) }
        for route in routes {
            let desk = Desk(site, route)
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await desk.answer(request, context)
            }
        }
        return router
    }
}

/// What Hummingbird knows of one request.
package struct Context: RequestContext {
    package var coreContext: CoreRequestContextStorage
    let remoteAddress: String?
    /// What users quote when something went wrong: `7F3A21C4`.
    let reference = String(UInt32.random(in: .min ... .max), radix: 16, uppercase: true)

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }
}
