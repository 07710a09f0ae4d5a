// Comfort on top of pages that work without it: nothing here is needed to do a task.
"use strict";
(() => {
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const forms = $$("form[method=post]");
  let sending = false;

  // Theme: change at once; the form still tells the server.
  $$("[data-theme-button]").forEach((button) => button.addEventListener("click", () => {
    document.documentElement.dataset.theme = button.value;
  }));

  // Filters apply when chosen; without script a button does it.
  $$("form[data-auto]").forEach((form) => {
    $$("[data-apply]", form).forEach((button) => { button.hidden = true; });
    form.addEventListener("change", () => form.requestSubmit());
  });

  // Drafts: what was typed survives an ended session, a crash and the Back button, on this tab
  // only. Never passwords, files, tokens, or forms marked data-no-draft.
  const fields = (form) => $$("input, select, textarea", form)
    .filter((f) => f.name && !["hidden", "password", "file", "submit"].includes(f.type));
  const keyOf = (form) => "draft:" + location.pathname + ":" + forms.indexOf(form);
  const values = (form) => fields(form).map((f) => ["checkbox", "radio"].includes(f.type) ? f.checked : f.value);
  forms.filter((form) => !form.hasAttribute("data-no-draft") && fields(form).length).forEach((form) => {
    const first = JSON.stringify(values(form));
    const shown = form.querySelector("#errors");
    try {
      const kept = JSON.parse(sessionStorage.getItem(keyOf(form)) || "null");
      if (kept && !shown && kept.first === first && kept.values.length === fields(form).length) {
        fields(form).forEach((f, i) => {
          if (["checkbox", "radio"].includes(f.type)) f.checked = kept.values[i]; else f.value = kept.values[i];
        });
      }
    } catch { /* a full or closed store: the form works without */ }
    const changed = () => JSON.stringify(values(form)) !== first;
    form.addEventListener("input", () => {
      try {
        if (changed()) sessionStorage.setItem(keyOf(form), JSON.stringify({ first, values: values(form) }));
        else sessionStorage.removeItem(keyOf(form));
      } catch { /* as above */ }
    });
    addEventListener("beforeunload", (event) => { if (!sending && changed()) event.preventDefault(); });
    // The server says so by leaving this mark on the page that follows a saved form.
    const saved = document.querySelector("[data-saved]");
    if (saved) sessionStorage.removeItem("draft:" + saved.dataset.saved + ":0");
  });

  // A form goes once: a slow line invites a second click.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    sending = true;
    setTimeout(() => { delete form.dataset.sent; sending = false; }, 8000);
  });

  // What is wrong comes into view and under the cursor.
  document.querySelector("#errors")?.focus();

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    const typing = target.matches?.("input, select, textarea, [contenteditable]");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && target.form) {
      event.preventDefault();
      target.form.requestSubmit();
    } else if (event.key === "Escape") {
      $$("details.person[open], dialog[open]").forEach((open) => { open.open = false; });
      if (location.hash === "#nav") location.hash = "main";
    } else if (!typing && !event.ctrlKey && !event.altKey && !event.metaKey) {
      if (event.key === "/") { event.preventDefault(); document.querySelector(".search input")?.focus(); }
      if (event.key === "?") location.href = "/phim-tat";
      if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    }
  });

  // j and k walk through rows and duties.
  function step(by) {
    const rows = $$(".list tbody th a, .tasks h3 a, .duty h3 a");
    const next = rows[rows.indexOf(document.activeElement) + by] || (by > 0 ? rows[0] : rows.at(-1));
    next?.focus();
  }

  // In the review, pointing at a duty lights its words up.
  $$("[data-mark]").forEach((duty) => {
    const mark = document.getElementById(duty.dataset.mark);
    ["mouseenter", "focusin"].forEach((on) => duty.addEventListener(on, () => mark?.classList.add("on")));
    ["mouseleave", "focusout"].forEach((off) => duty.addEventListener(off, () => mark?.classList.remove("on")));
  });

  // A menu closes when one clicks elsewhere.
  document.addEventListener("click", (event) => {
    $$("details.person[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
})();
