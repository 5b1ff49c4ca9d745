"""Segment's own library for Python, pointed at this server, and nothing else changed."""

import unittest
from datetime import datetime, timedelta, timezone

from segment.analytics.client import Client

from product import Product


class Library(unittest.TestCase):
    def setUp(self):
        self.product = Product().start()
        self.addCleanup(self.product.close)
        self.errors = []

    def client(self, **options):
        # On a server, as this library is.
        return Client(
            self.product.server_key, host=self.product.address, on_error=lambda error, _: self.errors.append(error), **options)

    def test_a_visitor_becomes_a_person_with_a_history(self):
        client = self.client(gzip=True)
        yesterday = datetime.now(timezone.utc) - timedelta(days=1)
        client.page(anonymous_id="browser-1", name="Tarifs", properties={"path": "/tarifs"}, timestamp=yesterday)
        client.track(anonymous_id="browser-1", event="Demo Requested", properties={"formName": "démo"})
        client.identify(
            "u7", {"email": "jean@borie.example", "firstName": "Jean", "address": {"city": "Lyon"}, "plan": "pro"},
            anonymous_id="browser-1")
        client.group("u7", "acme", {"name": "Atelier Borie", "employees": 25, "industry": "Cidre"})
        client.alias("former-7", "u7")
        client.screen("u7", name="Accueil")
        client.track("former-7", "Order Completed", {"order_id": "c12", "revenue": 1250.5, "currency": "EUR"})
        client.shutdown()

        self.assertEqual(self.errors, [])
        people = self.product.rows("SELECT external_id, email, first_name, city, fields FROM contact")
        self.assertEqual(people, [("u7", "jean@borie.example", "Jean", "Lyon", '{"plan":"pro"}')])
        kinds = self.product.rows("SELECT kind, amount FROM activity ORDER BY at, id")
        self.assertEqual(
            kinds, [("page_viewed", None), ("demo_requested", None), ("page_viewed", None), ("order_placed", 1_250_500_000)])
        self.assertEqual(self.product.rows("SELECT name, external_id, size FROM company"), [("Atelier Borie", "acme", "25")])
        instant = self.product.rows("SELECT at FROM activity WHERE kind = 'page_viewed' ORDER BY at LIMIT 1")[0][0]
        # The clock is this machine's: the correction is that of the way there.
        self.assertLess(abs(instant / 1e6 - yesterday.timestamp()), 2)
        explained = self.product.command("explain", "u7", "--json")
        self.assertEqual(explained["stage"], "opportunity")

    def test_thousands_of_events_arrive_once(self):
        client = self.client(max_queue_size=100_000, thread=1)
        for number in range(5000):
            client.track(f"user-{number % 100}", "Form Submitted", {"n": number}, message_id=f"m{number}")
        client.shutdown()

        self.assertEqual(self.errors, [])
        self.assertEqual(sorted(self.product.message_ids()), sorted(f"m{number}" for number in range(5000)))

    def test_a_key_that_everybody_can_read_sells_nothing(self):
        client = Client(self.product.key, host=self.product.address, sync_mode=True)
        client.track("u1", "Payment Received", {"amount": 99_000, "currency": "EUR"})
        client.track("u1", "Order Completed", {"total": 99_000})
        client.track("u1", "Demo Requested")

        self.assertEqual(self.product.rows("SELECT kind FROM activity"), [("demo_requested",)])
        problems = self.product.rows("SELECT path, en, calls FROM tracking_problem ORDER BY en")
        self.assertEqual([(path, calls) for path, _, calls in problems], [("event", 1), ("event", 1)])
        self.assertIn("would be “payment received”", problems[1][1])
        self.assertNotEqual(self.product.command("explain", "u1", "--json")["stage"], "client")

    def test_one_by_one_and_refused_with_a_reason(self):
        client = self.client(sync_mode=True)
        client.track("u1", "Demo Requested")
        self.assertEqual(self.product.rows("SELECT kind FROM activity"), [("demo_requested",)])
        wrong = Client("wrong", host=self.product.address, sync_mode=True, max_retries=1)
        with self.assertRaisesRegex(Exception, "invalid_write_key"):
            wrong.track("u1", "Demo Requested")


if __name__ == "__main__":
    unittest.main()
