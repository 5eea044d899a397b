// Before a ballot leaves this device: is there a connection at all? If not, it waits here and says so,
// instead of a browser's error page. Sent twice it counts once; without scripts the form goes as it is.
const form = document.querySelector("form[data-cast]");
const PATIENCE = 4000; // ms for a sign of life; then the form is sent all the same

if (form) {
  const said = form.querySelector("[data-waiting]");
  let sure = false;
  let asking = false;

  const alive = () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort("slow"), PATIENCE);
    return fetch(form.dataset.cast, { credentials: "omit", signal: stop.signal }).then(
      () => true,
      (fault) => fault === "slow",
    );
  };

  const send = async () => {
    if (await alive()) {
      sure = true;
      said.hidden = true;
      form.requestSubmit();
    } else {
      said.hidden = false;
      setTimeout(send, 3000);
    }
  };

  form.addEventListener("submit", (event) => {
    if (sure) {
      sure = false; // coming back to this page, it may be sent again
      asking = false;
      return;
    }
    event.preventDefault();
    if (asking) return;
    asking = true;
    send();
  });
}
