import { describe, expect, test } from 'vitest'
import { phrasesIn } from '../../core/phrases/phrases.ts'
import type { AppraisalWords, TurnWords, UnitWords } from '../../core/phrases/reports.ts'

const unit = (more: Partial<UnitWords>): UnitWords => ({
  name: '长峰物业',
  place: 1,
  stars: 4,
  score: 4.2,
  calls: 12,
  due: 972,
  rates: { response: 98.2, solution: 95, satisfaction: 90.83, closing: 93.72, onTime: 75.82, reopening: 3.2 },
  median: '5 小时',
  p90: '2 天',
  change: { composite: 1.2, onTime: -3, reopening: 0 },
  ...more,
})
const nothing = { composite: null, onTime: null, reopening: null }
const SHEET: AppraisalWords = {
  name: '长峰社区',
  month: '2026年10月',
  soFar: false,
  opened: 31,
  closed: 27,
  backlog: 4,
  overdue: 1,
  units: [unit({}), unit({ name: '供热公司', place: null, stars: null, score: null, calls: 0, due: 0, median: '', p90: '', change: nothing })],
  idle: ['街道办'],
}
const EFFECT: TurnWords['effect'] = {
  found: { problems: 4, needs: 1 },
  acted: 3,
  confirmed: 2,
  homes: 9,
  stars: 4.5,
  rolling: 2,
  overdue: 1,
  oldDone: 2,
  oldAll: 3,
}
const TURN: TurnWords = {
  name: '第3网格',
  from: '11月16日',
  to: '11月22日',
  soFar: false,
  effect: EFFECT,
  acted: [{ number: 1042, title: '楼道堆物', place: '7号楼', took: '2 小时 31 分', confirmed: true, stars: 5 }],
  moreActed: 2,
  rolling: [{ number: 1031, title: '外墙渗水', place: '', name: '王师傅', since: '11月3日', weeks: 3, overdue: '超期2天' }],
  moreRolling: 1,
}

describe('the appraisal sheet', () => {
  test('says of each unit its place, stars, rates, times and change; of what nobody can reckon it says so', () => {
    expect(phrasesIn('zh-CN').appraisal(SHEET)).toBe(`【2026年10月考核表 · 长峰社区】
新报 31，办结 27，在办 4，超期 1。
1. 长峰物业 ★★★★☆ 4.2
响应 98.2% · 解决 95% · 满意 90.83%（回访 12）
结案 93.72% · 按期 75.82%（到期 972） · 重开 3.2%
用时：一半在 5 小时内，九成在 2 天内
比上月：综合 +1.2，按期 −3，重开 ±0
■ 供热公司 件数少，暂不评星
没有回访
没有到期的 · 重开 3.2%
没有经手：街道办`)
    expect(phrasesIn('en').appraisal(SHEET)).toContain('against last month: composite +1.2, on time −3, reopened ±0')
    expect(phrasesIn('zh-Hant').appraisal(SHEET)).toContain('滿意 90.83%（回訪 12）')
  })
})

describe('the weekly turn', () => {
  test('says what was found, done with which effect, and what rolls over since when', () => {
    expect(phrasesIn('zh-CN').weekly(TURN)).toBe(`【周周转 · 第3网格 · 11月16日—11月22日】
发现 5 件（问题 4，需求 1），办成 3 件：居民确认 2，涉及 9 户，评分 4.5 星。
✓ #1042 楼道堆物 · 7号楼（2 小时 31 分，已确认，5星）
……办成的还有 2 件
滚到下周 2 件（超期 1）：
#1031 外墙渗水 · 11月3日起，第3周 · 王师傅 · 超期2天
……还有 1 件
以前留下的 3 件，办成 2 件。`)
  })

  test('of a week under way says that it is, and of nothing done no effect', () => {
    const young = { ...TURN, soFar: true, to: '11月16日', acted: [], moreActed: 0, effect: { ...EFFECT, acted: 0, stars: null } }
    expect(phrasesIn('zh-CN').weekly(young)).toMatch(
      /^【周周转 · 第3网格 · 11月16日至今】\n发现 5 件（问题 4，需求 1），办成 0 件。\n还在办 2 件（超期 1）：\n/,
    )
    expect(phrasesIn('en').weekly(young)).toMatch(
      /^\[Weekly turn · 第3网格 · 11月16日, so far\]\n5 found \(4 problems, 1 need\), 0 done\.\nStill open, 2 \(1 overdue\):\n/,
    )
  })
})
