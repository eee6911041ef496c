// Keying a paper form in: a key an answer. Without this script Tab goes on, and Enter looks it over.
const form = document.getElementById("keying");
const fields = form ? [...form.querySelectorAll("[data-keys]")] : [];
const send = form && form.querySelector("[value=send]");
const go = (from, step) => {
  const to = fields[fields.indexOf(from) + step] || (step > 0 ? send : from);
  to.focus();
  if (to.select) to.select();
};

for (const field of fields) {
  field.addEventListener("focus", () => field.select());
  field.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key === "enter" || key === " " || key === "arrowdown") go(field, 1);
    else if (key === "arrowup" || (key === "backspace" && !field.value)) go(field, -1);
    else if (key.length === 1 && field.dataset.keys.includes(key)) {
      field.value = key;
      go(field, 1);
    } else if (key.length > 1) return;
    event.preventDefault();
  });
}
// From the code, Enter goes to the first answer.
const code = form && form.querySelector("input#code");
if (code) code.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  fields[0].focus();
});
