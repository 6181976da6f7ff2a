/** The public board as HTML without script. */
import type { BoardPart, Directory, Language } from '../../core/community.ts'
import { stateLabel } from '../../core/phrases/labels.ts'
import { type PageWords, pageWords } from '../../core/phrases/pages.ts'
import { dateTimeText } from '../../core/phrases/wording.ts'
import type { Report } from '../../core/rates.ts'
import { type Board, type BoardMatter, type BoardPair, shows } from '../../services/board.ts'
import { type Voice, voiceFor } from '../../services/lines.ts'
import { OUTAGE_WORDS, placesText } from '../../services/outages.ts'
import { frame } from './frame.ts'
import { type Html, html, type Part } from './html.ts'

export interface BoardShown {
  board: Board
  directory: Directory
  language: Language
  style: string
}

interface Drawing extends BoardShown {
  words: PageWords
  voice: Voice
  address: string
}

const PARTS: Record<BoardPart, (d: Drawing) => Part> = {
  outages: outagesPart,
  figures: figuresPart,
  pictures: picturesPart,
  open: openPart,
  done: donePart,
  categories: categoriesPart,
  duty: dutyPart,
  contacts: contactsPart,
}

export const boardAddress = (communityId: string): string => `/board/${communityId}`

export function boardHtml(shown: BoardShown): Html {
  const { board, directory, language, style } = shown
  const words = pageWords(language)
  const address = boardAddress(directory.id)
  const drawing = { ...shown, words, address, voice: voiceFor(directory, language, board.at) }
  const title = words.board.title(directory.name)
  const parts = (Object.keys(PARTS) as BoardPart[]).filter((part) => shows(directory, part))
  const body = html`<header>
<div class="bar"><span class="soft">${words.board.asOf(dateTimeText(board.at, directory.timezone, language))}</span><a href="${address}?lang=${words.other.lang}" lang="${words.other.lang}" hreflang="${words.other.lang}">${words.other.name}</a></div>
<h1>${title}</h1>
<p>${words.board.lead}</p>
</header>
<main id="main">
${parts.map((part) => PARTS[part](drawing))}
</main>
<footer><p>${words.board.masked}</p><p><a href="${address}/rss.xml">${words.board.feed}</a></p></footer>`
  const head = html`<link rel="alternate" type="application/rss+xml" title="${title}" href="${address}/rss.xml">\n`
  return frame({ lang: words.lang, title, style, skip: words.board.skip, body, head })
}

const section = ({ words }: Drawing, part: BoardPart, inside: Part): Html =>
  html`<section class="card" aria-labelledby="${part}"><h2 id="${part}">${words.board.parts[part]}</h2>${inside}</section>\n`

function figuresPart(d: Drawing): Html {
  const { board, words } = d
  return section(
    d,
    'figures',
    html`<div class="figures">${figures(words.board.week, board.week, d)}${figures(words.board.month, board.month, d)}</div><p class="soft">${words.board.backlog} ${board.month.counts.backlog}${
      board.month.counts.backlogOverdue > 0 && html`，<span class="late">${words.board.overdue} ${board.month.counts.backlogOverdue}</span>`
    }</p>`,
  )
}

function figures(title: string, { counts, rates, times }: Report, { words, voice }: Drawing): Html {
  const percent = (value: number | null): string => (value === null ? words.board.none : `${value}%`)
  const rows: [string, string | number][] = [
    [words.board.opened, counts.opened],
    [words.board.closed, counts.solved],
    [words.board.closing, percent(rates.closing.percent)],
    [words.board.onTime, percent(rates.onTime.percent)],
    [words.board.satisfied, percent(rates.satisfaction.percent)],
    [words.board.median, times.closeMedian === null ? words.board.none : voice.phrases.duration(Math.max(1, Math.round(times.closeMedian / 60_000)))],
  ]
  return html`<div><h3>${title}</h3><dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div>`
}

function categoriesPart(d: Drawing): Part {
  const { board, words, voice } = d
  if (board.categories.length === 0) return null
  const rows = board.categories.map(
    ({ category, opened, solved, open }) =>
      html`<tr><th scope="row">${voice.phrases.category(category)}</th><td class="number">${opened}</td><td class="number">${solved}</td><td class="number">${open}</td></tr>`,
  )
  return section(
    d,
    'categories',
    html`<table><thead><tr><th scope="col">${words.board.category}</th><th scope="col" class="number">${words.board.opened}</th><th scope="col" class="number">${words.board.closed}</th><th scope="col" class="number">${words.board.backlog}</th></tr></thead><tbody>${rows}</tbody></table>`,
  )
}

const head = (matter: BoardMatter, { voice }: Drawing): Html =>
  html`<span class="title">#${matter.number} ${matter.title}</span>${place(matter, voice)}`
const place = (matter: BoardMatter, voice: Voice): Part => {
  const text = voice.place(matter)
  return text !== '' && html` · ${text}`
}

function openPart(d: Drawing): Html {
  const { board, words, voice, language } = d
  const items = board.open.map(
    (matter) =>
      html`<li id="n${matter.number}">${head(matter, d)}<br><span class="when">${[stateLabel(matter, language === 'en' ? 'en' : 'zh'), matter.unit, `${words.board.since} ${voice.when(matter.openedAt)}`, matter.homes > 1 ? words.page.homes(matter.homes) : ''].filter(Boolean).join(' · ')}${matter.status !== 'suspended' && ` · ${words.board.by} ${voice.when(matter.resolveBy)}`}</span>${matter.overdue && html` <span class="late">${words.board.overdue}</span>`}</li>`,
  )
  if (items.length === 0 && board.moreOpen === 0) return section(d, 'open', html`<p>${words.board.nothingOpen}</p>`)
  return section(
    d,
    'open',
    html`<ul class="list">${items}</ul>${board.moreOpen > 0 && html`<p class="soft">${words.board.more(board.moreOpen)}</p>`}`,
  )
}

const tookOf = ({ doneAt, openedAt }: BoardMatter, { voice }: Drawing): string =>
  voice.phrases.duration(Math.max(1, Math.round(((doneAt ?? openedAt) - openedAt) / 60_000)))

function donePart(d: Drawing): Html {
  const { board, words, language } = d
  if (board.done.length === 0) return section(d, 'done', html`<p>${words.board.nothingDone}</p>`)
  const items = board.done.map(
    (matter) =>
      html`<li id="n${matter.number}">${head(matter, d)}<br><span class="when">${[stateLabel(matter, language === 'en' ? 'en' : 'zh'), matter.unit, `${words.board.took} ${tookOf(matter, d)}`].filter(Boolean).join(' · ')}</span></li>`,
  )
  return section(d, 'done', html`<ul class="list">${items}</ul>`)
}

function picturesPart(d: Drawing): Html {
  const { board, words } = d
  if (board.pairs.length === 0) return section(d, 'pictures', html`<p>${words.board.noPictures}</p>`)
  return section(
    d,
    'pictures',
    board.pairs.map((pair, i) => pairHtml(pair, i, d)),
  )
}

function pairHtml({ matter, before, after }: BoardPair, i: number, d: Drawing): Html {
  const { words, address } = d
  const picture = (hash: string, label: string): Html =>
    html`<div><img src="${address}/pictures/${hash}" width="400" height="300" alt="#${matter.number} ${matter.title} ${label}"${i > 0 && html` loading="lazy"`}><span class="when">${label}</span></div>`
  return html`<figure class="pair">${picture(before, words.board.before)}${picture(after, words.board.after)}<figcaption>${head(matter, d)} <span class="when">${words.board.took} ${tookOf(matter, d)}</span></figcaption></figure>`
}

function dutyPart(d: Drawing): Html {
  const { board, words } = d
  if (board.duty.length === 0) return section(d, 'duty', html`<p>${words.board.nobodyOnDuty}</p>`)
  return section(
    d,
    'duty',
    html`<ul class="list">${board.duty.map(({ name, unit }) => html`<li>${[unit, name].filter(Boolean).join(' ')}</li>`)}</ul>`,
  )
}

/** Numbers of units and of emergencies; nobody's own. */
function contactsPart(d: Drawing): Html {
  const { directory, words } = d
  const units = directory.organisations.flatMap(({ name, phone }) => (phone ? [[name, phone] as const] : []))
  const kinds = Object.keys(words.board.emergency) as (keyof typeof words.board.emergency)[]
  const rows = [...units, ...kinds.map((kind) => [words.board.emergency[kind], directory.settings.emergencyPhones[kind]] as const)].filter(
    ([, phone]) => phone !== '',
  )
  return section(
    d,
    'contacts',
    html`<dl>${rows.map(([name, phone]) => html`<dt>${name}</dt><dd><a href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a></dd>`)}</dl>`,
  )
}

function outagesPart(d: Drawing): Part {
  const { board, directory, words, voice, language } = d
  if (board.outages.length === 0) return null
  const english = language === 'en'
  const items = board.outages.map(({ category, buildingIds, reason, until }) => {
    const what = OUTAGE_WORDS[category]?.[english ? 'en' : 'zh'] ?? voice.phrases.category(category)
    return html`<li><span class="title">${placesText(directory, buildingIds, english)} ${what}</span>${reason !== '' && html` · ${reason}`} · ${words.board.until(voice.when(until))}</li>`
  })
  return section(d, 'outages', html`<ul class="list">${items}</ul>`)
}
