// What axe says of the colours of the page that is open: sentences; and the kinds of text that it passed.
// It judges text by its size, weight and colour and by what is painted behind it, and takes long over it. Where
// all of that is as it was before, so is the verdict. Text that something else is painted over or under, or that
// sticks out of its background, has no kind: axe looks at it every time. Null if axe is needed and not there.
passed => {
    const known = new Set(passed.split("\n").filter(Boolean))
    const isPainted = style => style.backgroundColor !== "rgba(0, 0, 0, 0)" || style.backgroundImage !== "none"
    const behind = new Map([[null, { words: "", painted: null, isClipped: false }]])
    const lookBehind = element => {
        if (behind.has(element)) return behind.get(element)
        const style = getComputedStyle(element), above = lookBehind(element.parentElement)
        const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = style
        const own = `${backgroundColor} ${backgroundImage} ${opacity} ${filter} ${mixBlendMode}`
        const isPlain = own === "rgba(0, 0, 0, 0) none 1 none normal"
        const painted = isPainted(style) && element !== document.body ? element : above.painted
        const words = isPlain ? above.words : `${own} > ${above.words}`
        const isClipped = above.isClipped || style.clipPath === "inset(50%)"  // for screen readers only
        behind.set(element, { style, words, painted, isClipped })
        return behind.get(element)
    }
    const isShown = each =>
        each.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !lookBehind(each).isClipped
    const shown = [...document.body.querySelectorAll(":not(svg *)")].filter(isShown)  // axe judges no drawings
    const floats = ({ style }) => isPainted(style) && (style.position !== "static" || style.transform !== "none")
    const floating = shown.filter(each => floats(lookBehind(each))).map(each => [each, each.getBoundingClientRect()])

    const textsIn = each => [...each.childNodes].filter(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
    const hasText = each => each.matches("input, select, textarea") || textsIn(each).length
    const range = document.createRange()
    const boxOf = text => {
        range.selectNode(text)
        return range.getBoundingClientRect()
    }
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    const isWithin = (a, b) =>
        a.left > b.left - 1 && a.right < b.right + 1 && a.top > b.top - 1 && a.bottom < b.bottom + 1
    const kindOf = element => {
        const { style, words, painted } = lookBehind(element)
        const box = painted?.getBoundingClientRect()
        const isOnItsOwn = its => (!box || isWithin(its, box))
            && !floating.some(([each, place]) => meet(its, place) && !each.contains(element))
        const texts = textsIn(element)
        const boxes = texts.length ? texts.map(boxOf) : [element.getBoundingClientRect()]
        const { color, fontSize, fontWeight, textShadow } = style
        return boxes.every(isOnItsOwn) ? `${color} ${fontSize} ${fontWeight} ${textShadow} on ${words}` : ""
    }
    const kinds = new Map(shown.filter(hasText).map(each => [each, kindOf(each)]))
    const unknown = [...kinds.keys()].filter(each => !known.has(kinds.get(each)))
    if (!unknown.length) return [[], []]
    if (!("axe" in window)) return null

    const options = { runOnly: ["color-contrast"], elementRef: true, preload: false }
    return axe.run({ include: unknown }, options).then(({ violations, passes, incomplete }) => {
        const nodes = rules => rules.flatMap(rule => rule.nodes)
        // On a gradient axe never gives a verdict.
        const isOnGradient = node => node.any.some(check => check.data?.messageKey === "bgGradient")
        const done = [...nodes(passes), ...nodes(incomplete).filter(isOnGradient)]
        return [
            nodes(violations).slice(0, 3).map(node => `${node.html.slice(0, 160)} ${node.failureSummary}`),
            [...new Set(done.map(node => kinds.get(node.element)))].filter(Boolean),
        ]
    })
}
