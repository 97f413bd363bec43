// Chosen pictures go up one by one and in pieces, made smaller first where that helps, and go on after a broken connection
// from where they were. The form sends them all at once without it. Words and addresses come from the page's data attributes.
(() => {
  "use strict";
  const place = document.getElementById("uploads");
  const input = document.getElementById("files");
  if (!place || !input || !window.fetch || !window.AbortController || !("SubmitEvent" in window)) return;

  const LARGE = 3 * 1024 * 1024; // bytes from which on a picture is made smaller
  const LONG = 4000; // pixels of its longer side
  const FINE = 0.9; // quality of JPEG
  const LEAST = 16 * 1024; // bytes of a piece on the worst line
  const QUICK = 2000; // milliseconds in which a piece should have come
  const FIRST = 2000; // the first wait for the network; each is twice the one before
  const MOST = 30000;
  const words = place.dataset;
  const form = input.form;
  const said = `refused:${form.getAttribute("action")}`;

  const made = (name, attributes, text) => {
    const element = document.createElement(name);
    for (const attribute of Object.keys(attributes)) element.setAttribute(attribute, attributes[attribute]);
    if (text) element.textContent = text;
    return element;
  };

  /** The network, or a while. */
  const pause = (milliseconds) =>
    new Promise((done) => {
      const on = () => {
        clearTimeout(timer);
        window.removeEventListener("online", on);
        done();
      };
      const timer = setTimeout(on, milliseconds);
      window.addEventListener("online", on);
    });

  /** Asks, and answers { status, … what was said }; with the status 0 when nobody answered. */
  const ask = async (address, options) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 75000);
    try {
      const answer = await fetch(address, { ...options, cache: "no-store", signal: patience.signal });
      const json = await answer.json().catch(() => ({}));
      // A page of the network's own, as of a hotel, says nothing that we understand.
      return answer.ok && Object.keys(json).length === 0 ? { status: 0 } : { ...json, status: answer.status };
    } catch {
      return { status: 0 };
    } finally {
      clearTimeout(timer);
    }
  };
  const unheard = ({ status }) => status === 0 || status === 408 || status === 429 || status >= 500;

  const isHeic = (file) => /hei[cf]/.test(file.type) || /\.hei[cf]$/i.test(file.name);

  /** The picture upright, in JPEG, with its longer side in bounds; or the file itself where that would not be less. */
  const shrunk = async (file) => {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const longer = Math.max(picture.width, picture.height);
      if (file.size <= LARGE && longer <= LONG && !isHeic(file)) return file;
      const scale = Math.min(1, LONG / longer);
      const canvas = made("canvas", {});
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      const drawn = canvas.getContext("2d");
      drawn.fillStyle = "#faf8f4"; // the paper of the light page, where it is transparent
      drawn.fillRect(0, 0, canvas.width, canvas.height);
      drawn.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", FINE));
      canvas.width = 0; // old telephones hold on to it otherwise
      return small && (small.size < file.size || isHeic(file)) ? small : file;
    } catch {
      return file;
    }
  };

  let piece = 64 * 1024;

  /** One file, to the end. Answers nothing, or the sentence that says why it was not taken. */
  const send = async (file, tell, bar) => {
    tell(words.shrinks);
    const whole = await shrunk(file);
    bar.max = whole.size || 1;
    let wait = 0;
    let id = null;
    let have = 0;
    let most = Infinity;
    const later = async () => {
      tell(words.away);
      piece = Math.max(LEAST, piece / 2);
      wait = Math.min(MOST, wait * 2 || FIRST);
      await pause(wait);
    };
    for (;;) {
      if (id === null) {
        const body = new URLSearchParams({ name: file.name, length: whole.size });
        const heard = await ask(words.to, { method: "POST", body });
        if (unheard(heard)) {
          await later();
          continue;
        }
        if (!heard.id) return heard.say || file.name;
        id = heard.id;
        most = heard.piece;
        have = 0;
      }
      bar.value = have;
      const next = whole.slice(have, have + Math.min(piece, most));
      tell(have + next.size < whole.size ? words.goes.replace("#", Math.floor((100 * have) / whole.size)) : words.looks);
      const before = Date.now();
      let heard = await ask(`${words.to}/${id}?from=${have}`, { method: "POST", body: next, headers: { "Content-Type": "application/octet-stream" } });
      if (unheard(heard)) {
        await later();
        heard = await ask(`${words.to}/${id}`); // what of it has come after all?
        if (unheard(heard)) continue;
      } else {
        wait = 0;
        piece = Date.now() - before < QUICK ? Math.min(most, piece * 2) : Math.max(LEAST, piece / 2);
      }
      if (heard.done) {
        bar.value = bar.max;
        tell(words.done);
        return "";
      }
      if (typeof heard.have === "number") have = heard.have;
      else if (heard.status === 404) id = null; // it was given up meanwhile: once more
      else return heard.say || file.name;
    }
  };

  // What was not taken is said once more after the page has come anew.
  const refused = (sentences) => {
    if (sentences.length === 0) return;
    const note = made("div", { class: "upload-refused", role: "alert" });
    note.append(made("p", { class: "error-words" }, words.refused), ...sentences.map((sentence) => made("p", { class: "error-words" }, sentence)));
    place.before(note);
  };
  try {
    refused(JSON.parse(sessionStorage.getItem(said)) || []);
    sessionStorage.removeItem(said);
  } catch {}

  const list = made("ul", { class: "uploads", "aria-label": words.list });
  const heard = made("p", { class: "hidden-words", role: "status" });
  const held = made("p", { class: "kept", role: "status" });
  const queue = [];
  let busy = false;
  let pressed = null;

  const row = (file) => {
    const line = made("li", { class: "upload" });
    const bar = made("progress", { max: "1", value: "0", "aria-label": file.name });
    const state = made("span", { class: "upload-state" }, words.waits);
    line.append(made("span", { class: "upload-name" }, file.name), state, bar);
    list.append(line);
    const tell = (sentence) => {
      state.textContent = sentence;
      if (sentence === words.away || sentence === words.done) heard.textContent = `${file.name}: ${sentence}`;
    };
    return { file, tell, bar, line };
  };

  /** The page anew, by an address that was not shown yet, so that the new pictures' boxes are there and in sight. */
  const showAll = async (arrived) => {
    const keeping = { detail: [] };
    document.dispatchEvent(new CustomEvent("keep", keeping));
    await Promise.all(keeping.detail);
    if (pressed) return form.requestSubmit(pressed.button);
    const from = form.elements.namedItem("from");
    const shown = document.querySelectorAll(".file-row").length + arrived;
    const address = new URL(form.getAttribute("action"), location.href);
    if (from) address.searchParams.set("from", from.value);
    address.searchParams.set("shown", shown);
    address.hash = arrived > 0 ? "pictures" : "files";
    if (address.href === location.href || address.pathname + address.search === location.pathname + location.search) return location.reload();
    return location.replace(address);
  };

  const work = async () => {
    if (busy) return;
    busy = true;
    const sentences = [];
    let arrived = 0;
    while (queue.length > 0) {
      const { file, tell, bar, line } = queue.shift();
      const sentence = await send(file, tell, bar);
      if (sentence) {
        sentences.push(sentence);
        tell(sentence);
        bar.remove();
        line.classList.add("upload-wrong");
      } else arrived += 1;
    }
    busy = false;
    if (sentences.length > 0) {
      pressed = null; // what was not taken is read first
      try {
        sessionStorage.setItem(said, JSON.stringify(sentences));
      } catch {
        return;
      }
    }
    showAll(arrived);
  };

  input.addEventListener("change", () => {
    const files = [...input.files];
    if (files.length === 0) return;
    input.value = ""; // the form sends none of them again
    if (!list.isConnected) place.append(list, heard, held);
    queue.push(...files.map(row));
    work();
  });

  window.addEventListener("beforeunload", (event) => {
    if (busy) event.preventDefault();
  });

  // A button pressed meanwhile waits for the last picture.
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = { button: event.submitter };
    held.textContent = words.hold;
  });
})();
