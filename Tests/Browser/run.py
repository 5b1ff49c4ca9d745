"""Browser tests of the pages. See README.md."""

import argparse
import pathlib
import re
import shutil
import sys
import time

from playwright.sync_api import sync_playwright

import imports
import journeys
import pages
from demo import Demo, context, sign_in


class Report:
    def __init__(self):
        self.failures = {}

    def say(self, text):
        print(text, flush=True)

    def fail(self, where, what):
        """Notes a failure; those that differ by a text or a number only are told once."""
        kind = re.sub(r"“.*?”|nth-child\(\d+\)|\d+x\d+", "", what)
        self.failures.setdefault(kind, []).append((where, what))

    def end(self):
        for found in self.failures.values():
            places = list(dict.fromkeys(where for where, _ in found))
            more = f" and {len(places) - 3} more" if len(places) > 3 else ""
            self.say(f"FAILED {found[0][1]} ({len(found)})\n    {'; '.join(places[:3])}{more}")
        return 1 if self.failures else 0


def check_styles(report):
    """No block left open in a style sheet: what follows it would count for less than it says."""
    for file in pathlib.Path(__file__).parents[2].glob("Sources/Web/Static/*.css"):
        depth = 0
        for number, line in enumerate(file.read_text().split("\n"), 1):
            if line.startswith("@layer") and depth:
                report.fail(f"{file.name}:{number}", "a block before this one is not closed")
            depth += line.count("{") - line.count("}")
        if depth:
            report.fail(file.name, "braces do not balance")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=".build/debug/verger")
    parser.add_argument("--only", choices=["pages", "journeys"])
    parser.add_argument("--page", help="only pages whose address holds this, or journeys whose name does")
    parser.add_argument("--shots", metavar="FOLDER")
    options = parser.parse_args()
    started, report = time.monotonic(), Report()
    check_styles(report)
    demo = Demo(options.binary)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            window = context(browser, demo, None)
            sign_in(window.new_page(), demo)
            state = window.storage_state()
            window.close()
            imports.furnish(browser, demo, state)
            if options.shots:
                pages.shots(browser, demo, state, options.shots, options.page)
            else:
                if options.only != "journeys":
                    pages.check(browser, demo, state, report, options.page)
                if options.only != "pages":
                    journeys.check(browser, demo, state, report, options.page)
            browser.close()
        for line in demo.failures():
            report.fail("server log", line)
    finally:
        demo.stop()
    report.say(f"browser tests: {'failed' if report.failures else 'passed'} in {time.monotonic() - started:.0f} s")
    return report.end()


if __name__ == "__main__":
    sys.exit(main())
