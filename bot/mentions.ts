/** Reading `@name` out of a message's text, for gateways that do not hand over who was mentioned. */

export interface Named {
  id: string
  /** Alias in the room and name of the account, as far as known. */
  names: string[]
}

/** A text of 5,000 `@` signs is no list of people. */
const MOST_SIGNS = 50

const EVERYBODY = /@(?:所有人|全体成员|all(?: people)?|everyone)(?=[\u2005\s]|$)/iu

/** An announcement or `@所有人` reaches everybody and so means nobody in particular. */
export const mentionsEverybody = (text: string, ids: readonly string[]): boolean => EVERYBODY.test(text) || ids.some((id) => id.endsWith('@all'))

const endsThere = (text: string, end: number): boolean => end >= text.length || /[\u2005\s]/u.test(text.charAt(end))

/**
 * People whose `@name` stands in the text, in its order. A name may hold spaces and `@`, so names are looked for in the text and not
 * the other way round; the longest wins. The name ends with U+2005 (phones), a blank (computers) or the end of the text.
 */
export function mentionedByName(text: string, people: readonly Named[]): string[] {
  const found: string[] = []
  let from = 0
  for (let signs = 0; signs < MOST_SIGNS; signs++) {
    const at = text.indexOf('@', from)
    if (at < 0) break
    let best: { id: string; length: number } | undefined
    for (const { id, names } of people) {
      for (const name of names) {
        const longer = name.length > (best?.length ?? 0)
        if (longer && text.startsWith(name, at + 1) && endsThere(text, at + 1 + name.length)) best = { id, length: name.length }
      }
    }
    if (best && !found.includes(best.id)) found.push(best.id)
    from = at + 1 + (best?.length ?? 0)
  }
  return found
}

/** `@小啄报修…` without any blank after the name is meant for the bot too: people type it by hand. */
export const namesTheBot = (text: string, names: readonly string[]): boolean => names.some((name) => name !== '' && text.includes(`@${name}`))

/**
 * The text with a real mention for each person: the blank after an `@name` that stands in it becomes U+2005 (phones mark only such names);
 * a person who is not named gets `@name` in front. Nothing is said twice.
 */
export function withMentions(text: string, people: readonly Named[]): string {
  let said = text
  const missing: string[] = []
  for (const { names } of people) {
    const name = names.find((one) => one !== '' && said.includes(`@${one}`))
    if (name === undefined) missing.push(names.find((one) => one !== '') ?? '')
    else said = said.replace(`@${name} `, () => `@${name}\u2005`)
  }
  for (const name of missing) {
    // The bot's own records may call the person otherwise than the group does (李阿姨 / Li 3-501): one `@…` more is then that person's.
    const otherwise = /@(\S{1,30}) /u.exec(said)
    if (otherwise) said = said.replace(otherwise[0], () => `@${otherwise[1]}\u2005`)
    else if (name !== '' && !/@\S/u.test(said)) said = `@${name}\u2005${said}`
  }
  return said
}
