// A form of Verger inside another site: <script src="https://…/f/workspace/form/embed.js" defer></script>, where it is to stand.
"use strict";
(() => {
  const script = document.currentScript;
  const address = script.src.replace(/\.js(\?.*)?$/, "");
  const host = document.createElement("div");
  script.after(host);
  const root = host.attachShadow({ mode: "open" });
  const query = new URLSearchParams(location.search);
  query.set("page", location.href.slice(0, 300));
  if (document.referrer) query.set("referrer", document.referrer.slice(0, 300));

  const conditions = (form) => {
    const field = (id) => form.querySelector(`[data-question="${id}"]`);
    const values = (id) => [...(field(id)?.hidden ? [] : field(id)?.querySelectorAll("input, select, textarea") ?? [])]
      .filter((one) => (one.type === "checkbox" || one.type === "radio" ? one.checked : one.value.trim())).map((one) => one.value);
    const update = () => form.querySelectorAll("[data-shown-when]").forEach((asked) => {
      const given = values(asked.dataset.shownWhen);
      asked.hidden = !{ answered: given.length > 0, is: given.includes(asked.dataset.value), is_not: !given.includes(asked.dataset.value) }[asked.dataset.test];
      asked.querySelectorAll("[required], [data-required]").forEach((one) => { one.dataset.required = ""; one.required = !asked.hidden; });
    });
    form.addEventListener("input", update);
    update();
  };
  const show = (html, isAnswer) => {
    root.innerHTML = html;
    const redirect = root.querySelector("[data-redirect]");
    if (redirect) { location.assign(redirect.dataset.redirect); return; }
    const form = root.querySelector("form");
    if (form) { conditions(form); form.addEventListener("submit", send); }
    if (isAnswer) root.querySelector(".alert, h1")?.focus();
    host.dispatchEvent(new CustomEvent(form ? "verger:shown" : "verger:sent", { bubbles: true, composed: true }));
  };
  const send = async (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button) button.disabled = true;
    const body = new URLSearchParams(new FormData(event.target));
    // Whoever agreed to be followed on this site is known by what was done before.
    const pass = await Promise.race([window.verger?.form?.(), new Promise((done) => setTimeout(done, 1500))]);
    if (pass) body.set("pass", pass);
    try {
      const answer = await fetch(address, { method: "POST", body, credentials: "omit" });
      show(await answer.text(), true);
    } catch {
      if (button) button.disabled = false;
      const note = root.querySelector(".unsent") ?? document.createElement("p");
      note.className = "alert unsent";
      note.textContent = root.querySelector(".vf-root")?.lang === "en"
        ? "There is no network. Your answers are still here: send again in a moment." : "Il n’y a pas de réseau. Vos réponses sont encore là : envoyez de nouveau dans un instant.";
      event.target.append(note);
    }
  };
  fetch(`${address}?${query}`, { credentials: "omit" }).then(async (answer) => {
    if (answer.ok || answer.status === 410) show(await answer.text(), false);
    else console.warn(`Verger: this site may not show the form (${answer.status}). Add it to the form's allowed sites.`);
  }).catch(() => console.warn("Verger: the form could not be loaded."));
})();
