// What the desk does more with scripts: what is only for pages without them goes, previews are drawn.

for (const element of document.querySelectorAll("[data-nojs]")) element.hidden = true;

for (const preview of document.querySelectorAll("details[data-preview]")) {
  const form = preview.closest("form");
  preview.addEventListener("toggle", async () => {
    if (!preview.open) return;
    const body = new FormData();
    body.set("csrf_token", form.elements.csrf_token.value);
    body.set("text", form.elements.text.value);
    try {
      const answer = await fetch(preview.dataset.preview, { method: "POST", body });
      if (answer.ok) preview.querySelector(".said").innerHTML = await answer.text();
    } catch {
      // Without a connection the last one stays.
    }
  });
}

// Ctrl+Enter in the text goes on with the meeting, as the one primary act of the item does.
document.querySelector("#text-form")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    document.querySelector(".steps .primary")?.click();
  }
});

// Whoever goes on to the next item goes on writing.
if (location.hash === "#text") document.querySelector("textarea#text")?.focus();
