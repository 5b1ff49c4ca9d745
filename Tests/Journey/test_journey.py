"""From a paid click to a lead with its cost, its consent and its history; from a fair to a lead; and out for good."""

import os
import re
import shutil
import tempfile
import time
import unittest
from pathlib import Path

from playwright.sync_api import sync_playwright

from house import EMAIL, PASSWORD, House
from shop import PERSON, until

PAID = "/?utm_source=google&utm_medium=cpc&utm_campaign=fours-hiver&gclid=abc123"
INES = "ines.forme@example.fr"


class Journeys(unittest.TestCase):
    """On a file; see `OnPostgres` below."""

    postgres = None

    @classmethod
    def setUpClass(cls):
        cls.house = House(cls.postgres)
        cls.addClassCleanup(cls.house.close)
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        cls.chromium = cls.playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-blink-features=AutomationControlled", f"--user-agent={PERSON}",
                  *cls.house.site.browser_options])
        cls.addClassCleanup(cls.chromium.close)

    def setUp(self):
        self.errors = []

    def tearDown(self):
        self.assertEqual(self.errors, [])

    def window(self, width=1280, **more):
        context = self.chromium.new_context(
            user_agent=PERSON, locale="fr-FR", viewport={"width": width, "height": 900}, ignore_https_errors=True, **more)
        context.set_default_timeout(15000)
        self.addCleanup(context.close)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def member(self, width=1280):
        """A window of Claire, signed in."""
        page = self.window(width)
        page.goto(self.house.address + "/sign-in")
        page.fill("input[name=email]", EMAIL)
        page.fill("input[name=password]", PASSWORD)
        page.click("form[action='/sign-in'] button:not([type=button])")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    def visit(self, page, path):
        """Opens a page of the site, and waits for its hit to have come in."""
        with page.expect_response("**/verger/hits"):
            page.goto(self.house.site.address + path)

    def follow(self, page, selector):
        with page.expect_response("**/verger/hits"):
            page.click(selector)

    def accept(self, page):
        with page.expect_response("**/verger/hits"):
            page.evaluate("verger.consent(true, {source: 'banner', text: 'visits/fr/1'})")

    def send(self, form, email):
        """Fills the form in as fast as people do, and sends it; the instant of sending."""
        form.locator("[name=q3]").fill(email)
        form.locator("[name=q1]").fill("Inès")
        form.locator("[name=q2]").fill("Forme")
        time.sleep(2.1)
        sent = time.monotonic()
        form.locator("button.go").click()
        form.get_by_text("Merci").first.wait_for()
        return sent

    # The journey.

    def test_from_a_paid_click_to_erasure(self):
        campaign, known = self.house.add_campaign(120), self.house.count()
        page = self.window()
        self.visit(page, PAID)
        page.get_by_role("button", name="Refuser").click()
        self.follow(page, "#fours")
        self.follow(page, "#prix")
        self.assertEqual([cookie["name"] for cookie in page.context.cookies()], ["verger_no"])
        self.assertEqual(self.house.count(), known)

        page.click("[data-verger-consent]")
        with page.expect_response("**/verger/hits"):
            page.get_by_role("button", name="Accepter").click()
        self.follow(page, "#comparatif")
        form = page.locator("script + div")
        sent = self.send(form, INES)
        contact = until(lambda: self.lead(INES), seconds=3)
        self.assertIsNotNone(contact, "no lead")
        self.assertLess(time.monotonic() - sent, 1 + 0.5 * bool(self.postgres), "not within a second")
        with page.expect_download() as download:
            form.locator("a.go").click()
        self.assertEqual(download.value.suggested_filename, "comparatif.pdf")

        self.assertEqual(self.house.pages(INES), ["/prix", "/comparatif"])
        facts = {fact["kind"]: fact for fact in self.house.timeline(INES)}
        self.assertEqual(facts["content_downloaded"]["properties"]["level"], "evaluation")
        granted = next(fact for fact in self.house.timeline(INES) if fact["channel"] == "site")
        self.assertEqual(granted["properties"]["text"], "visits/fr/1")
        self.assertEqual((contact["touches"]["lead"]["campaign"], contact["touches"]["lead"]["channel"]),
                         ("Fours d’hiver", "sea"))
        self.assertEqual(contact["touches"]["first"]["campaign"], "Fours d’hiver")

        self.look_at(contact, campaign)
        self.note_at_the_fair()
        self.come_again(contact)
        self.erase(contact)

    def lead(self, email):
        contact = self.house.contact(email)
        return contact if contact and contact["stage"] not in (None, "suspect") else None

    def look_at(self, contact, campaign):
        """The list, the contact’s page, its consents, its cost."""
        page = self.member()
        page.goto(self.house.url(f"contacts?q={INES}"))
        page.click("tbody a.name")
        panel = page.locator(".touches")
        self.assertIn("Fours d’hiver", panel.inner_text())
        panel.get_by_text("120,00").wait_for()
        text = page.inner_text(".main")
        self.assertIn("Comparatif de fours", text)
        page.goto(self.house.url(f"contacts/{contact['id']}/consents"))
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        proof = page.inner_text(".main")
        self.assertIn("127.0.0.1", proof)
        page.goto(self.house.url(campaign))
        self.assertIn("120,00", page.inner_text(".main"))
        page.context.close()

    def note_at_the_fair(self):
        """On a phone without a network; there when it is back."""
        page = self.member(390)
        page.goto(self.house.url("stand"))
        page.evaluate("navigator.serviceWorker.ready.then(() => new Promise(done => setTimeout(done, 1500)))")
        page.context.set_offline(True)
        page.reload()
        page.fill("#event", "Salon de Lyon")
        page.fill("#last_name", "Salonnier")
        page.fill("#email", "paul.salonnier@example.fr")
        page.click("button[value=talked]")
        page.locator("[data-state]").get_by_text("1 envoi").wait_for()
        self.assertIsNone(self.house.contact("paul.salonnier@example.fr"))
        page.context.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")
        self.assertTrue(until(lambda: self.lead("paul.salonnier@example.fr"), seconds=10), "the fair visitor did not arrive")
        self.errors = [text for text in self.errors if "ERR_INTERNET_DISCONNECTED" not in text]
        page.context.close()

    def bring_in(self):
        with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as file:
            file.write(f"email,first_name,last_name,city\n{INES.upper()},Inès,Forme,Lyon\nautre@example.fr,A,Autre,Lyon\n")
            file.flush()
            return self.house.command("import", "contacts", file.name)

    def come_again(self, contact):
        self.bring_in()
        again = self.house.contact(INES)
        self.assertEqual((again["id"], again["city"]), (contact["id"], "Lyon"))

    def erase(self, contact):
        """By the rights desk; the same file brings nobody back, nor does the form."""
        page = self.member()
        page.goto(self.house.url(f"rights/new?contact={contact['id']}"))
        page.select_option("[name=kind]", "erasure")
        page.click(".main form button.primary")
        page.wait_for_url("**/rights/requests/*")
        page.check("[name=confirmed]")
        page.click("button[name=outcome][value=granted]")
        page.wait_for_load_state()
        self.assertIsNone(self.house.contact(INES))
        page.context.close()

        self.bring_in()
        self.assertIsNone(self.house.contact(INES), "a file brought back who was erased")
        self.assertIsNotNone(self.house.contact("autre@example.fr"))
        page = self.window()
        self.visit(page, "/comparatif")
        self.send(page.locator("script + div"), INES)
        time.sleep(1)
        self.assertIsNone(self.house.contact(INES), "a form brought back who was erased")

    # The ways in which a form is shown.

    def form(self, page, way):
        """The form, reached from the site."""
        if way == "embed":
            self.follow(page, "#comparatif")
            return page.locator("script + div")
        if way == "frame":
            self.follow(page, "#cadre")
            return page.frame_locator("iframe")
        page.click("#lien")
        page.wait_for_url("**/f/**")
        self.assertNotIn("#", page.url)
        return page.locator("body")

    def test_each_way_joins_what_was_agreed_to(self):
        for way in ("embed", "frame", "page"):
            with self.subTest(way):
                email = f"oui.{way}@example.fr"
                page = self.window()
                self.visit(page, "/fours")
                self.accept(page)
                self.send(self.form(page, way), email)
                self.assertTrue(until(lambda: "/fours" in self.house.pages(email), seconds=3), self.house.timeline(email))
                self.visit(page, "/prix")
                self.assertTrue(until(lambda: "/prix" in self.house.pages(email), seconds=3))

    def test_no_way_joins_anything_without_consent(self):
        for way in ("embed", "frame", "page"):
            with self.subTest(way):
                email = f"non.{way}@example.fr"
                page = self.window()
                self.visit(page, PAID)
                page.get_by_role("button", name="Refuser").click()
                self.follow(page, "#fours")
                self.send(self.form(page, way), email)
                self.assertTrue(until(lambda: self.house.contact(email), seconds=3))
                self.assertEqual(self.house.pages(email), [])
                # The words of the campaign are the same for everybody.
                sent = next(fact for fact in self.house.timeline(email) if fact["kind"] == "form_submitted")
                self.assertEqual((sent["channel"], sent["campaign"]), ("sea", "fours-hiver"))
                self.assertNotIn("gclid", sent["properties"])
                self.assertEqual([one["name"] for one in page.context.cookies()], ["verger_no"])

    def test_consent_at_the_very_moment_of_sending(self):
        for way in ("embed", "frame"):
            with self.subTest(way):
                email = f"aussitot.{way}@example.fr"
                page = self.window()
                self.visit(page, "/fours")
                page.get_by_role("button", name="Refuser").click()
                form = self.form(page, way)
                form.locator("[name=q3]").fill(email)
                time.sleep(2.1)
                page.evaluate("verger.consent(true)")
                form.locator("button.go").click()
                form.get_by_text("Merci").first.wait_for()
                path = {"embed": "/comparatif", "frame": "/cadre"}[way]
                self.assertTrue(until(lambda: self.house.pages(email) == [path], seconds=3), self.house.pages(email))

    def test_a_second_person_on_the_device_inherits_nothing(self):
        page = self.window()
        self.visit(page, "/fours")
        self.accept(page)
        self.send(self.form(page, "embed"), "ada@example.fr")
        self.assertTrue(until(lambda: "/fours" in self.house.pages("ada@example.fr"), seconds=3))
        self.visit(page, "/comparatif")
        self.send(page.locator("script + div"), "jean@example.fr")
        self.assertTrue(until(lambda: self.house.contact("jean@example.fr"), seconds=3))
        self.visit(page, "/prix")

        self.assertTrue(until(lambda: self.house.pages("jean@example.fr") == ["/prix"], seconds=3))
        self.assertEqual(self.house.pages("ada@example.fr"), ["/fours", "/comparatif", "/comparatif"])

    def test_a_link_that_is_passed_on_is_nobody_s_after_a_while(self):
        page = self.window()
        self.visit(page, "/fours")
        self.accept(page)
        visitor = next(one["value"] for one in page.context.cookies() if one["name"] == "verger_id")
        old = int(time.time() * 1000) - 10 * 60 * 1000
        other = self.window()
        other.goto(f"{self.house.form}#vg~{visitor}~{old}~")
        self.send(other.locator("body"), "autre.lien@example.fr")

        self.assertTrue(until(lambda: self.house.contact("autre.lien@example.fr"), seconds=3))
        self.assertEqual(self.house.pages("autre.lien@example.fr"), [])


@unittest.skipUnless(os.environ.get("VERGER_TEST_POSTGRES"), "no PostgreSQL")
class JourneysOnPostgres(Journeys):
    postgres = os.environ.get("VERGER_TEST_POSTGRES")


if __name__ == "__main__":
    unittest.main()
