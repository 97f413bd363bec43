// Reads a plain page aloud, paragraph by paragraph, with the browser's own voices; only where there is a voice for the page's
// language. Without it the page is what a screen reader reads anyway.
(() => {
  const page = document.querySelector("[data-read]");
  const button = page && page.querySelector("[data-aloud]");
  if (!button || !("speechSynthesis" in window)) return;
  const own = document.documentElement.lang;
  const voice = (lang) => speechSynthesis.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(lang));
  const offer = () => { if (voice(own)) button.parentElement.hidden = false; };
  let reading = false;

  const stop = () => {
    reading = false;
    speechSynthesis.cancel();
    button.textContent = button.dataset.start;
  };

  // One stretch a language: a voice of one language reads another's words wrongly, so what has no voice is passed over.
  const read = (parts) => {
    const part = parts.shift();
    if (!part || !reading) return stop();
    const lang = part.lang || own;
    const speaker = voice(lang);
    if (!speaker) return read(parts);
    const words = new SpeechSynthesisUtterance(part.textContent);
    words.lang = lang;
    words.voice = speaker;
    words.onend = () => read(parts);
    words.onerror = stop;
    speechSynthesis.speak(words);
  };

  button.addEventListener("click", () => {
    if (reading) return stop();
    reading = true;
    button.textContent = button.dataset.stop;
    read([...page.querySelectorAll("h1, h2, p:not(.plain-ways, .plain-aloud, .plain-hint)")]);
  });
  window.addEventListener("pagehide", stop);
  speechSynthesis.addEventListener("voiceschanged", offer);
  offer();
})();
