import { describe, expect, it } from 'vitest'
import { namesAnother, numbersIn, saysDone, saysTaken } from '../../core/loose-words.ts'
import { ticketWith } from './makers.ts'

const lamp = ticketWith({ title: '灯不亮', words: '楼道灯不亮了', said: ['楼道灯不亮了'], place: { building: '128', spot: '楼道' } })

describe('plain words of staff', () => {
  it.each(['收到', '好的，下午两点过去', '马上去看看', '搞定了', '灯换好了', '楼道灯修好了', '处理完了', '明天上午9点半到', 'ok, done'])(
    '"%s" names no other matter',
    (words) => expect(namesAnother(words, lamp)).toBe(false),
  )

  it.each(['会议室的空调修好了', '好的，会议室钥匙在我这', '电梯修好了', '126栋门禁好了', 'boiler fixed'])('"%s" names another matter', (words) =>
    expect(namesAnother(words, lamp)).toBe(true),
  )

  it('not done is not done', () => {
    expect([saysDone('修好了'), saysDone('还没修好'), saysDone('等配件换'), saysTaken('收到'), saysTaken('会议室收到')]).toEqual([
      true,
      false,
      false,
      true,
      false,
    ])
  })

  it('different numbers of a quote are counted once each', () => {
    expect(numbersIn('#1042 和 ＃1043 是一件事，并到 #1043')).toEqual([1042, 1043])
    expect(numbersIn(undefined)).toEqual([])
  })
})
