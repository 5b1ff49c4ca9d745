"""The server is killed (SIGKILL) in the middle of its work: whatever it acknowledged is there, and once."""

import http.client
import threading
import time
import unittest

from product import Product, Sender, page

ROUNDS = 3
SECONDS = 1.5


class Load(threading.Thread):
    """Sends until the server is gone; notes what was acknowledged."""

    def __init__(self, product, batch):
        super().__init__()
        self.product, self.batch = product, batch
        self.sent, self.acknowledged = [], []

    def run(self):
        try:
            sender = Sender(self.product, self.product.key)
            while True:
                calls = [page() for _ in range(self.batch)]
                self.sent += calls
                status = sender.post("batch", {"batch": calls})[0] if self.batch > 1 else sender.post("page", calls[0])[0]
                if status == 200:
                    self.acknowledged += calls
        except (OSError, http.client.HTTPException):
            pass


class Kill(unittest.TestCase):
    def test_nothing_that_was_acknowledged_is_lost(self):
        product = Product()
        self.addCleanup(product.close)
        sent, acknowledged = [], []
        for _ in range(ROUNDS):
            product.start()
            loads = [Load(product, batch) for batch in (1, 1, 1, 1, 40, 200)]
            for load in loads:
                load.start()
            time.sleep(SECONDS)
            product.kill()
            for load in loads:
                load.join()
                sent += load.sent
                acknowledged += load.acknowledged
            kept = product.message_ids()
            lost = {call["messageId"] for call in acknowledged} - set(kept)
            self.assertEqual(lost, set(), f"{len(lost)} of {len(acknowledged)} acknowledged calls were lost")
            self.assertEqual(len(kept), len(set(kept)))

        self.assertGreater(len(acknowledged), 500, "hardly any load: this proves nothing")
        self.assertEqual(product.rows("PRAGMA integrity_check"), [("ok",)])

        # Whoever got no answer sends again: all is there, once.
        product.start()
        sender = Sender(product, product.key)
        for start in range(0, len(sent), 500):
            self.assertEqual(sender.post("batch", {"batch": sent[start:start + 500]})[0], 200)
        sender.close()
        self.assertEqual(sorted(product.message_ids()), sorted(call["messageId"] for call in sent))
        print(f"{len(acknowledged)} of {len(sent)} calls acknowledged before {ROUNDS} kills, none lost")


if __name__ == "__main__":
    unittest.main()
