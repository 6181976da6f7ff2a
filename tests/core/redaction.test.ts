import { describe, expect, it } from 'vitest'
import { evolve, fold } from '../../core/evolve.ts'
import { redacted, without } from '../../core/redaction.ts'
import type { TicketEvent } from '../../core/ticket.ts'
import { opening } from './makers.ts'

const TAKEN = { messageId: 'm1', personId: 'li', text: '楼道被堆满了' }

describe('a message that was taken back', () => {
  it('leaves the opening it made, title and all; what other messages told stays', () => {
    const opened: TicketEvent = { type: 'opened', ticket: opening({ messageId: 'm1', words: '三楼 楼道被堆满了', title: '楼道被堆满' }) }
    expect(redacted(opened, 'li', TAKEN, '楼道堆物')).toMatchObject({ ticket: { words: '三楼', title: '楼道堆物' } })
  })

  it('leaves the words its sender said under another head, and nobody else’s', () => {
    const followed: TicketEvent = { type: 'followed', words: '楼道被堆满了' }
    expect(redacted(followed, 'li', TAKEN, '')).toEqual({ type: 'followed', words: '' })
    expect(redacted(followed, 'zhao', TAKEN, '')).toBe(followed)
  })

  it('leaves the very detail it was, and touches no detail of another message', () => {
    const detail = (messageId: string): TicketEvent => ({ type: 'detail_added', words: '楼道被堆满了', pictures: 1, messageId })
    expect(redacted(detail('m1'), 'li', TAKEN, '')).toMatchObject({ words: '', pictures: 1 })
    expect(redacted(detail('m2'), 'li', TAKEN, '')).toEqual(detail('m2'))
  })

  it('an event without words is the very same event', () => {
    const urged: TicketEvent = { type: 'rated', stars: 3 }
    expect(redacted(urged, 'li', TAKEN, '')).toBe(urged)
  })

  it('an empty message takes no words away', () => {
    expect(without('楼道 被堆满了', ' ')).toBe('楼道 被堆满了')
  })

  it('the ticket folded anew knows nothing of it', () => {
    const opened: TicketEvent = { type: 'opened', ticket: opening({ messageId: 'm1', words: TAKEN.text }) }
    const before = evolve(undefined, opened, 1, 'li')
    expect(before.said).toEqual([TAKEN.text])
    const after = fold([
      { at: 1, actorId: 'li', event: redacted(opened, 'li', TAKEN, '楼道堆物') },
      { at: 2, actorId: 'li', event: { type: 'redacted', messageId: 'm1' } },
    ])
    expect(after).toMatchObject({ words: '', said: [], version: 2, status: 'open' })
  })
})
