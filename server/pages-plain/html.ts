/** HTML that is safe by construction: whatever is put into a template is text, unless a template made it. */

/** Words of XML and HTML that no page may hold. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' }

export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Part = Html | string | number | false | null | undefined | readonly Part[]

export const plainText = (words: string): string => words.toWellFormed().replace(UNWRITABLE, '')
const escaped = (words: string): string => plainText(words).replace(/[&<>"'`]/g, (sign) => ESCAPES[sign] ?? '')

function written(part: Part): string {
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return part.map(written).join('')
  return part === false || part === null || part === undefined ? '' : escaped(String(part))
}

/** Attributes must stand in quotes: `<a href="${address}">`. Nothing may be put where a name, a script or a style stands. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.reduce((made, literal, i) => made + written(parts[i - 1]) + literal))
