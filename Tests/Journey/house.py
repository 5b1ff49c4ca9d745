"""A company at work: the program on a database of its own, a member signed in, and the company's site on another port."""

import html
import os
import re
import ssl
import subprocess
import sys
import tempfile
import uuid
from datetime import date
from pathlib import Path

import requests

sys.path.insert(0, str(Path(__file__).parents[1] / "Tracking"))
from shop import BINARY, Shop  # noqa: E402

EMAIL, PASSWORD = "claire@borie.example", "une pomme bien mûre"
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{title}</title>
<script src="{product}/verger.js" data-key="{key}" data-banner="/confidentialite" defer></script></head>
<body><h1>{title}</h1>
<nav><a href="/">Accueil</a> <a id="fours" href="/fours">Fours</a> <a id="prix" href="/prix">Prix</a>
<a id="comparatif" href="/comparatif">Le comparatif</a> <a id="cadre" href="/cadre">Dans un cadre</a>
<a id="lien" href="{form}">Sur une page à lui</a></nav>
<button data-verger-consent>Cookies</button>{body}</body></html>"""


class Site(Shop):
    """Its pages, by HTTPS as forms ask for; one holds the form by a script, one in a frame, and all lead to its own page."""

    host = "www.boutique.example"

    def __init__(self, product):
        super().__init__(product)
        folder = Path(product.folder.name)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={self.host}",
             "-keyout", "site.key", "-out", "site.pem"], cwd=folder, check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "site.pem", folder / "site.key")
        # Browsers open connections that they may never use: nobody waits for those.
        self.server.handle_error = lambda request, address: None
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def address(self):
        return f"https://{self.host}"

    @property
    def browser_options(self):
        """How a browser finds it without a name server."""
        return [f"--host-resolver-rules=MAP {self.host}:443 127.0.0.1:{self.server.server_port}"]

    def page(self, path):
        form = self.product.form
        body = {
            "/comparatif": f'<script src="{form}/embed.js" defer></script>',
            "/cadre": f'<iframe src="{form}/frame" width="600" height="900" title="Formulaire"></iframe>',
        }.get(path, "")
        title = {"/": "Accueil", "/fours": "Nos fours", "/prix": "Nos prix"}.get(path, path)
        return PAGE.format(title=title, product=self.product.address, key=self.product.key, form=form, body=body)


class Form:
    """A form of a page, as a browser would send it."""

    def __init__(self, page, action):
        for found in re.finditer(r"<form\b([^>]*)>(.*?)</form>", page, re.S):
            if 'method="post"' in found[1] and f' action="{html.escape(action)}"' in found[1]:
                break
        else:
            raise AssertionError(f"no form for {action}")
        self.fields = []
        for tag in re.findall(r"<input\b[^>]*>", found[2]):
            said = dict(re.findall(r' ([\w-]+)="([^"]*)"', tag))
            if said.get("type") in ("radio", "checkbox") and " checked" not in tag or said.get("type") == "file":
                continue
            if "name" in said:
                self.fields.append((said["name"], html.unescape(said.get("value", ""))))
        for name, body in re.findall(r'<textarea\b[^>]* name="([^"]*)"[^>]*>(.*?)</textarea>', found[2], re.S):
            self.fields.append((name, html.unescape(body)))
        for attributes, body in re.findall(r"<select\b([^>]*)>(.*?)</select>", found[2], re.S):
            options = re.findall(r'<option value="([^"]*)"([^>]*)>', body)
            chosen = next((value for value, more in options if "selected" in more), options[0][0] if options else "")
            self.fields.append((re.search(r' name="([^"]*)"', attributes)[1], html.unescape(chosen)))

    def with_(self, **typed):
        return [field for field in self.fields if field[0] not in typed] + list(typed.items())


class House:
    """`database`: the address of one, or None for a file."""

    def __init__(self, postgres=None):
        self.folder = tempfile.TemporaryDirectory(prefix="verger-journey-")
        self.server = self.site = None
        self.postgres = self.name = None
        if postgres:
            # A database of its own beside the one that is named.
            self.postgres, self.name = postgres, f"journey_{uuid.uuid4().hex[:12]}"
            self.psql(f"CREATE DATABASE {self.name}")
            self.database = postgres.replace("/postgres?", f"/{self.name}?")
        else:
            self.database = f"sqlite:{Path(self.folder.name) / 'verger.sqlite'}"
        self.command("users", "add", EMAIL, "--name", "Claire", "--role", "admin", input=PASSWORD + "\n")
        self.token = self.command("tokens", "add", "tests", "--scope", "read", "--json").split('"token"')[1].split('"')[1]
        self.start()
        self.member = requests.Session()
        self.member.headers["Accept-Language"] = "fr"
        self.sign_in()
        self.key = self.form = ""
        self.site = Site(self)
        self.key = self.add_site()
        self.form = self.address + self.add_form()

    def psql(self, statement):
        subprocess.run(["psql", self.postgres, "-qc", statement], check=True, capture_output=True)

    def command(self, *words, input=None, check=True):
        done = subprocess.run(
            [BINARY, *words, "--database", self.database], capture_output=True, text=True, input=input,
            env=dict(os.environ, VERGER_LANGUAGE="en"))
        if check and done.returncode:
            raise AssertionError(f"verger {words}: {done.stderr}{done.stdout}")
        return done.stdout + done.stderr

    def start(self):
        self.server = subprocess.Popen(
            [BINARY, "serve", "--port", "0", "--database", self.database, "--language", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.server.stdout:
            if found := re.search(r"http://\S+", line):
                self.address = found.group().rstrip("/.")
                return
        raise AssertionError("the server did not start")

    def close(self):
        if self.site:
            self.site.close()
        self.server.terminate()
        self.server.wait(30)
        self.server.stdout.close()
        if self.postgres:
            self.psql(f"DROP DATABASE {self.name} WITH (FORCE)")
        self.folder.cleanup()

    # As a member does, by the pages.

    def sign_in(self):
        page = self.member.get(self.address + "/sign-in").text
        token = re.search(r'name="form_token" value="([^"]*)"', page)
        self.member.post(self.address + "/sign-in", data={
            "email": EMAIL, "password": PASSWORD, "form_token": token[1] if token else ""})
        home = self.member.get(self.address + "/")
        self.workspace = re.search(r"/w/[\w-]+", home.url + home.text)[0]

    def url(self, path):
        return f"{self.address}{self.workspace}/{path}"

    def page(self, path):
        return self.member.get(self.url(path)).text

    def fill(self, page, path=None, files=None, **typed):
        """Fills in the form of a page that is sent to `path`; the answer after its redirects."""
        target = f"{self.workspace}/{path or page}"
        fields = Form(self.page(page), target).with_(**typed)
        answer = self.member.post(self.address + target, data=fields, files=files)
        assert answer.status_code < 400, f"{target}: {answer.status_code} {answer.text}"
        return answer

    def api(self, path):
        answer = requests.get(f"{self.address}/api/v1/{path}", headers={"Authorization": f"Bearer {self.token}"})
        return answer.json()

    # What there is.

    def add_site(self):
        made = self.fill("settings/sites", name="Boutique", hosts=Site.host, mode="consent", retention="25")
        return re.search(r"data-key=(?:&quot;|\")([\w-]+)", made.text)[1]

    def add_form(self):
        """A white paper, and the form that gives it."""
        content = self.fill(
            "contents/new", title="Comparatif de fours", level="evaluation", language="fr", gated="yes",
            files={"file": ("comparatif.pdf", PDF, "application/pdf")}).url.split("?")[0].split("/")[-1]
        edit = self.fill(f"forms/new?content={content}", "forms/new", name="Comparatif", goal="download").url
        edit = edit.split("?")[0].split("#")[0][len(self.address + self.workspace) + 1:]
        self.fill(edit, do="publish", content=content, sites=self.site.address)
        return f"/f/{self.workspace.split('/')[-1]}/comparatif"

    def add_campaign(self, cost):
        """One of search advertising that cost so much today; where its page is."""
        made = self.fill("sources", name="Fours d’hiver", channel="sea", utm="fours-hiver, google, cpc")
        path = made.url.split("?")[0][len(self.address + self.workspace) + 1:]
        today = date.today().isoformat()
        self.fill(path, path + "/costs", **{"from": today, "to": today, "kind": "media", "amount": str(cost)})
        return path

    def contact(self, email):
        """As the API tells it; None for nobody."""
        found = [one for one in self.api(f"contacts?search={email}")["items"] if one["email"].lower() == email]
        assert len(found) < 2, found
        return self.api(f"contacts/{found[0]['id']}") if found else None

    def count(self):
        return len(self.api("contacts?limit=200")["items"])

    def timeline(self, email):
        contact = self.contact(email)
        if not contact:
            return []
        return list(reversed(self.api(f"contacts/{contact['id']}/timeline?limit=200")["items"]))

    def pages(self, email):
        return [fact["properties"]["path"] for fact in self.timeline(email) if fact["kind"] == "page_viewed"]
