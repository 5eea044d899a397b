// Keeps parts of a page as things stand. Asks for each part again and again, swaps what has changed;
// asks nothing while nobody looks; asks less and less without a connection, and says so.
// A part may tell that there is something else to do now (data-turn): then what data-swap names is
// read anew from the page itself, unless somebody is just filling it in.
const LONGEST = 30000; // ms between two tries without a connection
const ahead = { ms: 0 }; // how far this device's clock is before the house's

for (const part of document.querySelectorAll("[data-live]")) watch(part);

function watch(part) {
  const lost = part.nextElementSibling?.matches("[data-live-lost]") ? part.nextElementSibling : null;
  const inside = () => part.firstElementChild?.dataset ?? {};
  const every = () => Number(inside().every ?? 5) * 1000;
  let turn = inside().turn;
  let tag = "";
  let wait = 0;
  let timer = 0;
  let gone = false;

  const again = (ms) => {
    clearTimeout(timer);
    if (!gone) timer = setTimeout(ask, ms);
  };

  async function ask() {
    if (document.hidden) return;
    if (!part.isConnected) return;
    try {
      // Without the cookie: watching keeps nobody signed in.
      const answer = await fetch(part.dataset.live, { credentials: "omit", headers: tag ? { "If-None-Match": tag } : {} });
      const told = Date.parse(answer.headers.get("Date"));
      if (told) ahead.ms = Date.now() - told;
      if (answer.status === 200) show(answer.headers.get("ETag"), await answer.text());
      else if (answer.status !== 304) throw answer;
      gone = false;
      wait = 0;
      if (lost) lost.hidden = true;
      again(every());
    } catch (fault) {
      if (fault.status === 404) gone = true; // too old an address: the page must be opened again
      wait = Math.min((wait || every()) * 2, LONGEST);
      if (lost) lost.hidden = false;
      again(wait);
    }
  }

  function show(newTag, text) {
    tag = newTag ?? "";
    if (part.innerHTML !== text) part.innerHTML = text;
    tick();
    if (inside().turn === turn) return;
    turn = inside().turn;
    if (part.dataset.swap) setTimeout(() => renew(part), Math.random() * 1500); // not all phones at once
  }

  document.addEventListener("visibilitychange", () => again(0));
  addEventListener("online", () => again(0));
  again(every());
}

// What the page itself shows now, in the place of what it showed.
async function renew(part) {
  const old = document.querySelector(part.dataset.swap);
  if (!old) return;
  if (filling(old)) {
    offer(part, old);
    return;
  }
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) {
    location.replace(location.pathname + location.search); // signed out, or a page that was posted to
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector(part.dataset.swap);
  if (!fresh) return;
  old.replaceWith(fresh);
  for (const each of fresh.querySelectorAll("[data-live]")) watch(each);
  tick();
}

function filling(place) {
  return [...place.querySelectorAll("input, textarea, select")].some((each) => {
    if (each.type === "radio" || each.type === "checkbox") return each.checked !== each.defaultChecked;
    if (each.tagName === "SELECT") return [...each.options].some((option) => option.selected !== option.defaultSelected && each.selectedIndex > 0);
    return each.type !== "hidden" && each.value !== each.defaultValue;
  });
}

function offer(part, place) {
  if (place.querySelector("[data-live-offer]")) return;
  const said = document.createElement("p");
  said.className = "note";
  said.dataset.liveOffer = "";
  said.setAttribute("role", "status");
  said.append(`${part.dataset.changed} `);
  const link = document.createElement("a");
  link.href = location.pathname + location.search;
  link.textContent = part.dataset.show;
  said.append(link);
  place.prepend(said);
}

// The time left until a moment, by the house's clock.
function tick() {
  for (const each of document.querySelectorAll("time[data-until]")) {
    const left = Math.max(0, Math.round((Number(each.dataset.until) * 1000 - Date.now() + ahead.ms) / 1000));
    const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
    const two = (number) => String(number).padStart(2, "0");
    const said = hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
    each.textContent = each.dataset.left.replace("{left}", said);
  }
}
tick();
setInterval(tick, 1000);
