"""Running the server, sending it what programs send, and looking at what it kept."""

import base64
import http.client
import json
import os
import signal
import sqlite3
import subprocess
import tempfile
import uuid
from pathlib import Path
from urllib.parse import urlsplit

BINARY = Path(os.environ.get("VERGER_BINARY", Path(__file__).parents[2] / ".build/debug/verger"))


class Product:
    """A fresh database with one workspace and a write key, and the server that serves it."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="verger-ingestion-")
        self.path = Path(self.folder.name) / "verger.sqlite"
        self.server = None
        self.key = self.command("tokens", "add", "site", "--scope", "write_key", "--json")["token"]
        self.server_key = self.command("tokens", "add", "shop", "--scope", "server_key", "--json")["token"]
        self.reading_key = self.command("tokens", "add", "reader", "--scope", "read", "--json")["token"]

    def command(self, *words):
        done = subprocess.run(
            [BINARY, *words, "--database", f"sqlite:{self.path}"], capture_output=True, text=True, check=True)
        return json.loads(done.stdout) if "--json" in words else done.stdout

    def start(self, *options):
        self.server = subprocess.Popen(
            [BINARY, "serve", *options, "--port", "0", "--database", f"sqlite:{self.path}", "--language", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.server.stdout:
            address = next((word for word in line.split() if word.startswith("http://")), None)
            if address:
                self.host, self.port = urlsplit(address).hostname, urlsplit(address).port
                return self
        raise AssertionError("the server did not start")

    @property
    def address(self):
        return f"http://{self.host}:{self.port}"

    def kill(self):
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()
        self.server.stdout.close()

    def stop(self):
        if self.server and self.server.poll() is None:
            self.server.terminate()
            self.server.wait(timeout=30)
            self.server.stdout.close()

    def close(self):
        self.stop()
        self.folder.cleanup()

    # What it kept.

    def rows(self, query, *arguments):
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute(query, arguments).fetchall()
        finally:
            connection.close()

    def message_ids(self):
        return [row[0] for row in self.rows("SELECT message_id FROM activity WHERE message_id IS NOT NULL")]


class Sender:
    """One connection that is kept open."""

    def __init__(self, product, key=None):
        self.connection = http.client.HTTPConnection(product.host, product.port, timeout=30)
        self.headers = {"Content-Type": "application/json"}
        if key:
            self.headers["Authorization"] = "Basic " + base64.b64encode(f"{key}:".encode()).decode()

    def post(self, name, body, **headers):
        """Status, headers and body of the answer to `/v1/name`."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        extra = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request("POST", f"/v1/{name}", data, {**self.headers, **extra})
        answer = self.connection.getresponse()
        text = answer.read()
        return answer.status, answer.headers, json.loads(text) if text else None

    def close(self):
        self.connection.close()


def page(number_of_people=50):
    """A page seen by one of a few people, with an id of its own."""
    message = str(uuid.uuid4())
    return {
        "type": "page", "userId": f"user-{int(message[:6], 16) % number_of_people}", "messageId": message,
        "name": "Tarifs", "properties": {"path": "/tarifs", "title": "Nos tarifs"},
    }
