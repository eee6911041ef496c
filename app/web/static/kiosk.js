// A shared tablet: nothing stays in it, and it clears itself when nobody has touched it for a while.
// Without this script “Finish and clear” does it.
const bar = document.getElementById("kiosk");
const idle = Number(bar.dataset.idle); // seconds; 0 on the page where it begins
const WARNING = 30; // seconds
const clear = () => bar.querySelector("form").submit();

for (const store of [localStorage, sessionStorage]) store.clear();
if (window.caches) caches.keys().then((names) => names.forEach((name) => caches.delete(name)));
if (navigator.serviceWorker) {
  navigator.serviceWorker.getRegistrations().then((all) => all.forEach((each) => each.unregister()));
}
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

if (idle) {
  const warning = document.getElementById("kiosk-warning");
  const seconds = document.getElementById("kiosk-seconds");
  let touched = Date.now();
  const touch = () => { if (!warning.open) touched = Date.now(); };
  for (const each of ["pointerdown", "keydown", "scroll", "input"]) addEventListener(each, touch, { passive: true });
  warning.addEventListener("close", () => { touched = Date.now(); });
  warning.querySelector("button").addEventListener("click", () => warning.close());
  // By the clock: a tablet that slept has lost its timers.
  setInterval(() => {
    const left = Math.ceil(idle - (Date.now() - touched) / 1000);
    if (left <= 0) clear();
    else if (left <= WARNING) {
      seconds.textContent = left;
      if (!warning.open) warning.showModal();
    }
  }, 500);
} else {
  // What somebody began to choose here goes as well.
  let last = Date.now();
  addEventListener("input", () => { last = Date.now(); });
  setInterval(() => {
    if (Date.now() - last > 180000) for (const form of document.forms) form.reset();
  }, 5000);
}
