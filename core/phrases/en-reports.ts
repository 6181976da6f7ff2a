/** The weekly turn and the monthly appraisal in English. */
import { type ReportPhrases, signed, starsOf, type TurnWords, type UnitWords } from './reports.ts'

const percent = (value: number | null): string => (value === null ? '–' : `${value}%`)

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

function effectOf({ effect }: TurnWords): string {
  const { found, acted, confirmed, homes, stars } = effect
  const split = found.needs > 0 ? ` (${count(found.problems, 'problem')}, ${count(found.needs, 'need')})` : ''
  const head = `${found.problems + found.needs} found${split}, ${acted} done`
  if (acted === 0) return `${head}.`
  const how = [confirmed > 0 ? `${confirmed} confirmed` : '', count(homes, 'home'), stars === null ? '' : `${stars} stars`].filter(Boolean)
  return `${head}: ${how.join(', ')}.`
}

function unitOf(unit: UnitWords): string {
  const { rates, change } = unit
  const stars = unit.stars === null ? 'too few cases for stars' : `${starsOf(unit.stars)} ${unit.score}`
  const lines = [`${unit.place === null ? '■' : `${unit.place}.`} ${unit.name} ${stars}`]
  lines.push(
    unit.calls === 0
      ? 'no call-backs'
      : `response ${percent(rates.response)} · solved ${percent(rates.solution)} · satisfied ${percent(rates.satisfaction)} (${unit.calls} call-backs)`,
  )
  const closing = unit.due === 0 ? 'nothing due' : `closed ${percent(rates.closing)} · on time ${percent(rates.onTime)} (${unit.due} due)`
  lines.push(`${closing} · reopened ${percent(rates.reopening)}`)
  if (unit.median)
    lines.push(`time to close: ${unit.median === unit.p90 ? unit.median : `half within ${unit.median}, nine in ten within ${unit.p90}`}`)
  const changes = [
    change.composite === null ? '' : `composite ${signed(change.composite)}`,
    change.onTime === null ? '' : `on time ${signed(change.onTime)}`,
    change.reopening === null ? '' : `reopened ${signed(change.reopening)}`,
  ].filter(Boolean)
  if (changes.length > 0) lines.push(`against last month: ${changes.join(', ')}`)
  return lines.join('\n')
}

export const reportsEn: ReportPhrases = {
  weekly(p) {
    const { effect } = p
    const parts = [`[Weekly turn · ${p.name} · ${p.from}${p.from === p.to ? '' : `–${p.to}`}${p.soFar ? ', so far' : ''}]`, effectOf(p)]
    for (const one of p.acted) {
      const how = [one.took, one.confirmed ? 'confirmed' : '', one.stars === null ? '' : `${one.stars}★`].filter(Boolean).join(', ')
      parts.push(`✓ ${[`#${one.number} ${one.title}`, one.place].filter(Boolean).join(' · ')} (${how})`)
    }
    if (p.moreActed > 0) parts.push(`… and ${p.moreActed} more done`)
    if (effect.rolling > 0) {
      const late = effect.overdue > 0 ? ` (${effect.overdue} overdue)` : ''
      parts.push(p.soFar ? `Still open, ${effect.rolling}${late}:` : `Into next week, ${effect.rolling}${late}:`)
    }
    for (const one of p.rolling) {
      const since = `since ${one.since}${one.weeks > 1 ? `, week ${one.weeks}` : ''}`
      parts.push([`#${one.number} ${one.title}`, one.place, since, one.name, one.overdue].filter(Boolean).join(' · '))
    }
    if (p.moreRolling > 0) parts.push(`… and ${p.moreRolling} more`)
    if (effect.oldAll > 0) parts.push(`Of ${effect.oldAll} left from before, ${effect.oldDone} done.`)
    return parts.join('\n')
  },
  appraisal: (p) =>
    [
      `[Appraisal ${p.month} · ${p.name}${p.soFar ? ', so far' : ''}]`,
      `${p.opened} new, ${p.closed} closed, ${p.backlog} open${p.overdue > 0 ? `, ${p.overdue} overdue` : ''}.`,
      ...p.units.map(unitOf),
      ...(p.idle.length > 0 ? [`Nothing to do: ${p.idle.join(', ')}`] : []),
    ].join('\n'),
  noReport: ({ period }) => `Nothing to tell of this ${period} yet.`,
  pictureBefore: 'before',
  pictureAfter: 'after',
}
