// Saves each answer as it is given, and keeps it on the phone until it has arrived.
// Everything here also works without this script: Continue saves the page.
(() => {
  "use strict";
  const code = location.pathname.split("/")[2];
  const home = `/answer/${code}`;
  const name = `good-partners-${code}`;
  const form = document.getElementById("part");
  const line = document.querySelector(".saved");
  const questions = form ? [...form.querySelectorAll("fieldset.q")] : [];
  const tried = {}; // what this page has sent: an acknowledgement may be lost on the way

  const WORDS = {
    saved: "Saved.",
    noSignal: "No signal. Your answers are on this phone, and go on their way when it is back.",
    fault: "That is not saved yet. It waits on this phone, and we keep trying.",
    refused: "This can’t be saved here any more. Reload the page to see why.",
    clash: "Answered differently on another page or device. Press Continue to see both.",
  };

  const read = (store) => {
    try { return JSON.parse(store.getItem(name)) || {}; } catch { return {}; }
  };
  const write = (store, value) => {
    try {
      if (Object.keys(value).length) store.setItem(name, JSON.stringify(value));
      else store.removeItem(name);
    } catch { /* a browser that keeps nothing still sends */ }
  };
  const waiting = () => read(localStorage); // {part: {seen, answers: {statement: [place, answer]}}}
  const set = (text, place, answer) => text.slice(0, place) + answer + text.slice(place + 1);

  const say = (words, kind) => {
    if (!line) return;
    line.textContent = WORDS[words];
    line.className = `saved ${kind}`;
  };

  const part = form && form.dataset.save.split("/").pop();

  const choose = (statement, place, answer) => {
    const radio = form.querySelector(`[name="${statement}"][value="${answer}"]`);
    if (radio) radio.checked = true;
  };

  // What waits is shown again; and a copy from the phone, drawn before it was answered, is brought up to date.
  const restore = () => {
    if (form.hasAttribute("data-copy")) {
      for (const [statement, [place, answer]] of Object.entries(read(sessionStorage)[part] || {})) {
        choose(statement, place, answer);
        if (place >= 0) form.seen.value = set(form.seen.value, place, answer);
      }
    }
    const entry = waiting()[part];
    for (const [statement, [place, answer]] of Object.entries(entry ? entry.answers : {})) {
      choose(statement, place, answer);
      if (place >= 0) form.seen.value = set(form.seen.value, place, entry.seen[place]);
    }
  };

  const keep = (statement, place, answer) => {
    const all = waiting();
    all[part] = all[part] || { seen: form.seen.value, answers: {} };
    all[part].answers[statement] = [place, answer];
    write(localStorage, all);
  };

  // Forgets what has arrived, unless it was changed again meanwhile.
  const arrived = (number, statement, place, answer) => {
    const all = waiting(), entry = all[number], kept = read(sessionStorage);
    if (place >= 0) {
      if (entry) entry.seen = set(entry.seen, place, answer);
      if (number === part) form.seen.value = set(form.seen.value, place, answer);
    }
    if (entry && entry.answers[statement] && entry.answers[statement][1] === answer) delete entry.answers[statement];
    if (entry && !Object.keys(entry.answers).length) delete all[number];
    write(localStorage, all);
    (kept[number] = kept[number] || {})[statement] = [place, answer];
    write(sessionStorage, kept);
  };

  // Another answer is kept. If this page gave it, and never heard that it arrived, it is no clash.
  const clashes = (number, sent, seen) => {
    let found = false;
    for (const [statement, [place, answer]] of sent) {
      const there = place < 0 ? answer : seen[place];
      if (there === answer) arrived(number, statement, place, answer);
      else if ((tried[statement] || []).includes(there)) {
        const all = waiting();
        if (all[number]) all[number].seen = set(all[number].seen, place, there);
        write(localStorage, all);
      } else found = true;
    }
    return found;
  };

  const clashing = new Set();

  const sendOne = async (number) => {
    const { seen, answers } = waiting()[number];
    const sent = Object.entries(answers);
    const body = new URLSearchParams({ seen });
    for (const [statement, [, answer]] of sent) body.set(statement, answer);
    const reply = await fetch(`${home}/save/${number}`, { method: "POST", body, keepalive: true });
    const told = (reply.headers.get("content-type") || "").includes("json") ? await reply.json() : null;
    if (reply.ok) for (const [statement, [place, answer]] of sent) arrived(number, statement, place, answer);
    else if (reply.status === 409 && told) {
      if (clashes(number, sent, told.seen)) clashing.add(number);
    } else if (reply.status < 500) throw "refused";
    else throw "fault";
    for (const [statement, [, answer]] of sent) (tried[statement] = tried[statement] || []).push(answer);
  };

  let underway = null, pause = 2000, timer;

  const sendAll = async () => {
    let next;
    try {
      while ((next = Object.keys(waiting()).find((number) => !clashing.has(number)))) await sendOne(next);
      pause = 2000;
      if (clashing.size) say("clash", "waiting");
      else say("saved", "ok");
      return true;
    } catch (problem) {
      if (problem === "refused") say("refused", "waiting");
      else {
        say(problem === "fault" ? "fault" : "noSignal", "waiting");
        timer = setTimeout(flush, pause);
        pause = Math.min(pause * 2, 60000);
      }
      return false;
    }
  };

  const flush = () => {
    clearTimeout(timer);
    underway = underway || sendAll().finally(() => { underway = null; });
    return underway;
  };

  if (form) {
    restore();
    form.addEventListener("change", ({ target }) => {
      if (target.type !== "radio") return;
      keep(target.name, questions.indexOf(target.closest("fieldset")), target.value);
      clashing.delete(part);
      flush().then(() => Object.keys(waiting()).length && !clashing.size && navigator.onLine && flush());
    });
    // Let what is on its way arrive first, so that the page does not clash with itself.
    form.addEventListener("submit", (event) => {
      if (!underway || form.dataset.going) return;
      event.preventDefault();
      form.dataset.going = "yes";
      const go = () => form.requestSubmit(event.submitter);
      Promise.race([underway, new Promise((wait) => setTimeout(wait, 3000))]).then(go, go);
    });
  }

  const settled = document.getElementById("clashes"); // the page that shows both answers has taken them over
  if (settled) {
    const all = waiting();
    delete all[settled.dataset.part];
    write(localStorage, all);
  }

  const arriveFirst = document.getElementById("arrive-first"); // a page that tells what the site has
  if (Object.keys(waiting()).length) {
    flush().then((done) => { if (done && arriveFirst) location.reload(); });
  }
  addEventListener("online", flush);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });

  // After Start the phone holds the pages to come, with nothing answered on them.
  const hold = document.getElementById("hold");
  const holdPages = async () => {
    await navigator.serviceWorker.register("/answer/worker.js", { scope: "/answer/" });
    const cache = await caches.open(name);
    for (const [address, from] of JSON.parse(hold.textContent)) {
      if (!(await cache.match(address))) {
        const page = await fetch(from, { priority: "low" });
        if (page.ok && !page.redirected) await cache.put(address, page);
      }
    }
  };
  if (hold && navigator.serviceWorker && self.caches) holdPages().catch(() => {});

  // Once sent, nothing stays here.
  if (document.getElementById("sent")) {
    write(localStorage, {});
    write(sessionStorage, {});
    if (self.caches) caches.delete(name);
    if (navigator.serviceWorker) {
      navigator.serviceWorker.getRegistrations().then((all) => all.forEach((each) => each.unregister()));
    }
  }
})();
