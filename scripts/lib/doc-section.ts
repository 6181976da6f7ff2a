/** A part of a document that a command writes, between two marks; the rest of the page is written by hand. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Replaces the section `name` of the page at `path`, or adds it at the end. */
export function writeSection(path: string, name: string, content: string): void {
  const [begin, end] = [`<!-- ${name}: written by a command -->`, `<!-- end of ${name} -->`]
  const page = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const section = `${begin}\n${content.trim()}\n${end}`
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  const written = from >= 0 && to > from ? page.slice(0, from) + section + page.slice(to + end.length) : `${page.trimEnd()}\n\n${section}\n`
  writeFileSync(path, written)
}
