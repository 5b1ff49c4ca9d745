"""Journeys through forms and contents: strangers, kiosks, stands, the builder."""

import time

from demo import context
from playwright.sync_api import expect


def assert_no_cookie(window):
    """But that of the language, which these tests bring along."""
    cookies = [cookie["name"] for cookie in window.cookies() if cookie["name"] != "verger_language"]
    assert not cookies, f"a public form sets cookies: {cookies}"


def send_a_form(browser, demo, state):
    """A stranger asks for a white paper, corrects a mistake, gets it; the contact is there with its consent."""
    window = context(browser, demo, None)
    page = window.new_page()
    page.goto(demo.address + "/f/atelier-borie/recevoir-le-comparatif?utm_source=google&utm_campaign=Fours")
    assert not page.locator(".tick input").first.is_checked(), "a consent is ticked beforehand"
    time.sleep(2.2)
    page.fill("#q1", "Inès")
    page.fill("#q2", "<img src=x onerror=window.hurt=1>")
    page.fill("#q3", "pas une adresse")
    page.eval_on_selector("form", "form => form.noValidate = true")
    page.click("button.go")
    assert page.input_value("#q1") == "Inès", "what was typed is lost"
    assert page.locator(".error").count() == 1
    page.fill("#q3", "ines.forme@example.fr")
    page.check(".tick input[name=c1]")
    time.sleep(2.2)
    page.click("button.go")
    page.wait_for_url("**/thanks/**")
    assert_no_cookie(window)
    with page.expect_download() as download:
        page.click("a.go")
    assert download.value.suggested_filename == "Comparatif fours mixtes.pdf", download.value.suggested_filename
    window.close()
    window = context(browser, demo, state)
    page = window.new_page()
    # The clock of this server stands still, so that nobody can be fast enough to be a person.
    page.goto(demo.url("forms"))
    page.click("text=Recevoir le comparatif")
    page.click(".tabs >> text=Réponses")
    page.click(".seg >> text=Retenus")
    page.click("text=C’était une personne")
    page.goto(demo.url("contacts?q=ines.forme"))
    page.click("tbody a.name")
    text = page.inner_text(".main")
    assert "Comparatif fours mixtes" in text and "window.hurt" in text
    assert page.evaluate("window.hurt") is None, "a script ran"
    window.close()


def form_without_javascript(browser, demo, state):
    """The same without scripts."""
    window = context(browser, demo, None, java_script_enabled=False)
    page = window.new_page()
    page.goto(demo.address + "/f/atelier-borie/demande-de-tarif")
    time.sleep(2.2)
    page.fill("#q3", "sans.script@example.fr")
    page.fill("#q6", "Combien pour deux fours ?")
    page.click("button.go")
    assert "/thanks/" in page.url, page.url
    window.close()


def kiosk_offline(browser, demo, state):
    """A tablet on a stand: the page and what is filled in survive without a network, leave when it is back, once."""
    window = context(browser, demo, state)
    page = window.new_page()
    page.goto(demo.url("forms"))
    page.click("text=Salon de Lyon")
    kiosk = page.input_value("#share-kiosk")
    window.close()
    kiosk = demo.address + kiosk[kiosk.index("/f/"):]
    window = context(browser, demo, None, 1024)
    page = window.new_page()
    page.goto(kiosk)
    page.evaluate("navigator.serviceWorker.ready.then(() => new Promise(done => setTimeout(done, 1500)))")
    window.set_offline(True)
    page.reload()
    for name in ("un", "deux"):
        page.fill("#q1", f"Visiteur {name}")
        page.fill("#q3", f"visiteur.{name}@example.fr")
        page.check("input[name=c1]")
        page.click("button.go:visible")
        page.wait_for_selector("[data-done]:not([hidden])")
        page.click("[data-again]")
        assert page.input_value("#q1") == "" and not page.is_checked("input[name=c1]"), "the next visitor sees something"
        assert f"visiteur.{name}" not in page.content()
    expect(page.locator("[data-state]")).to_contain_text("2 envois")
    assert_no_cookie(window)
    # A battery may die: the page comes back from the device, and so does what waits.
    page.reload()
    expect(page.locator("[data-state]")).to_contain_text("2 envois")
    window.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-state]")).not_to_contain_text("attente", timeout=20000)
    window.close()
    window = context(browser, demo, state)
    page = window.new_page()
    for name in ("un", "deux"):
        page.goto(demo.url(f"contacts?q=visiteur.{name}"))
        assert page.locator("tbody tr").count() == 1, f"visiteur.{name} did not arrive once"
    window.close()


def stand_offline(browser, demo, state):
    """A rep's phone: noted without a network, corrected where the server refuses, recorded when it is back."""
    window = context(browser, demo, state, 390)
    page = window.new_page()
    page.goto(demo.url("stand"))
    page.evaluate("navigator.serviceWorker.ready.then(() => new Promise(done => setTimeout(done, 1500)))")
    window.set_offline(True)
    page.reload()
    page.fill("#event", "Salon de Lyon")
    page.fill("#last_name", "Horsligne")
    page.fill("#email", "paul.horsligne@example.fr")
    page.click("button[value=talked]")
    expect(page.locator("[data-state]")).to_contain_text("1 envoi")
    assert page.input_value("#last_name") == "" and page.input_value("#event") == "Salon de Lyon"
    page.fill("#phone", "12")
    page.click("button[value=left]")
    expect(page.locator("[data-state]")).to_contain_text("2 envois")
    window.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector("[data-refused]:not([hidden])")
    page.click("[data-refused] button")
    assert page.input_value("#phone") == "12", "what was refused is lost"
    page.fill("#phone", "06 12 34 56 78")
    page.click("button[value=left]")
    expect(page.locator("[data-state]")).not_to_contain_text("attente", timeout=20000)
    page.goto(demo.url("contacts?q=horsligne"))
    page.click("tbody a.name")
    assert "Conversation tenue" in page.inner_text(".main")
    window.close()


def embedded(browser, demo, state):
    """A form inside another site: on one that is allowed it can be sent, on another it does not show."""
    window = context(browser, demo, state)
    page = window.new_page()
    page.goto(demo.url("forms"))
    page.click("text=Demande de tarif")
    snippet = page.input_value("#share-script")
    page.click(".tabs >> text=Composition")
    page.fill("[name=sites]", "https://www.exemple.fr")
    page.click("button[value=publish]")
    page.wait_for_selector("text=en ligne")
    window.close()
    source = demo.address + snippet[snippet.index("/f/"):].split('"')[0]
    window = context(browser, demo, None)
    # This server is on the machine of the browser; the sites of the world are not.
    window.grant_permissions(["local-network-access"])
    for site, is_allowed in (("https://www.exemple.fr", True), ("https://evil.example", False)):
        page = window.new_page()
        html = f'<!doctype html><html lang="fr"><title>Site</title><h1>Un site</h1><script src="{source}"></script>'
        page.route(site + "/**", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto(site + "/page?utm_campaign=Hiver")
        page.wait_for_timeout(800)
        assert page.locator("#q3").count() == (1 if is_allowed else 0), f"{site}: {is_allowed}"
        if is_allowed:
            page.wait_for_timeout(2000)
            page.fill("#q3", "site@example.fr")
            page.click("button.go")
            page.wait_for_selector("text=Merci")
        page.close()
    window.close()


def builds_a_form(browser, demo, state):
    """A form is made, asked for more, seen, and put online."""
    window = context(browser, demo, state)
    page = window.new_page()
    page.goto(demo.url("forms/new"))
    page.fill("[name=name]", "Essai en cuisine")
    page.check("[value=demo]")
    page.click(".main form button.primary")
    page.select_option("[name=add_target]", "city")
    page.click("button[value=add]")
    page.wait_for_load_state()
    assert page.locator(".questions summary b", has_text="Ville").count() == 1
    page.fill("[name=title]", "Essayer un four chez vous")
    with page.expect_response("**/edit"):
        page.press("[name=title]", "Tab")
    page.frame_locator("iframe").locator("h1", has_text="Essayer un four chez vous").wait_for()
    page.click("button[value=publish]")
    page.wait_for_selector(".toast")
    page.goto(demo.address + "/f/atelier-borie/essai-en-cuisine")
    assert page.inner_text("h1") == "Essayer un four chez vous"
    window.close()


ALL = [send_a_form, form_without_javascript, kiosk_offline, stand_offline, embedded, builds_a_form]
