// Who has not voted yet: found as one types; what a button says is noted without leaving the list, and the
// list follows what comes from elsewhere while nobody is typing in it.
const standing = () => document.querySelector("[data-standing]");
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
  typed = "";
  if (await put(answer)) find().querySelector("#filter").focus();
  else {
    button.form.dataset.plain = "1"; // as without scripts: the server says what is wrong
    button.click();
  }
}

// The list of an answer in the place of the one that is shown.
async function put(answer) {
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const fresh = page?.querySelector("[data-standing]");
  if (!fresh) return false;
  standing().replaceWith(fresh);
  show();
  return true;
}

async function follow() {
  const searching = document.activeElement.id === "filter";
  const busy = typed || standing()?.querySelector("details[open]") || standing()?.contains(document.activeElement);
  if (!standing() || (busy && !(searching && !typed))) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  if (!(await put(answer))) location.reload(); // it was closed
  else if (searching) find().querySelector("#filter").focus();
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

const turnout = document.querySelector("[data-live]");
if (turnout) new MutationObserver(follow).observe(turnout, { childList: true });

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-electors]") || event.target.dataset.plain) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

show();
