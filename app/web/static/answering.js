// Saves each answer as it is given, and keeps it on the phone until it has arrived.
// Without this script Continue saves the page, and nothing is missing.
(() => {
  const code = location.pathname.split("/")[2];
  const home = `/answer/${code}`;
  const name = `good-partners-${code}`;
  const form = document.getElementById("part");
  const line = document.querySelector(".saved");
  const at = (id) => document.getElementById(id);
  const tried = {}; // what was sent from here: its acknowledgement may be lost on the way
  const clashing = new Set();
  const WORDS = {
    saved: "Saved.",
    noSignal: "No signal. Your answers are on this phone, and go on their way when it is back.",
    fault: "Not saved yet. It waits on this phone, and we keep trying.",
    refused: "This can’t be saved here any more. Reload the page to see why.",
    clash: "Answered differently in another tab or device. Press Continue to see both.",
    elsewhere: "An earlier page was answered differently in another tab or device. Go back to it and press Continue.",
  };
  const say = (words) => {
    if (!line) return;
    line.textContent = WORDS[words];
    line.className = `saved ${words === "saved" ? "ok" : "waiting"}`;
  };

  // {part: {seen, help, answers: {statement: [place, answer]}}}; in localStorage what waits, in
  // sessionStorage what has arrived, for pages that were drawn before.
  const read = (store) => { try { return JSON.parse(store.getItem(name)) || {}; } catch { return {}; } };
  const write = (store, all) => {
    try {
      if (Object.keys(all).length) store.setItem(name, JSON.stringify(all));
      else store.removeItem(name);
    } catch { /* a browser that keeps nothing still sends */ }
  };
  const waiting = () => read(localStorage);
  const isWaiting = () => Object.keys(waiting()).length > 0;
  const change = (number, deed) => {
    const all = waiting();
    if (all[number]) deed(all[number]);
    if (all[number] && !Object.keys(all[number].answers).length) delete all[number];
    write(localStorage, all);
  };
  const field = (place) => form.elements[place < 0 ? "help-seen" : "seen"];
  const put = (text, place, answer) => (place < 0 ? answer : text.slice(0, place) + answer + text.slice(place + 1));
  const see = (entry, place, answer) => {
    if (place < 0) entry.help = answer;
    else entry.seen = put(entry.seen, place, answer);
  };
  const part = form && form.dataset.part;

  const restore = () => {
    const show = (statement, place, answer, seen) => {
      const radio = form.querySelector(`[name="${statement}"][value="${answer}"]`);
      if (radio) radio.checked = true;
      field(place).value = put(field(place).value, place, seen);
    };
    const kept = form.hasAttribute("data-copy") && read(sessionStorage)[part];
    for (const [statement, [place, answer]] of Object.entries(kept || {})) show(statement, place, answer, answer);
    const entry = waiting()[part];
    for (const [statement, [place, answer]] of Object.entries(entry ? entry.answers : {})) {
      show(statement, place, answer, place < 0 ? entry.help : entry.seen[place]);
    }
  };

  const keep = (radio) => {
    const place = radio.name === "help" ? -1 : [...form.querySelectorAll(".q")].indexOf(radio.closest(".q"));
    const help = form.elements["help-seen"];
    const all = waiting();
    all[part] = all[part] || { seen: form.elements.seen.value, help: help ? help.value : "none", answers: {} };
    all[part].answers[radio.name] = [place, radio.value];
    write(localStorage, all);
  };

  const arrived = (number, statement, place, answer) => {
    change(number, (entry) => {
      see(entry, place, answer);
      const now = entry.answers[statement];
      if (now && now[1] === answer) delete entry.answers[statement];
    });
    if (number === part) field(place).value = put(field(place).value, place, answer);
    const kept = read(sessionStorage);
    (kept[number] = kept[number] || {})[statement] = [place, answer];
    write(sessionStorage, kept);
  };

  const sendOne = async (number) => {
    const { seen, help, answers } = waiting()[number];
    const sent = Object.entries(answers);
    const body = new URLSearchParams({ seen, "help-seen": help });
    for (const [statement, [, answer]] of sent) body.set(statement, answer);
    const reply = await fetch(`${home}/save/${number}`, { method: "POST", body, keepalive: true });
    if (reply.status >= 500) throw "fault";
    if (!/json/.test(reply.headers.get("content-type"))) throw "refused";
    const there = await reply.json();
    for (const [statement, [place, answer]] of sent) {
      const kept = place < 0 ? there.help : there.seen[place];
      const mine = tried[statement] || [];
      if (reply.ok || kept === answer) arrived(number, statement, place, answer);
      // Another answer is kept. One that was given here, and that we never heard of again, is no clash.
      else if (mine.includes(kept)) change(number, (entry) => see(entry, place, kept));
      else clashing.add(number);
    }
  };
  const remember = (number) => {
    for (const [statement, [, answer]] of Object.entries(waiting()[number].answers)) {
      (tried[statement] = tried[statement] || []).push(answer);
    }
  };

  let underway, timer, pause = 2000;
  const sendAll = async () => {
    try {
      for (let next; (next = Object.keys(waiting()).find((number) => !clashing.has(number)));) {
        const sending = sendOne(next);
        remember(next);
        await sending;
      }
      pause = 2000;
      say(clashing.has(part) ? "clash" : clashing.size ? "elsewhere" : "saved");
    } catch (problem) {
      say(WORDS[problem] ? problem : "noSignal");
      if (problem === "refused") return;
      timer = setTimeout(flush, pause);
      pause = Math.min(pause * 2, 60000);
    }
  };
  const flush = () => {
    clearTimeout(timer);
    underway = underway || sendAll().finally(() => { underway = null; });
    return underway;
  };
  // Let what is on its way arrive first. Then the button does what it does without script.
  const arriveFirst = (event) => {
    if (!isWaiting() || event.target.dataset.going) return;
    event.preventDefault();
    event.target.dataset.going = "yes";
    const go = () => event.target.requestSubmit(event.submitter);
    // In a task of its own: a form that is just being submitted ignores being asked again.
    Promise.race([flush(), new Promise((over) => setTimeout(over, 3000))]).then(() => setTimeout(go));
  };

  if (form) {
    restore();
    form.addEventListener("change", ({ target }) => {
      keep(target);
      clashing.delete(part);
      flush();
    });
  }
  for (const each of [form, at("send")]) if (each) each.addEventListener("submit", arriveFirst);
  const clashes = at("clashes"); // this page shows both answers, so nothing has to wait for it
  if (clashes) change(clashes.dataset.part, (entry) => { entry.answers = {}; });
  if (isWaiting()) flush().then(() => at("arrive-first") && !isWaiting() && location.reload());
  addEventListener("online", flush);
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

  // After Start the phone holds the pages to come, with nothing answered on them. Once sent, nothing stays.
  const phone = navigator.serviceWorker;
  const hold = async (pages) => {
    await phone.register("/answer/worker.js", { scope: "/answer/" });
    const cache = await caches.open(name);
    for (const [address, source] of pages) {
      const page = !(await cache.match(address)) && (await fetch(source));
      if (page && page.ok && !page.redirected) await cache.put(address, page);
    }
  };
  if (at("hold") && phone) hold(JSON.parse(at("hold").textContent)).catch(() => {});
  if (at("sent")) {
    write(localStorage, {});
    write(sessionStorage, {});
    if (phone) {
      caches.delete(name);
      phone.getRegistrations().then((all) => all.forEach((each) => each.unregister()));
    }
  }
})();
