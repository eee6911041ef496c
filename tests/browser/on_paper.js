// What is wrong with the page that is open, once it is on paper of this width: sentences, or nothing.
([width, onScreenOnly]) => {
    const isShown = each => each.checkVisibility() && each.getBoundingClientRect().width > 1
    const all = [...document.querySelectorAll("main *")].filter(each => isShown(each) && !each.closest("svg"))
    const say = (fault, elements) => elements.map(each => `${fault}: ${each.outerHTML.slice(0, 120)}`)

    const isCutOff = each =>
        each.getBoundingClientRect().right > width + 1
        || (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== "visible")
    const isTiny = each => each.matches("p, li, td, th") && parseFloat(getComputedStyle(each).fontSize) < 10.5
    return [
        ...say("of no use", [...document.querySelectorAll(onScreenOnly)].filter(isShown)),
        ...say("closed", all.filter(each => each.matches("details") && !each.lastElementChild.checkVisibility())),
        ...say("cut off", all.filter(isCutOff)),
        ...say("too small to read", all.filter(isTiny)),
    ]
}
