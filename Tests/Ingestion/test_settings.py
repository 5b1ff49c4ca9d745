"""Settings › Events, as a person uses it: an event that nobody knew becomes evidence."""

import http.cookiejar
import re
import subprocess
import unittest
import urllib.parse
import urllib.request
from urllib.error import HTTPError

from product import BINARY, Product, Sender

PASSWORD = "pommes-et-poires-1923"


class Person:
    """A browser without scripts."""

    def __init__(self, product, email):
        self.address = product.address
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.post("/sign-in", email=email, password=PASSWORD)
        self.workspace = product.rows("SELECT slug FROM workspace")[0][0]

    def open(self, path, data=None):
        if not path.startswith("/"):
            path = f"/w/{self.workspace}/{path}"
        try:
            with self.browser.open(self.address + path, data) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refused:
            return refused.code, refused.read().decode()

    def post(self, path, **fields):
        return self.open(path, urllib.parse.urlencode(fields).encode())

    def token(self, page):
        return re.search(r'data-form-token="([^"]+)"', page).group(1)


class Settings(unittest.TestCase):
    def setUp(self):
        self.product = Product()
        self.addCleanup(self.product.close)
        for email, role in (("chef@borie.example", "admin"), ("paul@borie.example", "reader")):
            subprocess.run(
                [BINARY, "users", "add", email, "--role", role, "--database", f"sqlite:{self.product.path}"],
                input=PASSWORD + "\n", text=True, check=True, capture_output=True)
        self.product.start()
        self.sender = Sender(self.product, self.product.key)
        self.addCleanup(self.sender.close)

    def test_an_unknown_event_is_listed_and_taken_up(self):
        for number in range(12):
            self.sender.post("track", {"userId": f"u{number}", "event": "Essai <b>lancé</b>", "properties": {"offre": "pro"}})
        person = Person(self.product, "chef@borie.example")

        status, page = person.open("settings/events")

        self.assertEqual(status, 200)
        self.assertIn("Essai &lt;b&gt;lancé&lt;/b&gt;", page)
        self.assertNotIn("<b>lancé", page)
        self.assertRegex(page, r'<td class="r">12</td>')
        status, page = person.post(
            "settings/events/rules", form_token=person.token(page), call="track", event="Essai <b>lancé</b>",
            kind="trial_started", renames="offre=plan")
        self.assertEqual(status, 200)
        self.assertIn("12", page)
        self.assertEqual(
            self.product.rows("SELECT kind, properties, COUNT(*) FROM activity GROUP BY 1, 2"),
            [("trial_started", '{"plan":"pro"}', 12)])
        self.assertEqual(self.product.rows("SELECT COUNT(*) FROM unmapped_event"), [(0,)])

        status, page = person.post(
            "settings/events/rules/removals", form_token=person.token(page), call="track", event="Essai <b>lancé</b>")
        self.assertEqual(status, 200)
        self.assertEqual(self.product.rows("SELECT COUNT(*) FROM tracking_rule"), [(0,)])

    def test_a_rule_that_says_nothing_is_refused_and_what_was_typed_stays(self):
        person = Person(self.product, "chef@borie.example")
        _, page = person.open("settings/events")
        for fields, said in (
            ({"event": "", "kind": "call_held"}, "event"), ({"event": "Guide", "kind": "nothing"}, "kind"),
            ({"event": "Guide", "kind": "call_held", "renames": "title"}, "renames"),
        ):
            status, answer = person.post("settings/events/rules", form_token=person.token(page), call="track", **fields)
            self.assertEqual(status, 422, fields)
            self.assertIn('role="alert"', answer)
            self.assertIn(fields["event"], answer)

    def test_who_may_only_read_changes_nothing(self):
        person = Person(self.product, "paul@borie.example")
        status, page = person.open("settings/events")
        self.assertEqual(status, 200)
        self.assertNotIn('action="/w/' + person.workspace + '/settings/events', page)
        status, _ = person.post("settings/events/rules", form_token=person.token(page), call="track", event="x", kind="call_held")
        self.assertEqual(status, 403)

    def test_what_is_wrong_with_calls_is_told(self):
        self.sender.post("batch", {"batch": [{"type": "track", "userId": "u"}] * 3})
        person = Person(self.product, "chef@borie.example")
        _, page = person.open("settings/events")
        self.assertIn("<code>event</code>", page)
        person.post("settings/events/problems/removals", form_token=person.token(page))
        self.assertNotIn("<code>event</code>", person.open("settings/events")[1])


if __name__ == "__main__":
    unittest.main()
