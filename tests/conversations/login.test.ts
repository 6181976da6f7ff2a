import { expect, test } from 'vitest'
import { openLink, redeemLink } from '../../services/login-links.ts'
import { openTown } from '../support/town.ts'

const linkIn = (text: string | undefined): string => /\/login\/([A-Za-z0-9_-]{43})/.exec(text ?? '')?.[1] ?? ''

test.each(['登录', 'login'])('who sends %s to the bot directly gets a link that signs them in', async (words) => {
  const town = await openTown()
  await town.hear({ from: '王师傅', text: words })
  const said = town.lines.at(-1)
  expect(said).toMatchObject({ by: null, chat: '王师傅', direct: true })
  const secret = linkIn(said?.text)
  const cx = town.desk.context
  const { person, mark } = await openLink(cx, secret, undefined)
  expect(person.id).toBe('wang')
  expect(await redeemLink(cx, secret, mark, 'test')).toMatchObject({ personId: 'wang' })
})

test('in a group nobody gets a link', async () => {
  const town = await openTown()
  await town.hear({ from: '李阿姨', in: '128号楼群', text: '登录' })
  expect(town.lines.at(-1)).toMatchObject({ by: null, chat: '128号楼群', text: '@李阿姨 登录链接只能单独给您：请加我好友，私聊发“登录”。' })
  expect(await town.db.read.select().from(town.db.tables.loginLinks)).toEqual([])
})

test('a resident gets a link too', async () => {
  const town = await openTown()
  await town.hear({ from: '李阿姨', text: '登录' })
  expect(linkIn(town.lines.at(-1)?.text)).not.toBe('')
})

test('once said, the secret of a link stands nowhere in the database', async () => {
  const town = await openTown()
  await town.hear({ from: '王师傅', text: '登录' })
  const secret = linkIn(town.lines.at(-1)?.text)
  const { outbox, messages, loginLinks, audit } = town.db.tables
  const kept = await Promise.all([outbox, messages, loginLinks, audit].map((table) => town.db.read.select().from(table)))
  expect(kept.map((rows) => rows.length > 0)).toEqual([true, true, true, true])
  expect(JSON.stringify(kept)).not.toContain(secret)
})

test('only the newest link works', async () => {
  const town = await openTown()
  await town.hear({ from: '王师傅', text: '登录' })
  const first = linkIn(town.lines.at(-1)?.text)
  await town.hear({ from: '王师傅', text: '登录' })
  await expect(openLink(town.desk.context, first, undefined)).rejects.toMatchObject({ code: 'LINK_INVALID' })
})
