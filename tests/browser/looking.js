// What is wrong with the page that is open, at the width it has now: sentences, or nothing.
rules => {
    const faults = []
    const root = document.scrollingElement
    const name = element => element.outerHTML.slice(0, 120)
    const say = elements => elements.slice(0, 3).map(name).join(" … ")

    if (root.scrollWidth > root.clientWidth) {
        const beyond = each => each.getBoundingClientRect().right > root.clientWidth + 1
        faults.push(`scrolls sideways: ${say([...document.querySelectorAll("body *")].filter(beyond))}`)
    }
    const headings = document.querySelectorAll("h1")
    if (headings.length !== 1) faults.push(`${headings.length} first headings`)

    // A link in a sentence is as tall as its line. All else that can be tapped is as tall as a finger needs.
    const lines = "p, li, td, th, dd, dt, figcaption, cite"
    const isInSentence = link =>
        link.tagName === "A" && getComputedStyle(link).display === "inline"
        && link.closest(lines)?.textContent.trim() !== link.textContent.trim()
    const isLow = control => {
        const box = control.getBoundingClientRect()
        const isShown = control.checkVisibility({ visibilityProperty: true }) && box.right > 0
        return isShown && box.height < 43.5 && !isInSentence(control)
    }
    const low = [...document.querySelectorAll("a, button, summary, input, select, textarea")].filter(isLow)
    if (low.length) faults.push(`too low to tap: ${say(low)}`)

    if (!rules.runOnly) return faults
    const options = { ...rules, resultTypes: ["violations"], preload: false }
    return axe.run(document, options).then(found => [
        ...faults,
        ...found.violations.flatMap(({ id, nodes }) =>
            nodes.slice(0, 3).map(node => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`)),
    ])
}
