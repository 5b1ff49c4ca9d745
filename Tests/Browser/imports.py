"""Files on their way, so that every step of the import wizard is a page to look at."""

from demo import context

CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ana,Lopes,https://www.linkedin.com/in/ana-lopes,,Hôtel du Port,Directrice,05 Mar 2026
Marc,Dubreuil,https://www.linkedin.com/in/marc-dubreuil,marc.dubreuil@quai.example,Brasserie du Quai,Chef de cuisine,12 Jun 2026
"""

VISITORS = """E-mail;Prénom;Nom;Téléphone;Société;Fonction;Vu le;Couleur du stand
elise.garnier@halles.example;Élise;Garnier;06 12 34 56 78;Les Halles d’Annecy;Directrice;12/11/2026;vert
pas une adresse;Hugo;Lefèvre;;Lycée Curnonsky;Intendant;12/11/2026;bleu
;Paul;Sans-Adresse;12;Auberge du Pont;;32/11/2026;
n.benali@gh-alpes.example;Nadia;Benali;;Groupe Hôtelier des Alpes;Directrice des achats;12/11/2026;vert
nadia.benali@perso.example;Nadia;Benali;;Groupe Hôtelier des Alpes;Directrice des achats;13/11/2026;
"""


def upload(page, demo, name, text):
    page.goto(demo.url("imports"))
    page.set_input_files("input[name=file]", {"name": name, "mimeType": "text/csv", "buffer": text.encode()})
    page.click(".upload-form button.primary")
    return page.url


def check(page, origin):
    page.fill("input[name=origin]", origin)
    page.click("button[name=next]")
    page.wait_for_selector(".start-form", timeout=20_000)


def furnish(browser, demo, state):
    """One whose columns are to be named, one to be checked, one that came in; returns their addresses."""
    window = context(browser, demo, state)
    page = window.new_page()
    mapping = upload(page, demo, "Connections.csv", CONNECTIONS)
    brought = upload(page, demo, "relations-2025.csv", CONNECTIONS)
    check(page, "my own relations")
    page.click(".start-form button.primary")
    page.wait_for_url("**/imports/runs/*", timeout=20_000)
    report = page.url
    checked = upload(page, demo, "visiteurs-annecy.csv", VISITORS)
    page.select_option("select[name=column-6]", "activity.at")
    page.select_option("select[name=fact]", "booth_visited")
    page.fill("input[name=name]", "Salon d’Annecy")
    check(page, "visiteurs du salon d’Annecy, liste remise par l’organisateur")
    window.close()
    return {"mapping": mapping, "checked": checked, "report": report}
