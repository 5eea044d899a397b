// A tally without looking for the field: 1, 2, 3 go to the counts from anywhere on the page that is
// not being typed in; the arrows go from count to count. Enter records, as in every form.
const tally = document.querySelector("[data-tally]");
const typing = (element) => element.matches("input:not([type=radio], [type=checkbox]), textarea, select");

if (tally) {
  const counts = [...tally.querySelectorAll("input")];
  const shown = () => counts.filter((each) => each.offsetParent);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const here = counts.indexOf(event.target);
    let to;
    if (here < 0 && !typing(event.target)) to = counts[["1", "2", "3"].indexOf(event.key)];
    else if (here >= 0 && event.key === "ArrowRight") to = shown()[shown().indexOf(event.target) + 1];
    else if (here >= 0 && event.key === "ArrowLeft") to = shown()[shown().indexOf(event.target) - 1];
    if (to?.offsetParent) {
      event.preventDefault();
      to.focus();
      to.select();
    }
  });
}
