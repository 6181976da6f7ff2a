/** Whom a name means among colleagues: 王建国, 王师傅, 老王, 小孙. */
import type { Person } from './community.ts'

const FAMILIAR = /^[老小阿](\p{Script=Han})$/u

/** The one person who can be meant; undefined where it is nobody or more than one. */
export function colleague(people: readonly Person[], said: string): Person | undefined {
  const name = said.trim()
  if (name === '') return undefined
  for (const fits of [exactly(name), loosely(name), byFamilyName(name)]) {
    const found = people.filter(fits)
    if (found.length > 0) return found.length === 1 ? found[0] : undefined
  }
  return undefined
}

const exactly = (said: string) => (p: Person) => p.name === said || p.title === said
const loosely = (said: string) => (p: Person) =>
  said.includes(p.name) || (p.title !== null && (said.includes(p.title) || p.title.includes(said))) || (said.length >= 2 && p.name.endsWith(said))
const byFamilyName = (said: string) => (p: Person) => p.name.startsWith(FAMILIAR.exec(said)?.[1] ?? '\0')
