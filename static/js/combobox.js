// The combobox with a listbox of the WAI-ARIA practices, for whatever is proposed under a field while somebody types. The
// form works without it. Nothing that is typed is kept.
//
// `own` says what differs: `list` and `status`, the elements; `said`, the words for so many proposals; `pause`, milliseconds
// without a key before anything is asked; `address(words)`, what is asked; `found(answer)`, the proposals in it;
// `option(one, number)`, an element; `take(option)`, it was chosen by the keyboard; `press(option, event)`, by a pointer;
// and, where there is such a thing, `typed()`, the words changed by hand; `fills()`, whether a choice is being filled in;
// `rests()`, whether nothing should be asked.
window.combobox = (field, own) => {
  "use strict";

  const SHORTEST = 2; // letters
  const { list, status } = own;
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const name of Object.keys(attributes)) field.setAttribute(name, attributes[name]);

  let timer = 0;
  let asking = null; // the AbortController of the question under way
  let shown = null; // the words that the list answers

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

  const forget = () => {
    shown = null;
    close();
  };

  const ask = async () => {
    const words = typed();
    if (asking) asking.abort();
    asking = null;
    if (words.length < SHORTEST || (own.rests && own.rests())) return forget();
    const question = new AbortController();
    asking = question;
    try {
      const answer = await fetch(own.address(words), { signal: question.signal, credentials: "omit" });
      const found = answer.ok ? own.found(await answer.json()) : [];
      // Only the newest question is listened to, and only while somebody stands in the field.
      if (asking !== question) return;
      asking = null;
      if (document.activeElement !== field) return;
      mark(null);
      shown = words;
      list.replaceChildren(...found.map(own.option));
      list.scrollTop = 0;
      status.textContent = own.said[found.length] || "";
      show(found.length > 0);
    } catch {
      if (asking === question) close(); // no network: the form is there
    }
  };

  /** To the next option or the one before; past an end, back to the field. */
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
    if (own.fills && own.fills()) return;
    mark(null);
    if (own.typed) own.typed();
    clearTimeout(timer);
    timer = setTimeout(ask, own.pause);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown") arrow(event, 1);
    else if (event.key === "ArrowUp") arrow(event, -1);
    else if (event.key === "Enter" && isOpen() && active()) {
      event.preventDefault();
      own.take(active());
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      close();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) mark(null);
  });

  // The field keeps the focus while an option is pressed, so that leaving it can close the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => own.press(event.target.closest("[role=option]"), event));
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
  window.addEventListener("pagehide", close);
  return { close, forget };
};

/** An element with its attributes and words. */
window.made = (name, attributes, words) => {
  "use strict";

  const element = document.createElement(name);
  for (const attribute of Object.keys(attributes)) element.setAttribute(attribute, attributes[attribute]);
  if (words) element.textContent = words;
  return element;
};
