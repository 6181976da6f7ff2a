/** What was said while the line was dead never arrives: the groups are asked to say it again. */
import { expect, test } from 'vitest'
import { play } from '../support/conversation.ts'
import { openTown } from '../support/town.ts'

test('a gap of the day is told in the digest; a short one is not', async () => {
  const town = await openTown()
  await play(town, '12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了\n小啄 @128号楼群: 记下了 #1042')
  await town.desk.noteGap({ account: 'town:xiaozhuo', from: town.today('13:00'), to: town.today('13:00') + 20_000, reason: 'no dong' })
  await town.desk.noteGap({ account: 'town:xiaozhuo', from: town.today('14:00'), to: town.today('14:25'), reason: 'no dong' })
  await town.pass(town.today('20:31'))
  await town.runJobs()
  await town.pass(town.now() + 5_000)
  const digest = town.lines.find((line) => line.chat === '128号楼群' && /小结/.test(line.text))?.text ?? ''
  expect(digest).toMatch(/14:00到14:25之间我断线了.*麻烦再说一遍/)
  expect(digest).not.toContain('13:00')
})

test('words that come due at night because the line was down are said in the morning', async () => {
  const town = await openTown()
  await play(town, '12:03 李阿姨 @128号楼群: 报修：楼道灯不亮了\n小啄 @128号楼群: 记下了 #1042')
  town.edge.answer = () => ({ state: 'failed', reason: 'limited', detail: 'slow down' })
  await town.pass(town.today('20:31'))
  await town.runJobs()
  await town.pass(town.today('23:30'))
  town.edge.answer = () => ({ state: 'sent' })
  const before = town.lines.length
  await town.pass(town.today('23:59'))
  expect(town.lines.slice(before).filter((line) => line.by === null)).toEqual([])
  await town.pass(town.today('23:59') + 7.1 * 3_600_000)
  expect(town.lines.slice(before).some((line) => line.by === null && /小结/.test(line.text))).toBe(true)
})
