"""Random workspaces: the same for a seed, all read by the oracle, and the oracle's shortcuts against brute force."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from clock import EXACT  # noqa: E402
from definition import Definition  # noqa: E402
from language import Refused  # noqa: E402
from oracle import At, Records, World  # noqa: E402
from scoring import contribution  # noqa: E402
from workspace import CLOCK, Workspace  # noqa: E402


class Walks(unittest.TestCase):
    """What is found by visiting chosen instants, against what is found at instants chosen blindly."""

    @classmethod
    def setUpClass(cls):
        cls.random, cls.worlds = Random(7), []
        for seed in range(100, 104):
            folder = tempfile.TemporaryDirectory()
            cls.addClassCleanup(folder.cleanup)
            workspace = Workspace(seed, conditions=5, contacts=12)
            workspace.write(folder.name)
            cls.worlds.append(workspace)

    def instants(self, subject, count):
        """Random instants, and the neighbours of facts shifted by whole days."""
        low, high = subject.first_fact, CLOCK.instant("2026-06-01")
        found = [self.random.randrange(low, high) for _ in range(count)]
        for activity in self.random.choices(subject.activities, k=count) if subject.activities else []:
            shift = self.random.choice([0, 1, 2, 7, 14, 30, 45, 90, 182, 365]) * EXACT["day"]
            found += [activity.at + shift + self.random.choice([-1, 0, 1])]
        return [instant for instant in found if instant >= low]

    def test_the_stage_of_the_history_is_the_stage_at_every_instant(self):
        for workspace in self.worlds:
            for subject in workspace.world.subjects.values():
                if subject.first_fact > CLOCK.instant("2026-01-01"):
                    continue
                for instant in self.instants(subject, 25):
                    self.assertEqual(subject.stages_until(instant)[-1][1], At(subject, instant).stage())

    def test_nothing_differs_before_the_change_that_is_announced(self):
        changed = 0
        for workspace in self.worlds:
            for subject in workspace.world.subjects.values():
                if subject.first_fact > CLOCK.instant("2026-01-01"):
                    continue
                for instant in self.instants(subject, 3)[:4]:
                    frozen, change = subject.frozen(instant), subject.changes_at(instant)
                    now = frozen.at(instant).answer()
                    for later in self.instants(subject, 12):
                        if later > instant and (change is None or later < change):
                            self.assertEqual(frozen.at(later).answer(), now)
                    if change is not None:
                        changed += 1
                        self.assertNotEqual(frozen.at(change).answer(), now)
        self.assertGreater(changed, 30)

    def test_the_table_of_a_decay_gives_the_rounded_power_of_two(self):
        with localcontext() as context:
            context.prec = 60
            for _ in range(3000):
                points = Fraction(self.random.choice(["1", "5", "7.75", "50", "-12.5", "0.5"]))
                half_life = self.random.choice([1, 7, 30]) * EXACT["day"]
                age = self.random.choice([self.random.randrange(half_life * 9), half_life * self.random.randrange(9)])
                size = abs(Decimal(points.numerator) / points.denominator)
                exact = size * Decimal(2) ** (-Decimal(age) / half_life)
                right = Fraction(str(exact.quantize(Decimal("0.1"), rounding="ROUND_HALF_UP")))
                self.assertEqual(contribution(points, half_life, age), right if points > 0 else -right)


class Workspaces(unittest.TestCase):
    def test_a_seed_gives_one_workspace(self):
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            for folder in (one, other):
                Workspace(11, conditions=20).write(folder)
            for file in sorted(Path(one).iterdir()):
                self.assertEqual(file.read_bytes(), (Path(other) / file.name).read_bytes(), file.name)

    def test_conditions_are_valid_and_hold_of_some(self):
        with tempfile.TemporaryDirectory() as folder:
            Workspace(12, conditions=120).write(folder)
            plan = json.loads((Path(folder) / "world.json").read_text(encoding="utf-8"))
            definition = Definition((Path(folder) / "definition.yaml").read_text(encoding="utf-8"), CLOCK)
            world = World(definition, Records(folder, definition, CLOCK.instant("2026-06-01")))
            at = CLOCK.end_of_day(plan["asOf"][-1])
            shares = [len(world.members(definition.condition(text), at)) / len(world.present(at))
                      for text in plan["conditions"]]
            self.assertGreater(sum(0.1 <= share <= 0.9 for share in shares), len(shares) * 0.6)
            self.assertGreater(len(plan["refusals"]), 50)
            for text in plan["refusals"]:
                with self.assertRaises(Refused, msg=text):
                    definition.condition(text)


class Driver(unittest.TestCase):
    """compare.py with the oracle standing in for the product."""

    def compare(self, bug):
        with tempfile.TemporaryDirectory() as out:
            binary = Path(out) / "stand-in"
            binary.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{HERE}/stand_in.py" "$@"\n', encoding="utf-8")
            binary.chmod(0o755)
            done = subprocess.run(
                [sys.executable, str(HERE / "compare.py"), "--binary", str(binary), "--seed", "6",
                 "--worlds", "1", "--contacts", "8", "--conditions", "12", "--minimise", "0", "--out", out],
                capture_output=True, text=True, check=False, env=os.environ | {"ORACLE_BUG": bug})
        return done

    def test_it_finds_nothing_when_there_is_nothing(self):
        done = self.compare("")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_it_finds_each_mistake(self):
        for bug in ("within", "refusal", "since", "late"):
            with self.subTest(bug):
                self.assertEqual(self.compare(bug).returncode, 1)


if __name__ == "__main__":
    unittest.main()
