// What pages do beyond links and forms. Everything here has a twin that works without it.
"use strict";
(() => {
  const body = document.body;
  const say = (fr, en) => (body.dataset.lang === "fr" ? fr : en);
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

  // Toasts leave after 8 seconds, not while somebody reads them.
  const letLeave = (toast) => {
    let timer;
    const start = () => { timer = setTimeout(() => toast.remove(), 8000); };
    toast.addEventListener("mouseenter", () => clearTimeout(timer));
    toast.addEventListener("focusin", () => clearTimeout(timer));
    toast.addEventListener("mouseleave", start);
    toast.addEventListener("focusout", start);
    start();
  };
  const toasts = document.getElementById("toasts");
  if (toasts) {
    toasts.querySelectorAll(".toast").forEach(letLeave);
  }
  const toast = (text) => {
    if (!toasts) return;
    const element = document.createElement("div");
    element.className = "toast";
    element.textContent = text;
    toasts.replaceChildren(element);
    letLeave(element);
  };
  body.addEventListener("toast", (event) => toast(event.detail.value ?? event.detail.text));

  // The palette: Ctrl K or ⌘ K, or a click on the search field.
  const palette = document.getElementById("palette");
  const openPalette = async () => {
    if (!palette || palette.open) return;
    const answer = await fetch(body.dataset.palette, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    palette.innerHTML = await answer.text();
    palette.showModal();
    window.htmx?.process(palette);
    palette.querySelector("input")?.focus();
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (opener.dataset.opens === "palette") openPalette();
      else document.getElementById(opener.dataset.opens)?.showModal();
      return;
    }
    const closer = event.target.closest("[data-closes]");
    if (closer) { event.preventDefault(); closer.closest("dialog")?.close(); return; }
    if (event.target.nodeName === "DIALOG") event.target.close();
  });
  palette?.addEventListener("keydown", (event) => {
    const field = palette.querySelector("input");
    const places = [field, ...palette.querySelectorAll("a[href]")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = places[(places.indexOf(document.activeElement) + step + places.length) % places.length];
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && event.target === field) {
      event.preventDefault();
      places[1]?.click();
    } else if (event.target !== field && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      field.focus();
    }
  });

  // The contacts looked at last come first in the palette.
  const seen = location.pathname.match(/^(\/w\/[^/]+)\/contacts\/(\d+)$/);
  if (seen) {
    const known = document.cookie.match(/(?:^|; )verger_recent=([\d.]*)/)?.[1].split(".") ?? [];
    const ids = [seen[2], ...known.filter((id) => id && id !== seen[2])].slice(0, 6);
    document.cookie = `verger_recent=${ids.join(".")}; Path=${seen[1]}; Max-Age=2592000; SameSite=Lax`;
  }

  // Shortcuts: those of the page are on its elements (data-key), those of the house here.
  const goTo = { t: "today", c: "contacts", e: "companies", s: "segments", f: "funnel", d: "definition" };
  let waitingForPlace = 0;
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); openPalette(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?") { openShortcuts(); return; }
    if (event.key === "/") { event.preventDefault(); (document.querySelector("[data-search]") ?? { focus: openPalette }).focus(); return; }
    if (event.key === "g") { waitingForPlace = Date.now(); return; }
    if (Date.now() - waitingForPlace < 1200 && goTo[event.key]) {
      waitingForPlace = 0;
      document.querySelector(`.side a[data-place="${goTo[event.key]}"]`)?.click();
      return;
    }
    const element = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
    if (element && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      if (element.matches("input, select, textarea")) element.focus(); else element.click();
    }
  });
  const openShortcuts = async () => {
    const known = document.getElementById("shortcuts");
    if (known) { if (!known.open) known.showModal(); return; }
    const answer = await fetch(`${body.dataset.palette}/shortcuts`, { headers: { "HX-Request": "true" } });
    if (!answer.ok || document.getElementById("shortcuts")) return;
    const dialog = document.createElement("dialog");
    dialog.id = "shortcuts";
    dialog.className = "dialog";
    dialog.setAttribute("aria-labelledby", "shortcuts-title");
    dialog.innerHTML = await answer.text();
    body.append(dialog);
    dialog.showModal();
  };

  // One click sends a form once.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || event.defaultPrevented) return;
    setTimeout(() => { button.setAttribute("aria-busy", "true"); button.disabled = true; });
    setTimeout(() => { button.disabled = false; button.removeAttribute("aria-busy"); }, 4000);
  });

  // What changes elsewhere changes here: each part names what it shows.
  const live = () => [...document.querySelectorAll("[data-live]")];
  if (body.dataset.changes && window.EventSource && live().length) {
    const source = new EventSource(body.dataset.changes);
    source.addEventListener("contacts", (event) => {
      const change = JSON.parse(event.data);
      const ids = new Set(change.contacts.map(String));
      for (const part of live()) {
        const names = part.dataset.live.split(" ");
        if (change.many || names.includes("*") || names.some((name) => ids.has(name))) window.htmx?.trigger(part, "changed");
      }
    });
    addEventListener("pagehide", () => source.close());
  }

  // Ticked rows bring the bar of what can be done with them.
  document.addEventListener("change", (event) => {
    const table = event.target.closest("[data-selectable]");
    if (!table || !event.target.matches("input[type=checkbox]")) return;
    const boxes = [...table.querySelectorAll("tbody input[type=checkbox]")];
    if (event.target.closest("thead")) boxes.forEach((box) => { box.checked = event.target.checked; });
    boxes.forEach((box) => box.closest("tr").classList.toggle("is-on", box.checked));
    const chosen = boxes.filter((box) => box.checked).length;
    const bar = document.querySelector("[data-bulk]");
    if (!bar) return;
    bar.hidden = chosen === 0;
    const count = bar.querySelector("[data-count]");
    const [one, many] = (count?.dataset.count || "").split("/");
    if (count) count.textContent = `${chosen} ${chosen === 1 ? one : many}`;
  });

  // The new content of a swap is announced by its own live regions; the focus stays where it was.
  document.addEventListener("htmx:responseError", () => toast(say("Le serveur a refusé. Rien n’a changé.", "The server refused. Nothing has changed.")));
  document.addEventListener("htmx:sendError", () => toast(say("Le serveur ne répond pas. Rien n’a changé.", "The server does not answer. Nothing has changed.")));

  // Selects and dates that act at once.
  document.addEventListener("change", (event) => { if (event.target.matches("[data-submits]")) event.target.form?.requestSubmit(); });
})();

// The day line: dragging it goes back in time, one day at a time with the arrows, a month with Page up and down.
(() => {
  const slider = document.querySelector("[data-as-of]");
  if (!slider) return;
  slider.addEventListener("keydown", (event) => {
    const month = { PageUp: 30, PageDown: -30 }[event.key];
    if (month) { event.preventDefault(); slider.value = Number(slider.value) + month; slider.dispatchEvent(new Event("change")); }
  });
  slider.addEventListener("input", () => {
    const line = document.querySelector(".stairs .nowline");
    const share = (slider.value - slider.min) / (slider.max - slider.min);
    if (line) line.style.left = `${share * 100}%`;
    const label = line?.querySelector("b");
    if (label) label.textContent = new Date(slider.value * 864e5).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "short", timeZone: "UTC" });
  });
  slider.addEventListener("change", () => {
    const day = new Date(slider.value * 864e5).toISOString().slice(0, 10);
    location.href = slider.value === slider.max ? slider.dataset.asOf : `${slider.dataset.asOf}?as_of=${day}`;
  });
})();
