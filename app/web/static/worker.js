// Keeps the questionnaire's remaining pages on the phone after Start, for when there is no signal.
// Holds nothing else, and forgets all of it once the answers are sent.
const HELD = "held-pages";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { hold, forget } = event.data;
  if (forget) event.waitUntil(caches.delete(HELD));
  if (hold) event.waitUntil(holdAll(hold));
});

async function holdAll(addresses) {
  const cache = await caches.open(HELD);
  for (const address of addresses) {
    const reply = await fetch(address, { cache: "no-cache" }).catch(() => null);
    if (reply && reply.ok && !reply.redirected) await cache.put(address, reply);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(fetch(request).then((reply) => refresh(request, reply), () => fromHeld(request)));
});

// A page that was held is held again as it is now, with the answers given since.
async function refresh(request, reply) {
  const cache = await caches.open(HELD);
  if (reply.ok && !reply.redirected && (await cache.match(request))) await cache.put(request, reply.clone());
  return reply;
}

async function fromHeld(request) {
  const held = await caches.match(request, { ignoreSearch: true });
  if (!held) return Response.error();
  if (request.mode !== "navigate") return held;
  const page = (await held.text()).replace("<body", "<body data-held");
  return new Response(page, { headers: held.headers });
}
