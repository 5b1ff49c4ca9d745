"""What the server answers to whatever programs send."""

import gzip
import json
import time
import unittest
import zlib

from product import Product, Sender, page


class Protocol(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.product = Product().start()

    @classmethod
    def tearDownClass(cls):
        cls.product.close()

    def setUp(self):
        self.sender = Sender(self.product, self.product.key)
        self.addCleanup(self.sender.close)

    def new_sender(self, key=None):
        sender = Sender(self.product, key)
        self.addCleanup(sender.close)
        return sender

    def post(self, name, body, **headers):
        return self.sender.post(name, body, **headers)

    def count(self):
        return self.product.rows("SELECT COUNT(*) FROM activity")[0][0]

    def test_every_address_takes_its_call(self):
        before = self.count()
        for name in ("page", "screen", "p", "s"):
            self.assertEqual(self.post(name, {"userId": "u1"})[::2], (200, {"success": True}))
        for name, body in (
            ("track", {"userId": "u1", "event": "Form Submitted"}), ("t", {"userId": "u1", "event": "Demo Requested"}),
            ("identify", {"userId": "u1", "traits": {"email": "u1@b.example", "phone": "04 72 00 00 00"}}),
            ("group", {"userId": "u1", "groupId": "g1", "traits": {"name": "Borie SA"}}),
            ("alias", {"userId": "u1", "previousId": "old1"}),
            ("batch", {"batch": [page(), page()]}), ("import", {"batch": [page()]}), ("b", {"batch": []}),
        ):
            self.assertEqual(self.post(name, body)[::2], (200, {"success": True}), name)
        self.assertEqual(self.count() - before, 9)

    def test_the_key_may_be_in_the_body_and_must_be_right(self):
        stranger = self.new_sender()
        self.assertEqual(stranger.post("page", {"userId": "u", "writeKey": self.product.key})[0], 200)
        self.assertEqual(stranger.post("page", {"userId": "u"})[2]["code"], "no_write_key")
        for key in ("wrong", self.product.reading_key):
            status, headers, answer = stranger.post("page", {"userId": "u", "writeKey": key})
            self.assertEqual((status, answer["code"]), (401, "invalid_write_key"))
            self.assertIn("Basic", headers["WWW-Authenticate"])
            status, _, _ = self.new_sender(key).post("page", {"userId": "u"})
            self.assertEqual(status, 401)
        status, _, answer = stranger.post("page", {"userId": "u"}, Authorization="Basic %%%")
        self.assertEqual(status, 401)

    def test_a_revoked_key_is_refused_within_seconds(self):
        made = self.product.command("tokens", "add", "short", "--scope", "write_key", "--json")
        sender = self.new_sender(made["token"])
        self.assertEqual(sender.post("page", {"userId": "u"})[0], 200)
        self.product.command("tokens", "revoke", str(made["id"]))
        time.sleep(5.5)
        self.assertEqual(sender.post("page", {"userId": "u"})[0], 401)

    def test_compressed_bodies_are_read_up_to_their_limit(self):
        body = json.dumps({"batch": [page() for _ in range(200)]}).encode()
        before = self.count()
        self.assertEqual(self.post("batch", gzip.compress(body), Content_Encoding="gzip")[0], 200)
        self.assertEqual(self.count() - before, 200)
        self.assertEqual(self.post("page", zlib.compress(b'{"userId": "u"}'), Content_Encoding="deflate")[0], 200)
        bomb = gzip.compress(b" " * 50_000_000)
        for name in ("batch", "page"):
            status, _, answer = self.post(name, bomb, Content_Encoding="gzip")
            self.assertEqual((status, answer["code"]), (400, "request_too_large"))
        for data in (b"", b"\x1f\x8b\x08", gzip.compress(body)[:-20], body):
            self.assertEqual(self.post("batch", data, Content_Encoding="gzip")[0], 400)
        self.assertEqual(self.post("page", b"{}", Content_Encoding="br")[0], 400)

    def test_what_is_wrong_is_told_with_its_place(self):
        cases = (
            ("track", {"userId": "u"}, "event"), ("track", {"event": "e"}, "userId"), ("batch", {}, "batch"),
            ("page", {"userId": "u", "timestamp": "soon"}, "timestamp"), ("group", {"userId": "u"}, "groupId"),
            ("page", {"userId": "u", "properties": 3}, "properties"),
        )
        for name, body, path in cases:
            status, _, answer = self.post(name, body)
            self.assertEqual((status, answer["success"], answer["path"]), (400, False, path))
            self.assertTrue(answer["message"])
        for data in (b"", b"{", b"\xff\xfe", b"[]", b"nothing"):
            self.assertEqual(self.post("page", data)[0], 400)
        self.assertEqual(self.post("page", {"userId": "u", "properties": {"x": "y" * 40_000}})[0], 400)
        self.assertEqual(self.post("batch", {"batch": [{"x": "y" * 30_000}] * 20})[0], 400)
        self.assertIn(self.post("batch", b" " * 2_000_000)[0], (400, 413))
        self.assertEqual(self.post("nap", {"userId": "u"})[0], 404)
        self.assertEqual(self.post("page", {"userId": "u"}, Content_Type="image/png")[0], 415)

    def test_what_is_right_of_a_batch_is_kept(self):
        before = self.count()
        status, _, answer = self.post("batch", {"batch": [page(), {"type": "track", "userId": "u"}, page(), 3]})
        self.assertEqual((status, answer["success"]), (200, True))
        self.assertEqual([problem["path"] for problem in answer["refused"]], ["batch[1].event", "batch[3]"])
        self.assertEqual(self.count() - before, 2)

    def test_browsers_may_send_from_any_page(self):
        self.sender.connection.request(
            "OPTIONS", "/v1/track",
            headers={"Origin": "https://shop.example", "Access-Control-Request-Method": "POST"})
        answer = self.sender.connection.getresponse()
        answer.read()
        self.assertEqual(answer.status, 204)
        self.assertEqual(answer.headers["Access-Control-Allow-Origin"], "*")
        self.assertIn("authorization", answer.headers["Access-Control-Allow-Headers"])
        body = json.dumps({"userId": "u", "writeKey": self.product.key}).encode()
        status, headers, _ = self.new_sender().post(
            "page", body, Content_Type="text/plain;charset=UTF-8", Origin="https://shop.example")
        self.assertEqual((status, headers["Access-Control-Allow-Origin"]), (200, "*"))
        self.assertEqual(self.post("track", {}, Origin="https://shop.example")[1]["Access-Control-Allow-Origin"], "*")

    def test_a_call_sent_again_is_one(self):
        call = page()
        before = self.count()
        for _ in range(3):
            self.assertEqual(self.post("page", call)[0], 200)
        self.assertEqual(self.count() - before, 1)


if __name__ == "__main__":
    unittest.main()
