import { afterEach, describe, expect, test } from 'vitest'
import { openFeed } from '../../server/feed.ts'
import type { Change } from '../../server/schemas.ts'
import type { App } from '../../server/typebox.ts'
import { serveScene } from '../support/scene-server.ts'

const open: App[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})
async function serve() {
  const served = await serveScene()
  open.push(served.app)
  return served
}

/** A line to the stream; `until` reads on until the words have come. */
async function dial(url: string, lastEventId?: string) {
  const response = await fetch(`${url}/sandbox/api/stream`, { headers: lastEventId ? { 'last-event-id': lastEventId } : {} })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  return {
    response,
    async until(words: string): Promise<string> {
      while (!heard.includes(words)) {
        const { value, done } = await reader.read()
        if (done) throw new Error(`the line ended before "${words}": ${heard}`)
        heard += value
      }
      return heard
    },
    ended: async () => {
      while (!(await reader.read()).done);
    },
    hangUp: () => reader.cancel(),
  }
}
const lastIdIn = (heard: string) =>
  heard
    .match(/id: (\S+)/g)!
    .at(-1)!
    .slice(4)

describe('the stream', () => {
  test('greets, then tells each change as it happens', async () => {
    const { scene, url } = await serve()
    const line = await dial(url)
    expect(line.response.headers.get('content-type')).toContain('text/event-stream')
    await line.until('event: hello')
    scene.say({ room: 'r128', text: '大家好' })
    expect(await line.until('event: change')).toContain('data: {"kind":"message","room":"r128"}')
    await line.hangUp()
  })

  test('a broken line is taken up where it ended, without a gap', async () => {
    const { scene, url } = await serve()
    const line = await dial(url)
    await line.until('event: hello')
    scene.say({ room: 'r128', text: '一' })
    const heard = await line.until('r128')
    await line.hangUp()
    scene.say({ room: 'r6', text: '二' })
    scene.say({ room: 'grid3', text: '三' })
    const again = await dial(url, lastIdIn(heard))
    const missed = await again.until('grid3')
    expect(missed).toContain('r6')
    expect(missed).not.toContain('r128')
    expect(missed).not.toContain('hello')
    await again.hangUp()
  })

  test('a line from before the last start is greeted anew', async () => {
    const { url } = await serve()
    const line = await dial(url, 'an-earlier-run.7')
    await line.until('event: hello')
    await line.hangUp()
  })

  test('an open line does not keep the server from closing', async () => {
    const { app, url } = await serveScene()
    const line = await dial(url)
    await line.until('event: hello')
    const started = performance.now()
    await app.close()
    await line.ended()
    expect(performance.now() - started).toBeLessThan(2_500)
  })
})

describe('the feed', () => {
  function feedOf(count: number) {
    let tell: (change: Change) => void = () => {}
    const feed = openFeed<Change>((listener) => {
      tell = listener
      return () => {}
    }, 'run1')
    for (let number = 1; number <= count; number++) tell({ kind: 'ticket', number })
    return feed
  }

  test('remembers the last thousand changes and says when it cannot tell any more', () => {
    const feed = feedOf(1_500)
    expect(feed.lastId()).toBe('run1.1500')
    expect(feed.since('run1.1500')).toEqual([])
    expect(feed.since('run1.1498')?.map(({ change }) => change.number)).toEqual([1_499, 1_500])
    expect(feed.since('run1.500')).toHaveLength(1_000)
    expect(feed.since('run1.499')).toBeUndefined()
  })

  test.each(['run0.3', 'run1.9', 'run1.-1', 'run1.x', 'run1', ''])('does not trust the id "%s"', (id) => {
    expect(feedOf(5).since(id)).toBeUndefined()
  })
})
