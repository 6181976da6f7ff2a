/** The weekly turn 周周转 and the monthly appraisal 月度考核表 in Chinese. */
import { type ReportPhrases, signed, starsOf, type TurnWords, type UnitWords } from './reports.ts'

const percent = (value: number | null): string => (value === null ? '—' : `${value}%`)

function effectOf({ effect }: TurnWords): string {
  const { found, acted, confirmed, homes, stars } = effect
  const all = found.problems + found.needs
  const split = found.needs > 0 ? `（问题 ${found.problems}，需求 ${found.needs}）` : ''
  if (acted === 0) return `发现 ${all} 件${split}，办成 0 件。`
  const how = [confirmed > 0 ? `居民确认 ${confirmed}` : '', `涉及 ${homes} 户`, stars === null ? '' : `评分 ${stars} 星`].filter(Boolean).join('，')
  return `发现 ${all} 件${split}，办成 ${acted} 件：${how}。`
}

function unitOf(unit: UnitWords): string {
  const { rates, change } = unit
  const stars = unit.stars === null ? '件数少，暂不评星' : `${starsOf(unit.stars)} ${unit.score}`
  const lines = [`${unit.place === null ? '■' : `${unit.place}.`} ${unit.name} ${stars}`]
  lines.push(
    unit.calls === 0
      ? '没有回访'
      : `响应 ${percent(rates.response)} · 解决 ${percent(rates.solution)} · 满意 ${percent(rates.satisfaction)}（回访 ${unit.calls}）`,
  )
  const closing = unit.due === 0 ? '没有到期的' : `结案 ${percent(rates.closing)} · 按期 ${percent(rates.onTime)}（到期 ${unit.due}）`
  lines.push(`${closing} · 重开 ${percent(rates.reopening)}`)
  if (unit.median) lines.push(unit.median === unit.p90 ? `用时 ${unit.median}` : `用时：一半在 ${unit.median}内，九成在 ${unit.p90}内`)
  const changes = [
    change.composite === null ? '' : `综合 ${signed(change.composite)}`,
    change.onTime === null ? '' : `按期 ${signed(change.onTime)}`,
    change.reopening === null ? '' : `重开 ${signed(change.reopening)}`,
  ].filter(Boolean)
  if (changes.length > 0) lines.push(`比上月：${changes.join('，')}`)
  return lines.join('\n')
}

export const reportsZh: ReportPhrases = {
  weekly(p) {
    const { effect } = p
    const parts = [`【周周转 · ${p.name} · ${p.from}${p.from === p.to ? '' : `—${p.to}`}${p.soFar ? '至今' : ''}】`, effectOf(p)]
    for (const one of p.acted) {
      const how = [one.took, one.confirmed ? '已确认' : '', one.stars === null ? '' : `${one.stars}星`].filter(Boolean).join('，')
      parts.push(`✓ ${[`#${one.number} ${one.title}`, one.place].filter(Boolean).join(' · ')}（${how}）`)
    }
    if (p.moreActed > 0) parts.push(`……办成的还有 ${p.moreActed} 件`)
    if (effect.rolling > 0) {
      const late = effect.overdue > 0 ? `（超期 ${effect.overdue}）` : ''
      parts.push(p.soFar ? `还在办 ${effect.rolling} 件${late}：` : `滚到下周 ${effect.rolling} 件${late}：`)
    }
    for (const one of p.rolling) {
      const since = `${one.since}起${one.weeks > 1 ? `，第${one.weeks}周` : ''}`
      parts.push([`#${one.number} ${one.title}`, one.place, since, one.name, one.overdue].filter(Boolean).join(' · '))
    }
    if (p.moreRolling > 0) parts.push(`……还有 ${p.moreRolling} 件`)
    if (effect.oldAll > 0) parts.push(`以前留下的 ${effect.oldAll} 件，办成 ${effect.oldDone} 件。`)
    return parts.join('\n')
  },
  appraisal: (p) =>
    [
      `【${p.month}考核表 · ${p.name}${p.soFar ? ' · 至今' : ''}】`,
      `新报 ${p.opened}，办结 ${p.closed}，在办 ${p.backlog}${p.overdue > 0 ? `，超期 ${p.overdue}` : ''}。`,
      ...p.units.map(unitOf),
      ...(p.idle.length > 0 ? [`没有经手：${p.idle.join('、')}`] : []),
    ].join('\n'),
  noReport: ({ period }) => (period === 'week' ? '这一周还没有可说的。' : '这个月还没有可说的。'),
  pictureBefore: '处理前',
  pictureAfter: '处理后',
}
