// Preferences by tapping: the name gets the next number; tapped again it loses it and the others close up.
// By keyboard: the arrows go from candidate to candidate, the space bar does what a tap does.
// The number fields stay: without this module they are written by hand.
for (const list of document.querySelectorAll("[data-ranking]")) {
  const rows = [...list.children].map((row) => ({ row, field: row.querySelector("input"), label: row.querySelector("label") }));
  const bar = list.nextElementSibling;
  const undo = bar.querySelector("button");
  const told = bar.querySelector("output");
  const place = ({ field }) => Number.parseInt(field.value, 10) || 0;
  const chosen = () => rows.filter(place).sort((a, b) => place(a) - place(b));

  const show = () => {
    for (const each of rows) each.row.toggleAttribute("data-chosen", place(each) > 0);
    const order = chosen();
    undo.disabled = !order.length;
    told.textContent = order.map((each, at) => `${at + 1}. ${each.label.textContent}`).join(" · ");
  };
  const take = (each) => {
    const old = place(each);
    each.field.value = "";
    for (const other of rows) if (place(other) > old) other.field.value = place(other) - 1;
    show();
  };
  const tap = (each) => {
    if (place(each)) return take(each);
    each.field.value = Math.max(0, ...rows.map(place)) + 1;
    show();
  };

  rows.forEach((each, at) => {
    each.label.addEventListener("click", (event) => {
      event.preventDefault();
      tap(each);
    });
    each.field.addEventListener("input", show);
    each.field.addEventListener("keydown", (event) => {
      const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
      if (event.key === " ") tap(each);
      else if (rows[next]) rows[next].field.focus();
      else return;
      event.preventDefault();
    });
  });
  undo.addEventListener("click", () => take(chosen().at(-1)));
  bar.hidden = false;
  show();
}
