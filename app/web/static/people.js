// While a long list is on its way, says so, and keeps a second press from sending it again.

for (const form of document.querySelectorAll("form[data-waits]")) {
  form.addEventListener("submit", () => {
    const waiting = document.createElement("div")
    waiting.className = "waiting"
    waiting.setAttribute("role", "status")
    const words = document.createElement("p")
    words.textContent = form.dataset.waits
    const bar = document.createElement("progress")
    bar.setAttribute("aria-label", form.dataset.waits)
    waiting.append(words, bar)
    form.append(waiting)
    form.querySelectorAll("button").forEach((button) => setTimeout(() => (button.disabled = true)))
  })
}

// Whoever comes back by the browser's own way back may send it again.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload()
})
