/** An in-memory demo community behind the server's two ports, with a bot of three reflexes: it opens, it closes, it sums up. */
import { createHash } from 'node:crypto'
import type { SandboxDesk } from '../../server/sandbox-desk.ts'
import type { Change, ChatMessage, Lead, Scene, TicketDetail } from '../../server/schemas.ts'
import type { SandboxStage } from '../../services/ports.ts'
import { SCENE } from './scene-data.ts'

type Said = Pick<ChatMessage, 'room' | 'person' | 'text'> & Partial<ChatMessage>
export interface LiveScene extends SandboxDesk, SandboxStage {
  say(words: Said): ChatMessage
  tell(change: Change): void
}

const numbersIn = (text: string): number[] => [...text.matchAll(/#(\d+)/g)].map(([, digits]) => Number(digits))
const REPORTS: [RegExp, string, TicketDetail['urgency']][] = [
  [/煤气味/, '燃气异味', 'emergency'],
  [/楼道|stairwell/, '楼道堆物', 'normal'],
  [/井盖/, '井盖翘起', 'urgent'],
]

/** @param clock milliseconds since the epoch; every call is a little later than the one before */
export function openScene(clock: () => number = Date.now, scene: Scene = SCENE): LiveScene {
  const chat: ChatMessage[] = []
  const tickets: TicketDetail[] = []
  const leads: Lead[] = []
  const files = new Map<string, { mime: string; bytes: Uint8Array; name: string }>()
  const listeners = new Set<(change: Change) => void>()
  const tell = (change: Change) => {
    for (const listener of listeners) listener(change)
  }
  const personOf = (id: string) => scene.people.find((person) => person.id === id)
  const wang = personOf('wang')

  function say(words: Said): ChatMessage {
    const message: ChatMessage = {
      id: `m${chat.length + 1}`,
      at: clock(),
      from: { ...scene.bot, role: 'bot' },
      kind: 'text',
      mentions: [],
      recalled: false,
      ticketNumbers: numbersIn(words.text),
      ...words,
    }
    chat.push(message)
    tell({ kind: 'message', room: message.room, person: message.person })
    return message
  }

  function open(heard: ChatMessage, title: string, urgency: TicketDetail['urgency']): void {
    const number = 1042 + tickets.length
    const at = clock()
    const place = scene.rooms.find(({ id }) => id === heard.room)?.name.replace('群', '') ?? '未说明'
    tickets.unshift({
      ...{
        number,
        title,
        place,
        category: title,
        urgency,
        urgencyLabel: urgency === 'emergency' ? '危险' : '一般',
        state: 'open',
        stateLabel: '待接单',
      },
      ...{ tone: 'new', open: true, overdue: false, room: heard.room, openedAt: at, updatedAt: at, dueAt: at + 6 * 3_600_000, followers: [] },
      assignee: wang && { id: wang.id, name: wang.name, org: wang.org },
      reporter: { id: heard.from.id, name: heard.from.name },
      timeline: [{ at, who: heard.from.name, what: '在群里反映', words: heard.text, pictures: [] }],
    })
    const danger = urgency === 'emergency' ? '先别开灯、别点火，开窗、关阀、下楼，到室外拨燃气抢修 96777 / 119。' : ''
    say({
      room: heard.room,
      text: `${danger}@${heard.from.name} 记下了 #${number} ${title} · ${place}。长峰物业王师傅负责，今天18:00前到。`,
      mentions: [heard.from.id],
    })
    say({ person: 'wang', text: `【#${number}】${title} · ${place} ｜ ${heard.from.name}："${heard.text}" ｜ 2小时内接单 ｜ 回：接 / 转 / 退+原因` })
    tell({ kind: 'ticket', number, room: heard.room })
  }

  function move(
    number: number,
    who: string,
    words: string,
    state: Pick<TicketDetail, 'state' | 'stateLabel' | 'tone'>,
    what: string,
    reply: string,
  ): void {
    const ticket = tickets.find((one) => one.number === number)
    if (!ticket) return
    Object.assign(ticket, state, { updatedAt: clock(), open: state.tone !== 'done' })
    ticket.timeline.push({ at: clock(), who, what, words, pictures: [] })
    say({ room: ticket.room, text: `#${number} ${reply}` })
    tell({ kind: 'ticket', number })
  }

  function hear(message: ChatMessage): void {
    const report = REPORTS.find(([pattern]) => pattern.test(message.text))
    const number = numbersIn(message.quote?.text ?? message.text)[0]
    const mine = tickets.find(({ reporter, tone }) => reporter?.id === message.from.id && tone === 'waiting')
    if (number && /收到|接/.test(message.text))
      move(
        number,
        message.from.name,
        message.text,
        { state: 'accepted', stateLabel: '已接单', tone: 'working' },
        '接单，约14:00到',
        '王师傅已接单，约 14:00 到。',
      )
    else if (number && /清完|搞定|好了|done/.test(message.text))
      move(
        number,
        message.from.name,
        message.text,
        { state: 'resolved', stateLabel: '待确认', tone: 'waiting' },
        '办好了，等居民确认',
        '已处理。看看行不行？',
      )
    else if (mine && /好了/.test(message.text))
      move(
        mine.number,
        message.from.name,
        message.text,
        { state: 'solved', stateLabel: '已解决', tone: 'done' },
        '确认解决',
        '结案，用时 2 小时 31 分。',
      )
    else if (report && message.from.role !== 'property') open(message, report[1], report[2])
    else if (/啧啧/.test(message.text)) {
      leads.unshift({ number: leads.length + 1, at: message.at, room: message.room, from: message.from.name, text: message.text, judge: 'liu' })
      tell({ kind: 'lead' })
    }
  }

  return {
    say,
    tell,
    scene: async () => scene,
    async messages({ room, person, before, limit }) {
      const all = chat.filter((message) => (room ? message.room === room : message.person === person))
      const end = before ? all.findIndex(({ id }) => id === before) : all.length
      return all.slice(Math.max(0, end - limit), Math.max(0, end))
    },
    async latest() {
      return [...new Map(chat.map((message) => [message.room ?? `p:${message.person}`, message])).values()]
    },
    tickets: async ({ open: wanted, room }) =>
      tickets.filter((ticket) => (wanted === undefined || ticket.open === wanted) && (!room || ticket.room === room)),
    ticket: async (number) => tickets.find((ticket) => ticket.number === number),
    leads: async () => leads,
    outbox: async () => ({ pending: 0, failed: 0 }),
    async runDigest() {
      if (tickets.length === 0) return { sent: 0, previews: [] }
      const closed = tickets.filter(({ tone }) => tone === 'done')
      const text = `【今天 · 128号楼小结】\n今天新报 ${tickets.length}，办结 ${closed.length}。`
      say({ room: 'r128', text })
      tell({ kind: 'digest' })
      return { sent: 1, previews: [{ to: '128号楼群', room: 'r128', text }] }
    },
    attachment: async (hash) => files.get(hash),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async speak({ as, room, text = '', mentions = [], quote, file, kind }) {
      const speaker = personOf(as)
      if (!speaker) throw new Error(`nobody is ${as}`)
      const attachment = file && createHash('sha256').update(file.bytes).digest('hex')
      if (file && attachment)
        files.set(attachment, { mime: kind === 'image' ? 'image/png' : 'application/octet-stream', bytes: file.bytes, name: file.name })
      const from = { id: as, name: speaker.name, role: speaker.role }
      const message = say({
        ...(room ? { room } : { person: as }),
        from,
        text,
        quote,
        mentions,
        kind: file ? kind : 'text',
        attachment,
        fileName: file?.name,
      })
      if (text) queueMicrotask(() => hear(message))
      return message.id
    },
    async recall(messageId, as) {
      const message = chat.find(({ id }) => id === messageId)
      if (message?.from.id !== as) throw new Error('only the sender takes a message back')
      Object.assign(message, { recalled: true, text: '', quote: undefined, attachment: undefined })
      tell({ kind: 'message', room: message.room, person: message.person })
    },
  }
}
