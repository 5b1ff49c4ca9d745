"""What people do: each journey is a function, and fails by an assertion."""

import re
import traceback

import forms
from demo import context, sign_in
from playwright.sync_api import expect

HOSTILE = "<script>window.hurt=1</script>\"'><img src=x onerror=window.hurt=1>"


def without_javascript(browser, demo, state):
    """Signs in, filters, adds a contact and notes a fact with scripts switched off."""
    window = context(browser, demo, None, java_script_enabled=False)
    page = window.new_page()
    sign_in(page, demo, "contacts/new")
    page.fill("[name=first_name]", "Zoé")
    page.fill("[name=last_name]", "Sansscript")
    page.fill("[name=email]", "zoe.sansscript@example.fr")
    page.click(".main form button.primary")
    assert "Zoé Sansscript" in page.inner_text("h1"), page.inner_text("h1")
    page.goto(page.url.split("?")[0] + "/activities/new")
    page.check("[value=call_held]")
    page.fill("textarea[name=text]", "A rappelé sans JavaScript.")
    page.click("form.note-form button.primary")
    assert "A rappelé sans JavaScript." in page.inner_text(".main")
    page.goto(demo.url("palette"))
    page.fill("input[name=q]", "sansscr")
    page.press("input[name=q]", "Enter")
    assert "Zoé Sansscript" in page.inner_text(".palette")
    page.goto(demo.url("contacts?where=stage+%3D+client"))
    assert page.locator("tbody tr").count() > 3
    window.close()


def hostile_names(browser, demo, state):
    """A contact whose name is a script shows it as text, wherever it is shown."""
    window = context(browser, demo, state)
    page = window.new_page()
    page.goto(demo.url("contacts/new"))
    page.fill("[name=first_name]", HOSTILE)
    page.fill("[name=last_name]", "Aaa{{7*7}}")
    page.fill("[name=email]", "hostile@example.fr")
    page.click(".main form button.primary")
    contact = page.url.split("?")[0]
    assert "<script>" in page.inner_text("h1"), "the name is not shown as it is"
    page.goto(contact + "/activities/new")
    page.check("[value=call_held]")
    page.fill("textarea[name=text]", HOSTILE)
    page.click("form.note-form button.primary")
    for path in [contact, demo.url("palette?q=hostile"), demo.url("contacts?q=hostile"), contact + "/edit"]:
        page.goto(path, wait_until="load")
        assert "window.hurt" in page.content()
        assert page.evaluate("window.hurt") is None, f"a script ran on {path}"
        assert not page.locator("img[src=x]").count(), f"an element was made on {path}"
    page.keyboard.press("Control+k")
    page.fill("#palette input[name=q]", "hostile")
    page.wait_for_selector("#palette-answers >> text=window.hurt")
    assert page.evaluate("window.hurt") is None, "a script ran in the palette"
    window.close()


def sent_twice(browser, demo, state):
    """A form that is sent twice counts once."""
    window = context(browser, demo, state)
    page = window.new_page()
    contact = first_contact(page, demo)
    page.goto(contact + "/activities/new")
    page.check("[value=call_held]")
    page.fill("textarea[name=text]", "Appel compté une fois.")
    fields = page.eval_on_selector_all(
        "form.note-form [name]",
        "all => all.filter(e => (e.type !== 'radio' || e.checked)).map(e => [e.name, e.value])",
    )
    page.dblclick("form.note-form button.primary")
    page.wait_for_url(lambda url: "/activities/" not in url)
    page.request.post(contact + "/activities", form=dict(fields))
    page.goto(contact)
    assert page.inner_text(".main").count("Appel compté une fois.") == 1
    window.close()


def companies_by_hand(browser, demo, state):
    """A company is written, found again, changed in the list; what is done to many is undone."""
    window = context(browser, demo, state)
    page = window.new_page()
    page.goto(demo.url("companies"))
    page.click("a.btn.primary[href$='/companies/new']")
    page.fill("[name=name]", "Auberge Sansfichier")
    page.fill("[name=siren]", "123456789")
    page.fill("[name=domain]", "https://www.sansfichier.example/carte")
    page.click(".main form button.primary")
    assert page.input_value("[name=name]") == "Auberge Sansfichier", "what was typed is gone"
    expect(page.locator("#n-siren.error")).to_be_visible()
    page.fill("[name=siren]", "732 829 320")
    page.click(".main form button.primary")
    assert "Auberge Sansfichier" in page.inner_text("h1"), page.inner_text("h1")
    page.goto(demo.url("companies"))
    page.fill("input[name=q]", "sansfich")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert "sansfichier.example" in page.inner_text("tbody")
    page.hover("tbody tr")
    # The link is the form's until htmx has taken in what it swapped.
    page.wait_for_timeout(300)
    page.locator("tbody td.c-other .edit-cell").last.click()
    page.fill(".editing input[name=value]", "Annecy")
    page.keyboard.press("Enter")
    expect(page.locator("tbody")).to_contain_text("Annecy")
    page.goto(demo.url("companies?sort=score"))
    page.check("tbody tr:nth-child(1) input[name=company]")
    page.check("tbody tr:nth-child(2) input[name=company]")
    assert "2 choisies" in page.inner_text("[data-bulk]"), page.inner_text("[data-bulk]")
    page.click("[data-bulk] summary >> nth=0")
    page.fill("#bulk-tag", "salon")
    page.click("button[name=action][value=add_tag]")
    expect(page.locator(".toast").last).to_contain_text("2\u00a0entreprises")
    page.goto(demo.url("contacts?where=tag+%22salon%22"))
    assert page.locator("tbody tr").count() >= 2
    window.close()


def session_over(browser, demo, state):
    """A session that ends in the middle of a form: what was typed is there after signing in again."""
    window = context(browser, demo, None)
    page = window.new_page()
    sign_in(page, demo, "contacts/new")
    page.fill("[name=first_name]", "Rémi")
    page.fill("[name=last_name]", "Patient")
    page.fill("[name=email]", "remi.patient@example.fr")
    token = page.get_attribute(".main input[name=form_token]", "value")
    assert page.request.post(demo.url("/sign-out"), form={"form_token": token}, max_redirects=0).status == 303
    page.click(".main form button.primary")
    enter(page, demo)
    page.wait_for_selector("main .kept")
    assert "remi.patient@example.fr" in page.content(), "what was typed is gone after signing in"
    page.click("main form button.primary")
    assert "Rémi Patient" in page.inner_text("h1"), page.inner_text("h1")
    window.close()


def from_the_keyboard(browser, demo, state):
    """The palette, the shortcuts and the places by keys alone; the focus is always to be seen."""
    window = context(browser, demo, state)
    page = window.new_page()
    page.goto(demo.url("reports/funnel"))
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette input[name=q]")
    page.keyboard.type("benali")
    page.wait_for_selector("#palette-answers >> text=Benali")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('#palette-answers a')")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/contacts/\d+"))
    page.keyboard.press("?")
    page.wait_for_selector("#shortcuts[open] kbd")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("f")
    page.wait_for_url(re.compile(r"/reports/funnel"))
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette-answers a[href*='/contacts/']")
    window.close()


def figures_open_their_contacts(browser, demo, state):
    """The funnel's figures lead to as many contacts as they count."""
    window = context(browser, demo, state)
    page = window.new_page()
    page.goto(demo.url("reports/funnel?period=quarter"))
    links = page.eval_on_selector_all(
        ".fr a[href*='figure=']:not(.recent)",
        "all => all.filter(a => /^[\\d\\s\\u202f]+$/.test(a.textContent)).map(a => [a.textContent, a.href])",
    )
    assert len(links) > 6, "the funnel has no figures"
    for text, link in links:
        count = int(re.sub(r"\D", "", text))
        if count > 150:
            continue
        page.goto(link)
        shown = page.locator("tbody tr").count()
        while page.locator(".pager a").count():
            page.click(".pager a")
            shown += page.locator("tbody tr").count()
        assert shown == count, f"{text} leads to {shown}: {link}"
    window.close()


def first_contact(page, demo):
    page.goto(demo.url("palette?q=benali"))
    return demo.address + page.get_attribute("#palette-answers a[href*='/contacts/']", "href").split("#")[0]


def enter(page, demo):
    page.fill("input[name=email]", demo.email)
    page.fill("input[name=password]", demo.password)
    page.click("form[action='/sign-in'] button:not([type=button])")


def preferences_and_erasure(browser, demo, state):
    """A person stops everything from their own page, asks to be erased, is erased by staff, and can't come back."""
    window = context(browser, demo, state, language="en")
    page = window.new_page()
    page.goto(demo.url("contacts/new"))
    page.fill("[name=first_name]", "Iris")
    page.fill("[name=last_name]", "Quittante")
    page.fill("[name=email]", "iris.quittante@example.fr")
    page.click(".main form button.primary")
    contact = page.url.split("?")[0]
    page.goto(contact + "/consents")
    page.select_option("[name=cell]", "newsletter:email")
    page.fill("[name=note]", "Said yes on the phone.")
    page.click("form.form button.primary")
    page.click(".consent-proof summary")
    assert "Said yes on the phone." in page.inner_text(".consent-proof"), "the proof is not shown"
    link = page.locator("a[href*='/p/p-']").get_attribute("href")

    stranger = browser.new_context(locale="fr-FR", java_script_enabled=False)
    person = stranger.new_page()
    person.goto(link)
    assert "Vos préférences" in person.inner_text("h1")
    assert "iris.quittante" not in person.content(), "the whole address is shown"
    person.click("button[value=stopped]")
    assert "C’est arrêté" in person.inner_text("main")
    assert not person.locator("[name=wanted]:checked").count()
    person.click("button[value=erasure]")
    assert "effacement est notée" in person.inner_text("main")

    page.goto(contact)
    assert "Withheld" in page.inner_text(".panel"), "the score is not withheld"
    page.goto(demo.url("rights"))
    page.click("text=Iris Quittante")
    page.check("[name=confirmed]")
    page.click("button[value=granted]")
    assert "Granted" in page.inner_text(".main")
    assert page.request.get(contact).status == 404
    person.goto(link)
    assert "Nous n’avons rien sur vous" in person.inner_text("h1")
    page.goto(demo.url("contacts/new"))
    page.fill("[name=email]", "iris.quittante@example.fr")
    page.click(".main form button.primary")
    assert "asked to be erased" in page.inner_text("main")
    page.goto(demo.url("rights/erased"))
    page.fill("[name=address]", "Iris.Quittante@example.fr")
    page.click("form.form button.primary")
    assert "kept out since" in page.inner_text(".main")
    page.goto(demo.url("rights/new"))
    page.fill("[name=contact]", "olga.inconnue@example.fr")
    page.select_option("[name=kind]", "erasure")
    page.click(".main form.form button.primary")
    assert "No record has this address" in page.inner_text(".main")
    request = page.url
    page.click("a[href$='/records']")
    assert "knows nothing of this address" in page.inner_text(".main")
    page.goto(request)
    page.check("[name=confirmed]")
    page.click("button[value=granted]")
    assert "erased person" in page.inner_text(".main"), "the address is still there"
    stranger.close()
    window.close()


def maps_are_tried_while_written(browser, demo, state):
    """A body that waits is tried with another map, wrong at first, then taken by it; all of it by a program and by hand."""
    window = context(browser, demo, state, language="en")
    page = window.new_page()
    page.goto(demo.url("settings/inbound"))
    page.click("text=Configurateur du site")
    source = page.url.split("?")[0]
    assert "Waiting" in page.inner_text("#trial"), "the last body is not tried"
    page.fill("#map_email", "contact.mail[")
    page.wait_for_selector("#note-email:has-text('Column 14')")
    page.fill("#map_email", "contact.mail")
    page.fill("#map_name", "contact.nom")
    page.wait_for_selector("#trial:has-text('Sarah')")
    expect(page.locator("#note-email")).to_have_text("")
    page.click("button[value=save]")
    page.click("text=Try all that waits again")
    assert "s.lemoine" in page.content() and "Taken" in page.inner_text("#log")

    address = page.inner_text("pre.handed").strip()
    answer = page.request.post(
        address.replace(address.split("/hooks/")[0], demo.address),
        data={"id": "7", "contact": {"mail": "live@example.fr", "nom": "Live Test"}})
    assert answer.status == 200, answer.text()
    page.goto(source)
    assert "Live Test" in page.inner_text("#log")
    page.goto(demo.url("contacts?where=email+%3D+%22live%40example.fr%22"))
    assert "Live Test" in page.inner_text(".main")
    window.close()


ALL = [
    without_javascript, maps_are_tried_while_written, hostile_names, sent_twice, companies_by_hand, session_over, from_the_keyboard,
    figures_open_their_contacts, preferences_and_erasure,
    *forms.ALL,
]


def check(browser, demo, state, report, only=None):
    for journey in ALL:
        if only and only not in journey.__name__:
            continue
        try:
            journey(browser, demo, state)
        except Exception as problem:  # noqa: BLE001 - each journey tells its own failure, the others go on
            frames = [frame for frame in traceback.extract_tb(problem.__traceback__) if frame.filename in (__file__, forms.__file__)]
            report.fail(f"{journey.__name__}, line {frames[-1].lineno}", f"{type(problem).__name__}: {problem}")
