import { expect, test } from 'vitest'
import type { Names } from '../../server/schemas/names.ts'
import { openApi, signIn } from '../support/api.ts'

async function names(personId: string, lang: string): Promise<Names> {
  const { app } = await openApi()
  const answer = await app.inject({ url: `/api/v1/names?lang=${lang}`, headers: await signIn(app, personId) })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

test('what one can choose from is named as people name it, numbers in their order', async () => {
  const { units, people, buildings, grids, categories, statuses, urgencies } = await names('wang', 'zh-CN')
  expect(people).toContainEqual({ id: 'wang', name: '王师傅', unit: '长峰物业' })
  expect(units.map(({ name }) => name)).toContain('长峰物业')
  expect(grids.map(({ name }) => name)).toContain('第3网格')
  expect(categories).toHaveLength(25)
  expect(statuses).toContainEqual({ id: 'open', name: '待接单' })
  expect(urgencies).toContainEqual({ id: 'emergency', name: '危险' })
  const numbers = buildings.map(({ name }) => Number.parseInt(name, 10)).filter((number) => !Number.isNaN(number))
  expect(numbers.length).toBeGreaterThan(2)
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
  expect(buildings).toContainEqual({ id: '128', name: '128号楼' })
})

test('a resident is not told who works here, and residents are in nobody’s list', async () => {
  expect((await names('li', 'zh-CN')).people).toEqual([])
  expect((await names('fang', 'zh-CN')).people.map(({ id }) => id)).not.toContain('li')
})

test('in English where English is asked for', async () => {
  const { buildings, categories } = await names('wang', 'en')
  expect(categories).toContainEqual({ id: 'elevator', name: 'Lifts' })
  expect(buildings.map(({ name }) => name).join()).not.toContain('号楼')
})
