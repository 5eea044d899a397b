// A page that says how far a long work is looks again by itself. Without this there is a link that does.
const EVERY = 1500;

async function again() {
  const shown = document.getElementById("progress");
  if (!("again" in shown.dataset)) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("progress");
      if (found && found.innerHTML !== shown.innerHTML) {
        const had = document.activeElement?.textContent;
        shown.replaceWith(found);
        // Whoever stood on a button with the keyboard still stands on it.
        [...found.querySelectorAll("a, button")].find((each) => each.textContent === had)?.focus();
      }
    }
  } catch {
    // The house does not answer: ask again later.
  }
  setTimeout(again, EVERY);
}

setTimeout(again, EVERY);
