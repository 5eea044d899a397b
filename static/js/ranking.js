// Preferences by tapping: the name gets the next number; tapped again it loses it and the others close up.
// The number fields stay: without this module they are written by hand.
for (const list of document.querySelectorAll("[data-ranking]")) {
  const rows = [...list.children].map((row) => ({ row, field: row.querySelector("input"), label: row.querySelector("label") }));
  const place = ({ field }) => Number.parseInt(field.value, 10) || 0;
  const show = () => {
    for (const each of rows) each.row.toggleAttribute("data-chosen", place(each) > 0);
  };
  for (const each of rows) {
    each.label.addEventListener("click", (event) => {
      event.preventDefault();
      const old = place(each);
      if (old) {
        each.field.value = "";
        for (const other of rows) if (place(other) > old) other.field.value = place(other) - 1;
      } else {
        each.field.value = Math.max(0, ...rows.map(place)) + 1;
      }
      show();
    });
    each.field.addEventListener("input", show);
  }
  show();
}
