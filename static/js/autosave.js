// The text of an item saves itself. Until the server has said that it has it, a copy stays in this
// browser: a reload, a crash or a lost connection loses nothing, and what was not sent is sent later.

const PAUSE = 800; // ms without a key before saving
const LONGEST_WAIT = 30000; // between two tries without a connection

for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
for (const form of document.querySelectorAll("form[data-merge]")) merge(form);

function stored(key, copy) {
  try {
    if (copy === undefined) return JSON.parse(localStorage.getItem(key));
    if (copy === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(copy));
  } catch {
    // No storage in this browser: the server still has every save.
  }
  return null;
}

function watch(form) {
  const field = form.elements.text;
  const said = form.querySelector(".saved");
  const words = form.dataset;
  const key = `assembly-text-${words.autosave}`;
  let saved = field.defaultValue; // what the server has, as far as we know
  let version = Number(form.elements.version.defaultValue);
  let unanswered = []; // texts that were sent and of which no answer came
  let sending = null;
  let stopped = false;
  let going = false;
  let wait = 1000;
  let timer = 0;

  const say = (text, bad = false) => {
    said.textContent = text;
    said.classList.toggle("bad", bad);
  };
  const keep = () => stored(key, field.value === saved ? null : { version, unanswered, text: field.value });
  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  };

  async function save() {
    clearTimeout(timer);
    if (sending) return sending.then(save);
    if (stopped) return false;
    if (field.value === saved) return true;
    sending = send(field.value);
    const done = await sending;
    sending = null;
    return done;
  }

  async function send(text) {
    const body = new FormData();
    body.set("csrf_token", form.elements.csrf_token.value);
    body.set("version", version);
    body.set("text", text);
    keep();
    let answer, told;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        keepalive: text.length < 50000,
        body,
      });
      if (answer.headers.get("Content-Type")?.startsWith("application/json")) told = await answer.json();
    } catch {
      unanswered = [text, ...unanswered].slice(0, 3);
      keep();
      say(words.offline, true);
      wait = Math.min(wait * 2, LONGEST_WAIT);
      later(wait);
      return false;
    }
    wait = 1000;
    if (answer.ok && told) return acknowledged(text, told);
    if (answer.status === 409 && told) return clashed(told);
    if (answer.status === 401) {
      say(words.signedOut, true);
      later(LONGEST_WAIT);
    } else if (answer.status >= 500) {
      say(words.offline, true);
      later(LONGEST_WAIT / 3);
    } else {
      stopped = true; // refused: the words say why, the text stays in the field
      say(told?.error ? `${words.refused}. ${told.error}` : words.refused, true);
    }
    return false;
  }

  function acknowledged(text, told) {
    saved = text;
    unanswered = [];
    version = told.version;
    keep();
    say(words.saved.replace("{time}", told.time));
    if (field.value !== saved) later(PAUSE);
    return true;
  }

  // Somebody else saved. Unless it was we ourselves, and only the answer was lost on its way.
  function clashed(told) {
    if (unanswered.includes(told.theirs)) {
      version = told.version;
      saved = told.theirs;
      return send(field.value);
    }
    stopped = true;
    say(words.clash, true);
    form.querySelector("[data-show-clash]").hidden = false;
    return false;
  }

  field.addEventListener("input", () => {
    keep();
    if (stopped) return;
    say(words.saving);
    later(PAUSE);
  });
  form.addEventListener("submit", async (event) => {
    const { submitter } = event;
    if (going || submitter?.hasAttribute("data-show-clash")) return;
    event.preventDefault();
    if (!(await save())) return;
    form.elements.version.value = version;
    going = true;
    setTimeout(() => form.requestSubmit(submitter)); // not while this event is still being told
  });
  addEventListener("online", save);
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => document.hidden && save());

  const copy = stored(key);
  if (copy && copy.text !== saved) {
    field.value = copy.text;
    version = copy.version;
    unanswered = copy.unanswered ?? [];
    save();
  } else stored(key, null);
}

// On the page with two texts: what is saved there is what this browser keeps until it is acknowledged.
function merge(form) {
  const key = `assembly-text-${form.dataset.merge}`;
  form.addEventListener("submit", () => {
    const version = Number(form.elements.version.value);
    stored(key, { version, text: form.elements.text.value });
  });
  // The server kept this text aside when it showed this page: the copy here has done its work.
  form.querySelector("[data-leave]").addEventListener("click", () => stored(key, null));
}
