/**
 * The component library's styles as files, made while building: whoever imports a component gets the rules it needs, in both shades.
 * The library's own way writes <style> elements into the page as components appear, which our content-security policy forbids,
 * and which costs an old phone's time.
 */
import { createCache, extractStyle, StyleProvider } from '@ant-design/cssinjs'
import { theme as algorithms, ConfigProvider } from 'antd'
import { createElement, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import type { Plugin } from 'vite'
import { type Shade, themeOf } from '../src/dashboard/theme.ts'
import { SAMPLES } from './samples.tsx'

const OF_COMPONENT = 'virtual:antd/'
const OF_RULES = 'virtual:antd-rules/'
/** What the extractor adds for pages rendered on a server. */
const CACHE_PATH = /\.data-ant-cssinjs-cache-path\{[^}]*\}/g

type Part = 'style' | 'token' | 'cssVar'

/** One component's rules by name. Rules speak of variables only, so they are taken once; variables once for each shade. */
function rulesOf(sample: ReactNode): Map<string, string> {
  const rules = new Map<string, string>()
  const take = (shade: Shade, parts: Part[]) => {
    const cache = createCache()
    const inShade = createElement(ConfigProvider, { theme: themeOf(shade, algorithms) }, sample)
    renderToString(createElement(StyleProvider, { cache, mock: 'server' }, inShade))
    for (const [key, entry] of cache.cache) {
      const alone = createCache()
      alone.cache.set(key, entry)
      const css = extractStyle(alone, { plain: true, types: parts }).replaceAll(CACHE_PATH, '')
      const [part, , ...path] = key.split('%')
      // The token's key stands second and differs between the shades.
      if (css) rules.set([part === 'style' ? '' : shade, ...path].join('-').replaceAll(/[^\w-]+/g, '_'), css)
    }
  }
  take('light', ['style', 'token', 'cssVar'])
  take('dark', ['token', 'cssVar'])
  return rules
}

export function antdCss(): Plugin {
  const rules = new Map<string, string>()
  return {
    name: 'antd-css',
    resolveId: (id) => (id.startsWith(OF_COMPONENT) || id.startsWith(OF_RULES) ? `\0${id}` : undefined),
    load(id) {
      if (id.startsWith(`\0${OF_RULES}`)) return rules.get(id.slice(OF_RULES.length + 1, -'.css'.length))
      if (!id.startsWith(`\0${OF_COMPONENT}`)) return
      const own = rulesOf(SAMPLES[id.slice(OF_COMPONENT.length + 1)])
      for (const [name, css] of own) rules.set(name, css)
      return [...own.keys()].map((name) => `import '${OF_RULES}${name}.css'`).join('\n')
    },
    transform(code, id) {
      if (!id.includes('/web/src/')) return
      const used = [...code.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']antd["']/g)]
        .flatMap(([, names = '']) => names.split(','))
        .map((name) => name.trim().split(/\s+as\s+/)[0] ?? '')
        .filter((name) => name !== '')
      const missing = used.filter((name) => !(name in SAMPLES))
      if (missing.length > 0) this.error(`${id} uses ${missing.join(', ')} of antd, which web/theme/samples.tsx does not show`)
      if (used.length > 0) return { code: `${code}\n${used.map((name) => `import '${OF_COMPONENT}${name}'`).join('\n')}`, map: null }
    },
  }
}
