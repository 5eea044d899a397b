// Who has not voted yet: found as one types; what a button says is noted without leaving the list.
const find = () => document.querySelector("[data-electors]");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let typed = "";

function search() {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  for (const line of find().querySelectorAll("li:not(.empty)")) {
    const said = plain(line.textContent);
    line.hidden = !words.every((word) => said.includes(word));
  }
}

function show() {
  const place = find()?.querySelector("[data-filter]");
  if (!place) return;
  place.hidden = false;
  place.querySelector("input").value = typed;
  if (typed) search();
}

async function send(form, button) {
  const body = new FormData(form);
  body.append(button.name, button.value);
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const fresh = page?.querySelector("[data-electors]");
  if (!fresh) {
    button.form.dataset.plain = "1"; // as without scripts: the server says what is wrong
    button.click();
    return;
  }
  typed = "";
  find().replaceWith(fresh);
  show();
  fresh.querySelector("#filter").focus();
}

document.addEventListener("input", (event) => {
  if (event.target.id !== "filter") return;
  typed = event.target.value;
  search();
});

document.addEventListener("keydown", (event) => {
  if (event.target.id !== "filter" || event.key !== "Enter") return;
  event.preventDefault(); // the first button of the list is nobody's wish
  [...find().querySelectorAll("li:not([hidden]) button")][0]?.focus();
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-electors]") || event.target.dataset.plain) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

show();
