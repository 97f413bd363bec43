// Suggestions under the search field. Words, address and language come from the field's data-suggest attributes.
(() => {
  "use strict";

  const field = document.querySelector("input[data-suggest]");
  const saving = () => Boolean(navigator.connection && navigator.connection.saveData);
  if (!field || saving() || !window.fetch || !window.AbortController) return;

  const { combobox, made } = window;
  const list = made("div", { class: "suggestions", id: "suggestions", role: "listbox", "aria-label": field.dataset.suggestLabel, hidden: "" });
  const status = made("p", { class: "hidden-words", role: "status" });
  field.after(list);
  field.form.append(status);

  const option = (suggestion, number) => {
    const link = made("a", { role: "option", id: `suggestion-${number}`, href: suggestion.url, tabindex: "-1", "aria-selected": "false", draggable: "false", "data-kind": suggestion.kind });
    const label = made("span", { class: "suggestion-label" });
    for (const part of suggestion.parts) label.append(part.lit ? made("b", {}, part.text) : part.text);
    link.append(label);
    if (suggestion.detail) link.append(" ", made("span", { class: "suggestion-detail" }, suggestion.detail));
    if (suggestion.why) link.append(" ", made("span", { class: "suggestion-detail" }, suggestion.why));
    return link;
  };

  const box = combobox(field, {
    list,
    status,
    said: field.dataset.suggestSaid.split("|"),
    pause: 120,
    address: (words) => `${field.dataset.suggest}&q=${encodeURIComponent(words)}`,
    found: (answer) => answer.suggestions,
    option,
    take: (chosen) => {
      chosen.click();
      box.close();
    },
    press: (_, event) => {
      if (!(event.ctrlKey || event.metaKey || event.shiftKey)) box.close();
    },
    rests: saving,
  });
})();
