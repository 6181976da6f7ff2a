import { renderAsync } from '@resvg/resvg-js'
import { expect, test } from 'vitest'
import { indexedPng } from '../../services/indexed-png.ts'

const [WIDTH, HEIGHT] = [64, 32]
const drawn = (colourAt: (x: number, y: number) => [number, number, number]): Uint8Array =>
  Uint8Array.from({ length: WIDTH * HEIGHT * 4 }, (_, i) => {
    const pixel = Math.floor(i / 4)
    return [...colourAt(pixel % WIDTH, Math.floor(pixel / WIDTH)), 255][i % 4] ?? 0
  })

/** The pixels as another program reads them back. */
async function readBack(png: Buffer): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><image width="${WIDTH}" height="${HEIGHT}" href="data:image/png;base64,${png.toString('base64')}"/></svg>`
  return (await renderAsync(svg, { font: { loadSystemFonts: false } })).pixels
}

test('a picture of few colours keeps every one of them', async () => {
  const rgba = drawn((x, y) => (x < 20 ? [200, 30, 40] : y < 10 ? [10, 120, 60] : [250, 250, 250]))
  expect([...(await readBack(indexedPng(rgba, WIDTH, HEIGHT)))]).toEqual([...rgba])
})

test('a picture of many colours stays close to what it was', async () => {
  const rgba = drawn((x, y) => [x * 4, y * 8, (x * y) % 256])
  const back = await readBack(indexedPng(rgba, WIDTH, HEIGHT))
  const off = rgba.reduce((sum, value, i) => sum + Math.abs(value - (back[i] ?? 0)), 0) / rgba.length
  expect(off).toBeLessThan(8)
})
