"""A small site on a port of its own, and the product that its pages tell their visits."""

import http.server
import json
import os
import re
import sqlite3
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import requests

BINARY = Path(os.environ.get("VERGER_BINARY", Path(__file__).parents[2] / ".build/debug/verger"))
PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{title}</title>
<script>window.verger = window.verger || []</script>
<script src="{product}/verger.js" data-key="{key}"{banner} defer></script></head>
<body><h1>{title}</h1>
<nav><a href="/">Accueil</a> <a id="fours" href="/fours">Fours</a> <a id="prix" href="/prix">Prix</a></nav>
<section data-verger-content="Guide des fours" data-verger-level="evaluation">Le guide</section>
<a id="pdf" href="/guide.pdf" data-verger-level="evaluation">Le guide en PDF</a>
<button data-verger-consent>Cookies</button>
<form data-verger-form="Devis" action="/merci"><input name="nom"><input name="email"><input name="password" type="password">
<button>Envoyer</button></form></body></html>"""


class Shop:
    """The site at `address`; `banner` is what the snippet adds."""

    def __init__(self, product):
        self.product = product
        self.banner = ""
        shop = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                path = urlsplit(self.path).path
                self.send_response(200)
                if path.endswith(".pdf"):
                    body, kind = b"%PDF-1.4", "application/pdf"
                    self.send_header("Content-Disposition", "attachment")
                elif path == "/favicon.ico":
                    body, kind = b"", "image/x-icon"
                else:
                    body, kind = shop.page(path).encode(), "text/html; charset=utf-8"
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("0.0.0.0", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self):
        # Another site than the product, as browsers tell sites apart.
        return f"http://localhost:{self.server.server_port}"

    def page(self, path):
        title = {"/": "Accueil", "/fours": "Nos fours", "/prix": "Nos prix"}.get(path, path)
        return PAGE.format(title=title, product=self.product.address, key=self.product.key, banner=self.banner)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Product:
    """A fresh database with a site whose key the pages of a shop hold."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="verger-tracking-")
        self.path = Path(self.folder.name) / "verger.sqlite"
        self.key = self.server = None
        self.command("users", "add", "claire@borie.example", "--role", "admin", password="une pomme bien mûre")
        self.start()
        self.key = self.add_site()

    def command(self, *words, password=None):
        return subprocess.run(
            [BINARY, *words, "--database", f"sqlite:{self.path}"], capture_output=True, text=True, check=True,
            input=password + "\n" if password else None).stdout

    def start(self):
        self.server = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--database", f"sqlite:{self.path}", "--language", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.server.stdout:
            if found := re.search(r"http://\S+", line):
                self.address = found.group().rstrip("/.")
                return
        raise AssertionError("the server did not start")

    def add_site(self):
        """By the pages, as a person does; returns the key of the snippet."""
        with requests.Session() as browser:
            page = browser.get(self.address + "/sign-in").text
            token = re.search(r'name="form_token" value="([^"]*)"', page)
            browser.post(self.address + "/sign-in", data={
                "email": "claire@borie.example", "password": "une pomme bien mûre",
                "form_token": token[1] if token else ""})
            home = browser.get(self.address + "/")
            workspace = re.search(r"/w/([\w-]+)/", home.url + home.text)[1]
            sites = f"{self.address}/w/{workspace}/settings/sites"
            token = re.search(r'name="form_token" value="([^"]*)"', browser.get(sites).text)[1]
            made = browser.post(sites, data={
                "name": "Boutique", "hosts": "localhost", "mode": "consent", "retention": "25", "form_token": token})
            return re.search(r"data-key=(?:&quot;|\")([\w-]+)", made.text)[1]

    def close(self):
        self.server.terminate()
        self.server.wait(30)
        self.server.stdout.close()
        self.folder.cleanup()

    # What it kept.

    def rows(self, query, *arguments):
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute(query, arguments).fetchall()
        finally:
            connection.close()

    def activities(self, email=None):
        """Kind, path of the page, channel and campaign, oldest first."""
        condition = "" if email is None else "AND c.email = ?"
        rows = self.rows(
            f"""SELECT a.kind, a.properties, a.channel, a.campaign FROM activity a JOIN contact c
            ON c.workspace = a.workspace AND c.id = a.contact WHERE 1 = 1 {condition} ORDER BY a.at, a.id""",
            *([] if email is None else [email]))
        return [(kind, json.loads(text or "{}"), channel, campaign) for kind, text, channel, campaign in rows]

    def pages(self, email=None):
        return [said["path"] for kind, said, _, _ in self.activities(email) if kind == "page_viewed"]

    def audience(self):
        return self.rows("SELECT path, channel, source, campaign, views, visits, seconds FROM audience")

    def views(self):
        return sum(row[4] for row in self.audience())


def until(condition, seconds=8):
    """Waits for what comes in shortly; returns what `condition` gave last."""
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.05)
    return found
