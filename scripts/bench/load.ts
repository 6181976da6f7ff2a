/** Load on a sandbox puppet. Runs in the process where the puppet is. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { SandboxPuppet } from '../../bot/sandbox-puppet.ts'
import { residents, rooms } from './community.ts'
import { type Measure, measureOf } from './measures.ts'

export interface Questions {
  /** Questions in all; each resident asks in a direct chat, and again only after the answer. */
  count: number
  /** Questions a second; as fast as answers come when absent. */
  perSecond?: number
}

/**
 * Answered at once from the community's facts, without a story to wait for: hearing, understanding, ledger, outbox, delivery.
 * With its prefix, for the reader takes a plain question asked three times in a row by the same person for talk.
 */
export const QUESTION = '咨询：装修要去哪里登记'
/** Without an answer for so long, none will come. */
const PATIENCE = { seconds: 20 }

/** What groups talk about; one line in ten is a report. */
const TALK = ['早上好', '快递到了没', '谁拼牛奶', '哈哈哈', '今天真冷', '周末去爬山吗', '楼道灯不亮了', '好的', '孩子几点放学', '有人看见我家猫吗']

/** Asks and measures from the question's arrival at the puppet to the answer's. Rejects when answers stay away. */
export async function askAll(puppet: SandboxPuppet, { count, perSecond }: Questions): Promise<Measure> {
  const free = [...residents]
  const asked = new Map<string, number>()
  const latencies: number[] = []
  let last = performance.now()
  puppet.beforeSend = (to) => {
    const since = asked.get(to)
    if (since === undefined) return
    asked.delete(to)
    last = performance.now()
    latencies.push(last - since)
    free.push(to)
  }
  const start = performance.now()
  const check = (): void => {
    if (performance.now() - last > PATIENCE.seconds * 1000) throw new Error(`${count - latencies.length} of ${count} questions were not answered`)
  }
  for (let sent = 0; sent < count; await sleep(1)) {
    const due = perSecond === undefined ? count : Math.min(count, Math.ceil(((performance.now() - start) / 1000) * perSecond))
    for (; sent < due && free.length > 0; sent++) {
      const person = free.shift() as string
      asked.set(person, performance.now())
      puppet.put({ talkerId: person, text: QUESTION })
    }
    check()
  }
  for (; latencies.length < count; await sleep(1)) check()
  delete puppet.beforeSend
  return measureOf(latencies, (last - start) / 1000)
}

/** Puts `count` lines of talk into the groups, all at once. */
export function talkAll(puppet: SandboxPuppet, count: number): void {
  for (let n = 0; n < count; n++) {
    const room = n % rooms.length
    puppet.put({
      talkerId: residents[room + rooms.length * (n % 20)] as string,
      roomId: rooms[room] as string,
      text: TALK[n % TALK.length] as string,
    })
  }
}
