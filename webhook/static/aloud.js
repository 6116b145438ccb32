// Reads the question aloud, only with a voice that is on the device: other voices send the words away.
"use strict";

function offer() {
  const button = document.getElementById("aloud");
  if (!button) return;
  const language = document.documentElement.lang.slice(0, 2);
  const voice = speechSynthesis.getVoices().find((v) => v.localService && v.lang.startsWith(language));
  button.hidden = !voice;
  button.onclick = () => {
    const words = new SpeechSynthesisUtterance(button.dataset.words);
    words.voice = voice;
    words.lang = voice.lang;
    speechSynthesis.cancel();
    speechSynthesis.speak(words);
  };
}

if (window.speechSynthesis) {
  offer();
  speechSynthesis.onvoiceschanged = offer; // Voices are often there only after the page is.
  addEventListener("turned", () => { speechSynthesis.cancel(); offer(); });
}
