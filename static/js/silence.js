// Keeps a page of silence fresh for as many days as it is left open: what stands on it is replaced, never added to, and only
// when the new page has come, so that a lost network leaves the old one standing. The minute itself needs none of this.
(() => {
  "use strict";
  if (!window.fetch || !window.DOMParser || !window.AbortController) return;

  const ROUND = 5 * 60 * 1000; // milliseconds between two pages, where the page says nothing of it
  const AGAIN = 30 * 1000; // the same after one that did not come
  const PATIENCE = 20 * 1000;

  /** The one place where text becomes a page: what this very address answered, of which no script runs. */
  const policy = window.trustedTypes
    ? trustedTypes.createPolicy("silence", { createHTML: (words) => words })
    : { createHTML: (words) => words };
  const parsed = (words) => new DOMParser().parseFromString(policy.createHTML(words), "text/html");

  const here = () => document.querySelector("[data-silence]");
  const round = () => Number(here().dataset.turn) * 1000 || ROUND;
  /** When the minute begins, by this machine's own clock, which need not be right: only how it runs is used. */
  let begins = Date.now() + Number(here().dataset.left);
  let timer;
  let asking = false;

  const replace = (page, asked) => {
    const next = page.querySelector("[data-silence]");
    if (!next) return;
    // The answer was on its way for half of the time since it was asked for.
    const left = Number(next.dataset.left) - (Date.now() - asked) / 2;
    begins = Date.now() + left;
    document.documentElement.style.setProperty("--until", `${left / 1000}s`);
    const focused = here().contains(document.activeElement);
    here().replaceWith(document.adoptNode(next));
    if (focused) document.querySelector("main").focus({ preventScroll: true });
  };

  const ask = async () => {
    if (asking) return;
    asking = true;
    clearTimeout(timer);
    const patience = new AbortController();
    const late = setTimeout(() => patience.abort(), PATIENCE);
    let wait = AGAIN;
    try {
      const asked = Date.now();
      const answer = await fetch(location.href, { cache: "no-store", signal: patience.signal });
      const words = await answer.text();
      if (answer.ok) {
        replace(parsed(words), asked);
        wait = round();
      }
    } catch {
      // No network: what stands here goes on standing.
    }
    clearTimeout(late);
    asking = false;
    timer = setTimeout(tick, wait);
  };

  /** While the minute is near nothing is touched: it runs by itself. */
  const tick = () => {
    const left = begins - Date.now();
    if (left < 90000 && left > -61000) {
      clearTimeout(timer);
      timer = setTimeout(tick, left + 62000);
    } else {
      ask();
    }
  };

  timer = setTimeout(tick, round());
  // A machine that slept has lost its count.
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
  addEventListener("pageshow", (event) => event.persisted && ask());
  addEventListener("online", ask);
})();
