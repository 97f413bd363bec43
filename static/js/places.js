// Settlements of the register, proposed under each box that asks for one: the combobox with a listbox of the WAI-ARIA
// practices. Choosing fills in the name and the region beside it, both of which stay in sight and can be changed. The form
// works without it: then the same is asked on a page of its own. Nothing that is typed is kept.
(() => {
  "use strict";

  if (!window.fetch || !window.AbortController) return;
  const PAUSE = 150; // milliseconds without a key, before anything is asked
  const SHORTEST = 2; // letters
  const made = (name, attributes, words) => {
    const element = document.createElement(name);
    for (const attribute of Object.keys(attributes)) element.setAttribute(attribute, attributes[attribute]);
    if (words) element.textContent = words;
    return element;
  };

  const propose = (field) => {
    const beside = (part) => document.getElementById(field.id.replace(/settlement$/, part));
    const region = beside("region");
    const meant = beside("meant");
    const said = field.dataset.placesSaid.split("|");
    const id = `${field.id}-places`;
    const box = made("div", { class: "place-box" });
    field.before(box);
    const list = made("div", { class: "place-list", id, role: "listbox", "aria-label": field.dataset.placesLabel, hidden: "" });
    box.append(field, list);
    const status = made("p", { class: "hidden-words", role: "status" });
    const chosen = made("p", { class: "place-said", role: "status" });
    box.after(chosen, status);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": "false" };
    for (const name of Object.keys(attributes)) field.setAttribute(name, attributes[name]);

    let timer = 0;
    let asking = null; // the AbortController of the question under way
    let shown = null; // the words that the list answers
    let places = [];

    const typed = () => field.value.trim();
    const isOpen = () => !list.hidden;
    const active = () => list.querySelector("[aria-selected='true']");

    const mark = (option) => {
      const before = active();
      if (before) before.setAttribute("aria-selected", "false");
      if (!option) return field.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    };

    const show = (open) => {
      list.hidden = !open;
      field.setAttribute("aria-expanded", String(open));
    };

    const close = () => {
      clearTimeout(timer);
      if (asking) asking.abort();
      asking = null;
      mark(null);
      show(false);
      status.textContent = "";
    };

    const changed = (element) => {
      for (const kind of ["input", "change"]) element.dispatchEvent(new Event(kind, { bubbles: true }));
    };

    const choose = (option) => {
      const place = places[[...list.children].indexOf(option)];
      close();
      if (!place) return;
      field.value = place.settlement;
      if (region) region.value = place.region;
      if (meant) meant.value = place.code || "";
      shown = null;
      chosen.textContent = field.dataset.placesChosen.replace("…", place.label);
      choosing = true;
      changed(field);
      if (region) changed(region);
      choosing = false;
    };
    let choosing = false;

    const optionOf = (place, number) => {
      const option = made("div", { role: "option", id: `${id}-${number}`, "aria-selected": "false" });
      option.append(made("span", { class: "place-name" }, place.label), " ", made("span", { class: "place-detail" }, place.detail));
      return option;
    };

    const ask = async () => {
      const words = typed();
      if (asking) asking.abort();
      asking = null;
      if (words.length < SHORTEST) {
        shown = null;
        return close();
      }
      const question = new AbortController();
      asking = question;
      try {
        // A country abroad is no region here.
        const here = region && region.value.startsWith("UA-") ? `&region=${encodeURIComponent(region.value)}` : "";
        const address = `${field.dataset.places}&q=${encodeURIComponent(words)}${here}`;
        const answer = await fetch(address, { signal: question.signal, credentials: "omit" });
        const found = answer.ok ? (await answer.json()).places : [];
        if (asking !== question) return;
        asking = null;
        if (document.activeElement !== field) return;
        mark(null);
        shown = words;
        places = found;
        list.replaceChildren(...found.map(optionOf));
        list.scrollTop = 0;
        status.textContent = said[found.length] || "";
        show(found.length > 0);
      } catch {
        if (asking === question) close(); // no network: the form is there
      }
    };

    const go = (step) => {
      const options = [...list.children];
      const stops = options.length + 1;
      const at = options.indexOf(active()) + 1;
      mark(options[((at + step + stops) % stops) - 1]);
    };

    const arrow = (event, step) => {
      event.preventDefault();
      if (event.altKey && step < 0) return close();
      if (isOpen()) return go(step);
      if (shown === typed() && list.firstChild) {
        show(true);
        return event.altKey ? undefined : go(step);
      }
      return ask();
    };

    field.addEventListener("input", () => {
      if (choosing) return;
      mark(null);
      chosen.textContent = "";
      if (meant) meant.value = "";
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });

    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "ArrowDown") arrow(event, 1);
      else if (event.key === "ArrowUp") arrow(event, -1);
      else if (event.key === "Enter" && isOpen() && active()) {
        event.preventDefault();
        choose(active());
      } else if (event.key === "Escape" && isOpen()) {
        event.preventDefault();
        close();
      } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) mark(null);
    });

    // The field keeps the focus while an option is pressed, so that leaving it can close the list.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => choose(event.target.closest("[role=option]")));
    field.addEventListener("blur", close);
    field.form.addEventListener("submit", close);
    window.addEventListener("pagehide", close);
  };

  for (const field of document.querySelectorAll("input[data-places]")) propose(field);
})();
