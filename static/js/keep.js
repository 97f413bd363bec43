// Nothing typed is lost: what stands in the boxes goes to the server while it is typed, and waits in this browser while
// there is no network. The form works without it. Words and addresses come from the page's data attributes; what is
// kept here goes as soon as the server has it, and after thirty days at the latest.
(() => {
  "use strict";
  if (!window.fetch || !window.AbortController || !window.FormData || !("SubmitEvent" in window)) return;

  const PAUSE = 2000; // milliseconds without a key, before anything is sent
  const SOON = 400; // the same, before it is kept in this browser
  const FIRST = 3000; // the first wait for the network; each is twice the one before
  const MOST = 60000;
  const DAYS = 30;
  const QUIET = 10000; // milliseconds, after which no other window is writing this
  const HELD = "kept:";
  const APART = "apart:";
  const BESIDE = ["base", "from", "once", "written", "about", "leave-empty", "q"]; // nobody's words

  /** This browser's own memory, which may be full or forbidden. */
  const memory = {
    read: (name) => {
      try {
        return JSON.parse(localStorage.getItem(name));
      } catch {
        return null;
      }
    },
    write: (name, held) => {
      try {
        localStorage.setItem(name, JSON.stringify(held));
        return true;
      } catch {
        return false;
      }
    },
    forget: (name) => {
      try {
        localStorage.removeItem(name);
      } catch {}
    },
    names: (start) => {
      try {
        return Object.keys(localStorage).filter((name) => name.startsWith(start));
      } catch {
        return [];
      }
    },
  };

  const told = (pairs) => pairs.filter(([name, words]) => words !== "" && !BESIDE.includes(name));
  const same = (one, other) => JSON.stringify(told(one)) === JSON.stringify(told(other));
  const based = (pairs, base) => [...pairs.filter(([name]) => name !== "base"), ["base", base]];

  /** What the server says of these words. An answer that is not its own, as of a hotel's network, is none. */
  const post = async (address, pairs, leaving) => {
    const body = new URLSearchParams(pairs);
    const size = body.toString().length;
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 15000 + size / 2);
    try {
      const answer = await fetch(address, { method: "POST", body, signal: patience.signal, keepalive: Boolean(leaving) && size < 60000 });
      if (answer.status === 408 || answer.status === 429 || answer.status >= 500) return { unheard: "later" };
      const said = await answer.json().catch(() => ({}));
      if (answer.status === 200) return typeof said.base === "string" ? { ...said, kept: true } : { unheard: "away" };
      return { ...said, waits: answer.status === 202, crossed: answer.status === 409 };
    } catch {
      return { unheard: "away" };
    } finally {
      clearTimeout(timer);
    }
  };

  for (const name of [...memory.names(HELD), ...memory.names(APART)]) {
    const held = memory.read(name);
    if (!held || Date.now() - held.at > DAYS * 86400000) memory.forget(name);
  }

  const status = document.getElementById("kept");
  const form = status && status.closest("form");
  const action = form && new URL(form.getAttribute("action"), location.href);
  const own = form ? HELD + action.pathname + action.search : "";

  /** Sends what other pages of this browser could not. What meets other words waits for its own page, which shows both. */
  const sendOther = async (name) => {
    const held = memory.read(name);
    if (!held || !held.address) return;
    if (Date.now() - held.at < QUIET) return later();
    let base = held.base;
    if (held.asked && !same(held.asked, held.pairs)) {
      const heard = await post(held.address, held.asked);
      if (heard.unheard) return later();
      if (heard.kept) base = heard.base;
    }
    const heard = await post(held.address, based(held.pairs, base));
    if (heard.unheard) return later();
    const now = memory.read(name);
    if (heard.kept && now && now.at === held.at) memory.forget(name);
  };
  let others = 0;
  const sendOthers = async () => {
    clearTimeout(others);
    for (const name of memory.names(HELD)) if (name !== own) await sendOther(name);
  };
  const later = () => {
    clearTimeout(others);
    others = setTimeout(sendOthers, QUIET);
  };
  sendOthers();
  window.addEventListener("online", sendOthers);

  // A story that has begun needs its beginning here no longer.
  const begun = () => {
    try {
      const name = sessionStorage.getItem("begun");
      sessionStorage.removeItem("begun");
      return name;
    } catch {
      return null;
    }
  };
  const beginning = begun();
  if (beginning && beginning !== own) memory.forget(beginning);
  if (!form) return;

  const words = status.dataset;
  const address = form.dataset.keep || ""; // none where no story has begun, and where nothing is typed
  const isNew = "new" in words;
  const apart = own.replace(HELD, APART);
  const box = form.elements.namedItem("base");
  let base = box ? box.value : form.dataset.base || "";
  let dirty = false;
  let crossed = false;
  let asked = null; // words that were sent and never answered
  let lead = ""; // what is said before all else
  let wait = 0;
  let timer = 0;
  let holding = 0;
  let pressed = null; // the button that waits for the network
  let going = false;
  let through = false;

  /** A worry stays in sight wherever one is writing. */
  const say = (sentence, worry = false) => {
    const all = [lead, sentence].filter(Boolean).join(" ");
    if (status.textContent !== all) status.textContent = all;
    status.classList.toggle("kept-worry", worry);
  };

  const markSaved = (sentence) => {
    for (const place of document.querySelectorAll(".saved")) {
      place.firstChild.nodeValue = place.firstElementChild ? `${sentence}. ` : sentence;
    }
  };

  const read = () => based([...new FormData(form)].filter(([, typed]) => typeof typed === "string"), base);

  const rebase = (mark) => {
    base = mark;
    if (box) box.value = mark;
  };

  /** Whether it is safe in this browser. */
  const hold = () => {
    clearTimeout(holding);
    return !(address || isNew) || memory.write(own, { at: Date.now(), address, base, pairs: read(), asked });
  };

  const again = () => {
    clearTimeout(timer);
    if (pressed) return goOn();
    return dirty && address && !crossed ? keep() : undefined;
  };

  const unheard = (why) => {
    const here = hold();
    say(here ? words[why] : words.full, true);
    if (here && words.here) markSaved(words.here.replace(/\.$/, ""));
    wait = Math.min(MOST, wait * 2 || FIRST);
    clearTimeout(timer);
    timer = setTimeout(again, wait);
    return "away";
  };

  const keepOnce = async (leaving) => {
    if (leaving && !dirty) return "kept";
    // Words that were sent and never answered come first: they may be there already, and are nobody else's.
    if (asked && !same(asked, read())) {
      const heard = await post(address, asked);
      if (heard.unheard) return unheard(heard.unheard);
      if (heard.kept) rebase(heard.base);
    }
    const sent = read();
    asked = sent;
    hold();
    const heard = await post(address, sent, leaving);
    if (heard.unheard) return unheard(heard.unheard);
    asked = null;
    wait = 0;
    if (heard.kept) {
      rebase(heard.base);
      if (heard.written && form.elements.namedItem("written")) form.elements.namedItem("written").value = heard.written;
      dirty = !same(sent, read());
      if (dirty) hold();
      else {
        clearTimeout(holding);
        memory.forget(own);
      }
      markSaved(heard.saved);
      say(`${heard.saved}.`);
      return "kept";
    }
    hold();
    crossed = heard.crossed;
    if (heard.say) say(heard.say, !heard.waits);
    return "refused";
  };

  let queue = Promise.resolve();
  const keep = (leaving) => (queue = queue.then(() => keepOnce(leaving)));

  /** Whether anyone answers at all, where there is nothing to keep. */
  const reach = async () => {
    const patience = new AbortController();
    const late = setTimeout(() => patience.abort(), 15000);
    try {
      await fetch(location.pathname, { method: "HEAD", cache: "no-store", signal: patience.signal });
      return "reached";
    } catch {
      return unheard("away");
    } finally {
      clearTimeout(late);
    }
  };

  /** What was pressed happens as it always does, once the words are safe and somebody answers. */
  const goOn = async () => {
    if (going) return;
    going = true;
    const came = address ? await keep() : await reach();
    going = false;
    if (came === "away" || !pressed) return;
    const { button } = pressed;
    pressed = null;
    if (isNew) {
      hold();
      try {
        sessionStorage.setItem("begun", own);
      } catch {}
    }
    through = true;
    form.requestSubmit(button);
    through = false;
  };

  form.addEventListener("submit", (event) => {
    if (through || crossed || event.defaultPrevented) return;
    event.preventDefault();
    pressed = { button: event.submitter };
    say(words.saving);
    goOn();
  });

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    dirty = true;
    if (!going) pressed = null; // whoever writes on is not led away
    if (!isNew) lead = "";
    clearTimeout(holding);
    holding = setTimeout(() => {
      if (hold() && isNew) say(words.here);
    }, SOON);
    if (!address || crossed) return;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });

  const leave = () => {
    if (!dirty) return;
    hold();
    if (address && !crossed) keep(true);
  };
  window.addEventListener("pagehide", leave);
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? leave() : again()));
  // Whoever is about to take the page away (upload.js) waits for this.
  document.addEventListener("keep", (event) => {
    if (dirty && address && !crossed) event.detail.push(keep());
  });

  // What was left here when the page went.

  const choosing = (field) => field.type === "checkbox" || field.type === "radio";

  const put = (pairs) => {
    const left = new Map();
    for (const [name, typed] of pairs) left.set(name, [...(left.get(name) || []), typed]);
    for (const field of form.elements) {
      if (!field.name || BESIDE.includes(field.name) || ["file", "submit", "button"].includes(field.type)) continue;
      const typed = left.get(field.name) || [];
      if (choosing(field)) field.checked = typed.includes(field.value);
      else if (typed.length > 0) field.value = typed.shift();
      const folded = field.closest("details");
      if (folded && (choosing(field) ? field.checked : field.value)) folded.open = true;
    }
  };

  /** The words alone, one under another, as the server shows them when they could not be kept. */
  const written = (pairs) =>
    told(pairs)
      .filter(([name]) => {
        const field = form.elements.namedItem(name);
        return !(field instanceof RadioNodeList || (field && (field.tagName === "SELECT" || choosing(field))));
      })
      .map(([, typed]) => typed.trim())
      .join("\n\n");

  const made = (name, attributes, text) => {
    const element = document.createElement(name);
    for (const attribute of Object.keys(attributes)) element.setAttribute(attribute, attributes[attribute]);
    if (text) element.textContent = text;
    return element;
  };

  const showApart = () => {
    const held = memory.read(apart);
    if (!held) return;
    const place = made("section", { class: "apart", id: "apart", "aria-labelledby": "apart-title" });
    const erase = made("button", { class: "button button-quiet", type: "button" }, words.apartErase);
    const area = made("textarea", { class: "textarea textarea-small", readonly: "", "aria-labelledby": "apart-title" });
    area.value = held.words;
    place.append(made("h2", { id: "apart-title" }, words.apartTitle), made("p", {}, words.apart), area, erase);
    const before = document.getElementById("apart");
    if (before) before.remove();
    form.before(place);
    erase.addEventListener("click", () => {
      memory.forget(apart);
      place.remove();
    });
  };

  /** Never over other words: beside them. */
  const setApart = (pairs) => {
    const before = memory.read(apart);
    const all = [before && before.words, written(pairs)].filter(Boolean).join("\n\n");
    if (memory.write(apart, { at: Date.now(), words: all })) memory.forget(own);
    showApart();
  };

  /** A beginning is put back, and whoever holds the telephone now may wipe it out. */
  const putBeginning = (held) => {
    if (told(read()).length > 0) return hold(); // the page itself came back with words
    const once = form.elements.namedItem("once");
    const fresh = once.value;
    const asBefore = (held.pairs.find(([name]) => name === "once") || [])[1];
    put(held.pairs);
    once.value = asBefore || fresh; // sent twice, it is still one story
    const erase = made("button", { class: "button button-quiet", type: "button" }, words.erase);
    lead = words.back;
    say("");
    status.after(erase);
    erase.addEventListener("click", () => {
      clearTimeout(holding);
      memory.forget(own);
      form.reset();
      once.value = fresh;
      dirty = false;
      lead = "";
      say("");
      erase.remove();
    });
  };

  const putBack = async () => {
    showApart();
    const held = memory.read(own);
    if (!held) return;
    if (same(held.pairs, read())) return memory.forget(own);
    if (isNew) return putBeginning(held);
    if (!address) return;
    let from = held.base;
    if (from !== base && held.asked) {
      const heard = await post(address, held.asked);
      if (heard.kept) from = heard.base;
    }
    const fits = told(held.pairs).every(([name]) => form.elements.namedItem(name));
    if (from !== base || !fits || dirty) return setApart(held.pairs);
    put(held.pairs);
    dirty = true;
    lead = words.back;
    keep();
  };
  putBack();
})();
