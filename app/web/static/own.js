// Sends what somebody has written, and lets go of the page only once it has arrived: without signal her words
// stay in their boxes. Without this script the browser sends the form itself.

const SECONDS_TO_ARRIVE = 15
const NO_CONNECTION =
  "No connection. Your words are still here. Keep this page open, and try again when there is signal."

for (const form of document.querySelectorAll("form[data-stays]")) {
  const says = form.appendChild(document.createElement("p"))
  says.className = "stays"
  says.setAttribute("role", "status")

  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    if (form.ariaBusy === "true") return
    form.ariaBusy = "true"
    says.textContent = "Sending …"
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), SECONDS_TO_ARRIVE * 1000)
    const body = new URLSearchParams(new FormData(form))
    const reply = await fetch(form.action, { method: "POST", body, signal: late.signal }).catch(() => null)
    clearTimeout(timer)
    form.ariaBusy = "false"
    says.textContent = reply ? "" : NO_CONNECTION
    if (!reply) return
    if (reply.redirected && reply.ok) location.assign(reply.url)
    // What is refused the browser sends once more, to show the page that says why. Only one of the two is kept.
    else form.submit()
  })
}
