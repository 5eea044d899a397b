// A button that copies the text of a field. Without this module the text can still be selected by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // plain http on the hall's network has no clipboard
    }
    button.textContent = button.dataset.copied;
  });
}
