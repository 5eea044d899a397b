// Looks for a receipt in the list on this page; nothing of it leaves this device.
const form = document.querySelector("[data-receipts]");

if (form) {
  const field = form.querySelector("input");
  const told = form.querySelector("output");
  const written = (text) =>
    text.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => {
    const wished = written(field.value);
    for (const each of document.querySelectorAll("[data-receipt]")) each.hidden = !each.dataset.receipt.startsWith(wished);
    const found = wished.length === 10 ? document.querySelector(`[data-receipt="${wished}"]`) : null;
    if (found) told.textContent = told.dataset.found.replace("{choice}", found.querySelector("span").textContent);
    else told.textContent = wished.length >= 10 ? told.dataset.missing : "";
    told.className = told.textContent && `note ${found ? "good" : "bad"}`;
  });
}
