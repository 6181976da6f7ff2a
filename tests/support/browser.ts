/**
 * A real Chromium for tests: the one from the npm package where that runs (Linux), else a Chrome or Edge that is installed.
 * Nothing is downloaded. Chinese letters come from the font package, so that screenshots are readable on a bare machine.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import packaged from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const INSTALLED = [
  process.env.CHROME_PATH,
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none']

/** Fontconfig of our own: the font package first, then what the system has. */
async function fontSettings(folder: string): Promise<string> {
  const font = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')))
  const bold = join(dirname(font), '700Bold')
  const file = join(folder, 'fonts.conf')
  const folders = [font, bold, '/usr/share/fonts', '/usr/local/share/fonts'].map((path) => `<dir>${path}</dir>`).join('')
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${folder}</cachedir></fontconfig>`,
  )
  return file
}

async function findBrowser(): Promise<string> {
  const problems: string[] = []
  if (process.platform === 'linux' && process.arch === 'x64') {
    try {
      return await packaged.executablePath()
    } catch (error) {
      problems.push(`the packaged one: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const installed = INSTALLED.find((path) => path && existsSync(path))
  if (installed) return installed
  throw new Error(`No browser found for the browser tests. Install Chrome, or set CHROME_PATH to one. ${problems.join('; ')}`)
}

export interface TestBrowser {
  browser: Browser
  close(): Promise<void>
}

/** @param debugPort where other tools may drive it, too */
export async function openBrowser(debugPort?: number): Promise<TestBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'woodpecker-browser-'))
  try {
    const env = { ...process.env, FONTCONFIG_FILE: await fontSettings(folder) }
    const browser = await chromium.launch({
      executablePath: await findBrowser(),
      args: [...ARGS, ...(debugPort === undefined ? [] : [`--remote-debugging-port=${debugPort}`])],
      headless: true,
      env,
    })
    return {
      browser,
      async close() {
        await browser.close()
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}
