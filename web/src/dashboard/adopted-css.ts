/**
 * Stands in for the component library's module of the same functions: rules of the moment as constructed style sheets.
 * A browser that cannot adopt sheets goes without: a page behind an open window may then be scrolled.
 */
const sheets = new Map<string, CSSStyleSheet>()

const canAdopt = 'adoptedStyleSheets' in document && 'replaceSync' in CSSStyleSheet.prototype

/** @returns an element nobody sees: callers mark it as theirs */
export function updateCSS(css: string, key: string): HTMLElement {
  if (canAdopt) {
    const known = sheets.get(key)
    const sheet = known ?? new CSSStyleSheet()
    sheet.replaceSync(css)
    sheets.set(key, sheet)
    if (!known) document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  }
  return document.createElement('i')
}

export const injectCSS = (css: string): HTMLElement => updateCSS(css, css)

export function removeCSS(key: string): void {
  const sheet = sheets.get(key)
  if (!sheet) return
  sheets.delete(key)
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
}

export const clearContainerCache = (): void => {}
