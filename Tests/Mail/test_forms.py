"""The mails that follow from a form, seen arriving: to confirm, to fetch what was asked for, to tell the owner."""

import html
import re
import sys
import tempfile
import unittest
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from office import Certificates, Office, Sink

sys.path.insert(0, str(Path(__file__).parents[1] / "Journey"))
from house import PDF, Form  # noqa: E402

OWNER = "boss@borie.example"


class Forms(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="verger-certificates-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.certificates = Certificates(cls.folder.name)

    def setUp(self):
        self.sink = Sink(self.certificates.context)
        self.addCleanup(self.sink.stop)
        self.office = Office()
        self.addCleanup(self.office.close)
        self.office.start()
        status, page = self.office.settings(self.sink.port, self.certificates.authority)
        self.assertEqual(status, 303, page)
        self.publish()

    # The form.

    def fill(self, page, path, **typed):
        """Fills in the form of a page; where the answer leads."""
        base = self.office.workspace
        _, text = self.office.get(f"{base}/{page}")
        body = urlencode(Form(text, f"{base}/{path}").with_(**typed))
        status, answer = self.office.ask("POST", f"{base}/{path}", body)
        self.assertEqual(status, 303, answer)
        return self.office.location

    def publish(self):
        """A white paper for those who subscribe, whose subscription is to be confirmed; the owner is told."""
        content = self.content()
        edit = self.fill(
            f"forms/new?content={content}", "forms/new", name="Guide", goal="newsletter")[len(self.office.workspace) + 1:]
        self.fill(edit, edit, do="publish", content=content, confirmed_by_mail="yes", notified=OWNER)

    def content(self):
        base = self.office.workspace
        fields = Form(self.office.get(f"{base}/contents/new")[1], f"{base}/contents/new").with_(
            title="Oven guide", level="evaluation", language="en", gated="yes")
        mark = "----verger"
        body = b"".join(
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields)
        body += (f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="guide.pdf"\r\n'
                 "Content-Type: application/pdf\r\n\r\n").encode() + PDF + f"\r\n--{mark}--\r\n".encode()
        status, answer = self.office.ask("POST", f"{base}/contents/new", body, f"multipart/form-data; boundary={mark}")
        self.assertEqual(status, 303, answer)
        return self.office.location.split("?")[0].split("/")[-1]

    def send(self, email):
        """As a stranger does, some seconds after the page was shown."""
        path = f"/f/{self.office.workspace.split('/')[-1]}/guide"
        _, page = self.office.get(path)
        fields = Form(page, path).with_(q3=email, q1="Zoé", c1="yes")
        self.office.stop()
        self.office.start(after=timedelta(seconds=20))
        status, answer = self.office.ask("POST", path, urlencode(fields))
        self.assertEqual(status, 303, answer)

    def mails(self, count):
        """By recipient and subject."""
        return {(mail["To"].addresses[0].addr_spec, mail["Subject"]): mail for mail in self.sink.wait(count)}

    @staticmethod
    def link(mail, place):
        text = next(part for part in mail.walk() if part.get_content_type() == "text/plain").get_content()
        found = re.search(rf"http://[^/\s]+(/{place}/\S+)", text)
        return found[1]

    def kinds(self, email):
        """What the timeline of a contact’s page tells."""
        _, page = self.office.get(f"{self.office.workspace}/contacts?q={email}")
        contact = re.search(r'class="name" href="([^"]+)"', page)
        _, page = self.office.get(html.unescape(contact[1]))
        return re.findall(r"<b>([^<]*)</b>", page[page.index('id="timeline"'):page.index("<dialog", page.index('id="timeline"'))])

    # What arrives.

    def test_all_three_arrive_and_do_what_they_say(self):
        self.send("zoe@fournil.example")
        mails = self.mails(3)
        self.assertEqual(
            {to for to, _ in mails}, {"zoe@fournil.example", OWNER}, list(mails))
        for mail in mails.values():
            self.assertEqual(mail.defects, [])

        confirmation = self.link(mails["zoe@fournil.example", "Please confirm"], "confirm")
        before = self.kinds("zoe@fournil.example")
        self.assertIn("Form submitted", before)
        self.assertNotIn("Newsletter subscribed", before)
        # Programs that look at links confirm nothing.
        status, page = self.office.get(confirmation)
        self.assertEqual(status, 200)
        self.assertIn("Do you confirm?", page)
        self.assertNotIn("Newsletter subscribed", self.kinds("zoe@fournil.example"))
        status, _ = self.office.ask("POST", confirmation, "")
        self.assertEqual(status, 200)
        self.assertIn("Newsletter subscribed", self.kinds("zoe@fournil.example"))

        download = self.link(mails["zoe@fournil.example", "Oven guide"], "c")
        status, file = self.office.get(download)
        self.assertEqual((status, file), (200, PDF.decode()))
        self.assertEqual(self.office.get(download[:-1] + ("0" if download[-1] != "0" else "1"))[0], 410)
        self.office.stop()
        self.office.start(after=timedelta(days=8))
        self.assertEqual(self.office.get(download)[0], 410)

        told = next(mail for (to, _), mail in mails.items() if to == OWNER)
        self.assertEqual(told["Subject"], "Guide: zoe@fournil.example")
        record = self.link(told, "w")
        status, page = self.office.get(record)
        self.assertEqual(status, 200)
        self.assertIn("zoe@fournil.example", page)

    def test_a_form_that_is_sent_again_mails_nobody_again(self):
        path = f"/f/{self.office.workspace.split('/')[-1]}/guide"
        fields = Form(self.office.get(path)[1], path).with_(q3="ada@borie.example", c1="yes")
        self.office.stop()
        self.office.start(after=timedelta(seconds=20))
        for _ in range(3):
            self.assertEqual(self.office.ask("POST", path, urlencode(fields))[0], 303)
        self.sink.wait(3)
        self.send("zoe@fournil.example")

        self.assertEqual(len(self.sink.wait(6)), 6)


if __name__ == "__main__":
    unittest.main()
