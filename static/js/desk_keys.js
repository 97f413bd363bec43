// Lists at the desk by keyboard: J and K go down and up, Enter opens (it is a link that has the focus), and whatever has a
// data-key is reached by it: a button is pressed, a box is entered. Every one of these can be done without it.
(() => {
  "use strict";
  const list = document.querySelector("[data-list]");
  const shown = document.querySelector("[data-keys]");
  if (shown) shown.hidden = false;
  document.body.classList.add("keyed");

  const links = () => (list ? [...list.querySelectorAll("tbody tr td:first-child a")] : []);

  const step = (by) => {
    const all = links();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement?.closest("tr")?.querySelector("td:first-child a"));
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
    all[next].focus();
    all[next].scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    // The place of a key, so that it is the same one whichever alphabet the keyboard writes.
    const place = { KeyJ: "j", KeyK: "k", KeyN: "n", Slash: "/" }[event.code] || event.key.toLowerCase();
    if (place === "j" || place === "k") step(place === "j" ? 1 : -1);
    else {
      const reached = document.querySelector(`[data-key="${CSS.escape(place)}"]`);
      if (!reached) return;
      // Held down, a key takes one story up, not one after another.
      if (reached.tagName === "BUTTON") { if (!event.repeat) reached.click(); }
      else reached.focus();
    }
    event.preventDefault();
  });
})();
