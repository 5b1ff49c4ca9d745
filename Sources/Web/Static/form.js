// Questions that depend on others; everything here has a twin that works without it: the server looks at the same rules.
"use strict";
(() => {
  const watch = (form) => {
    const field = (id) => form.querySelector(`[data-question="${id}"]`);
    const values = (id) => {
      const asked = field(id);
      if (!asked || asked.hidden) return [];
      return [...asked.querySelectorAll("input, select, textarea")]
        .filter((one) => (one.type === "checkbox" || one.type === "radio" ? one.checked : one.value.trim()))
        .map((one) => one.value);
    };
    const update = () => {
      form.querySelectorAll("[data-shown-when]").forEach((asked) => {
        const given = values(asked.dataset.shownWhen);
        const isShown = { answered: given.length > 0, is: given.includes(asked.dataset.value), is_not: !given.includes(asked.dataset.value) }[asked.dataset.test];
        asked.hidden = !isShown;
        // What is not asked must not keep the form from being sent.
        asked.querySelectorAll("[required], [data-required]").forEach((one) => {
          one.dataset.required = "";
          one.required = isShown;
        });
      });
    };
    form.addEventListener("input", update);
    form.addEventListener("reset", () => setTimeout(update));
    update();
  };
  document.querySelectorAll("form[data-form]").forEach(watch);
  window.vergerForm = watch;
  document.querySelector(".alert[role=alert]")?.focus();
  // What a site of the company tells of whoever agreed to be followed there: in the link that led here, when it is fresh, or
  // asked for when the form is sent, of the page around it or of the script on this one.
  const patience = 2 * 60 * 1000, mark = "#vg~";
  const carried = location.hash.startsWith(mark) ? location.hash.slice(mark.length) : "";
  if (carried) history.replaceState(history.state, "", location.pathname + location.search);
  const isFresh = Math.abs(Date.now() - Number(carried.split("~")[1])) < patience;
  const known = isFresh ? carried : carried && ["", "", ...carried.split("~").slice(2)].join("~");
  if (known) document.querySelectorAll('a[href^="/f/"], a[href^="/c/"]').forEach((link) => { link.hash = mark + known; });
  const ofFrame = () => new Promise((done) => {
    addEventListener("message", (event) => { if (event.source === parent && typeof event.data === "string") done(event.data); });
    parent.postMessage("verger", "*");
  });
  const inTime = (answer) => Promise.race([answer, new Promise((done) => setTimeout(done, 1500))]);
  const tell = (form, value) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "pass", value }));
  document.querySelectorAll("form[data-form][method=post]:not([autocomplete=off])").forEach((form) => {
    if (known && !form.elements.pass) tell(form, known);
    form.addEventListener("submit", async (event) => {
      if (form.elements.pass || (parent === window && !window.verger?.form)) return;
      event.preventDefault();
      if (form.dataset.asking) return;
      form.dataset.asking = "yes";
      const answer = await inTime(parent === window ? window.verger.form() : ofFrame());
      tell(form, answer ?? "");
      delete form.dataset.asking;
      // Not before this event is over.
      setTimeout(() => form.requestSubmit(event.submitter));
    });
  });
  // One click sends a form once.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.submitter) return;
    setTimeout(() => { event.submitter.disabled = true; });
    setTimeout(() => { event.submitter.disabled = false; }, 4000);
  });
  addEventListener("pageshow", () => document.querySelectorAll(".go[disabled]").forEach((one) => { one.disabled = false; }));
})();
