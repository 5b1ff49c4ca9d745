"""Mail through a real SMTP server: what arrives, and what is said when it does not."""

import re
import socket
import tempfile
import threading
import time
import unittest
from datetime import timedelta

from office import Certificates, Office, Sink


class Sending(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="verger-certificates-")
        cls.certificates = Certificates(cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def setUp(self):
        self.sink = Sink(self.certificates.context)
        self.addCleanup(self.sink.stop)
        self.office = Office()
        self.addCleanup(self.office.close)
        self.office.start()

    def set_up_server(self, **fields):
        status, page = self.office.settings(self.sink.port, self.certificates.authority, **fields)
        self.assertEqual(status, 303, page)

    def wait_for(self, state, text, seconds=20):
        end = time.monotonic() + seconds
        while text not in (page := self.office.outbox(state)):
            self.assertLess(time.monotonic(), end, f"“{text}” is not among the {state}: {page}")
            time.sleep(0.2)
        return page

    def test_arrives_whole(self):
        self.set_up_server()
        self.office.invite("zoe@exämple.com")

        message = self.sink.wait(1)[0]

        self.assertEqual(message["To"], "Zoé Lefèvre <zoe@xn--exmple-cua.com>")
        self.assertEqual(message["From"].addresses[0].display_name, "Claire, à l’atelier")
        self.assertEqual(message["Subject"], "Your access to " + message["Subject"].removeprefix("Your access to "))
        self.assertEqual(message["Date"].datetime, self.office.now)
        self.assertEqual(message["Auto-Submitted"], "auto-generated")
        self.assertRegex(message["Message-ID"], r"^<[0-9a-f]{24}@borie\.example>$")
        self.assertEqual(message.get_content_type(), "multipart/alternative")
        text, html = (part.get_content() for part in message.iter_parts())
        link = re.search(r"http://\S+/password/\S+", text).group()
        self.assertIn(f'href="{link}"', html)
        self.assertEqual(message.defects, [])
        status, page = self.office.get(link[link.index("/password/"):])
        self.assertEqual(status, 200)
        self.assertNotIn(link, self.wait_for("sent", "zoe@xn--exmple-cua.com"))

    def test_test_mail_tells_what_the_server_says(self):
        self.set_up_server()
        self.assertIn("The server took the test for boss@borie.example", self.office.trial())

        self.set_up_server(password="poire")
        answer = self.office.trial()
        self.assertIn("The server refused the user name or the password", answer)
        self.assertIn("535", answer)

        self.set_up_server(host="127.0.0.2")
        self.assertIn("does not answer on this port", self.office.trial())

        self.set_up_server(host="no-such-host.invalid")
        self.assertIn("There is no server", self.office.trial())

    def test_refuses_a_certificate_that_nobody_vouches_for(self):
        self.office.settings(self.sink.port)

        self.assertIn("can’t be trusted", self.office.trial())
        self.assertEqual(self.sink.messages, [])

    def test_says_no_password_in_the_open(self):
        plain = Sink()
        self.addCleanup(plain.stop)

        self.office.settings(plain.port, self.certificates.authority)

        self.assertIn("offers no encryption", self.office.trial())
        status, page = self.office.settings(25, host="smtp.borie.example", security="none")
        self.assertEqual(status, 422)
        self.assertIn("without encryption", page)
        status, _ = self.office.settings(plain.port, host="127.0.0.1", security="none", username="")
        self.assertEqual(status, 303)
        self.assertIn("The server took the test", self.office.trial())

    def test_gives_up_what_is_refused_for_good(self):
        self.set_up_server()
        self.office.invite("unknown@borie.example")
        self.office.invite("spam@borie.example")
        self.office.invite("ada@borie.example")

        self.sink.wait(1)

        self.assertIn("550 5.1.1 No such user here", self.wait_for("failed", "unknown@borie.example"))
        self.assertIn("554 5.7.1 Looks like spam", self.wait_for("failed", "spam@borie.example"))
        self.assertEqual(self.sink.attempts["unknown@borie.example"], 1)

    def test_tries_again_what_is_refused_for_now(self):
        self.set_up_server()
        self.office.invite("full@borie.example")
        self.assertIn("452 4.2.2 Mailbox full", self.wait_for("queued", "refused for now"))

        self.office.stop()
        self.office.start(after=timedelta(minutes=2))

        self.assertEqual(self.sink.wait(1)[0]["To"].addresses[0].addr_spec, "full@borie.example")
        self.wait_for("sent", "full@borie.example")

    def test_wrong_password_holds_the_mail_until_it_is_right(self):
        self.set_up_server(password="poire")
        self.office.invite("ada@borie.example")
        self.wait_for("queued", "refused the user name or the password")
        self.assertIn("Mails do not leave", self.office.get(f"{self.office.workspace}/settings/mail")[1])

        self.set_up_server()

        self.sink.wait(1)
        self.wait_for("sent", "ada@borie.example")

    def test_a_server_that_says_nothing(self):
        mute = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(mute.close)
        visitors = []
        threading.Thread(target=lambda: visitors.append(mute.accept()), daemon=True).start()

        self.office.settings(mute.getsockname()[1], self.certificates.authority)

        started = time.monotonic()
        self.assertIn("did not answer in time", self.office.trial())
        self.assertLess(time.monotonic() - started, 30)
        for connection, _ in visitors:
            connection.close()

    def test_killed_while_sending(self):
        self.set_up_server()
        self.sink.holds.clear()
        self.office.invite("ada@borie.example")
        with self.sink.arrived:
            self.assertTrue(self.sink.arrived.wait_for(lambda: hasattr(self.sink, "held"), 20))

        self.office.kill()
        self.sink.holds.set()
        self.office.start(after=timedelta(minutes=6))

        message = self.sink.wait(1)[0]
        first = re.search(rb"Message-ID: (\S+)", self.sink.held).group(1).decode()
        self.assertEqual(message["Message-ID"], first)
        self.wait_for("sent", "ada@borie.example")
        self.assertEqual(len(self.sink.messages), 1)

    def test_without_a_server_mail_stays_and_can_be_sent_later(self):
        page = self.office.invite("ada@borie.example")
        self.assertIn("/password/", page)
        self.assertIn("Nothing here", self.office.outbox("kept"))


if __name__ == "__main__":
    unittest.main()
