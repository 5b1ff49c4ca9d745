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
  // One click sends a form once.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.submitter) return;
    setTimeout(() => { event.submitter.disabled = true; });
    setTimeout(() => { event.submitter.disabled = false; }, 4000);
  });
  addEventListener("pageshow", () => document.querySelectorAll(".go[disabled]").forEach((one) => { one.disabled = false; }));
})();
