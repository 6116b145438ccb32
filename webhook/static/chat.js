// Makes the pages quicker where there is JavaScript; everything works without it.
"use strict";

// 1. A link carries its token after "#", which browsers never send: it is posted, and gone from the address bar.
function enter() {
  const form = document.getElementById("door");
  const token = location.hash.slice(1);
  if (!form || !/^[\w-]{16,64}$/.test(token)) return;
  history.replaceState(null, "", location.pathname);
  form.elements.token.value = token;
  form.submit();
}

// 2. Answers are sent without loading the page anew. What was said joins the log, which lives no longer than the
// page, and focus goes to the next question.
function remember(form, button) {
  const log = document.getElementById("log");
  if (button.value === "/back") return log.lastElementChild?.remove();
  const picked = [...form.querySelectorAll(".pick :checked")].map((input) => input.parentElement.querySelector("span").innerText);
  const item = document.createElement("li");
  for (const [who, words] of [["them", form.dataset.asked], ["you", picked.join(", ") || form.elements.words?.value]]) {
    const line = document.createElement("p");
    line.className = who;
    line.dir = "auto";
    line.textContent = who === "you" && button.dataset.said || words;
    item.append(line);
  }
  return log.append(item);
}

function show(next, form, button) {
  const [now, then] = [document, next].map((page) => page.getElementById("turn"));
  if (!next.getElementById("log")) document.querySelector(".said")?.remove();
  else if (now.dataset.question !== then.dataset.question) remember(form, button);
  document.title = next.title;
  document.documentElement.lang = next.documentElement.lang;
  document.documentElement.dir = next.documentElement.dir;
  document.querySelector(".top").replaceWith(next.querySelector(".top"));
  now.replaceWith(then);
  const first = then.querySelector("[data-first]") || then.querySelector("h1");
  first.focus({ preventScroll: true });
  (first.closest(".card") || first).scrollIntoView();
  dispatchEvent(new Event("turned"));
}

async function send(event) {
  const [form, button] = [event.target, event.submitter];
  if (!form.matches("[data-swap]") || !button) return;
  event.preventDefault();
  if (form.dataset.sent) return; // A double tap is one answer.
  form.dataset.sent = "yes";
  const fields = new URLSearchParams(new FormData(form));
  if (button.name) fields.append(button.name, button.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    history.replaceState(null, "", answer.url);
    show(next, form, button);
  } catch {
    delete form.dataset.sent; // No connection: the answer stays where it is, to be sent again.
    document.getElementById("offline").hidden = false;
    document.getElementById("offline").focus();
  }
}

document.getElementById("no-script")?.remove();
enter();
addEventListener("hashchange", enter);
addEventListener("submit", send);
