// The search of a copy of the memorial that opens from a folder. A word is folded to its sound by the tables beside it, by the
// steps of names/fold.rs; the files of the index are scripts, because a file may not read another in any other way.
(() => {
  "use strict";

  const MOST = 100;
  let tables;
  const shards = new Map();
  const rows = new Map();
  window.memorialTables = (said) => { tables = said; begin(); };
  window.memorialKeys = (begin, keys) => shards.set(begin, keys);
  window.memorialRows = (number, people) => rows.set(number, people);

  const load = (name) => new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = `../search/${name}.js`;
    script.onload = script.onerror = () => { script.remove(); resolve(); };
    document.head.append(script);
  });

  const isCyrillic = (c) => c >= "\u0400" && c <= "\u052f";
  const isLetter = (c) => /\p{Alphabetic}/u.test(c);

  const romanised = (word) => {
    const { cyrillic, apostrophes } = tables.folding;
    const letters = new Map(cyrillic.map(([letter, first, inside]) => [letter, [first, inside]]));
    const chars = [...word.normalize("NFC")];
    return chars.map((c, at) => {
      const before = chars[at - 1];
      const after = chars[at + 1];
      if (!isCyrillic(c)) {
        const inside = before && isCyrillic(before) && after && isCyrillic(after);
        const stress = c === "\u0301" && before && isCyrillic(before);
        return stress || (inside && apostrophes.includes(c)) ? "" : c;
      }
      if (c === "г" && before === "з") return "gh";
      const first = !(before && (isLetter(before) || apostrophes.includes(before) || before === "\u0301"));
      const read = letters.get(c);
      return read ? read[first ? 0 : 1] : c;
    }).join("");
  };

  const latin = (word) => {
    const marked = new Map(tables.folding.marked);
    const begun = [...word].slice(0, tables.folding.longest).join("");
    return [...romanised(begun.toLowerCase()).normalize("NFC")]
      .map((c) => marked.get(c) ?? c.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]/gi, ""))
      .join("").toLowerCase();
  };

  const runTogether = (key) => {
    let out = "";
    for (const c of key) {
      const last = out.slice(-1);
      if (last === c && !/[0-9]/.test(c)) continue;
      if (last === "w" && c === "q") continue;
      if (last === "i" && (c === "e" || c === "o")) {
        out = out.slice(0, -1);
        if (!out.endsWith(c)) out += c;
        continue;
      }
      out += c;
    }
    if (out.length > 5 && out.endsWith("aia")) out = out.slice(0, -2);
    if (out.length > 3 && out.endsWith("ei")) out = `${out.slice(0, -2)}i`;
    return out;
  };

  const sounds = (word, habit) => {
    const read = [...habit, ...tables.folding.letters];
    const off = word.endsWith("ff") && word.length > 4;
    let rest = off ? word.slice(0, -2) : word;
    let key = "";
    while (rest) {
      const [letters, sound] = read.find(([letters]) => rest.startsWith(letters)) ?? [rest[0], rest[0]];
      key += sound;
      rest = rest.slice(letters.length);
    }
    return runTogether(off ? `${key}v` : key);
  };

  const withDots = (key) => {
    let out = key.replaceAll("qe", "qo").replaceAll("we", "wo").replaceAll("je", "jo");
    for (const [ending, meant] of [["ev", "ov"], ["eva", "ova"]]) {
      if (out.endsWith(ending) && out.length - ending.length > 2) out = out.slice(0, -ending.length) + meant;
    }
    return out;
  };

  const folds = (word) => {
    const plain = latin(word);
    const keys = new Set([sounds(plain, [])]);
    if ([...word].some(isCyrillic)) {
      keys.add(withDots([...keys][0]));
    } else if (/[cjx]/.test(plain)) {
      for (const habit of tables.folding.habits) keys.add(sounds(plain, habit));
    }
    return [...keys].filter(Boolean);
  };
  window.memorialFolds = folds;

  // Whether one letter more, less or other makes one of two words the other.
  const isNear = (one, other) => {
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const [a, b] = [one.slice(at), other.slice(at)];
    return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b;
  };

  // Who is meant by a word, and how well: by the row's number.
  const meant = async (word) => {
    const typed = folds(word);
    const names = typed.flatMap((key) => tables.given[key] ?? []);
    const keys = [...new Set([...typed, ...names])];
    const beginning = async (length) => {
      const begins = tables.shards.filter((begin) => keys.some((key) => begin.startsWith(key.slice(0, length))));
      await Promise.all(begins.filter((begin) => !shards.has(begin)).map((begin) => load(`keys-${begin}`)));
      return begins;
    };
    const gather = (begins, fits) => {
      const found = new Map();
      for (const begin of begins) {
        for (const [key, parts] of Object.entries(shards.get(begin) ?? {})) {
          const worth = Math.max(...keys.map((typed) => fits(typed, key)));
          if (worth <= 0) continue;
          parts.forEach((who, part) => {
            for (const row of who) found.set(row, Math.max(found.get(row) ?? 0, worth - part));
          });
        }
      }
      return found;
    };
    const sure = gather(await beginning(2), (typed, key) => (key === typed ? 12 : typed.length > 1 && key.startsWith(typed) ? 7 : 0));
    if (sure.size || !keys.some((key) => key.length > 3)) return sure;
    return gather(await beginning(1), (typed, key) => (typed.length > 3 && isNear(typed, key) ? 4 : 0));
  };

  const search = async (words) => {
    const found = await Promise.all(words.map(meant));
    const all = [...(found[0] ?? new Map())].map(([row, worth]) => {
      const others = found.slice(1).map((one) => one.get(row) ?? 0);
      return others.every(Boolean) ? [row, others.reduce((sum, one) => sum + one, worth)] : null;
    }).filter(Boolean);
    const numbers = all.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    const first = numbers.slice(0, MOST).map(([row]) => row);
    const files = new Set(first.map((row) => Math.floor(row / tables.rows)));
    await Promise.all([...files].filter((file) => !rows.has(file)).map((file) => load(`rows-${file}`)));
    const language = document.documentElement.lang === "en" ? 1 : 0;
    const people = first.map((row) => rows.get(Math.floor(row / tables.rows))?.[row % tables.rows]?.[language]);
    return { people: people.filter(Boolean), all: numbers.length };
  };

  const element = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };

  const begin = async () => {
    const typed = new URLSearchParams(location.search).get("q")?.trim() ?? "";
    const said = document.getElementById("said");
    if (!typed) return;
    document.getElementById("q").value = typed;
    said.textContent = said.dataset.searching;
    const words = typed.split(/[^\p{L}\p{N}\p{M}'’ʼ`]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).slice(0, 8);
    const { people, all } = await search(words);
    said.textContent = all === 0 ? said.dataset.nobody : `${said.dataset.found} ${all}. ${all > people.length ? said.dataset.first : ""}`;
    document.getElementById("found").append(...people.map(([file, name, years, where]) => {
      const link = element("a", "", name);
      link.href = `../${file}`;
      const who = element("div", "", element("p", "person-name", link), element("p", "person-years", years));
      return element("li", "person person-alone", who, element("p", "person-where", where));
    }));
  };
})();
