// Shows the pages that the phone holds when there is no signal. answering.js puts them there and takes them away.
const PATIENCE = 6000; // ms; a line this slow is as good as none, if the page is here
const home = (path) => path.split("/").slice(0, 3).join("/");

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.mode === "navigate") event.respondWith(show(request, path));
  else if (path.startsWith("/static/")) {
    event.respondWith(caches.match(path).then((held) => held || fetch(request)));
  }
});

async function show(request, path) {
  const looks = request.method === "GET";
  const held = looks && (await caches.match(path));
  const tooLong = new Promise((_, giveUp) => held && setTimeout(giveUp, PATIENCE));
  try {
    return await Promise.race([fetch(request), tooLong]);
  } catch {
    // What was answered waits in the page's own keeping, so go on to what comes next.
    if (!looks) return Response.redirect(await following(path), 303);
    return held || (await caches.match(`${home(path)}/waiting`)) || Response.error();
  }
}

async function following(path) {
  const next = path.replace(/\d+$/, (number) => Number(number) + 1);
  return next !== path && (await caches.match(next)) ? next : `${home(path)}/waiting`;
}
