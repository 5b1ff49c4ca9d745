"""A demonstration server of a fixed day, and somebody signed in to it."""

import os
import re
import subprocess
import threading

NOW = "2026-11-24T09:30:00+01:00"
WORKSPACE = "/w/atelier-borie"


class Demo:
    def __init__(self, binary):
        environment = dict(os.environ, VERGER_NOW=NOW, VERGER_LANGUAGE="en", LOG_LEVEL="warning")
        self.process = subprocess.Popen(
            [binary, "demo", "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        self.log = []
        threading.Thread(target=self._collect, daemon=True).start()
        self.address = self.email = self.password = None
        for line in self.process.stdout:
            if found := re.search(r"http://\S+", line):
                self.address = found.group().rstrip("/.")
            if found := re.search(r"Sign in as (\S+), password (\S+)", line):
                self.email, self.password = found.groups()
                break
        if not self.password:
            raise SystemExit("verger demo did not start:\n" + "\n".join(self.log))

    def _collect(self):
        for line in self.process.stderr:
            self.log.append(line.rstrip())

    def url(self, path):
        """`path` under the workspace, or from the root when it begins with a slash."""
        return self.address + (path if path.startswith("/") else f"{WORKSPACE}/{path}")

    def failures(self):
        """What the server logged as an error."""
        return [line for line in self.log if '"level":"error"' in line or '"level":"critical"' in line]

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def sign_in(page, demo, path="contacts"):
    """By the sign-in page, on which a demonstration has filled in who."""
    page.goto(demo.url(path))
    page.fill("input[name=email]", demo.email)
    page.fill("input[name=password]", demo.password)
    page.click("form[action='/sign-in'] button:not([type=button])")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def context(browser, demo, state, width=1440, language="fr", theme="light", **more):
    """A browser window of somebody signed in."""
    result = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce",
        locale="fr-FR" if language == "fr" else "en-GB", storage_state=state, has_touch=width < 500, **more
    )
    result.add_cookies([{"name": "verger_language", "value": language, "url": demo.address}])
    result.set_default_timeout(15000)
    return result
