// A roll call by keyboard: find a seat as you type, a key per vote, undo. The form works without it.
const form = document.querySelector("[data-rollcall]");
const lines = [...form.querySelectorAll(".roll fieldset")];
const filter = form.querySelector("#filter");
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
  for (const value of state()) said[value] = (said[value] ?? 0) + 1;
  const labels = radios(lines[0]).map((each) => [each.value, each.parentElement.textContent.trim()]);
  const parts = labels.filter(([value]) => said[value]).map(([value, label]) => `${label} ${said[value]}`);
  if (said[undefined]) parts.push(`${form.dataset.left} ${said[undefined]}`);
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

const mark = (line, place) => {
  const radio = radios(line)[place];
  if (!radio) return;
  radio.checked = true;
  remember(last);
  const next = shown()[shown().indexOf(line) + 1];
  if (next) focus(next);
  else {
    filter.value = "";
    search();
    filter.focus();
  }
};

const search = () => {
  const words = plain(filter.value).split(/\s+/).filter(Boolean);
  for (const line of lines) line.hidden = !words.every((word) => names.get(line).includes(word));
};

form.addEventListener("change", (event) => {
  if (event.target.type === "radio") remember(last);
});

form.querySelector("[data-all]").addEventListener("click", (event) => {
  event.preventDefault();
  const before = last;
  for (const line of lines) if (marked(line)?.value !== "absent") radios(line)[0].checked = true;
  remember(before);
  filter.focus();
});

undo.addEventListener("click", () => {
  const before = done.pop();
  lines.forEach((line, place) => radios(line).forEach((each) => (each.checked = each.value === before[place])));
  last = state();
  undo.hidden = !done.length;
  recount();
});

filter.addEventListener("input", search);

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
    const letter = form.dataset.keys.indexOf(event.key.toLowerCase());
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (place >= 0) mark(line, place);
    else if (letter >= 0 && event.key.length === 1) mark(line, letter);
    else if (step) focus(shown()[shown().indexOf(line) + step] ?? line);
    else if (event.key === "Escape") {
      filter.value = "";
      search();
      filter.focus();
    } else return;
    event.preventDefault();
  }
});

if (lines.length) {
  for (const each of form.querySelectorAll(".filter, .keys")) each.hidden = false;
  recount();
}
