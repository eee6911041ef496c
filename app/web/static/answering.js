// Saves each answer as it is given, and keeps it on the phone until it has arrived.
// Without this script Continue saves the page.
const home = location.pathname.split("/", 3).join("/");
const line = document.querySelector(".saved");
const { who: name, parts: held } = line.dataset; // whose answers; how many pages to hold
const at = (id) => document.getElementById(id);
const form = at("part");
const part = form && form.dataset.part;
const tried = new Set(); // sent from here, and never heard of again
const clashing = new Set();
const SAVED = "Saved.";
const WAITS = "Not sent yet. Your answers are on this phone, and go when there is signal.";
const REFUSED = "This can’t be saved here any more. Reload the page to see why.";
const CLASH = "Answered differently in another tab or device. Press Continue on that page to see both.";
const say = (words) => {
  line.textContent = words;
  line.className = `saved ${words === SAVED ? "ok" : "waiting"}`;
};

// What waits, {part: {seen, answers: {question: [place, answer]}}}, is in localStorage; what has arrived
// is in sessionStorage, for pages drawn before.
const read = (store) => JSON.parse(store.getItem(name) || "{}");
const write = (store, all) => store.setItem(name, JSON.stringify(all));
const waiting = () => read(localStorage);
const parts = () => Object.keys(waiting());
const change = (number, deed) => {
  const all = waiting(), entry = all[number];
  if (!entry) return;
  deed(entry);
  if (!Object.keys(entry.answers).length) delete all[number];
  write(localStorage, all);
};
// `seen` is what the page showed: a character a question.
const put = (to, place, answer) => { to.seen = to.seen.slice(0, place) + answer + to.seen.slice(place + 1); };
const putHere = (place, answer) => {
  const shown = { seen: form.seen.value };
  put(shown, place, answer);
  form.seen.value = shown.seen;
};

const restore = (answers, entry) => {
  for (const [question, [place, answer]] of Object.entries(answers)) {
    form.querySelector(`[name="${question}"][value="${answer}"]`).checked = true;
    putHere(place, entry ? entry.seen[place] : answer);
  }
};

const keep = (radio) => {
  const place = [...form.querySelectorAll(".q")].indexOf(radio.closest(".q"));
  const all = waiting();
  all[part] = all[part] || { seen: form.seen.value, answers: {} };
  all[part].answers[radio.name] = [place, radio.value];
  write(localStorage, all);
};

const arrived = (number, question, place, answer) => {
  change(number, (entry) => {
    put(entry, place, answer);
    if ((entry.answers[question] || [])[1] === answer) delete entry.answers[question];
  });
  if (number === part) putHere(place, answer);
  const kept = read(sessionStorage);
  kept[number] = { ...kept[number], [question]: [place, answer] };
  write(sessionStorage, kept);
};

const send = async (number) => {
  const entry = waiting()[number];
  const sent = Object.entries(entry.answers);
  const body = new URLSearchParams({ seen: entry.seen });
  for (const [question, [, answer]] of sent) body.set(question, answer);
  const reply = await fetch(`${home}/save/${number}`, { method: "POST", body, keepalive: true }).catch(() => {
    for (const [question, [, answer]] of sent) tried.add(question + answer);
    throw WAITS;
  });
  if (reply.status >= 500) throw WAITS;
  if (!/json/.test(reply.headers.get("content-type"))) throw REFUSED;
  const { seen } = await reply.json();
  for (const [question, [place, answer]] of sent) {
    const kept = seen[place];
    if (reply.ok || kept === answer) arrived(number, question, place, answer);
    // Another answer is kept. If it was given here, that is no clash.
    else if (tried.has(question + kept)) change(number, (waits) => put(waits, place, kept));
    else clashing.add(number);
  }
};

// Once sent or deleted, nothing stays.
const phone = navigator.serviceWorker;
if (held === "0") {
  for (const store of [localStorage, sessionStorage]) store.removeItem(name);
  if (phone) caches.delete(name);
}

let underway, timer, pause = 2000;
const sendAll = async () => {
  try {
    for (let next; (next = parts().find((number) => !clashing.has(number)));) await send(next);
    pause = 2000;
    say(clashing.size ? CLASH : SAVED);
  } catch (problem) {
    say(problem === REFUSED ? REFUSED : WAITS);
    if (problem === REFUSED) return;
    timer = setTimeout(flush, pause);
    pause = Math.min(pause * 2, 60000);
  }
};
const flush = () => {
  clearTimeout(timer);
  underway = underway || sendAll().finally(() => { underway = null; });
  return underway;
};
// What waits arrives first. Then the button does what it does without script.
const arriveFirst = (event) => {
  const { target, submitter } = event;
  if (!parts().length || target.dataset.going) return;
  event.preventDefault();
  target.dataset.going = "yes";
  // In a task of its own: a form just being submitted can't be asked again.
  const go = () => setTimeout(() => target.requestSubmit(submitter));
  Promise.race([flush(), new Promise((over) => setTimeout(over, 3000))]).then(go);
};

if (form) {
  if (form.hasAttribute("data-copy")) restore(read(sessionStorage)[part] || {});
  const entry = waiting()[part];
  if (entry) restore(entry.answers, entry);
  form.addEventListener("change", ({ target }) => {
    keep(target);
    clashing.delete(part);
    flush();
  });
}
addEventListener("submit", arriveFirst);
const clashes = at("clashes"); // this page has taken them over
if (clashes) change(clashes.dataset.part, (entry) => { entry.answers = {}; });
if (parts().length) flush().then(() => at("arrive-first") && !parts().length && location.reload());
addEventListener("online", () => parts().length && flush());
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

// The phone holds the pages to come, not answered.
if (held > 0 && phone) {
  const pages = [...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((each) => each.href || each.src);
  pages.push(`${home}/waiting`);
  for (let number = 1; number <= held; number += 1) pages.push(`${home}/part/${number}?copy=yes`);
  phone.register("/answer/worker.js");
  phone.ready.then(({ active }) => active.postMessage({ name, pages }));
}
