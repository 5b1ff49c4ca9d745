// The kiosk and the sheet of a stand: what is filled in is kept here first, and sent when there is a network. A sending has a
// name of its own, so that it counts once however often it is sent.
"use strict";
(() => {
  const root = document.querySelector("[data-queue]");
  const form = root?.querySelector("form");
  if (!form) return;
  const { queue, sendTo, worker, scope, token, idle, language } = root.dataset;
  const say = (fr, en) => (language === "fr" ? fr : en);
  const state = root.querySelector("[data-state]");
  const [filling, done] = [root.querySelector("[data-filling]"), root.querySelector("[data-done]")];

  // Storage: one small database for each form or person.
  const database = new Promise((resolve, reject) => {
    const request = indexedDB.open(`verger-${queue}`, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("waiting", { keyPath: "submission" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const store = async (mode, act) => {
    const transaction = (await database).transaction("waiting", mode, { durability: "strict" });
    const request = act(transaction.objectStore("waiting"));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  };
  const name = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  // Sending, one after another, the oldest first.
  let isSending = false;
  const flush = async () => {
    if (isSending) return;
    isSending = true;
    let trouble = "";
    try {
      const waiting = (await store("readonly", (all) => all.getAll())).filter((one) => !one.problems).sort((a, b) => a.at.localeCompare(b.at));
      for (const one of waiting) {
        const body = new URLSearchParams(one.fields);
        body.set("submission", one.submission);
        body.set("at", one.at);
        let answer;
        try {
          answer = await fetch(sendTo, { method: "POST", body, credentials: token ? "same-origin" : "omit", headers: { Accept: "application/json", ...(token ? { "X-CSRF-Token": token } : {}) } });
        } catch { trouble = say("hors ligne", "offline"); break; }
        const isOurs = answer.headers.get("content-type")?.includes("json");
        if (answer.ok && isOurs) await store("readwrite", (all) => all.delete(one.submission));
        else if (answer.status === 422 && isOurs) {
          const { problems } = await answer.json();
          await store("readwrite", (all) => all.put({ ...one, problems }));
        } else if (answer.status === 429 || answer.status >= 500) { trouble = say("le serveur est occupé", "the server is busy"); break; }
        else { trouble = token ? say("reconnectez-vous pour envoyer", "sign in again to send") : say("le lien de ce kiosque n’est plus valable", "the link of this kiosk is no longer good"); break; }
      }
    } catch { trouble = say("cet appareil ne peut rien garder", "this device can keep nothing"); }
    isSending = false;
    await tell(trouble);
  };
  const tell = async (trouble) => {
    const all = await store("readonly", (kept) => kept.getAll()).catch(() => []);
    const waiting = all.filter((one) => !one.problems).length;
    if (all.length) root.dataset.sentOnce = "yes";
    const words = [];
    if (waiting) words.push(waiting === 1 ? say("1 envoi en attente", "1 to be sent") : say(`${waiting} envois en attente`, `${waiting} to be sent`));
    if (trouble) words.push(trouble);
    else if (!waiting && root.dataset.sentOnce) words.push(say("Tout est envoyé", "All is sent"));
    if (state && (words.length || root.dataset.sentOnce)) state.textContent = words.join(", ");
    correct(all.filter((one) => one.problems));
  };

  // What the server could not take comes back to whoever wrote it: on a phone of one's own only.
  const correct = (refused) => {
    const place = root.querySelector("[data-refused]");
    if (!place) return;
    place.hidden = refused.length === 0;
    place.replaceChildren(...refused.map((one) => {
      const line = document.createElement("p");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = say("Corriger", "Correct");
      button.addEventListener("click", async () => {
        for (const [key, value] of one.fields) {
          const field = form.elements[key];
          if (!field) continue;
          if (field.type === "checkbox") field.checked = true; else if ("value" in field) field.value = value;
        }
        await store("readwrite", (all) => all.delete(one.submission));
        await tell("");
      });
      line.append(`${new Date(one.at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" })} : ${one.problems.join(", ")} `, button);
      return line;
    }));
  };

  // Filling in.
  const clear = () => {
    const kept = [...form.querySelectorAll("[data-keeps]")].map((one) => [one, one.value]);
    form.reset();
    kept.forEach(([one, value]) => { one.value = value; });
    form.querySelectorAll("input:not([type=hidden]), textarea").forEach((one) => { if (one.type !== "checkbox" && one.type !== "radio" && !one.hasAttribute("data-keeps")) one.value = ""; });
    document.activeElement?.blur();
    if (filling) { filling.hidden = false; done.hidden = true; }
    scrollTo(0, 0);
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const secrets = ["form_token", "submission"];
    const fields = [...new FormData(form, event.submitter)].filter(([key, value]) => !secrets.includes(key) && typeof value === "string" && value !== "");
    try {
      await store("readwrite", (all) => all.put({ submission: name(), at: new Date().toISOString(), fields }));
    } catch {
      form.submit();
      return;
    }
    root.dataset.sentOnce = "yes";
    clear();
    if (done) {
      filling.hidden = true;
      done.hidden = false;
      clearTimeout(next);
      next = setTimeout(clear, 8000);
    } else if (state) state.textContent = say("Noté.", "Noted.");
    flush();
  });
  let next;
  root.querySelector("[data-again]")?.addEventListener("click", () => { clearTimeout(next); clear(); });
  if (token) {
    const keeps = form.querySelector("[data-keeps]");
    if (keeps) {
      if (!keeps.value) keeps.value = localStorage.getItem("verger-event") ?? "";
      keeps.addEventListener("change", () => localStorage.setItem("verger-event", keeps.value));
    }
  }
  // Whoever leaves in the middle leaves nothing.
  if (idle) {
    let timer;
    const wait = () => { clearTimeout(timer); timer = setTimeout(clear, Number(idle) * 1000); };
    ["input", "pointerdown", "keydown"].forEach((event) => document.addEventListener(event, wait));
    addEventListener("pageshow", clear);
  }

  // The network is often back a moment after it says so.
  addEventListener("online", () => { flush(); setTimeout(flush, 3000); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
  setInterval(flush, 15000);
  flush();
  // Keeps this page and what it is made of for when there is no network.
  navigator.serviceWorker?.register(worker, { scope }).then(async () => {
    const ready = await navigator.serviceWorker.ready;
    const parts = [...document.querySelectorAll("link[href], script[src]")].map((one) => one.href || one.src);
    ready.active?.postMessage({ keep: [location.href, ...parts] });
  }).catch(() => {});
})();
