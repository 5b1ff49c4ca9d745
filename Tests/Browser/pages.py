"""Every page, in every look."""

import pathlib
import re
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from demo import WORKSPACE, context

MEASURE = (pathlib.Path(__file__).parent / "measure.js").read_text()
WEIGHT = 150 * 1024

# Where the walk begins: what the navigation leads to, and what no link leads to.
START = ["today", "contacts", "companies", "segments", "landing-pages", "pictures", "forms", "contents", "reports/funnel", "definition", "settings", "more", "palette",
         "sources", "sources/channels", "sources/costs", "introducers", "reports/cpl", "settings/mail", "settings/outbox", "settings/inbound"]
ALSO = [
    "reports/cpl?by=campaign", "reports/cpl?by=stage", "palette?q=benali", "palette?q=zzzz", "palette/shortcuts", "reports/funnel?period=month", "/account", "/design",
    "/design?lang=en", "no-such-page",
]
STRANGER = [
    "/sign-in", "/password", "/no-such-page", "/f/atelier-borie/demande-de-tarif",
    "/l/atelier-borie/four-mixte-fm-20", "/f/atelier-borie/recevoir-le-comparatif/frame", "/f/atelier-borie/salon-de-lyon/kiosk?key=no-such-page",
]
# Addresses that give something else than a page.
NOT_PAGES = re.compile(r"/export|/changes$|/assets/|\.csv|/metrics|/healthz|/readyz|openapi\.json|/qr|/language|/download$")


def pattern(path):
    """The same for all pages of a kind: numbers replaced, of the query only the names."""
    parts = urlsplit(path)
    names = sorted({pair.split("=")[0] for pair in parts.query.split("&") if pair})
    kept = [name for name in names if name in ("figure", "stage", "q", "where", "view", "tab")]
    return re.sub(r"/\d+", "/{n}", parts.path) + ("?" + "&".join(kept) if kept else "")


def find(page, demo):
    """One address of each kind, by following links from the navigation. Addresses that are not served are left out."""
    known, waiting, found = {}, [demo.url(path) for path in START + ALSO], []
    for url in waiting:
        known.setdefault(pattern(url.removeprefix(demo.address)), url)
    while waiting:
        url = waiting.pop(0)
        path = url.removeprefix(demo.address)
        answer = page.request.get(url)
        if answer.status == 404 and "no-such" not in path:
            continue
        text = answer.text()
        # Parts of pages, which htmx asks for, are no pages.
        if not text.startswith("<!doctype html>"):
            continue
        found.append(path)
        for link in re.findall(r'<a [^>]*href="([^"#]+)', text):
            link = link.replace("&amp;", "&")
            if not link.startswith((WORKSPACE, "/account", "/design", "/api/v1/docs")) or NOT_PAGES.search(link):
                continue
            kind = pattern(link)
            if kind not in known and len(known) < 80:
                known[kind] = demo.address + link
                waiting.append(demo.address + link)
    return found


class Watch:
    """Notes what goes wrong on a page: console errors, requests that fail, answers that refuse."""

    def __init__(self, page):
        self.problems, self.expected = [], set()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message):
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _failed(self, request):
        # The stream of changes ends with its page.
        if "/changes" not in request.url and request.failure != "net::ERR_ABORTED":
            self.problems.append(f"request failed: {request.url} {request.failure}")

    def _response(self, response):
        if response.status >= 400 and response.url not in self.expected:
            self.problems.append(f"{response.status} {response.url}")

    def take(self):
        problems, self.problems = self.problems, []
        return problems


def axe(page):
    """What axe calls serious or critical."""
    results = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"axe {violation['impact']}: {violation['id']}: {node['target']}"
        for violation in results["violations"] if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"][:3]
    ]


def look(page, demo, watch, path, width, language):
    """All that is wrong with one page at one width in one language, in both themes."""
    url = demo.url(path)
    if "no-such" in path:
        watch.expected.add(url)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(url, wait_until="load")
    problems = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        measured = page.evaluate(f"({MEASURE})()")
        problems += [f"{theme}: contrast {item}" for item in measured["contrast"]]
        problems += [f"target {item}" for item in measured["targets"] if theme == "light"]
        problems += [f"wider than the screen: {item}" for item in measured["wide"] if theme == "light"]
    if (width, language) == (390, "en"):
        problems += [f"dark: {item}" for item in axe(page)]
    if (width, language) == (1440, "fr"):
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        problems += axe(page)
    return problems + watch.take()


def weight(browser, demo, state, path):
    """The bytes of a first visit."""
    window = context(browser, demo, state)
    page = window.new_page()
    bytes_of = {}
    session = window.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda e: bytes_of.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto(demo.url(path), wait_until="load")
    page.wait_for_timeout(150)
    window.close()
    return sum(bytes_of.values())


def check(browser, demo, state, report, only=None):
    window = context(browser, demo, state)
    paths = find(window.new_page(), demo)
    window.close()
    if only:
        paths = [path for path in paths if only in path]
    report.say(f"{len(paths)} pages")
    for width in (1440, 390):
        for language in ("fr", "en"):
            window = context(browser, demo, state, width, language)
            page = window.new_page()
            watch = Watch(page)
            for path in paths:
                for problem in look(page, demo, watch, path, width, language):
                    report.fail(f"{path} {width} {language}", problem)
            window.close()
    strangers(browser, demo, report, only)
    for path in paths:
        if "?" not in path and (size := weight(browser, demo, state, path)) > WEIGHT:
            report.fail(path, f"{size // 1024} KB at the first visit, more than {WEIGHT // 1024}")


def strangers(browser, demo, report, only):
    """The pages before the door."""
    for width, language in ((1440, "fr"), (390, "en")):
        window = context(browser, demo, None, width, language)
        page = window.new_page()
        watch = Watch(page)
        for path in STRANGER:
            if not only or only in path:
                for problem in look(page, demo, watch, path, width, language):
                    report.fail(f"{path} {width} {language}", problem)
        window.close()


def shots(browser, demo, state, folder, only=None):
    """A picture of every page in every look."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    window = context(browser, demo, state)
    paths = find(window.new_page(), demo)
    window.close()
    for width, language, theme in [
        (1440, "fr", "light"), (1440, "en", "dark"), (390, "fr", "dark"), (390, "en", "light")
    ]:
        for signed_in, some in ((state, paths), (None, STRANGER)):
            window = context(browser, demo, signed_in, width, language, theme)
            page = window.new_page()
            for path in some:
                if only and only not in path:
                    continue
                page.goto(demo.url(path), wait_until="load")
                name = re.sub(r"[^\w=-]+", "-", path.removeprefix(WORKSPACE)).strip("-") or "home"
                page.screenshot(path=folder / f"{name[:80]}.{width}.{language}.{theme}.png", full_page=True)
            window.close()
