/** One ticket's page for residents, as HTML without script: large letters, one thing under the other, every form with one button. */
import type { Language } from '../../core/community.ts'
import { type PageWords, pageWords } from '../../core/phrases/pages.ts'
import { SATISFACTIONS } from '../../core/ticket.ts'
import { PAGE_WORDS, type PageAct, type PageEvent, type ResidentPage } from '../../services/resident-page.ts'
import { frame } from './frame.ts'
import { type Html, html, type Part } from './html.ts'

export interface ResidentPageShown {
  page: ResidentPage
  community: string
  language: Language
  /** `/t/<token>`, without a query. */
  address: string
  style: string
  /** What the forms carry; absent on the group's link. */
  mark?: string
  /** What has just been done. */
  done?: PageAct
  /** Why it could not be done, in plain words. */
  wrong?: string
  when: (at: number) => string
}

export function residentHtml(shown: ResidentPageShown): Html {
  const { page, community, language, address, style, done, wrong } = shown
  const words = pageWords(language)
  const title = `#${page.number} ${page.title}`
  const body = html`<header>
<div class="bar"><span class="soft">${community}</span><a href="${address}?lang=${words.other.lang}" lang="${words.other.lang}" hreflang="${words.other.lang}">${words.other.name}</a></div>
<h1>${title}</h1>
</header>
<main id="main">
${done && html`<p class="notice" role="status">${words.page.done[done]}</p>`}${wrong !== undefined && html`<p class="wrong" role="alert">${wrong}</p>`}
<section class="card" aria-label="${words.page.matter}">
<p class="state">${words.state[page.status]}${page.late !== '' && html` <span class="late">${page.late}</span>`}</p>
${facts(page, words)}
</section>
${pictures(shown, words.page.before, page.before)}${pictures(shown, words.page.after, page.after)}
${forms(shown, words)}
<section class="card" aria-labelledby="history"><h2 id="history">${words.page.history}</h2>
<ol>${page.timeline.map((event) => eventHtml(event, shown, words))}</ol></section>
</main>`
  const robots = html`<meta name="robots" content="noindex, nofollow">\n`
  return frame({ lang: words.lang, title: `${title} · ${community}`, style, skip: words.board.skip, body, head: robots })
}

function facts(page: ResidentPage, words: PageWords): Html {
  const rows: [string, string][] = [
    [words.page.place, page.place],
    [words.page.holder, page.holder],
    [words.page.promised, page.promised],
    [words.page.due, page.due],
    [words.page.told, [page.openedAt, page.homes > 1 ? words.page.homes(page.homes) : ''].filter(Boolean).join(' · ')],
  ]
  return html`<dl>${rows.filter(([, value]) => value !== '').map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}

const pictures = ({ address, language }: ResidentPageShown, title: string, hashes: readonly string[]): Part =>
  hashes.length > 0 &&
  html`<section class="card"><h2>${title}</h2><div class="pictures">${hashes.map(
    (hash, i) =>
      html`<a href="${address}/pictures/${hash}?width=960"><img src="${address}/pictures/${hash}" width="400" height="300" alt="${title} ${pageWords(language).page.picture(i + 1)}"${i > 1 && html` loading="lazy"`}></a>`,
  )}</div></section>\n`

const eventHtml = ({ at, who, text, words: said }: PageEvent, { when }: ResidentPageShown, words: PageWords): Html =>
  html`<li><time datetime="${new Date(at).toISOString()}">${when(at)}</time><br><span class="title">${who || words.page.clock}</span> ${text}${said !== '' && html`<p class="said">${said}</p>`}</li>`

function forms(shown: ResidentPageShown, words: PageWords): Part {
  const { page, mark } = shown
  if (mark === undefined) return html`<p class="card soft">${words.page.readOnly}</p>`
  if (page.acts.length === 0) return null
  return html`<section class="card" aria-labelledby="acts"><h2 id="acts">${words.page.ask}</h2>${page.acts.map((act) => form(act, shown, mark, words))}</section>`
}

function form(act: PageAct, { address, language, page }: ResidentPageShown, mark: string, words: PageWords): Html {
  const { title, button } = words.acts[act]
  const upload = act === 'add_detail'
  const quiet = act === 'withdraw' || act === 'urge' || act === 'reopen' || (act === 'confirm' && page.acts[0] !== 'confirm')
  return html`<form class="half" method="post" action="${address}?lang=${language}"${upload && html` enctype="multipart/form-data"`} aria-label="${title}">
<input type="hidden" name="form" value="${mark}"><input type="hidden" name="act" value="${act}">
${fields(act, page, words)}<button type="submit"${quiet && html` class="plain"`}>${button}</button>
</form>
`
}

function fields(act: PageAct, page: ResidentPage, words: PageWords): Part {
  const { title } = words.acts[act]
  switch (act) {
    case 'rate':
      return html`<fieldset><legend>${title}</legend>${page.satisfaction && html`<p class="soft">${words.rated(words.satisfied[page.satisfaction])}</p>`}${SATISFACTIONS.map(
        (one) => html`<label class="choice"><input type="radio" name="satisfied" value="${one}" required>${words.satisfied[one]}</label>`,
      )}</fieldset>`
    case 'add_detail':
      return html`<label for="words">${title}<span class="soft">（${words.page.wordsHint}）</span></label><textarea id="words" name="words" rows="3" maxlength="${PAGE_WORDS.most}"></textarea>
<label for="picture">${words.page.addPicture}</label><input id="picture" type="file" name="picture" accept="image/*">`
    case 'withdraw':
    case 'reopen':
      return html`<label for="${act}-words">${title} ${words.page.reason}</label><input id="${act}-words" type="text" name="words" maxlength="${PAGE_WORDS.most}" autocomplete="off">`
    default:
      return null
  }
}

/** A page that only says something: the link is over, the board is closed. */
export function messageHtml(p: { language: Language; title: string; text: string; style: string }): Html {
  const words = pageWords(p.language)
  const body = html`<main id="main"><section class="card"><h1>${p.title}</h1><p>${p.text}</p></section></main>`
  return frame({
    lang: words.lang,
    title: p.title,
    style: p.style,
    skip: words.board.skip,
    body,
    head: html`<meta name="robots" content="noindex">\n`,
  })
}
