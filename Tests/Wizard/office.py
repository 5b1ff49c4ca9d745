"""A server with its first administrator, and the files that people upload."""

import datetime
import io
import os
import re
import signal
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl

BINARY = Path(os.environ.get("VERGER_BINARY", Path(__file__).parents[2] / ".build/debug/verger"))
EMAIL, PASSWORD = "anne@borie.example", "trois pommes au four"


class Office:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="verger-wizard-")
        self.path = Path(self.folder.name) / "verger.sqlite"
        subprocess.run(
            [BINARY, "users", "add", EMAIL, "--name", "Anne", "--role", "admin", "--database", f"sqlite:{self.path}"],
            input=PASSWORD + "\n", capture_output=True, text=True, check=True,
            env=dict(os.environ, VERGER_PASSWORD=PASSWORD))
        self.port = 0
        self.start()

    def start(self):
        self.server = subprocess.Popen(
            [BINARY, "serve", "--port", str(self.port), "--database", f"sqlite:{self.path}", "--language", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.server.stdout:
            found = re.search(r"http://\S+", line)
            if found:
                self.address = "http://" + urlsplit(found.group()).netloc.rstrip(".")
                self.port = urlsplit(self.address).port
                return self
        raise AssertionError("the server did not start")

    def kill(self):
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()
        self.server.stdout.close()

    def close(self):
        if self.server.poll() is None:
            self.server.terminate()
            self.server.wait(timeout=30)
            self.server.stdout.close()
        self.folder.cleanup()

    def rows(self, query, *arguments):
        connection = sqlite3.connect(self.path, timeout=20)
        try:
            return connection.execute(query, arguments).fetchall()
        finally:
            connection.close()

    def count(self, table):
        return self.rows(f"SELECT COUNT(*) FROM {table}")[0][0]


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def workbook(rows, title="Visiteurs", before=()):
    """A real .xlsx, with another sheet first where `before` says so."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, cells in before:
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(row)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    bytes_ = io.BytesIO()
    book.save(bytes_)
    return bytes_.getvalue()


VISITORS = [
    ["E-mail", "Prénom", "Nom", "Téléphone", "Vu le", "Société", "Couleur préférée"],
    ["lea@four.example", "Léa", "Martin", "06 12 34 56 78", datetime.date(2026, 3, 12), "Four & Fils", "vert"],
    ["pas une adresse", "Max", "Petit", None, datetime.date(2026, 3, 12), "Petit", "bleu"],
    ["zoe@four.example", "Zoé", "Blanc", None, datetime.datetime(2026, 3, 13, 14, 30), "Four & Fils", None],
]
