/** The public board as RSS: what was told and what was done, the newest first; no more than the board shows. */
import { Feed } from 'feed'
import type { Directory, Language } from '../../core/community.ts'
import { pageWords } from '../../core/phrases/pages.ts'
import { type Board, type BoardMatter, shows } from '../../services/board.ts'
import { voiceFor } from '../../services/lines.ts'
import { boardAddress } from './board-page.ts'
import { plainText } from './html.ts'

const ITEMS = 40

export function boardFeed(p: { board: Board; directory: Directory; language: Language; publicUrl: string }): string {
  const { board, directory, language, publicUrl } = p
  const words = pageWords(language).board
  const voice = voiceFor(directory, language, board.at)
  const address = `${publicUrl}${boardAddress(directory.id)}`
  const feed = new Feed({
    id: address,
    link: address,
    title: plainText(words.title(directory.name)),
    description: plainText(words.lead),
    language,
    copyright: plainText(directory.name),
    updated: new Date(board.at),
    feedLinks: { rss: `${address}/rss.xml` },
    generator: 'Woodpecker',
  })
  const item = (matter: BoardMatter, what: 'opened' | 'done', at: number) => ({
    at,
    // A link of its own for each, so that a reader tells the two apart.
    id: `${address}#n${matter.number}-${what}`,
    title: `#${matter.number} ${matter.title} ${words.item[what]}`,
    text: [voice.place(matter), matter.unit].filter(Boolean).join(' · '),
    link: `${address}#n${matter.number}`,
  })
  const items = [
    ...(shows(directory, 'open') ? board.open.map((matter) => item(matter, 'opened', matter.openedAt)) : []),
    ...(shows(directory, 'done') ? board.done.map((matter) => item(matter, 'done', matter.doneAt ?? matter.openedAt)) : []),
  ]
  for (const { at, id, title, text, link } of items.sort((a, b) => b.at - a.at).slice(0, ITEMS))
    feed.addItem({ id, link, guid: id, date: new Date(at), title: plainText(title), description: plainText(text) })
  return feed.rss2()
}
