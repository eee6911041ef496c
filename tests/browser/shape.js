// What axe goes by on the page that is open, colours and places apart: its elements and what they are to each other.
// Words count only by being there, and names and addresses by which of them are the same.
() => {
    const literal = new Set([
        "aria-current", "aria-hidden", "aria-live", "autocomplete", "checked", "class", "colspan", "disabled",
        "hidden", "lang", "method", "open", "role", "rowspan", "scope", "tabindex", "type",
    ])
    const known = new Map()
    const number = word => known.get(word) ?? known.set(word, known.size).get(word)
    const attribute = ({ name, value }) => {
        if (literal.has(name)) return `${name}=${value}`
        return value.trim() ? `${name}=#${value.split(/\s+/).map(number)}` : name
    }
    const inside = node => {
        if (node.nodeType === Node.TEXT_NODE) return node.data.trim() ? "words" : ""
        return node.nodeType === Node.ELEMENT_NODE ? shape(node) : ""
    }
    const shape = element => {
        const own = [...element.attributes].map(attribute).sort().join(" ")
        const isOpaque = ["svg", "script", "style"].includes(element.localName)
        return `<${element.localName} ${own}>${isOpaque ? "" : [...element.childNodes].map(inside).join("")}</>`
    }
    return shape(document.documentElement)
}
