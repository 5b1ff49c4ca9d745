"""The API against its own description: schemathesis asks everything that the description allows, and much that it does not."""

import json
import subprocess
import sys
import tempfile
import unittest
import urllib.request
from pathlib import Path

from openapi_spec_validator import OpenAPIV31SpecValidator

sys.path.insert(0, str(Path(__file__).parents[1] / "Ingestion"))
from product import Product  # noqa: E402

SCHEMATHESIS = Path(sys.executable).parent / "schemathesis"

# Not asked of it: to accept whatever the schema allows, which cannot know which kinds of activity there are; and to answer
# an edit without If-Match by something else than 428, which RFC 6585 made for it.
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,unsupported_method,ignored_auth"
)

SETTINGS = """
[parameters]
"path.contact" = {contact}
"path.company" = {company}
"path.segment" = "hot prospects"
"path.version" = "active"
"path.webhook" = {webhook}
"path.delivery" = {delivery}
"path.campaign" = {campaign}
"path.content" = {content}
"""


class Contract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.product = Product()
        cls.token = cls.product.command("tokens", "add", "full", "--scope", "full", "--role", "admin", "--json")["token"]
        # Without a worker: nobody writes to the addresses that are made up for webhooks.
        cls.product.start("--roles", "web")

    @classmethod
    def tearDownClass(cls):
        cls.product.close()

    def ask(self, method, path, content=None):
        request = urllib.request.Request(
            f"{self.product.address}/api/v1/{path}", method=method,
            data=None if content is None else json.dumps(content).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def test_the_description_is_valid(self):
        OpenAPIV31SpecValidator(self.ask("GET", "openapi.json")).validate()

    def test_nothing_breaks_it_and_no_answer_is_undocumented(self):
        self.fuzz("")

    def test_the_same_of_records_that_are_there(self):
        person = self.ask("POST", "contacts", {"email": "anne@example.org", "company": {"name": "Atelier Borie"}})
        self.ask("POST", "activities", {"contact": person["id"], "kind": "demo_requested"})
        self.ask("PUT", "segments/hot%20prospects", {"condition": "did any intent"})
        webhook = self.ask("POST", "webhooks", {"url": "https://example.com/verger", "events": ["contact.created"]})
        delivery = self.ask("POST", f"webhooks/{webhook['id']}/tests", {})
        campaign = self.ask("POST", "campaigns", {"name": "Lyon fair", "channel": "event"})
        content = self.ask(
            "POST", "contents", {"title": "Guide", "level": "decision", "address": "https://example.com/guide"})
        self.fuzz(
            SETTINGS.format(
                contact=person["id"], company=person["company"]["id"], webhook=webhook["id"], delivery=delivery["id"],
                campaign=campaign["id"], content=content["id"]))

    def fuzz(self, settings):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "schemathesis.toml"
            file.write_text(settings)
            done = subprocess.run(
                [
                    SCHEMATHESIS, "--config-file", file, "run", f"{self.product.address}/api/v1/openapi.json",
                    "--header", f"Authorization: Bearer {self.token}", "--checks", CHECKS,
                    # Several would parse Python at once, which Debian 12’s (3.11.2) does not survive (gh-106905).
                    "--workers", "1",
                    "--phases", "examples,coverage,fuzzing", "--max-examples", "12", "--max-time", "50",
                    "--seed", "1", "--no-shrink", "--continue-on-failure", "--suppress-health-check", "all",
                    "--warnings", "off", "--no-color",
                ], cwd=folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
