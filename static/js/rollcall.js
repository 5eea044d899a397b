// A roll call by keyboard: find a seat as you type, narrow to an organisation, mark all that is shown,
// a key per vote, undo. The form works without it.
const form = document.querySelector("[data-rollcall]");
const lines = [...form.querySelectorAll(".roll fieldset")];
const filter = form.querySelector("#filter");
const organization = form.querySelector("#organization");
const undo = form.querySelector("[data-undo]");
const count = form.querySelector("[data-count]");
const done = [];
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const names = new Map(lines.map((line) => [line, plain(line.querySelector("legend").textContent)]));
const radios = (line) => [...line.querySelectorAll("input")];
const marked = (line) => radios(line).find((each) => each.checked);
const shown = () => lines.filter((line) => !line.hidden);
const state = () => lines.map((line) => marked(line)?.value);

const recount = () => {
  const said = {};
  for (const value of last) said[value] = (said[value] ?? 0) + 1;
  const labels = radios(lines[0]).map((each) => [each.value, each.parentElement.textContent.trim()]);
  const parts = labels.filter(([value]) => said[value]).map(([value, label]) => `${label} ${said[value]}`);
  if (said[undefined]) parts.push(`${form.dataset.left} ${said[undefined]}`);
  const here = shown().length;
  if (here < lines.length) parts.push(form.dataset.shown.replace("{n}", here));
  count.textContent = parts.join(" · ");
};

const remember = (before) => {
  done.push(before);
  undo.hidden = false;
  last = state();
  recount();
};

let last = lines.length ? state() : [];

const focus = (line) => line && (marked(line) ?? radios(line)[0]).focus();

const search = () => {
  const words = plain(filter.value).split(/\s+/).filter(Boolean);
  const of = organization?.selectedIndex > 0 ? String(organization.selectedIndex - 1) : null;
  for (const line of lines) {
    line.hidden = (of !== null && line.dataset.of !== of) || !words.every((word) => names.get(line).includes(word));
  }
  recount();
};

const findAgain = () => {
  filter.value = "";
  search();
  filter.focus();
};

const mark = (line, place) => {
  radios(line)[place].checked = true;
  remember(last);
  const next = shown()[shown().indexOf(line) + 1];
  if (next) focus(next);
  else findAgain();
};

form.addEventListener("change", (event) => {
  if (event.target.type === "radio") remember(last);
});

for (const button of form.querySelectorAll("[name=mark]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const before = last;
    for (const line of shown()) {
      if (marked(line)?.value !== "absent") radios(line).find((each) => each.value === button.value).checked = true;
    }
    remember(before);
    filter.focus();
  });
}

undo.addEventListener("click", () => {
  const before = done.pop();
  lines.forEach((line, place) => radios(line).forEach((each) => (each.checked = each.value === before[place])));
  last = state();
  undo.hidden = !done.length;
  recount();
});

filter.addEventListener("input", search);
organization?.addEventListener("change", search);

form.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && done.length && event.target !== filter) {
    event.preventDefault();
    undo.click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const line = event.target.closest("fieldset");
  if (event.target === filter && ["Enter", "ArrowDown"].includes(event.key)) {
    event.preventDefault();
    focus(shown()[0]);
  } else if (line) {
    const place = ["1", "2", "3", "4", "5"].indexOf(event.key);
    const letter = event.key.length === 1 ? form.dataset.keys.indexOf(event.key.toLowerCase()) : -1;
    const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (place >= 0) mark(line, place);
    else if (letter >= 0) mark(line, letter);
    else if (step) focus(shown()[shown().indexOf(line) + step] ?? line);
    else if (event.key === "Escape") findAgain();
    else return;
    event.preventDefault();
  }
});

if (lines.length) {
  for (const each of form.querySelectorAll(".filter, .keys")) each.hidden = false;
  search();
}
