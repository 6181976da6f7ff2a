/** The page that shows the interfaces, in a real browser under our own content-security policy. */
import { expect, test } from 'vitest'
import { openApi } from '../support/api.ts'
import { openBrowser } from '../support/browser.ts'

test('the page of the interfaces opens in a browser, lists the operations, and breaks no rule of the policy', async () => {
  const { app } = await openApi()
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const { browser, close } = await openBrowser()
  try {
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()))
    page.on('pageerror', (error) => problems.push(error.message))
    await page.goto(`${url}/api/docs/`)
    await page.getByText('/api/v1/session/open').waitFor()
    expect(await page.getByText('/api/v1/tokens', { exact: true }).count()).toBeGreaterThan(0)
    expect(problems).toEqual([])
  } finally {
    await close()
  }
})
