// While a rule is typed, its example follows: the server says it in the same words as on the page.
for (const part of document.querySelectorAll("[data-example]")) {
  const output = part.querySelector("output");
  let waiting, asked = 0;
  part.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const turn = ++asked;
      const address = new URL(part.dataset.example, location.href);
      for (const field of part.querySelectorAll("input, select, textarea")) {
        if (field.type === "radio" && !field.checked) continue;
        address.searchParams.set(field.name.replace(part.dataset.prefix, ""), field.value);
      }
      const answer = await fetch(address);
      if (answer.ok && turn === asked) output.textContent = await answer.text();
    }, 250);
  });
}
