import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { adoptedCss } from './theme/adopted-css.ts'
import { antdCss } from './theme/antd-css.ts'

/** While working on the pages: `npx vite web` beside a running program, whose interfaces are passed through. */
const PROGRAM = 'http://127.0.0.1:3000'
const through = { target: PROGRAM, changeOrigin: true, headers: { origin: PROGRAM } }

export default defineConfig(({ command }) => {
  // Whoever builds (the tests, too) gets the pages as visitors get them.
  if (command === 'build') process.env.NODE_ENV = 'production'
  return {
    root: import.meta.dirname,
    plugins: [react(), antdCss(), adoptedCss()],
    // Old phones of old people: WeChat's own browser is a few years behind.
    build: {
      target: ['chrome87', 'safari15.4'],
      cssTarget: ['chrome87', 'safari15.4'],
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      emptyOutDir: true,
      // Which file needs which: read by scripts/lib/first-load.ts.
      manifest: true,
    },
    server: { proxy: { '/sandbox/api': through, '/api': through } },
  }
})
