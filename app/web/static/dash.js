/* Draws the figures with Plotly where there is room for it. Without it, or if it fails, the row charts stand. */
(() => {
  const here = document.currentScript.dataset
  const boxes = () => document.querySelectorAll(".row-chart, .numbers")
  addEventListener("beforeprint", () => boxes().forEach(box => { box.open = true }))

  const thrifty = navigator.connection && navigator.connection.saveData
  if (thrifty || !matchMedia("(min-width: 48em)").matches) return

  const add = (tag, attributes) => new Promise((loaded, failed) => {
    const element = document.createElement(tag)
    Object.assign(element, attributes, { onload: loaded, onerror: failed })
    document.head.append(element)
  })
  let library
  const plotly = () => library ||= Promise.all([
    // Plotly looks for this id and class, and then writes no style of its own into the page.
    add("link", { rel: "stylesheet", id: "plotly.js-style-global", className: "no-inline-styles", href: here.plotlyStyle }),
    add("script", { src: here.plotly }),
  ])

  const draw = async plot => {
    const rows = plot.parentNode.querySelector(".row-chart")
    try {
      await plotly()
      const { data, layout } = JSON.parse(plot.nextElementSibling.textContent)
      plot.hidden = false
      await Plotly.newPlot(plot, data, layout, {
        displayModeBar: false, displaylogo: false, showSendToCloud: false,
        responsive: true, scrollZoom: false, doubleClick: false,
      })
      rows.classList.add("behind")
      rows.open = false
    } catch {
      plot.hidden = true
    }
  }
  const seen = new IntersectionObserver(entries => entries.forEach(({ isIntersecting, target }) => {
    if (!isIntersecting) return
    seen.unobserve(target)
    draw(target.querySelector(".plot"))
  }), { rootMargin: "300px" })
  document.querySelectorAll(".plot").forEach(plot => seen.observe(plot.parentNode))
})()
