// Holds the pages to come on the phone, and shows them when there is no signal.
const PATIENCE = 6000; // ms: slower is as good as none
const home = (path) => path.split("/", 3).join("/");

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(hold(event.data)));
addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.mode === "navigate" && !/delete$/.test(path)) event.respondWith(show(request, path));
  else if (path.startsWith("/static/")) {
    event.respondWith(caches.match(path).then((held) => held || fetch(request)));
  }
});

async function hold({ name, pages }) {
  // A phone may be shared: what it held for somebody else goes.
  for (const other of await caches.keys()) if (other !== name) await caches.delete(other);
  const cache = await caches.open(name);
  for (const address of pages) {
    const path = address.replace("?copy=yes", "");
    const page = !(await cache.match(path)) && (await fetch(address));
    if (page && page.ok && !page.redirected) await cache.put(path, page);
  }
}

async function show(request, path) {
  const looks = request.method === "GET";
  const copy = request.clone();
  const held = looks && (await caches.match(path));
  const tooLong = new Promise((_, giveUp) => held && setTimeout(giveUp, PATIENCE));
  try {
    return await Promise.race([fetch(request), tooLong]);
  } catch {
    // The answers wait in the page's own keeping.
    if (!looks) return Response.redirect(await following(path, await copy.formData()), 303);
    return held || (await caches.match(`${home(path)}/waiting`)) || Response.error();
  }
}

async function following(path, form) {
  const next = path.replace(/\d+$/, (number) => Number(number) + 1);
  return /next|on/.test(form.get("go")) && (await caches.match(next)) ? next : `${home(path)}/waiting`;
}
