"""The script of sites in a real browser: what it leaves on the device, and what comes in."""

import shutil
import time
import unittest

from playwright.sync_api import sync_playwright

from shop import PERSON, Product, Shop, until


class TrackingTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.playwright = sync_playwright().start()
        cls.chromium = cls.playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            # Beacons go out under the name of the browser itself, whatever a window is called.
            args=["--no-sandbox", "--disable-blink-features=AutomationControlled", f"--user-agent={PERSON}"])

    @classmethod
    def tearDownClass(cls):
        cls.chromium.close()
        cls.playwright.stop()

    def setUp(self):
        self.product = Product()
        self.shop = Shop(self.product)
        self.errors, self.pages = [], []

    def tearDown(self):
        for page in self.pages:
            # What the console said comes in while one waits.
            page.wait_for_timeout(50)
        self.shop.close()
        self.product.close()
        self.assertEqual(self.errors, [])

    def window(self, **more):
        """Somebody's browser, with one page open."""
        context = self.chromium.new_context(user_agent=PERSON, **more)
        self.addCleanup(context.close)
        page = context.new_page()
        self.pages.append(page)
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def go(self, page, path, views=1):
        """Opens a page, and waits until it was counted."""
        before = self.product.views()
        page.goto(self.shop.address + path)
        self.assertTrue(until(lambda: self.product.views() >= before + views), f"{path} was not counted")

    def cookies(self, page):
        return {cookie["name"]: cookie for cookie in page.context.cookies()}

    def stored(self, page):
        return page.evaluate("[localStorage.length, sessionStorage.length]")

    def accept(self, page):
        page.evaluate("verger.consent(true, {source: 'banner', text: 'visits/fr/1'})")
        self.assertTrue(until(lambda: self.cookies(page).get("verger_id")))

    def send_form(self, page, email):
        page.fill("[name=email]", email)
        page.fill("[name=nom]", "Benali")
        page.fill("[name=password]", "secret")
        page.click("form button")
        self.assertTrue(until(lambda: any(kind == "form_submitted" for kind, *_ in self.product.activities(email))))

    # Before consent.

    def test_nothing_is_stored_and_everything_counted_before_consent(self):
        page = self.window()
        self.go(page, "/?utm_source=google&utm_medium=cpc&utm_campaign=Fours")
        self.go(page, "/prix")
        time.sleep(1.2)
        page.goto("about:blank")

        self.assertEqual(self.cookies(page), {})
        self.assertEqual(self.product.rows("SELECT * FROM contact"), [])
        self.assertEqual(self.product.activities(), [])
        self.assertIn(("/", "sea", "google", "Fours", 1, 1), [row[:6] for row in self.product.audience()])
        self.assertTrue(until(lambda: any(row[6] >= 1 for row in self.product.audience() if row[0] == "/prix")))

    def test_browsers_that_ask_for_privacy_are_left_alone_even_if_they_click_yes(self):
        page = self.window(extra_http_headers={"Sec-GPC": "1", "DNT": "1"})
        page.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})")
        self.go(page, "/")
        page.evaluate("verger.consent(true)")
        self.go(page, "/prix")

        self.assertEqual(self.cookies(page), {})
        self.assertEqual(self.product.activities(), [])

    def test_the_server_drops_identifiers_of_such_browsers_itself(self):
        page = self.window()
        self.go(page, "/")
        self.accept(page)
        self.assertTrue(until(lambda: self.product.pages()))
        page.context.set_extra_http_headers({"Sec-GPC": "1"})
        # Headers are set on requests of pages, so the request is made here as the script makes it.
        known = self.product.pages()
        page.context.request.post(
            self.product.address + "/verger/hits", headers={"Origin": self.shop.address, "User-Agent": PERSON},
            data=f'{{"k": "{self.product.key}", "u": "{self.shop.address}/prix", "v": "{self.cookies(page)["verger_id"]["value"]}",'
            '"e": [{"n": "page", "i": "aaaaaaaaaaaaaaaa"}]}')

        self.assertTrue(until(lambda: any(row[0] == "/prix" for row in self.product.audience())))
        self.assertEqual(self.product.pages(), known)

    # The question.

    def test_refusing_is_as_easy_and_accepting_later_counts_from_then_with_the_campaign(self):
        self.shop.banner = ' data-banner="/confidentialite"'
        page = self.window()
        self.go(page, "/?utm_source=google&utm_medium=cpc&utm_campaign=Fours")
        page.wait_for_selector("#verger-banner button")
        yes, no = (page.get_by_role("button", name=name) for name in ("Accepter", "Refuser"))
        self.assertEqual(yes.bounding_box()["height"], no.bounding_box()["height"])
        self.assertAlmostEqual(yes.bounding_box()["width"], no.bounding_box()["width"], delta=1)
        for each in (yes, no):
            self.assertEqual(each.evaluate("e => getComputedStyle(e).backgroundColor"), "rgba(0, 0, 0, 0)")
        no.click()

        self.assertEqual(list(self.cookies(page)), ["verger_no"])
        days = (self.cookies(page)["verger_no"]["expires"] - time.time()) / 86400
        self.assertTrue(175 < days <= 181, days)
        page.click("#fours")
        self.assertTrue(until(lambda: any(row[0] == "/fours" for row in self.product.audience())))
        self.assertEqual(page.locator("#verger-banner").count(), 0)
        self.assertNotIn("#", page.url)
        page.click("[data-verger-consent]")
        page.get_by_role("button", name="Accepter").click()

        self.assertTrue(until(lambda: self.product.pages() == ["/fours"]))
        (granted, said, channel, _), (_, seen, by, campaign) = self.product.activities()[:2]
        self.assertEqual((granted, channel, said["purpose"], said["text"]), ("consent_granted", "site", "visits", "visits/fr/1"))
        self.assertEqual((said["source"], said["ip"]), ("banner", "127.0.0.1"))
        self.assertEqual((by, campaign, seen["utm_source"]), ("sea", "Fours", "google"))
        self.assertEqual(list(self.cookies(page)), ["verger_id"])
        days = (self.cookies(page)["verger_id"]["expires"] - time.time()) / 86400
        self.assertTrue(380 < days <= 391, days)
        self.assertEqual(self.stored(page), [0, 0])
        self.assertEqual(sum(row[4] for row in self.product.audience() if row[0] == "/fours"), 1)

        self.send_form(page, "n.benali@gh-alpes.example")
        stage = lambda: self.product.rows("SELECT stage FROM contact_state WHERE stage = 1")  # suspect is 0
        self.assertTrue(until(stage, seconds=2), "no lead within two seconds")
        self.assertEqual(self.product.pages("n.benali@gh-alpes.example")[0], "/fours")
        self.assertEqual(self.product.rows("SELECT source FROM contact"), [("google",)])

    def test_the_cookie_is_never_renewed(self):
        page = self.window()
        self.go(page, "/")
        self.accept(page)
        first = self.cookies(page)["verger_id"]
        time.sleep(1.1)
        self.go(page, "/prix")

        self.assertEqual(self.cookies(page)["verger_id"], first)

    def test_taking_the_consent_back_removes_the_cookie_and_ends_it(self):
        page = self.window()
        self.go(page, "/")
        self.accept(page)
        self.assertTrue(until(lambda: self.product.pages()))
        page.evaluate("verger.consent(false)")
        self.assertTrue(until(lambda: any(kind == "consent_withdrawn" for kind, *_ in self.product.activities())))
        self.go(page, "/prix")

        self.assertEqual(list(self.cookies(page)), ["verger_no"])
        self.assertEqual(self.product.pages(), ["/"])

    # After consent.

    def test_what_is_read_and_downloaded_comes_in_and_joins_whoever_sends_a_form(self):
        page = self.window()
        self.go(page, "/fours")
        self.accept(page)
        kinds = lambda: [kind for kind, *_ in self.product.activities()]
        self.assertTrue(until(lambda: "content_viewed" in kinds()))
        with page.expect_download():
            page.click("#pdf")
        self.assertTrue(until(lambda: "content_downloaded" in kinds()))
        self.go(page, "/prix")
        self.send_form(page, "n.benali@gh-alpes.example")

        found = self.product.activities("n.benali@gh-alpes.example")
        self.assertEqual(self.product.pages("n.benali@gh-alpes.example")[:2], ["/fours", "/prix"])
        viewed = next(said for kind, said, *_ in found if kind == "content_viewed")
        self.assertEqual((viewed["content"], viewed["level"]), ("Guide des fours", "evaluation"))
        downloaded = next(said for kind, said, *_ in found if kind == "content_downloaded")
        self.assertEqual((downloaded["content"], downloaded["level"]), ("guide.pdf", "evaluation"))
        self.assertEqual(
            self.product.rows("SELECT last_name, email FROM contact"), [("Benali", "n.benali@gh-alpes.example")])
        self.assertNotIn("secret", str(self.product.rows("SELECT properties FROM activity")))

    def test_a_second_person_on_the_same_device_inherits_nothing(self):
        page = self.window()
        self.go(page, "/fours")
        self.accept(page)
        self.send_form(page, "ada@borie.example")
        hers = self.cookies(page)["verger_id"]["value"]
        self.go(page, "/prix")
        page.evaluate("verger.identify({email: 'jean@borie.example', first_name: 'Jean'})")
        self.assertTrue(until(lambda: self.cookies(page)["verger_id"]["value"] != hers))
        self.go(page, "/jean")
        self.assertTrue(until(lambda: "/jean" in self.product.pages()))

        self.assertEqual(self.product.pages("jean@borie.example"), ["/jean"])
        self.assertNotIn("/jean", self.product.pages("ada@borie.example"))
        self.assertIn("/fours", self.product.pages("ada@borie.example"))

    def test_one_person_on_two_devices_is_one(self):
        for path in ("/telephone", "/bureau"):
            page = self.window()
            self.go(page, path)
            self.accept(page)
            page.evaluate("verger.identify('42', {email: 'ada@borie.example'})")
            self.assertTrue(until(lambda: path in self.product.pages("ada@borie.example")))

        self.assertEqual(len(self.product.rows("SELECT * FROM contact")), 1)

    def test_calls_before_the_script_came_are_made_after(self):
        page = self.window()
        page.add_init_script("window.verger = [['consent', true], ['track', 'Essai lancé', {offre: 'pro'}]]")
        self.go(page, "/")

        self.assertTrue(until(lambda: self.product.rows("SELECT event FROM unmapped_event") == [("Essai lancé",)]))
        self.assertEqual(self.product.pages(), ["/"])

    def test_a_page_that_sends_from_elsewhere_is_refused(self):
        page = self.window()
        with page.expect_event("console", lambda message: "403" in message.text):
            page.goto(self.shop.address.replace("localhost", "127.0.0.2") + "/")
        page.wait_for_timeout(300)
        self.errors.clear()

        self.assertEqual(self.product.audience(), [])


if __name__ == "__main__":
    unittest.main()
