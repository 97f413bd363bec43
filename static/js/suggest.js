// Suggestions under the search field: the combobox with a listbox of the WAI-ARIA practices. The form works without
// it. Words, address and language come from the field's data-suggest attributes; nothing that is typed is kept.
(() => {
  "use strict";

  const field = document.querySelector("input[data-suggest]");
  const saving = () => Boolean(navigator.connection && navigator.connection.saveData);
  if (!field || saving() || !window.fetch || !window.AbortController) return;

  const PAUSE = 120; // milliseconds without a key, before anything is asked
  const SHORTEST = 2; // letters
  const said = field.dataset.suggestSaid.split("|");
  const made = (name, attributes, words) => {
    const element = document.createElement(name);
    for (const attribute of Object.keys(attributes)) element.setAttribute(attribute, attributes[attribute]);
    if (words) element.textContent = words;
    return element;
  };
  const list = made("div", { class: "suggestions", id: "suggestions", role: "listbox", "aria-label": field.dataset.suggestLabel, hidden: "" });
  const status = made("p", { class: "hidden-words", role: "status" });
  field.after(list);
  field.form.append(status);
  const describe = (attributes) => {
    for (const attribute of Object.keys(attributes)) field.setAttribute(attribute, attributes[attribute]);
  };
  describe({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });

  let timer = 0;
  let asking = null; // the AbortController of the question under way
  let shown = null; // the words that the list answers

  const typed = () => field.value.trim();
  const isOpen = () => !list.hidden;
  const active = () => list.querySelector("[aria-selected='true']");

  const choose = (option) => {
    const before = active();
    if (before) before.setAttribute("aria-selected", "false");
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const open = () => {
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  };

  const close = () => {
    clearTimeout(timer);
    if (asking) asking.abort();
    asking = null;
    choose(null);
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    status.textContent = "";
  };

  const optionOf = (suggestion, number) => {
    const option = made("a", { role: "option", id: `suggestion-${number}`, href: suggestion.url, tabindex: "-1", "aria-selected": "false", draggable: "false", "data-kind": suggestion.kind });
    const label = made("span", { class: "suggestion-label" });
    for (const part of suggestion.parts) label.append(part.lit ? made("b", {}, part.text) : part.text);
    option.append(label);
    if (suggestion.detail) option.append(" ", made("span", { class: "suggestion-detail" }, suggestion.detail));
    if (suggestion.why) option.append(" ", made("span", { class: "suggestion-detail" }, suggestion.why));
    return option;
  };

  const show = (words, suggestions) => {
    choose(null);
    shown = words;
    list.replaceChildren(...suggestions.map(optionOf));
    list.scrollTop = 0;
    status.textContent = said[suggestions.length] || "";
    if (suggestions.length > 0) return open();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  };

  const ask = async () => {
    const words = typed();
    if (asking) asking.abort();
    asking = null;
    if (words.length < SHORTEST || saving()) {
      shown = null;
      return close();
    }
    const question = new AbortController();
    asking = question;
    try {
      const address = `${field.dataset.suggest}&q=${encodeURIComponent(words)}`;
      const answer = await fetch(address, { signal: question.signal, credentials: "omit" });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      // Only the newest question is listened to, and only while somebody stands in the field.
      if (asking !== question) return;
      asking = null;
      if (document.activeElement === field) show(words, suggestions);
    } catch {
      if (asking === question) close(); // no network: the form is there
    }
  };

  /** To the next option or the one before; past an end, back to the field. */
  const go = (step) => {
    const options = [...list.children];
    const places = options.length + 1;
    const at = options.indexOf(active()) + 1;
    choose(options[((at + step + places) % places) - 1]);
  };

  const arrow = (event, step) => {
    event.preventDefault();
    if (event.altKey && step < 0) return close();
    if (isOpen()) return go(step);
    if (shown === typed() && list.firstChild) {
      open();
      return event.altKey ? undefined : go(step);
    }
    return ask();
  };

  field.addEventListener("input", () => {
    choose(null);
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown") arrow(event, 1);
    else if (event.key === "ArrowUp") arrow(event, -1);
    else if (event.key === "Enter") {
      const option = isOpen() && active();
      if (option) {
        event.preventDefault();
        option.click();
      }
      close();
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      close();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) choose(null);
  });

  // The field keeps the focus while an option is pressed, so that leaving it can close the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    if (!(event.ctrlKey || event.metaKey || event.shiftKey)) close();
  });
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
  window.addEventListener("pagehide", close);
})();
