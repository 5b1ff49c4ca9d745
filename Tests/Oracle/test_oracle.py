"""The oracle's own tests: examples worked out by hand from conditions.md."""

import sys
import unittest
from datetime import datetime
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from clock import Clock, Duration, iso  # noqa: E402
from definition import fold  # noqa: E402
from oracle import Activity, Company, Contact, Definition, Profile, Refused, Subject  # noqa: E402
from scoring import capped, contribution, crossings, rounded  # noqa: E402

PARIS = Clock("Europe/Paris")
DAY = 86400 * 1_000_000
DEFINITION = """
groups: {serious: [form_submitted, webinar_attended]}
kinds: {visite_atelier: {group: exchange, direction: two-way, properties: {minutes: number, level: number}}}
fields: {budget: number, contract_end: date, vip: boolean, origin: text}
lists: {freemail: [gmail.com, Yahoo.FR]}
personas:
  - {id: dirigeant-pme, when: 'company.size between 10 and 249 and job_title in ["DG", "gérant"]'}
scoring:
  fit:
    - {id: sector, points: 20.25, when: 'company.industry in ["industrie", "bâtiment"]'}
    - {id: freemail, points: -10, when: 'email.domain in list "freemail"'}
  engagement:
    - {id: pages, per: page_viewed, points: 50, half_life: 30 days}
    - {id: forms, per: form_submitted, points: 4, cap: 10}
    - {id: lost, per: opportunity_lost, points: -4, cap: -6}
    - {id: calls, per: call_held, where: minutes > 5 and outcome = good, points: 3, at_most: 2}
stages:
  - {id: suspect, when: always}
  - {id: lead, when: 'did any [response, exchange] within 30 days'}
  - {id: prospect, when: 'did any exchange within 1 month'}
  - {id: opportunity, when: 'did any intent since last opportunity_lost'}
  - {id: client, when: 'sum payment_received.amount - sum payment_refunded.amount > 0'}
temperature: {hot: 'did any intent within 7 days'}
exclude: 'did disqualified'
segments: {near: 'stage >= lead', nearer: 'in segment "near" and score.fit > 5'}
"""
EMPTY_STAGES = "stages: [{id: suspect, when: always}]\n"


def instant(text):
    return PARIS.instant(text)


def subject(*facts, values=None, tags=(), company=None, created="2024-01-01T00:00:00Z", definition=DEFINITION):
    """A contact with facts (kind, at, cells...)."""
    definition = Definition(definition, PARIS)
    activities = []
    for order, (kind, at, *cells) in enumerate(facts, 1):
        cells = dict(cells[0]) if cells else {}
        activities.append(Activity(order, "ada", kind, instant(at), cells, cells.get("id"), cells.get("voids")))
    activities.sort(key=lambda item: (item.at, item.order))
    created = None if created is None else instant(created)
    values = {"created_at": created} | (values or {})
    profile = Profile(None, values, frozenset(map(fold, tags)), company or {})
    contact = Contact("ada", None, created, [profile], activities)
    return Subject(definition, contact, instant("2026-11-01T00:00:00Z"))


def holds(condition, person, at="2025-06-01T12:00:00Z"):
    return person.at(instant(at)).holds(person.definition.condition(condition))


class Times(unittest.TestCase):
    def minus(self, text, count, unit):
        return PARIS.local(PARIS.minus(PARIS.at_local(datetime.fromisoformat(text)), Duration(count, unit)))

    def test_a_month_without_that_day_ends_at_the_start_of_the_next(self):
        self.assertEqual(self.minus("2026-03-31T15:30", 1, "month"), datetime(2026, 3, 1))
        self.assertEqual(self.minus("2024-02-29T15:30", 1, "year"), datetime(2023, 3, 1))
        self.assertEqual(self.minus("2025-12-31T08:00", 1, "month"), datetime(2025, 12, 1))
        self.assertEqual(self.minus("2025-01-31T08:00", 1, "month"), datetime(2024, 12, 31, 8))

    def test_months_keep_the_local_time_of_day_and_days_do_not(self):
        self.assertEqual(self.minus("2025-04-15T08:00", 1, "month"), datetime(2025, 3, 15, 8))
        self.assertEqual(self.minus("2025-04-15T08:00", 30, "day"), datetime(2025, 3, 16, 7))

    def test_a_skipped_time_moves_forward_and_a_repeated_one_is_the_first(self):
        self.assertEqual(iso(instant("2025-03-30T02:30:00")), "2025-03-30T01:30:00Z")
        self.assertEqual(iso(instant("2025-10-26T02:30:00")), "2025-10-26T00:30:00Z")

    def test_as_of_is_the_last_microsecond_of_the_day(self):
        self.assertEqual(iso(PARIS.end_of_day("2025-03-30")), "2025-03-30T21:59:59.999999Z")

    def test_a_window_of_a_month_closes_when_t_minus_a_month_reaches_the_fact(self):
        month = Duration(1, "month")
        self.assertEqual([PARIS.local(t) for t in PARIS.closings(instant("2025-03-01"), month)],
                         [datetime(2025, 3, 29)])
        self.assertEqual([PARIS.local(t) for t in PARIS.closings(instant("2025-03-01T00:00:01"), month)],
                         [datetime(2025, 4, 1, 0, 0, 1)])
        self.assertEqual([PARIS.local(t) for t in PARIS.closings(instant("2025-01-10T09:00:00"), month)],
                         [datetime(2025, 2, 10, 9)])

    def test_closings_are_where_the_answer_changes_even_at_a_clock_change(self):
        for text in ("2025-09-26T02:30:00", "2025-02-28T02:15:00", "2025-03-30T03:30:00", "2025-10-26T02:30:00",
                     "2024-02-29T23:00:00", "2025-01-31T00:00:00"):
            at, month = instant(text), Duration(1, "month")
            closings = PARIS.closings(at, month)
            self.assertEqual(len(closings) % 2, 1)
            for index, closing in enumerate(closings):
                self.assertEqual(PARIS.minus(closing - 1, month) < at, index % 2 == 0)
                self.assertEqual(PARIS.minus(closing, month) < at, index % 2 == 1)


class Scores(unittest.TestCase):
    def test_fifty_points_decay_as_in_science(self):
        half_life = 30 * DAY
        self.assertEqual(contribution(Fraction(50), half_life, 45 * DAY), Fraction("17.7"))
        self.assertEqual(contribution(Fraction(50), half_life, 90 * DAY), Fraction("6.3"))

    def test_at_an_exact_tie_the_higher_value_holds_and_falls_at_the_next_microsecond(self):
        half_life = 30 * DAY
        self.assertEqual(contribution(Fraction(50), half_life, 90 * DAY + 1), Fraction("6.2"))
        self.assertEqual(contribution(Fraction(-50), half_life, 90 * DAY), Fraction("-6.3"))
        self.assertEqual(contribution(Fraction(-50), half_life, 90 * DAY + 1), Fraction("-6.2"))

    def test_every_crossing_is_the_first_microsecond_of_the_lower_value(self):
        for points, half_life in (("50", 30 * DAY), ("2.5", DAY), ("0.3", 60 * 1_000_000), ("7.77", 13 * DAY)):
            exact = float(points)
            for age in crossings(Fraction(points), half_life)[::7]:
                tie = float(contribution(Fraction(points), half_life, age)) + 0.05
                self.assertAlmostEqual(exact * 2 ** (-age / half_life), tie, places=7)
        self.assertEqual(contribution(Fraction(50), 30 * DAY, 10_000 * DAY), 0)

    def test_rounding_is_half_away_from_zero(self):
        self.assertEqual([rounded(Fraction(text)) for text in ("2.25", "-2.25", "2.249", "0.05", "-0.04")],
                         [Fraction(text) for text in ("2.3", "-2.3", "2.2", "0.1", "0")])

    def test_the_contribution_that_crosses_the_cap_is_trimmed(self):
        self.assertEqual(capped([4, 4, 4, 4], Fraction(10)), [4, 4, 2, 0])
        self.assertEqual(capped([-4, -4], Fraction(-6)), [-4, -2])

    def test_score_is_the_sum_of_rows(self):
        person = subject(
            ("page_viewed", "2025-04-17T12:00:00Z"), ("form_submitted", "2025-05-01T00:00:00Z"),
            ("form_submitted", "2025-05-02T00:00:00Z"), ("form_submitted", "2025-05-03T00:00:00Z"),
            ("opportunity_lost", "2025-05-04T00:00:00Z"), ("opportunity_lost", "2025-05-05T00:00:00Z"),
            ("call_held", "2025-05-06T00:00:00Z", {"properties.minutes": "6", "properties.outcome": "GOOD"}),
            ("call_held", "2025-05-07T00:00:00Z", {"properties.minutes": "5", "properties.outcome": "good"}),
            values={"email.domain": "yahoo.fr"}, company={"company.industry": "Batiment"})
        at = person.at(instant("2025-06-01T12:00:00Z"))
        self.assertEqual(at.score("score.fit"), Fraction("10.3"))
        self.assertEqual(at.score("score.engagement"), Fraction("17.7") + 10 - 6 + 3)
        self.assertEqual(at.grade(), "D3")
        self.assertEqual([row[2] for row in at.contributions() if row[1] == "forms"], [4, 4, 2])


class Stages(unittest.TestCase):
    def test_a_stage_falls_when_its_window_closes_and_the_highest_stays(self):
        person = subject(("meeting_held", "2025-03-01T00:00:01+01:00"), created="2025-02-01")
        ids = person.definition.stage_ids

        def at(text):
            return person.explanation(instant(text))

        self.assertEqual(at("2025-01-31T22:59:59Z"), None)
        self.assertEqual(at("2025-02-28T00:00:00")["stage"], "suspect")
        self.assertEqual(at("2025-04-01T00:00:00")["stage"], "prospect")
        fallen = at("2025-04-01T00:00:01")
        self.assertEqual((fallen["stage"], fallen["highest"]), ("suspect", "prospect"))
        self.assertEqual(iso(fallen["since"]), "2025-03-31T22:00:01Z")
        self.assertEqual(iso(at("2025-03-31T12:00:00")["changesAt"]), "2025-03-31T22:00:01Z")
        self.assertEqual(fallen["changesAt"], None)
        self.assertEqual(ids[person.highest(instant("2025-02-01"))], "suspect")

    def test_an_intent_counts_only_since_the_last_loss(self):
        person = subject(("demo_requested", "2025-05-01T10:00:00Z"), ("opportunity_lost", "2025-05-01T10:00:00Z"),
                         ("demo_requested", "2025-05-30T10:00:00Z"))
        self.assertEqual(person.explanation(instant("2025-05-02"))["stage"], "suspect")
        self.assertEqual(person.explanation(instant("2025-06-01"))["stage"], "opportunity")
        self.assertEqual(person.explanation(instant("2025-06-01"))["temperature"], "hot")
        self.assertEqual(person.explanation(instant("2025-06-07"))["temperature"], "cold")

    def test_a_refund_ends_a_client(self):
        person = subject(("payment_received", "2025-05-01T10:00:00Z", {"amount": "12.50"}),
                         ("payment_refunded", "2025-05-03T10:00:00Z", {"amount": "12.5"}))
        self.assertTrue(holds("stage = client", person, "2025-05-02"))
        self.assertTrue(holds("stage = suspect and highest_stage = client", person))

    def test_temperature_only_from_prospect_to_opportunity(self):
        person = subject(("form_submitted", "2025-05-30T10:00:00Z"))
        self.assertTrue(holds("stage = lead and temperature is empty and temperature != hot", person))

    def test_the_first_fact_without_creation_is_the_first_activity_else_the_import(self):
        self.assertEqual(iso(subject(("page_viewed", "2025-05-30"), created=None).first_fact), "2025-05-29T22:00:00Z")
        self.assertEqual(iso(subject(created=None).first_fact), "2026-11-01T00:00:00Z")

    def test_a_company_holds_what_one_contact_holds(self):
        one = subject(("form_submitted", "2025-05-30T10:00:00Z"), values={"country": "FR"})
        other = subject(values={"country": "BE"}, tags=["vip"])
        company = Company(one.definition, {"company.name": "Oz", "company.size": Fraction(12)}, [one, other])
        at = company.at(instant("2025-06-01"))
        for text in ("country = be", "not country != be", 'tag "VIP"', "company.size = 12", "stage = lead"):
            self.assertTrue(at.holds(one.definition.condition(text)), text)
        self.assertFalse(at.holds(one.definition.condition("country != be")))


class Voids(unittest.TestCase):
    def test_a_void_takes_effect_at_its_own_instant_and_a_voided_one_voids_nothing(self):
        person = subject(("form_submitted", "2025-05-01T10:00:00Z", {"id": "a"}),
                         ("email_sent", "2025-05-02T10:00:00Z", {"id": "b", "voids": "a"}),
                         ("email_sent", "2025-05-03T10:00:00Z", {"id": "c", "voids": "b"}))
        answers = [holds("did form_submitted", person, f"2025-05-0{day}T12:00:00Z") for day in (1, 2, 3)]
        self.assertEqual(answers, [True, False, True])
        self.assertTrue(holds("count email_sent = 1", person))

    def test_ties_follow_the_order_of_recording(self):
        person = subject(("form_submitted", "2025-05-01T10:00:00Z", {"id": "a"}),
                         ("email_sent", "2025-05-01T10:00:00Z", {"id": "b", "voids": "a"}))
        self.assertFalse(holds("did form_submitted", person, "2025-05-01T10:00:00Z"))


class Language(unittest.TestCase):
    def setUp(self):
        self.person = subject(
            ("page_viewed", "2025-01-01T10:00:00Z"),
            ("content_downloaded", "2025-05-02T10:00:00Z", {"properties.level": "Évaluation"}),
            ("content_downloaded", "2025-05-20T10:00:00Z", {"properties.level": "decision"}),
            ("call_held", "2025-05-21T10:00:00Z", {"properties.minutes": "7.5", "properties.level": "3"}),
            ("visite_atelier", "2025-05-22T10:00:00Z", {"properties.minutes": "30", "properties.level": "3"}),
            ("meeting_held", "2025-05-23T10:00:00Z", {"properties.minutes": "90"}),
            ("payment_received", "2025-05-24T10:00:00Z", {"amount": "100.10"}),
            ("decision_date_given", "2025-05-25T10:00:00Z", {"properties.date": "2025-09-01"}),
            ("unsubscribed", "2025-05-26T10:00:00Z", {}),
            values={"country": "FR", "first_name": "Zoë", "budget": Fraction(10), "vip": True, "email": "z@gmail.com",
                    "email.domain": "gmail.com"},
            tags=["Été"], company={"company.size": Fraction(12), "company.name": "Hôtel de l’Œuf"})

    def check(self, expected, *conditions):
        for condition in conditions:
            with self.subTest(condition):
                self.assertEqual(holds(condition, self.person), expected)

    def test_conditions_that_hold(self):
        self.check(
            True, "country = fr and not city = Paris", "always", "not never", "NOT NEVER -- a comment",
            "country = FR or always and never", "country != BE",
            'company.name = "hotel de l\'oeuf"', 'company.name starts with "HÔT"', 'company.name ends with "œuf"',
            "city != Lyon", "city is empty", "country is not empty", "city not in [Lyon]", "not city < Z",
            'city not between "A" and "Z"',
            "budget + 5 = 15", "budget between 10 and 12", "(budget - 2) + 1 = 9", "budget in [9, 10.0]",
            "budget <= company.size", "vip = true", "vip != false", "contract_end != 2025-01-01",
            "did content_downloaded where level = evaluation", 'tag "ete"', "consent.email = refused",
            "consent.sms = unknown", 'email.domain in list "freemail"', "email.domain not in [orange]",
            "did content_downloaded where level in [evaluation, decision] at least 2 times within 90 days",
            "did content_downloaded exactly 1 time within 30 days", "did booth_visited exactly 0 times",
            "did content_downloaded at most 1 time after 2025-05-02", "did serious at most 0 times",
            "did content_downloaded before 2025-05-03", "not did content_downloaded before 2025-05-02",
            "did content_downloaded between 2025-05-02 and now", "did content_downloaded since first page_viewed",
            "not did page_viewed since first page_viewed", "did page_viewed since last booth_visited",
            "not did page_viewed since first booth_visited", "first page_viewed before 2026-01-01",
            "not first booth_visited before 2026-01-01", "last any exchange within 2 weeks",
            "first content_downloaded where level = decision after 2025-05-19", "count any exchange = 3",
            "count [call_held, visite_atelier] between 2 and 5", "count content_downloaded within 30 days = 1",
            "count content_downloaded between 2025-05-02 and 2025-05-02 = 1",
            "sum call_held.minutes = 7.5", "sum payment_refunded.amount = 0",
            "max payment_refunded.amount != 1",
            "not max payment_refunded.amount < 1", "sum payment_received.amount - 0.1 = 100",
            "latest content_downloaded.level = DECISION", "latest call_held.minutes where (minutes > 7) + 1 > 8",
            "count exchange where minutes > 5 = 2", "sum exchange.minutes = 37.5",
            'did meeting_held where minutes = "90"',
            "latest decision_date_given.date = 2025-09-01", "latest decision_date_given.date > 2025-08-31",
            "max page_viewed.at < 2025-01-02", "created_at = 2024-01-01", "created_at <= 2024-01-01",
            "did page_viewed where at = 2025-01-01T10:00:00Z", "did page_viewed where not (at > 2025-01-01)",
            "stage = client and stage > lead and stage between prospect and client",
            'in segment "near"', 'not in segment "nearer"', "not fits any persona",
            "not fits persona \"dirigeant-pme\"", "(count page_viewed + 1) - 1 = 1", "excluded = false",
            "score.total = score.fit + score.engagement", "origin is empty and job_title is empty")

    def test_conditions_that_fail(self):
        self.check(
            False, "city = Paris", "city < Z", 'city between "A" and "Z"', "budget + 1 > max payment_refunded.amount",
            "did page_viewed within 30 days", "first content_downloaded where level = decision before 2025-05-20",
            "did content_downloaded where level = evaluation after 2025-05-02", "created_at > 2024-01-01")

    def test_conditions_that_are_refused(self):
        for condition in (
                "", "country", "country =", "country = FR and", "(country = FR", "country = FR)", "contry = FR",
                "did", "did page_vewed", "did page_viewed within 1.5 days", "did page_viewed within 3 fortnights",
                "did page_viewed before now", "did page_viewed after now", "count page_viewed is empty",
                "budget > -5", "budget = big", "country > 5", "company.size contains \"1\"", "vip = 1", "vip < true",
                "created_at > 5", "sum content_downloaded.level > 1", "max content_downloaded.level = \"a\"",
                "did page_viewed where did page_viewed", "did page_viewed where count page_viewed > 1",
                "did page_viewed where tag \"vip\"",
                "did page_viewed where theme > 5", "did meeting_held where minutes = 9",
                "fits persona \"nobody\"",
                "in segment \"nowhere\"", "email.domain in list \"nothing\"", "stage > 3", "country = 2026-02-30",
                "created_at = 2026-02-30", "did [content_downloaded, visite_atelier] where level = 3",
                "country in [FR, 5]", "budget + country > 1", "5 < budget", "first page_viewed since last call_held",
                "first page_viewed", "did content_downloaded where level = a and level = b", "now = 3",
                "created_at between 2025-01-01 and now", "country = \"a\\q\"", "tag vip", "did page_viewed at least 2"):
            with self.subTest(condition):
                with self.assertRaises(Refused):
                    holds(condition, self.person)

    def test_units_and_at_are_words(self):
        self.check(False, "country = month", "country in [day, at]", "country != FR")


class Definitions(unittest.TestCase):
    def refused(self, text):
        with self.assertRaises(Refused):
            Definition(text, PARIS)

    def test_what_each_part_may_not_say(self):
        for name in ("stage = suspect", "highest_stage = suspect", "temperature = hot", "excluded = true",
                     'in segment "all"'):
            self.refused(EMPTY_STAGES.replace("always", repr(name)) + "segments: {all: always}")
            self.refused(EMPTY_STAGES + f"segments: {{all: always}}\npersonas: [{{id: a, when: '{name}'}}]")
        self.refused("personas: [{id: a, when: score.fit > 1}]")
        self.refused("personas: [{id: a, when: fits any persona}]")
        self.refused("scoring: {fit: [{id: a, points: 1, when: score.fit > 1}]}")
        self.refused("temperature: {hot: temperature = hot}")
        self.refused("segments: {a: always}\nexclude: 'in segment \"a\"'")
        self.refused("exclude: excluded = true")
        self.refused("segments: {a: 'in segment \"b\"', b: 'not in segment \"a\"'}")
        self.refused("scoring: {engagement: [{id: a, per: page_viewed, points: 1, cap: -1}]}")
        self.refused("scoring: {engagement: [{id: a, per: page_viewed, points: 1, half_life: 1 month}]}")
        self.refused("groups: {visit: [page_viewed]}")

    def test_what_they_may(self):
        Definition(EMPTY_STAGES + "temperature: {hot: 'stage = suspect and excluded = false'}\n"
                   "exclude: highest_stage = suspect and score.fit > 3\n"
                   "scoring: {fit: [{id: a, points: 1, when: fits any persona}]}", PARIS)


if __name__ == "__main__":
    unittest.main()
