// The booth is free again when nobody touches anything for a while; a receipt stays no longer than it says.
// Without this module the page's own refresh does it.
const { over, idle, strict } = document.body.dataset;
if (over) {
  let timer;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => location.replace(over), Number(idle) * 1000);
  };
  again();
  if (strict === undefined) for (const touch of ["keydown", "pointerdown", "input", "scroll"]) addEventListener(touch, again, { passive: true });
}
// A page out of the browser's memory is asked for anew: the house knows who stands in the booth.
addEventListener("pageshow", (shown) => {
  if (shown.persisted) location.reload();
});
