// The review by keyboard alone, and a field and its sentences lit together. Without it every act is a button.
// Keys wait while somebody types, and can be turned off (WCAG 2.1.4); the choice stays in this browser.
(() => {
  "use strict";
  const stops = [...document.querySelectorAll("[data-finding], tr[data-field], .comparing tbody tr")];
  const sentences = [...document.querySelectorAll(".sentences > li")];
  const button = document.getElementById("keys-switch");
  const shelf = "desk-keys-off";
  let off = false;
  try { off = localStorage.getItem(shelf) === "1"; } catch { /* no storage: the keys stay on */ }
  let at = -1;

  const say = () => {
    document.body.classList.toggle("keyed", !off);
    if (button) {
      button.hidden = false;
      button.textContent = off ? button.dataset.on : button.dataset.off;
    }
  };
  say();
  button?.addEventListener("click", () => {
    off = !off;
    try { localStorage.setItem(shelf, off ? "1" : "0"); } catch { /* for this page only */ }
    say();
  });

  // A field and the sentences that speak of it.
  const spoken = (field) => sentences.filter((one) => (one.dataset.fields || "").split(" ").includes(field));
  const light = (field, sentence) => {
    for (const one of document.querySelectorAll(".spoken")) one.classList.remove("spoken");
    const lit = sentence ? [sentence] : field ? spoken(field) : [];
    for (const one of lit) one.classList.add("spoken");
    const fields = sentence ? (sentence.dataset.fields || "").split(" ") : [field];
    for (const row of document.querySelectorAll("tr[data-field]")) row.classList.toggle("spoken", fields.includes(row.dataset.field));
    return lit[0];
  };
  for (const row of document.querySelectorAll("tr[data-field]")) {
    row.addEventListener("click", (event) => {
      if (event.target.closest("a, button, input, summary, label, select")) return;
      choose(stops.indexOf(row));
    });
    row.addEventListener("focusin", () => light(row.dataset.field));
  }
  for (const one of sentences) one.addEventListener("click", () => light(null, one));
  for (const link of document.querySelectorAll("a[data-sentence]")) {
    link.addEventListener("click", () => {
      const sentence = document.querySelector(link.getAttribute("href"));
      if (sentence) light(null, sentence);
    });
  }

  const choose = (next) => {
    if (!stops.length) return;
    at = Math.max(0, Math.min(stops.length - 1, next));
    for (const stop of stops) stop.classList.toggle("chosen", stop === stops[at]);
    const stop = stops[at];
    stop.setAttribute("tabindex", "-1");
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "nearest" });
    const first = light(stop.dataset.field);
    first?.scrollIntoView({ block: "nearest" });
    const link = stop.dataset.field ? null : stop.querySelector("a[data-sentence]");
    const sentence = link && document.querySelector(link.getAttribute("href"));
    if (sentence) { light(null, sentence); sentence.scrollIntoView({ block: "nearest" }); }
  };
  const chosen = () => stops[at];
  const press = (element) => { if (element) { element.focus(); element.click(); } };
  const act = (key) => press(document.querySelector(`[data-key="${key}"]`));
  const take = (word) => {
    const select = chosen()?.querySelector("select");
    const option = select && [...select.options].find((one) => one.value === word);
    if (option) select.value = word;
  };
  const finding = () => chosen()?.matches("[data-finding]") ? chosen() : document.querySelector("[data-finding]");
  const writing = (element) => element?.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  const plain = {
    j: () => choose(at + 1),
    ArrowDown: () => choose(at + 1),
    k: () => choose(at - 1),
    ArrowUp: () => choose(at - 1),
    s: () => press(chosen()?.querySelector("a[data-sentence]")),
    h: () => press(finding()?.querySelector("[name=hide]")),
    l: () => press(finding()?.querySelector("[name=stands]")),
    u: () => { const box = chosen()?.querySelector("[name=unclear]"); if (box) box.checked = !box.checked; },
    1: () => take("take"),
    2: () => take("keep"),
    3: () => take("both"),
    5: () => act("5"),
    e: () => act("e"),
    m: () => document.getElementById("message")?.focus(),
    c: () => press(document.querySelector("[formaction$='/letter']")),
    v: () => { const box = document.querySelector("[name=seen]"); if (box) box.checked = !box.checked; },
    p: () => {
      const one = chosen()?.querySelector("details:has(img)");
      const pictures = one ? [one] : [...document.querySelectorAll(".desk-picture details")];
      for (const details of pictures) details.open = !details.open;
    },
    "?": () => {
      const list = document.getElementById("keys");
      if (list) { list.open = !list.open; list.scrollIntoView({ block: "nearest" }); list.querySelector("summary").focus(); }
    },
  };
  const moving = ["j", "k", "ArrowDown", "ArrowUp"];
  // By the place of the key too, so that they work while the keyboard writes Ukrainian.
  const named = (event) => {
    if (plain[event.key]) return event.key;
    const code = /^(?:Key([A-Z])|Digit(\d))$/.exec(event.code);
    return code ? (code[1] || code[2]).toLowerCase() : event.key;
  };

  document.addEventListener("keydown", (event) => {
    if (off || event.altKey || event.metaKey || event.defaultPrevented) return;
    // A key held down goes on moving, and acts once: what it began may already be another page.
    const held = event.repeat;
    // What a family will read, or everyone, takes two keys at once: a single one is struck too easily.
    if (event.ctrlKey) {
      const key = event.key === "Enter" ? "Enter" : /^Digit([140])$/.exec(event.code)?.[1];
      if (!key || (key !== "Enter" && !document.querySelector(`[data-key="${key}"]`))) return;
      event.preventDefault();
      if (!held) act(key);
      return;
    }
    if (event.key === "Escape" && writing(document.activeElement)) { document.activeElement.blur(); return; }
    if (writing(event.target)) return;
    const key = event.shiftKey && event.key === "?" ? "?" : event.shiftKey ? "" : named(event);
    if (!plain[key]) return;
    // A link or a button in focus keeps its own arrows and letters; only ours are taken.
    event.preventDefault();
    if (!held || moving.includes(key)) plain[key]();
  });
  if (location.hash === "#findings" && document.querySelector("[data-finding]")) choose(0);
  if (document.getElementById("composed")) document.getElementById("message")?.focus();
})();
