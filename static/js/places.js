// Settlements of the register, proposed under each box that asks for one. Choosing fills in the name and the region beside
// it, both of which stay in sight and can be changed. Without it the same is asked on a page of its own.
(() => {
  "use strict";

  if (!window.fetch || !window.AbortController) return;
  const { combobox, made } = window;

  const propose = (field) => {
    const beside = (part) => document.getElementById(field.id.replace(/settlement$/, part));
    const region = beside("region");
    const meant = beside("meant");
    const id = `${field.id}-places`;
    const around = made("div", { class: "place-box" });
    field.before(around);
    const list = made("div", { class: "place-list", id, role: "listbox", "aria-label": field.dataset.placesLabel, hidden: "" });
    around.append(field, list);
    const status = made("p", { class: "hidden-words", role: "status" });
    const chosen = made("p", { class: "place-said", role: "status" });
    around.after(chosen, status);

    let places = [];
    let filling = false;

    const changed = (element) => {
      for (const kind of ["input", "change"]) element.dispatchEvent(new Event(kind, { bubbles: true }));
    };

    const choose = (option) => {
      const place = places[[...list.children].indexOf(option)];
      box.forget();
      if (!place) return;
      field.value = place.settlement;
      if (region) region.value = place.region;
      if (meant) meant.value = place.code || "";
      chosen.textContent = field.dataset.placesChosen.replace("…", place.label);
      filling = true;
      changed(field);
      if (region) changed(region);
      filling = false;
    };

    const box = combobox(field, {
      list,
      status,
      said: field.dataset.placesSaid.split("|"),
      pause: 150,
      address: (words) => {
        // A country abroad is no region here.
        const here = region && region.value.startsWith("UA-") ? `&region=${encodeURIComponent(region.value)}` : "";
        return `${field.dataset.places}&q=${encodeURIComponent(words)}${here}`;
      },
      found: (answer) => (places = answer.places),
      option: (place, number) => {
        const option = made("div", { role: "option", id: `${id}-${number}`, "aria-selected": "false" });
        option.append(made("span", { class: "place-name" }, place.label), " ", made("span", { class: "place-detail" }, place.detail));
        return option;
      },
      take: choose,
      press: choose,
      typed: () => {
        chosen.textContent = "";
        if (meant) meant.value = "";
      },
      fills: () => filling,
    });
  };

  for (const field of document.querySelectorAll("input[data-places]")) propose(field);
})();
