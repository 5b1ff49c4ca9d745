"""The database goes away and comes back, or has no room left: pages and programs are told, and all goes on by itself."""

import getpass
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "Ingestion"))
from product import BINARY, Product  # noqa: E402

SERVER_TOOLS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


def ask(address, path, method="GET", token=None, content=None, **headers):
    """Status, headers and text of an answer, whatever it is."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if content is not None:
        headers["Content-Type"] = "application/json"
    request = urllib.request.Request(
        address + path, method=method, headers=headers, data=None if content is None else json.dumps(content).encode())
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read().decode()


def wait_for(condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return False


@unittest.skipUnless(SERVER_TOOLS, "PostgreSQL is not installed")
class AServerThatStops(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="verger-server-", dir="/tmp")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        # PostgreSQL refuses to be run by root.
        self.user = {"user": "postgres"} if getpass.getuser() == "root" else {}
        if self.user:
            shutil.chown(self.folder, "postgres")
        self.control("initdb", "-D", f"{self.folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8")
        self.start_database()
        self.addCleanup(self.stop_database)
        self.url = f"postgres://postgres@/postgres?host={self.folder}"
        self.token = json.loads(self.command("tokens", "add", "t", "--role", "admin", "--json"))["token"]
        self.server = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--database", self.url, "--language", "en"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(self.server.wait)
        self.addCleanup(self.server.terminate)
        self.address = next(
            word for line in self.server.stdout for word in line.split() if word.startswith("http://")).split("/setup")[0]

    def control(self, tool, *words):
        subprocess.run([SERVER_TOOLS / tool, *words], check=True, capture_output=True, cwd=self.folder, **self.user)

    def start_database(self):
        self.control(
            "pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log",
            "-o", f"-k {self.folder} -c listen_addresses=", "start")

    def stop_database(self):
        subprocess.run(
            [SERVER_TOOLS / "pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "-w", "stop"],
            capture_output=True, cwd=self.folder, **self.user)

    def command(self, *words):
        return subprocess.run(
            [BINARY, *words, "--database", self.url], check=True, capture_output=True, text=True).stdout

    def stage(self):
        status, _, text = ask(self.address, "/api/v1/contacts", token=self.token)
        items = json.loads(text)["items"] if status == 200 else []
        return items[0]["stage"] if items else None

    def test_is_said_so_and_all_goes_on_when_it_is_back(self):
        status, _, text = ask(
            self.address, "/api/v1/contacts", "POST", self.token, {"email": "anne@example.org", "lastName": "Garnier"})
        self.assertEqual(status, 201, text)
        contact = json.loads(text)["id"]
        self.assertTrue(wait_for(lambda: self.stage() == "suspect"))

        self.stop_database()

        start = time.monotonic()
        status, headers, text = ask(
            self.address, "/w/default/today", Cookie="verger_session=x", Accept_Language="fr")
        self.assertEqual(status, 503)
        self.assertEqual(headers["Retry-After"], "2")
        self.assertIn("La base de données ne répond pas", text)
        status, headers, text = ask(self.address, "/api/v1/contacts", token=self.token)
        self.assertEqual((status, headers["Content-Type"]), (503, "application/problem+json"))
        self.assertEqual(ask(self.address, "/readyz")[0], 503)
        self.assertEqual(ask(self.address, "/healthz")[0], 200)
        self.assertLess(time.monotonic() - start, 5)
        # The worker too has failed a few times by now.
        time.sleep(2)

        self.start_database()

        self.assertTrue(wait_for(lambda: ask(self.address, "/readyz")[0] == 200), "pages did not recover")
        self.assertEqual(
            ask(self.address, "/w/default/today", Cookie="verger_session=x", Accept_Language="fr")[0], 200,
            "a stranger is led to the door")
        status, _, text = ask(
            self.address, "/api/v1/activities", "POST", self.token, {"contact": contact, "kind": "demo_requested"})
        self.assertEqual(status, 201, text)
        self.assertTrue(wait_for(lambda: self.stage() == "opportunity"), "the worker did not recover")


def can_mount():
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True)
        if done.returncode == 0:
            subprocess.run(["umount", folder])
        return done.returncode == 0


@unittest.skipUnless(can_mount(), "needs the right to mount a file system")
class ADiskThatIsFull(unittest.TestCase):
    def setUp(self):
        self.disk = tempfile.mkdtemp(prefix="verger-disk-")
        self.mount("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", self.disk)
        self.addCleanup(self.mount, "umount", "-l", self.disk)
        self.product = Product()
        self.product.path = Path(self.disk) / "verger.sqlite"
        self.addCleanup(self.product.close)
        self.token = self.product.command("tokens", "add", "t", "--role", "admin", "--json")["token"]
        self.product.start()

    def mount(self, *words):
        subprocess.run(words, check=True, capture_output=True)

    def record(self, **headers):
        return ask(
            self.product.address, "/api/v1/contacts", "POST", self.token,
            {"email": f"{uuid.uuid4()}@example.org", "lastName": "Garnier" * 20}, **headers)

    def test_is_said_so_read_from_and_written_to_again(self):
        self.assertEqual(self.record()[0], 201)
        with open(f"{self.disk}/filling", "wb", buffering=0) as file:
            try:
                while file.write(b"0" * 4096):
                    pass
            except OSError:
                pass

        def refused():
            status, headers, text = self.record(Accept_Language="fr")
            if status == 201:
                return False
            self.assertEqual(status, 503, text)
            self.assertEqual(headers["Retry-After"], "30")
            self.assertIn("Le disque du serveur est plein", text)
            return True

        self.assertTrue(any(refused() for _ in range(3000)), "the disk was never full")
        self.assertEqual(ask(self.product.address, "/api/v1/contacts", token=self.token)[0], 200)

        os.unlink(f"{self.disk}/filling")

        self.assertTrue(wait_for(lambda: self.record()[0] == 201), "it did not recover")

    def test_read_only_is_said_so_too(self):
        self.assertEqual(self.record()[0], 201)
        self.product.stop()
        self.mount("mount", "-o", "remount,ro", self.disk)
        self.product.start()

        status, headers, text = self.record(Accept_Language="fr")
        self.assertEqual((status, headers["Retry-After"]), (503, "30"), text)
        self.assertIn("ne se laisse que lire", text)
        self.assertEqual(ask(self.product.address, "/api/v1/contacts", token=self.token)[0], 200)

        self.product.stop()
        self.mount("mount", "-o", "remount,rw", self.disk)
        self.product.start()
        self.assertEqual(self.record()[0], 201)


if __name__ == "__main__":
    unittest.main()
