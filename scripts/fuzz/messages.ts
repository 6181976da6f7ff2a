/** Any message a platform could hand over, and many that none should: people's words, cut, glued, repeated, and noise of every alphabet. */
import fc from 'fast-check'
import type { InboundMessage } from '../../core/message.ts'

const WORDS = [
  ...['报修', '：', '楼道灯不亮了', '128号楼2单元', '3-2-501', '着火了', '没水', '谁值班', '进度', '接单', '办结', '转', '退', '延期', '撤销', '催'],
  ...['没修好', '好了', '我家也是', '满意', '五星', '1042', '#1042', '【#1042】', '99999999999999999999', '0', '-1', '٣', '①', '１０４２'],
  ...[
    '删除我的信息',
    '删除我的图片',
    '打码',
    '拉黑',
    '解除拉黑',
    '黑名单',
    '同意删除',
    '绑定',
    '模式',
    '登录',
    '小结',
    '会议',
    '配合',
    '牵头',
    '纪要',
    '拆分',
  ],
  ...['今天', '明天下午3点', '周五前', '13月45日', '24:61', '@小啄', '@所有人', '@', '\u2005', ' ', '\n', '\t', '，', '。', '！', '？', '…', '——'],
  ...[
    '「',
    '」',
    '：',
    '\n- - - - - - - - - - - - - - -\n',
    '『',
    '』',
    '(',
    ')',
    '[捂脸]',
    '[图片]',
    '😂',
    '👨‍👩‍👧',
    '\u200b',
    '\u202e',
    '\ufeff',
    '\u0301',
    '\ud800',
  ],
  ...['http://a.b/c?d=e', 'www.x.cn', '=1+1', '=HYPERLINK("x")', '+cmd', "' or 1=1 --", '%s', '{{x}}', '<script>', '\\', '"', '`', '../..', '\0'],
  ...['fire', 'leak', 'lift stuck', 'status', 'help', 'done', 'bldg 128', 'at once', 'by friday', '樓道燈壞咗', '冇水', '电', '水', '燃气味'],
]

const glued = fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((parts) => parts.join(''))
const spaced = fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((parts) => parts.join(' '))
const noise = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 200 }))
const repeated = fc.tuple(fc.oneof(glued, noise), fc.integer({ min: 2, max: 400 })).map(([part, times]) => part.repeat(times).slice(0, 20_000))
const mixed = fc.tuple(glued, noise, spaced).map((parts) => parts.join(''))
export const anyText = fc.oneof(
  { weight: 5, arbitrary: glued },
  { weight: 4, arbitrary: spaced },
  { weight: 2, arbitrary: noise },
  { weight: 1, arbitrary: repeated },
  { weight: 2, arbitrary: mixed },
)

/** Those of the demo community, and others. */
const SENDERS = [
  'li-ayi',
  'zhao-shu',
  'tom',
  'wang-shifu',
  'xiao-sun',
  'qian-jingli',
  'xiao-he',
  'fang-shuji',
  'lao-zhou',
  'stranger-1',
  'stranger-2',
]
const ROOMS = ['b128@demo', 'b126@demo', 'b7@demo', 'grid3@demo', 'staff@demo', 'office@demo', 'nowhere@x']
const KINDS: InboundMessage['kind'][] = ['text', 'image', 'voice', 'video', 'file', 'link', 'sticker', 'location', 'card', 'system', 'recall']
const ATTACHED: ReadonlySet<InboundMessage['kind']> = new Set(['image', 'voice', 'video', 'file'])

export interface Generated {
  /** How many of the ids before it may be the same one: 0 = its own. */
  again: number
  /** Seconds since the message before, negative for a clock that steps back. */
  later: number
  message: Omit<InboundMessage, 'id' | 'at' | 'recalls'>
}

export const anyMessage: fc.Arbitrary<Generated> = fc
  .record({
    again: fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }) }),
    later: fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 0, max: 600 }) }, { weight: 1, arbitrary: fc.integer({ min: -86_400, max: 86_400 }) }),
    kind: fc.oneof({ weight: 12, arbitrary: fc.constant<InboundMessage['kind']>('text') }, { weight: 3, arbitrary: fc.constantFrom(...KINDS) }),
    room: fc.option(fc.constantFrom(...ROOMS), { freq: 4 }),
    sender: fc.constantFrom(...SENDERS),
    name: fc.oneof({ weight: 6, arbitrary: fc.constantFrom('李阿姨', '王师傅', '方书记', '小啄', '') }, { weight: 1, arbitrary: noise }),
    text: anyText,
    quote: fc.option(fc.record({ name: fc.constantFrom('小啄', '李阿姨', '王师傅', ''), text: anyText }), { freq: 5 }),
    mentionsBot: fc.boolean(),
    mentions: fc.array(fc.constantFrom(...SENDERS, 'nobody'), { maxLength: 3 }),
  })
  .map(({ again, later, kind, room, sender, name, text, quote, mentionsBot, mentions }) => ({
    again,
    later,
    message: {
      account: 'fuzz:bot',
      ...(room === null ? {} : { room: { id: room, topic: room } }),
      sender: { id: sender, name: clean(name) },
      self: false,
      kind,
      text: kind === 'text' || kind === 'system' || kind === 'link' ? clean(text) : '',
      ...(quote === null ? {} : { quote: { name: quote.name, text: clean(quote.text) } }),
      mentions,
      mentionsBot,
      ...(ATTACHED.has(kind) ? { attachment: { name: 'file' } } : {}),
    },
  }))

/** What the door makes of every text (bot/inbound.ts): well formed, without NUL. */
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '')
