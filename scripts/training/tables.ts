/** The scores as Markdown tables. */
import type { Evaluation } from './evaluate.ts'
import { type ClassScore, macro, type Share } from './score.ts'

type Scores = Omit<Evaluation, 'judged'>

const percent = (value: number): string => (Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`)
const show = ({ share, of }: Share): string => `${percent(share)} (${of})`
const row = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly string[]): string => [row(...head), row(...head.map(() => '---')), ...rows, ''].join('\n')
const classes = (title: string, scores: readonly ClassScore[]): string =>
  `**${title}** — macro-F1 ${percent(macro(scores))}\n\n${table(
    ['class', 'precision', 'recall', 'F1', 'n'],
    scores.map((one) => row(one.name, percent(one.precision), percent(one.recall), percent(one.f1), one.of)),
  )}`

function targets(s: Scores): string {
  return table(
    ['measure', 'score (n)', 'reach'],
    [
      row('reports found: formal titles', show(s.reports.titles.all), '≥ 97 %'),
      row('reports found: short colloquial', show(s.reports.lines.short), '≥ 93 %'),
      row('reports found: no address', show(s.reports.lines.noAddress), '≥ 90 %'),
      row('reports found in whole chats', show(s.reports.chats.all), ''),
      row('false tickets per 1,000 lines of everyday chat', `${s.falseAlarms.everyday.tickets.toFixed(2)} (${s.falseAlarms.everyday.of})`, '≤ 1'),
      row('leads per 1,000 lines of everyday chat', s.falseAlarms.everyday.leads.toFixed(2), '≤ 8'),
      row(
        'false tickets / leads per 1,000 lines of community chat',
        `${s.falseAlarms.chats.tickets.toFixed(1)} / ${s.falseAlarms.chats.leads.toFixed(1)} (${s.falseAlarms.chats.of})`,
        '',
      ),
      row('tickets opened by themselves in chats, right', show(s.reports.chats.openedRight), '≥ 95 %'),
      row('report, consult, suggest, praise, none told apart (hard negatives), macro-F1', percent(macro(s.hardNegatives)), '≥ 85 %'),
      row('category, macro-F1: lines / chats', `${percent(macro(s.category.lines))} / ${percent(macro(s.category.chats))}`, '≥ 85 %'),
      row('emergencies found: lines / chats', `${show(s.emergencies.lines.found)} / ${show(s.emergencies.chats.found)}`, '≥ 98 %'),
      row('emergencies called falsely, of reports', `${show(s.emergencies.lines.false)} / ${show(s.emergencies.chats.false)}`, '≤ 2 %'),
      row('follow-ups linked to the right matter', show(s.links.linked), '≥ 90 %'),
      row('… of those recognised', show(s.links.linkedOfRecognised), ''),
      row('… counting matters that a later message of theirs opened', show(s.links.linkedToSame), ''),
      row('follow-ups recognised / kind right', `${show(s.links.recognised)} / ${show(s.links.kind)}`, ''),
      row('second tickets for an open matter', show(s.links.secondTickets), '≤ 3 %'),
      row('new matters taken for follow-ups', show(s.links.swallowed), ''),
      row('messages a second, one core', Math.round(s.speed), '≥ 5,000'),
    ],
  )
}

const places = (title: string, list: Scores['places']['lines']): string =>
  `**${title}**\n\n${table(
    ['field', 'exact where said', 'invented where not'],
    list.map((one) => row(one.field, show(one.exact), show(one.invented))),
  )}`

const bands = (title: string, list: Scores['reliability']['lines']): string =>
  `**${title}**\n\n${table(
    ['confidence from', 'messages', 'said', 'right'],
    list.filter(({ of }) => of > 0).map((one) => row(one.from, one.of, percent(one.said), percent(one.right))),
  )}`

export function tables(s: Scores): string {
  const { counts } = s
  return [
    `Scored: ${counts.chats} chats (${counts.messages} messages), ${counts.lines} lines, ${counts.titles} formal titles, ${counts.everyday} lines of everyday chat.\n`,
    targets(s),
    classes('Intent, whole chats', s.intent.chats),
    classes('Intent, single lines', s.intent.lines),
    classes('Follow-ups, whole chats', s.links.kinds),
    classes('Category of reports', s.category.all),
    places('Places, single lines', s.places.lines),
    places('Places, whole chats', s.places.chats),
    bands('Reliability, whole chats', s.reliability.chats),
    bands('Reliability, single lines', s.reliability.lines),
  ].join('\n')
}
