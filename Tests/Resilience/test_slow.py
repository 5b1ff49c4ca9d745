"""Clients that are slow, silent or long: each is let go with words, and the others do not wait."""

import os
import socket
import sys
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "Ingestion"))
os.environ["VERGER_IDLE_SECONDS"] = "2"
from product import Product  # noqa: E402


class Slow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.product = Product().start()

    @classmethod
    def tearDownClass(cls):
        cls.product.close()

    def connection(self):
        connection = socket.create_connection((self.product.host, self.product.port), timeout=20)
        self.addCleanup(connection.close)
        return connection

    def seconds_until_closed(self, connection, drip):
        """Sends a byte now and then until the server lets go."""
        start = time.monotonic()
        connection.settimeout(0.2)
        received = b""
        while time.monotonic() - start < 15:
            try:
                connection.sendall(drip)
                part = connection.recv(4096)
                if not part:
                    return time.monotonic() - start, received
                received += part
            except TimeoutError:
                continue
            except OSError:
                return time.monotonic() - start, received
        self.fail("the server waited for ever")

    def test_headers_that_never_end(self):
        connection = self.connection()
        connection.sendall(b"GET /sign-in HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        seconds, _ = self.seconds_until_closed(connection, b"a")
        self.assertLess(seconds, 6)

    def test_a_connection_that_says_nothing(self):
        connection = self.connection()
        seconds, _ = self.seconds_until_closed(connection, b"")
        self.assertLess(seconds, 6)

    def test_a_body_that_crawls(self):
        for path in ("/sign-in", "/v1/track"):
            connection = self.connection()
            connection.sendall(
                f"POST {path} HTTP/1.1\r\nHost: x\r\nAccept-Language: fr\r\nContent-Length: 100000\r\n"
                "Content-Type: application/json\r\n\r\n".encode())
            seconds, received = self.seconds_until_closed(connection, b"a")
            self.assertLess(seconds, 8)
            self.assertTrue(received == b"" or received.startswith(b"HTTP/1.1 408"), received[:200])

    def test_others_are_answered_meanwhile(self):
        crawling = [self.connection() for _ in range(200)]
        for connection in crawling:
            connection.sendall(b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\na")
        start = time.monotonic()
        with urllib.request.urlopen(f"{self.product.address}/sign-in") as answer:
            self.assertEqual(answer.status, 200)
        self.assertLess(time.monotonic() - start, 1)

    def test_a_body_that_is_too_long(self):
        request = urllib.request.Request(
            f"{self.product.address}/sign-in", method="POST", data=b"email=" + b"a" * (2 << 20),
            headers={"Accept-Language": "fr", "Content-Type": "application/x-www-form-urlencoded"})
        try:
            urllib.request.urlopen(request)
            self.fail("it was taken")
        except urllib.error.HTTPError as answer:
            text = answer.read().decode()
            self.assertEqual(answer.code, 413)
            self.assertIn("Envoi trop volumineux", text)
            self.assertIn("Au plus 1024", text)


if __name__ == "__main__":
    unittest.main()
