// The calendar follows the dates as they are chosen. Without this there is a button that shows it.
const form = document.querySelector("form:has(#calendar)");
const calendar = document.getElementById("calendar");
const look = form.querySelector('button[value="look"]');
let asked = 0;

async function follow() {
  const turn = ++asked;
  const fields = new URLSearchParams(new FormData(form));
  fields.set("then", "look");
  const answer = await fetch(form.action, { method: "POST", body: fields });
  if (!answer.ok || turn !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  calendar.replaceChildren(...page.getElementById("calendar").childNodes);
}

const buttons = look.parentElement;
look.remove();
form.addEventListener("change", (event) => {
  if (event.target.name !== "title") follow().catch(() => buttons.append(look));
});
