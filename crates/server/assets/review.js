// The review of a dispatch made faster: every action here is a form or a page that also works
// without script. Opens those forms inside the page, walks by keyboard, marks text.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const parse = (text) => new DOMParser().parseFromString(text, "text/html");

  // 1. A file may be dropped on its field.
  $$(".upload").forEach((area) => {
    const input = $("input[type=file]", area);
    const over = (on) => (event) => { event.preventDefault(); area.classList.toggle("over", on); };
    ["dragenter", "dragover"].forEach((type) => area.addEventListener(type, over(true)));
    area.addEventListener("dragleave", over(false));
    area.addEventListener("drop", (event) => {
      over(false)(event);
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  });

  // 2. Long lists of choices: all units at once, controls by a few letters.
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();
  function enliven(root) {
    $$("[data-all]", root).forEach((all) => {
      const boxes = () => $$("input[name=units]", all.closest("fieldset"));
      all.addEventListener("change", () => boxes().forEach((box) => { box.checked = all.checked; }));
      all.closest("fieldset").addEventListener("change", (event) => {
        if (event.target !== all) all.checked = boxes().every((box) => box.checked);
      });
      all.checked = boxes().every((box) => box.checked);
    });
    $$("[data-group]", root).forEach((group) => {
      const boxes = () => $$("input[name=units]", group.closest("[role=group]"));
      const look = () => { group.checked = boxes().every((box) => box.checked); };
      group.addEventListener("change", () => {
        boxes().forEach((box) => { box.checked = group.checked; });
        boxes()[0]?.dispatchEvent(new Event("change", { bubbles: true }));
      });
      group.closest("fieldset").addEventListener("change", (event) => { if (event.target !== group) look(); });
      look();
    });
    $$("select[data-search]", root).forEach((select) => {
      const filter = document.createElement("input");
      filter.type = "search";
      filter.className = "filter";
      filter.placeholder = select.dataset.search;
      filter.setAttribute("aria-label", select.dataset.search);
      filter.addEventListener("input", () => {
        const words = fold(filter.value).split(/\s+/);
        $$("option", select).forEach((option) => {
          const fits = !option.value || words.every((word) => fold(option.textContent).includes(word));
          option.hidden = !fits;
          option.disabled = !fits;
        });
        const first = $$("option", select).find((option) => option.value && !option.disabled);
        if (filter.value && first) select.value = first.value;
      });
      select.before(filter);
    });
    // Splitting: a click in the words puts the bar there.
    const words = $("#text", root);
    if (words && $("input[name=at], .bar", root) || /\/tach$/.test(root.querySelector("form")?.getAttribute("action") || "")) cuttable(root, words);
  }
  function cuttable(root, words) {
    const place = document.createElement("p");
    place.className = "cuttable";
    const plain = words.value.replace("|", "");
    const show = (at) => {
      place.replaceChildren(plain.slice(0, at));
      if (at) {
        const bar = document.createElement("b");
        bar.className = "bar";
        bar.textContent = " | ";
        place.append(bar, plain.slice(at));
        words.value = plain.slice(0, at) + "|" + plain.slice(at);
        $$("input[name=at]", root).forEach((radio) => { radio.checked = false; });
      } else place.append(plain);
    };
    place.addEventListener("click", () => {
      const { anchorNode, anchorOffset, isCollapsed } = getSelection();
      if (!isCollapsed || !place.contains(anchorNode) || anchorNode.nodeType !== 3) return;
      let at = anchorOffset;
      for (let node = anchorNode; (node = node.previousSibling);) if (node.nodeType === 3) at += node.length;
      // Between words only.
      while (at > 0 && at < plain.length && !/\s/.test(plain[at - 1])) at -= 1;
      show(at);
    });
    show(0);
    words.closest(".field").before(place);
    $$("input[name=at]", root).forEach((radio) => radio.addEventListener("change", () => { words.value = plain; show(0); }));
  }
  enliven(document);

  const review = $("#review");
  if (!review) return;
  const path = review.dataset.path;
  const open = review.dataset.open === "true";
  const say = (text) => { $("#said").textContent = ""; setTimeout(() => { $("#said").textContent = text; }, 50); };
  const cards = () => $$(".duty");
  const head = (card) => $("h3 a", card);
  const current = () => document.activeElement?.closest?.(".duty") || $(".duty.current");

  // 3. From the text to its duty, and back.
  function goTo(card) {
    if (!card) return;
    cards().forEach((other) => other.classList.toggle("current", other === card));
    head(card).focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }
  function light() {
    $$(".paper mark.on").forEach((mark) => mark.classList.remove("on"));
    const duty = current()?.dataset.duty;
    if (duty) $$(`.paper mark[data-duty="${duty}"]`).forEach((mark) => mark.classList.add("on"));
  }
  review.addEventListener("focusin", () => {
    const card = current();
    light();
    if (!card?.dataset.mark || document.activeElement !== head(card)) return;
    const paper = $("#paper");
    const mark = document.getElementById(card.dataset.mark);
    // Only where the text scrolls by itself: the page must not jump on a phone.
    if (mark && paper.scrollHeight > paper.clientHeight) {
      paper.scrollTop += mark.getBoundingClientRect().top - paper.getBoundingClientRect().top - paper.clientHeight / 3;
    }
  });
  review.addEventListener("click", (event) => {
    const mark = event.target.closest(".paper mark, .paper a.n");
    if (!mark || !getSelection().isCollapsed) return;
    event.preventDefault();
    const duty = mark.dataset.duty || mark.getAttribute("href").slice(4);
    goTo(document.getElementById("nv-" + duty));
  });

  if (!open) return;

  // 4. Forms open inside their card.
  async function ask(url, options) {
    const answer = await fetch(url, { credentials: "same-origin", ...options });
    return { answer, page: parse(await answer.text()) };
  }
  function put(holder, form) {
    holder.replaceChildren(document.importNode(form, true));
    holder.hidden = false;
    // The bar below would lie over the form's own buttons.
    $("#plan").classList.add("busy");
    enliven(holder);
    (holder.querySelector("#errors") || holder.querySelector("input:not([type=hidden]), textarea, select"))?.focus();
  }
  function close() {
    $$(".inline").forEach((holder) => { holder.hidden = true; holder.replaceChildren(); });
    $("#plan").classList.remove("busy");
  }
  async function unfold(link) {
    const holder = link.dataset.inline === "add" ? $("#inline-add") : $(".inline", link.closest(".duty"));
    try {
      const { page } = await ask(link.href);
      const form = page.getElementById("inline");
      if (!form) throw new Error("no form");
      close();
      put(holder, form);
      holder.scrollIntoView({ block: "nearest" });
    } catch { location.href = link.href; }
  }
  // What was changed is drawn by the server; only text and plan are put in the place of the old.
  function draw(page, duty) {
    const fresh = page.getElementById("review");
    if (!fresh) { location.href = path; return; }
    const top = $("#paper").scrollTop;
    const before = cards().findIndex((card) => card.dataset.duty === duty);
    ["paper", "plan"].forEach((id) => $("#" + id).replaceWith(document.importNode(page.getElementById(id), true)));
    $("#paper").scrollTop = top;
    $(".head .row").replaceWith(document.importNode(page.querySelector(".head .row"), true));
    goTo(document.getElementById("nv-" + duty) || cards()[Math.max(0, Math.min(before, cards().length - 1))]);
    light();
    const said = page.querySelector("main > .flash p");
    if (said) say(said.textContent + " " + ($("#confirm .small")?.textContent || ""));
  }
  // Somebody else was first, or the session ended: what the server says, and a way on.
  function refused(card, page) {
    const flash = document.createElement("div");
    flash.className = "flash is-warn";
    flash.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = [...page.querySelectorAll("main h1, main .state > p:not(.foot)")].map((part) => part.textContent.trim()).join(". ");
    const link = document.createElement("a");
    link.href = path;
    link.className = "btn slim";
    link.textContent = review.dataset.wordsReload;
    flash.append(words, link);
    (card || $("#plan")).prepend(flash);
    link.focus();
  }
  async function send(form) {
    const card = form.closest(".duty");
    const known = new Set(cards().map((other) => other.dataset.duty));
    const body = new URLSearchParams(new FormData(form));
    try {
      const { answer, page } = await ask(form.action, { method: "POST", body });
      const again = page.getElementById("inline");
      if (page.getElementById("review")) {
        const added = $$(".duty", page).find((other) => !known.has(other.dataset.duty));
        draw(page, card?.dataset.duty || added?.dataset.duty);
      } else if (again && form.id === "inline") {
        const flash = page.querySelector("main > .flash");
        const holder = form.parentElement;
        put(holder, again);
        if (flash) { holder.prepend(document.importNode(flash, true)); say(flash.textContent); }
      } else {
        refused(card, page);
      }
    } catch { say(review.dataset.wordsFailed); }
  }
  review.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-inline]");
    if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); unfold(link); return; }
    const shut = event.target.closest(".inline a[data-close]");
    if (shut) { event.preventDefault(); const card = shut.closest(".duty"); close(); goTo(card); }
  });
  review.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-swap], .inline form")) return;
    event.preventDefault();
    event.stopPropagation();
    send(form);
  }, true);

  // 5. Marking a piece of the text: bytes of UTF-8, as the server counts.
  const encoder = new TextEncoder();
  const inPaper = (node) => node && $("#paper").contains(node);
  function byteAt(node, offset) {
    if (node.nodeType !== 3) { node = node.childNodes[offset] || node; offset = 0; }
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest?.("[data-start]") || $("[data-start]", node);
    if (!piece) return null;
    const words = node.nodeType === 3 && piece.contains(node) ? node.data.slice(0, offset) : "";
    return Number(piece.dataset.start) + encoder.encode(words).length;
  }
  function marked() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount || !inPaper(selection.anchorNode) || !inPaper(selection.focusNode)) return null;
    const range = selection.getRangeAt(0);
    const from = byteAt(range.startContainer, range.startOffset);
    const to = byteAt(range.endContainer, range.endOffset);
    return from !== null && to !== null && from < to ? { from, to, box: range.getBoundingClientRect(), text: selection.toString() } : null;
  }
  const button = $("#mark-add");
  function float() {
    const mark = marked();
    button.hidden = !mark;
    if (!mark) return;
    const base = $(".reader").getBoundingClientRect();
    button.style.setProperty("top", Math.max(0, Math.min(mark.box.bottom - base.top + 8, base.height - 48)) + "px");
    button.style.setProperty("left", Math.max(8, Math.min(mark.box.left - base.left, base.width - 220)) + "px");
  }
  document.addEventListener("selectionchange", float);
  function add() {
    const mark = marked();
    const link = $("a[data-inline=add]");
    if (!mark) { say(review.dataset.wordsNothing); $("#paper").focus(); return; }
    const marking = link.cloneNode();
    marking.href = `${path}/them?tu=${mark.from}&den=${mark.to}`;
    button.hidden = true;
    unfold(marking);
  }
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", add);

  // By keyboard: v begins at the duty one is at, arrows move and take in words.
  function begin() {
    const at = $(`.paper mark[data-duty="${current()?.dataset.duty}"] [data-start]`) || $("#paper p:not(.opening) [data-start]");
    if (!at?.firstChild) return;
    $("#paper").focus({ preventScroll: true });
    getSelection().collapse(at.firstChild, 0);
    getSelection().modify("extend", "forward", "word");
    tell();
  }
  function tell() {
    say(review.dataset.wordsMarking + " " + getSelection().toString());
    getSelection().focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
  }
  function mark(event) {
    const selection = getSelection();
    if (!inPaper(selection.focusNode)) return false;
    const way = { ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"], ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] }[event.key];
    if (!way) return false;
    if (!event.shiftKey) {
      selection.modify("move", ...way);
      selection.modify("extend", "forward", "word");
    } else selection.modify("extend", ...way);
    tell();
    return true;
  }

  // 6. Keys. The common script knows j and k for lists; here they also light up the text.
  const press = (selector) => $(selector, current() || review)?.click();
  const keys = {
    j: () => walk(1), k: () => walk(-1),
    e: () => press("a[data-inline=edit]"), s: () => press("a[data-inline=split]"), x: () => press("a[data-inline=drop]"),
    g: () => press("form[data-act=merge] button"), d: () => press("form[data-act=agree] button"),
    t: add, v: begin,
    "?": () => { const help = $("#help"); help.open = !help.open; if (help.open) { help.scrollIntoView({ block: "nearest" }); $("summary", help).focus(); } },
    Enter: () => $("#confirm .btn")?.focus(),
  };
  function walk(by) {
    const all = cards();
    const at = all.indexOf(current());
    goTo(at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[Math.max(0, Math.min(at + by, all.length - 1))]);
  }
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.key === "Escape" && $(".inline:not([hidden])")) {
      const card = current();
      close();
      goTo(card);
      event.stopPropagation();
      return;
    }
    if (target.matches("input, select, textarea") || event.ctrlKey || event.altKey || event.metaKey) return;
    if (target.id === "paper" && mark(event)) { event.preventDefault(); return; }
    const act = keys[event.key];
    if (!act || (event.key === "Enter" && target.closest("a, button, summary"))) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, true);
})();
