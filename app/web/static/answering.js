// Saves each tap; keeps on the phone what cannot be sent, and sends it when there is signal again.
// Without this script Continue saves the page, and nothing is missing.
(() => {
  const form = document.querySelector("form[data-part]");
  const sending = document.querySelector("form[data-send]");
  const sent = document.getElementById("sent");
  const hold = document.getElementById("hold");
  const line = document.querySelector(".saved");
  const assessment = (location.pathname.match(/^\/answer\/(\w+)/) || [])[1];
  const home = `/answer/${assessment}`;
  const key = `answers:${assessment}`;
  const WAITING = "No signal. Your answers are on this phone, and will be sent when it is back.";
  let wait = 2000;
  let busy = false;

  // {part: {seen, answers: {statement: answer}}} of what waits; and by part what was last saved.
  const read = (name) => { try { return JSON.parse(localStorage.getItem(name)) || {}; } catch { return {}; } };
  const write = (name, value) => {
    try {
      if (Object.keys(value).length) localStorage.setItem(name, JSON.stringify(value));
      else localStorage.removeItem(name);
    } catch { /* a phone that keeps nothing still has Continue */ }
  };
  const waiting = () => Object.keys(read(key)).length > 0;
  const say = (words, kind = "") => {
    if (!line) return;
    line.hidden = false;
    line.className = `saved ${kind}`;
    line.textContent = words;
  };

  if (sent) {
    localStorage.removeItem(key);
    localStorage.removeItem(`${key}:saved`);
    tell({ forget: true });
    return;
  }
  if (hold) tell({ hold: JSON.parse(hold.textContent) });

  function tell(message) {
    if (!("serviceWorker" in navigator)) return;
    navigator.serviceWorker.register("/answer/worker.js").then(() => navigator.serviceWorker.ready)
      .then((worker) => worker.active.postMessage(message)).catch(() => {});
  }

  async function flush() {
    if (busy) return !waiting();
    busy = true;
    try {
      for (const [part, entry] of Object.entries(read(key))) if (!entry.clash) await sendPart(part, entry);
    } finally { busy = false; }
    return !waiting();
  }

  async function sendPart(part, entry) {
    const body = new URLSearchParams({ seen: entry.seen, ...entry.answers });
    let reply;
    try {
      reply = await fetch(`${home}/save/${part}`, { method: "POST", body, keepalive: true });
    } catch { reply = null; }
    if (!reply || reply.status >= 500) {
      say(WAITING, "waiting");
      setTimeout(flush, wait);
      wait = Math.min(wait * 2, 60000);
      return;
    }
    wait = 2000;
    if (reply.status === 409) { clash(part); return; }
    if (!reply.ok) { say("This could not be saved here. Open the link in your invitation again.", "waiting"); return; }
    const { seen } = await reply.json();
    const queue = read(key);
    const left = queue[part] ? queue[part].answers : {};
    for (const name in entry.answers) if (left[name] === entry.answers[name]) delete left[name];
    if (Object.keys(left).length) queue[part].seen = seen; else delete queue[part];
    write(key, queue);
    write(`${key}:saved`, { ...read(`${key}:saved`), [part]: seen });
    if (form && form.dataset.part === part) form.elements.seen.value = seen;
    if (!waiting()) say("Saved", "ok");
  }

  // The page still has what was chosen here, and what it saw: Continue shows both answers.
  function clash(part) {
    const queue = read(key);
    if (form && form.dataset.part === part) delete queue[part]; else queue[part].clash = true;
    write(key, queue);
    const where = form && form.dataset.part === part ? "Press Continue to see both." : `Open page ${part} and press Continue to see both.`;
    say(`Another tab or device has a different answer. ${where}`, "waiting");
  }

  function keep(name, value) {
    const queue = read(key);
    const part = form.dataset.part;
    queue[part] = queue[part] || { seen: form.elements.seen.value, answers: {} };
    queue[part].answers[name] = value;
    write(key, queue);
  }

  // A page from the phone's own store was drawn before the answers given since: put them back.
  function restore() {
    const part = form.dataset.part;
    const saved = read(`${key}:saved`)[part];
    const groups = [...form.querySelectorAll("fieldset.q[id]")].map((each) => each.id.slice(2));
    if (document.body.hasAttribute("data-held") && saved) {
      groups.forEach((name, place) => tick(name, saved[place]));
      form.elements.seen.value = saved;
    }
    const queue = read(key);
    const entry = queue[part];
    if (!entry) return;
    for (const name in entry.answers) tick(name, entry.answers[name]);
    if (entry.clash) { form.elements.seen.value = entry.seen; delete queue[part]; write(key, queue); }
  }
  function tick(name, value) {
    for (const option of form.querySelectorAll(`[name="${name}"]`)) option.checked = option.value === value && value !== "7";
  }

  if (form) {
    restore();
    form.addEventListener("change", (event) => {
      keep(event.target.name, event.target.value);
      say("Saving");
      flush();
    });
    form.addEventListener("submit", async (event) => {
      if (!document.body.hasAttribute("data-held") && navigator.onLine) return;
      event.preventDefault();
      const go = event.submitter ? event.submitter.value : "";
      if ((await flush()) && navigator.onLine) { form.requestSubmit ? resend(event.submitter) : form.submit(); return; }
      if (go === "later") { say(WAITING, "waiting"); return; }
      location.href = form.dataset.next;
    });
  }
  function resend(submitter) {
    document.body.removeAttribute("data-held");
    form.requestSubmit(submitter);
  }
  if (sending) {
    sending.addEventListener("submit", async (event) => {
      if (!waiting()) return;
      event.preventDefault();
      if (await flush()) sending.submit();
      else say("No signal yet. Your answers are on this phone. Press send again when it is back.", "waiting");
    });
  }
  if (waiting()) { say(WAITING, "waiting"); flush(); }
  addEventListener("online", flush);
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
