/**
 * The component library sometimes needs a rule that depends on the moment (how wide a scroll bar is, while a window is open). It writes
 * <style> elements then, which our content-security policy forbids; web/src/dashboard/adopted-css.ts says the same in a way that is allowed.
 */
import { join } from 'node:path'
import type { Plugin } from 'vite'

const OURS = join(import.meta.dirname, '../src/dashboard/adopted-css.ts')

export const adoptedCss = (): Plugin => ({
  name: 'adopted-css',
  enforce: 'pre',
  resolveId: (source) => (/(^|\/)Dom\/dynamicCSS(\.js)?$/.test(source) ? OURS : undefined),
})
