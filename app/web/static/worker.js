// Shows the pages that the phone holds when there is no signal. answering.js puts them there, and takes them away.
const PATIENCE = 6000; // ms; a line this slow is as good as none, if the page is here

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.mode === "navigate") event.respondWith(show(request, pathname));
  else if (pathname.startsWith("/static/")) {
    event.respondWith(caches.match(pathname).then((held) => held || fetch(request)));
  }
});

async function show(request, pathname) {
  const held = await caches.match(pathname);
  try {
    if (request.method !== "GET" || !held) return await fetch(request);
    const tooLong = new Promise((_, giveUp) => setTimeout(giveUp, PATIENCE));
    return await Promise.race([fetch(request), tooLong]);
  } catch {
    // The answers themselves wait in the page's own keeping: go on to what comes next.
    if (request.method !== "GET") return Response.redirect(await following(pathname), 303);
    return held || (await caches.match(`${home(pathname)}/waiting`)) || Response.error();
  }
}

const home = (pathname) => pathname.split("/").slice(0, 3).join("/");

async function following(pathname) {
  const next = pathname.replace(/\d+$/, (number) => Number(number) + 1);
  return (await caches.match(next)) ? next : `${home(pathname)}/waiting`;
}
