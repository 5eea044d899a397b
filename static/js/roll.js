// The roll by keyboard, and the quorum counted while it is called.

const form = document.querySelector("form.calling");
const seats = [...form.querySelectorAll("fieldset[data-weight]")];
const dots = [...form.querySelectorAll(".count circle")];
const [caption, note] = form.querySelectorAll(".count text");
const words = form.dataset;
const required = words.required === "" ? null : Number(words.required);
const looks = { principal: "f-yes", both: "f-yes", alternate: "f-alternate", nobody: "f-none" };
const keys = { 1: "principal", 2: "alternate", 3: "both", 0: "nobody" };

for (const element of document.querySelectorAll("[data-nojs]")) element.hidden = true;
for (const element of document.querySelectorAll("[data-js]")) element.hidden = false;

const chosen = (seat) => seat.querySelector("input:checked");

function count() {
  let present = 0;
  let left = 0;
  seats.forEach((seat, place) => {
    const said = chosen(seat);
    if (said === null) left += 1;
    if (said?.value) present += Number(seat.dataset.weight);
    dots[place]?.setAttribute("class", looks[said?.dataset.is ?? "nobody"]);
  });
  if (!caption) return;
  caption.textContent = words.of.replace("{n}", present);
  const enough = required === null || present >= required;
  const told = [required === null ? "" : enough ? words.enough : words.missing.replace("{n}", required - present)];
  if (left) told.push(words.left.replace("{n}", left));
  note.textContent = told.filter(Boolean).join(" · ");
}

function choose(seat, what) {
  const input = [...seat.querySelectorAll("input")].find((each) => each.dataset.is === what);
  if (!input) return false;
  input.checked = true;
  count();
  return true;
}

function go(place) {
  const seat = seats[place];
  (seat ? (chosen(seat) ?? seat.querySelector("input")) : form.querySelector("button.primary")).focus();
}

form.addEventListener("change", count);
form.addEventListener("keydown", (event) => {
  const place = seats.indexOf(event.target.closest("fieldset[data-weight]"));
  if (place < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "ArrowDown") go(place + 1);
  else if (event.key === "ArrowUp") go(Math.max(0, place - 1));
  else if (event.key in keys) {
    if (choose(seats[place], keys[event.key])) go(place + 1);
  } else return;
  event.preventDefault();
});
form.querySelector("[data-all]")?.addEventListener("click", () => {
  for (const seat of seats) if (!chosen(seat) && !choose(seat, "principal")) choose(seat, "nobody");
  go(0);
});
count();
