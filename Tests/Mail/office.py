"""A server of ours whose admin is signed in, and real mail servers for it to talk with."""

import asyncio
import http.client
import logging
import os
import re
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import warnings
from datetime import datetime, timedelta, timezone
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

# The library tells of each door that is shut in its face, which is what is tested.
logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)
warnings.filterwarnings("ignore", module="aiosmtpd")

BINARY = Path(os.environ.get("VERGER_BINARY", Path(__file__).parents[2] / ".build/debug/verger"))
START = datetime(2026, 11, 24, 9, 30, tzinfo=timezone.utc)
PASSWORD = "trois pommes au four"


class Certificates:
    """An authority of our own, and what it says of localhost."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.authority = self.folder / "authority.pem"
        self.run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Verger tests",
                 "-keyout", "authority.key", "-out", "authority.pem")
        self.run("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", "server.key",
                 "-out", "server.csr")
        (self.folder / "names").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
        self.run("x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key",
                 "-CAcreateserial", "-days", "2", "-extfile", "names", "-out", "server.pem")

    def run(self, *words):
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

    @property
    def context(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "server.pem", self.folder / "server.key")
        return context


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


class Sink:
    """Takes mail as a provider does: STARTTLS first, then a password. What it answers depends on the recipient."""

    def __init__(self, context=None, password="pomme"):
        self.messages = []
        self.attempts = {}
        self.arrived = threading.Condition()
        self.holds = threading.Event()
        self.holds.set()
        options = {"auth_require_tls": True, "auth_required": True, "authenticator": self.authenticate}
        if context:
            options |= {"tls_context": context, "require_starttls": True}
        else:
            options = {}
        self.password = password
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=30, **options)
        self.controller.start()

    def authenticate(self, server, session, envelope, mechanism, data):
        return AuthResult(success=data.login == b"borie" and data.password == self.password.encode(), handled=False)

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.attempts[address] = self.attempts.get(address, 0) + 1
        if address.startswith("unknown"):
            return "550 5.1.1 No such user here"
        if address.startswith("full") and self.attempts[address] == 1:
            return "452 4.2.2 Mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if not self.holds.is_set():
            with self.arrived:
                self.held = envelope.content
                self.arrived.notify_all()
            while not self.holds.is_set():
                await asyncio.sleep(0.05)
            return "451 4.3.0 Interrupted"
        if b"spam" in envelope.rcpt_tos[0].encode():
            return "554 5.7.1 Looks like spam"
        with self.arrived:
            self.messages.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
            self.arrived.notify_all()
        return "250 2.0.0 Taken"

    def wait(self, count, seconds=20):
        """The messages, read by Python's own library, once there are so many."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.messages) >= count, seconds), "the mail did not arrive"
        return [message_from_bytes(content, policy=policy.default) for _, _, content in self.messages]

    def stop(self):
        self.holds.set()
        self.controller.stop()


class Office:
    """The program at work on its own database, at an hour that is told."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="verger-mail-")
        self.database = f"sqlite:{Path(self.folder.name) / 'verger.sqlite'}"
        self.server = None
        self.cookies = {}
        self.now = START
        self.command("users", "add", "boss@borie.example", "--name", "Claire", "--role", "admin", input=PASSWORD + "\n")

    def environment(self):
        return dict(os.environ, VERGER_NOW=self.now.isoformat(), VERGER_LANGUAGE="en", LOG_LEVEL="warning")

    def command(self, *words, input=None):
        done = subprocess.run(
            [BINARY, *words, "--database", self.database], capture_output=True, text=True, input=input,
            env=self.environment())
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, after=timedelta()):
        """Starts it, so long after it was last started, and signs in."""
        self.now += after
        self.server = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--database", self.database, "--language", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=self.environment())
        for line in self.server.stdout:
            if address := re.search(r"http://\S+", line):
                self.host = urlsplit(address.group()).netloc
                break
        self.cookies = {}
        status, _ = self.post("/sign-in", email="boss@borie.example", password=PASSWORD)
        assert status == 303, status
        self.workspace = re.search(r"/w/[^/]+", self.location).group()
        return self

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

    # As a browser does.

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, **fields):
        if "verger_session" in self.cookies:
            _, page = self.get(f"{self.workspace}/settings/mail" if hasattr(self, "workspace") else "/account")
            fields["form_token"] = re.search(r'name="form_token" value="([^"]+)"', page).group(1)
        return self.ask("POST", path, urlencode(fields))

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        connection = http.client.HTTPConnection(self.host, timeout=60)
        headers = {"User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/145.0", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept-Language": "en"}
        if body is not None:
            headers["Content-Type"] = kind
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        self.location = answer.headers.get("Location", "")
        for order in answer.headers.get_all("Set-Cookie") or []:
            name, value = order.split(";")[0].split("=", 1)
            self.cookies[name] = value
        connection.close()
        return answer.status, text

    def settings(self, port, authority=None, **fields):
        """Sets the mail server; returns the status and the page of an answer."""
        fields = {
            "host": "localhost", "port": port, "security": "starttls", "username": "borie", "password": "pomme",
            "sender": "claire@borie.example", "sender_name": "Claire, à l’atelier", "active": "yes",
            "authority": authority.read_text() if authority else ""} | fields
        return self.post(f"{self.workspace}/settings/mail", **fields)

    def trial(self):
        return self.post(f"{self.workspace}/settings/mail/tests")[1]

    def invite(self, email, name="Zoé Lefèvre"):
        """Has a mail written: an invitation."""
        status, page = self.post(f"{self.workspace}/settings/users", email=email, name=name, role="reader")
        assert status == 200, (status, page)
        return page

    def outbox(self, state):
        return self.get(f"{self.workspace}/settings/outbox?state={state}")[1]
