"""Files of people: uploaded, mapped, corrected, brought in and taken back, in a browser; and by a server that is killed."""

import shutil
import unittest

from playwright.sync_api import sync_playwright

from office import EMAIL, PASSWORD, VISITORS, Office, until, workbook


class WizardTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.playwright = sync_playwright().start()
        cls.chromium = cls.playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])

    @classmethod
    def tearDownClass(cls):
        cls.chromium.close()
        cls.playwright.stop()

    def setUp(self):
        self.office = Office()
        self.addCleanup(self.office.close)

    def page(self, **more):
        window = self.chromium.new_context(locale="en-GB", **more)
        self.addCleanup(window.close)
        page = window.new_page()
        page.goto(self.office.address + "/sign-in")
        page.fill("input[name=email]", EMAIL)
        page.fill("input[name=password]", PASSWORD)
        page.click("form[action='/sign-in'] button:not([type=button])")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        self.base = "/".join(page.url.split("/")[:5])
        return page

    def upload(self, page, name, data):
        page.goto(self.base + "/imports")
        page.set_input_files("input[name=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
        page.click(".upload-form button.primary")

    def wait(self, page, selector):
        """Scripts or not: a page without them is loaded again by itself, here by hand."""
        for _ in range(200):
            if page.locator(selector).count():
                return
            page.wait_for_timeout(200)
            if "imports/" in page.url and not page.locator(selector).count():
                page.reload()
        raise AssertionError(f"{selector} never came: {page.inner_text('body')[:500]}")

    def whole_flow(self, page):
        book = workbook(VISITORS, before=[("Lisez-moi", [["Notes"], ["une ligne"]])])
        self.upload(page, "visiteurs.xlsx", book)
        self.assertIn("Sheet of the workbook", page.inner_text("body"))
        page.select_option("select[name=sheet]", label="Visiteurs")
        page.click("form[action$='/sheet'] button")
        self.assertEqual(page.input_value("select[name=column-0]"), "email")
        self.assertEqual(page.input_value("select[name=column-6]"), "")
        page.select_option("select[name=column-4]", "activity.at")
        page.select_option("select[name=fact]", "booth_visited")
        page.fill("input[name=name]", "Salon de Lyon")
        page.select_option("select[name=channel]", "event")
        page.click("button[name=next]")
        self.assertIn("Say where this list comes from", page.inner_text("body"))
        self.assertEqual(page.input_value("select[name=fact]"), "booth_visited", "what was chosen stays")
        page.fill("input[name=origin]", "visitors of the fair, given by its organiser")
        page.select_option("select[name=ground]", "professional")
        page.click("button[name=next]")
        self.wait(page, ".import-grid")
        self.assertIn("2 new", page.inner_text(".lede"))
        wrong = page.locator("td.is-wrong input")
        self.assertEqual(wrong.input_value(), "pas une adresse")
        wrong.fill("max@petit.example")
        page.click("form[action$='/rows'] button")
        self.wait(page, "text=Import 3 rows")
        self.assertIn("3 new", page.inner_text(".lede"))
        self.assertEqual(self.office.count("contact"), 0, "nothing comes in before it is let in")
        page.click(".start-form button.primary")
        self.wait(page, "text=Contacts made")
        self.assertIn("visitors of the fair", page.inner_text("body"))
        self.assertEqual(self.office.count("contact"), 3)
        self.assertEqual(self.office.count("import_chunk"), 0, "the file is let go")
        seen = self.office.rows("SELECT kind, channel, properties FROM activity ORDER BY at")
        self.assertEqual([row[:2] for row in seen], [("booth_visited", "event")] * 3)
        page.click("text=Contacts made >> xpath=.. >> a")
        self.assertIn("Max Petit", page.inner_text("body"))
        page.go_back()
        page.click("summary:has-text('Take this import back')")
        page.check("input[name=confirmed]")
        page.click("form[action$='/reversals'] button")
        self.wait(page, ".lede:has-text('This import was taken back')")
        self.assertEqual((self.office.count("contact"), self.office.count("activity")), (0, 0))

    def test_workbook_from_upload_to_reversal(self):
        page = self.page()
        errors = []
        page.on("console", lambda message: message.type == "error" and "422" not in message.text and errors.append(message.text))
        self.whole_flow(page)
        self.assertEqual(errors, [])

    def test_the_same_without_scripts(self):
        self.whole_flow(self.page(java_script_enabled=False))

    def test_what_is_no_table_is_refused_with_a_way_out(self):
        page = self.page()
        for name, data, words in [
            ("old.xlsx", bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "old format of Excel"),
            ("list.csv", b"%PDF-1.7 ...", "This is a PDF file"),
            ("export.xls", b"<html><table><tr><td>a</td></tr></table>", "This is a web page"),
            ("empty.csv", b"", "This file is empty"),
            ("cut.xlsx", workbook(VISITORS)[:-400], "damaged"),
        ]:
            self.upload(page, name, data)
            self.assertIn(words, page.inner_text(".banner.bad"), name)
            self.assertIn(name, page.inner_text(".banner.bad"))
        self.assertEqual((self.office.count("import_chunk"), self.office.count("import_draft")), (0, 0))

    def test_ready_made_map_of_lead_forms(self):
        page = self.page()
        self.upload(page, "leads.csv", (
            "id,created_time,ad_id,ad_name,campaign_id,campaign_name,form_id,form_name,is_organic,platform,full_name,email,phone_number\n"
            "l:1,2026-03-15T09:12:33+01:00,ag:1,Vidéo,c:3,Printemps,f:4,Devis,false,ig,Marie Dupont,marie@x.example,p:+33612345678\n"
        ).encode("utf-16"))
        self.assertIn("Recognised: Meta Lead Ads", page.inner_text("body"))
        page.fill("input[name=origin]", "our form at Meta")
        page.click("button[name=next]")
        self.wait(page, ".start-form")
        page.click(".start-form button.primary")
        self.wait(page, "text=Contacts made")
        kind, channel, campaign = self.office.rows("SELECT kind, channel, campaign FROM activity")[0]
        self.assertEqual((kind, channel, campaign), ("form_submitted", "social_ads", "Printemps"))
        self.assertEqual(self.office.rows("SELECT first_name, phone FROM contact"), [("Marie", "+33612345678")])

    def test_a_killed_server_goes_on_where_it_was_and_doubles_nothing(self):
        people = 30_000
        data = "email,first_name,Vu le\n" + "".join(
            f"p{number}@x.example,P{number},2026-03-{10 + number % 10}\n" for number in range(people))
        page = self.page()
        self.upload(page, "many.csv", data.encode())
        page.select_option("select[name=column-2]", "activity.at")
        page.select_option("select[name=fact]", "booth_visited")
        page.fill("input[name=origin]", "fair")
        page.click("button[name=next]")
        self.wait(page, ".start-form")
        page.click(".start-form button.primary")
        for after in (2_000, 12_000):
            self.assertTrue(until(lambda: self.office.count("contact") >= after))
            self.office.kill()
            self.office.start()
        self.assertTrue(until(
            lambda: self.office.rows("SELECT state FROM import_draft") == [("finished",)], 180))
        self.assertEqual((self.office.count("contact"), self.office.count("activity")), (people, people))
        self.assertEqual(self.office.rows("SELECT rows_done, created, status FROM import_run"), [(people, people, "finished")])


if __name__ == "__main__":
    unittest.main()
