/** What every page without script has around it. */
import { type Html, html, type Part } from './html.ts'

export interface Frame {
  lang: string
  title: string
  /** Address of the style file. */
  style: string
  skip: string
  body: Part
  head?: Part
}

export const frame = ({ lang, title, style, skip, body, head }: Frame): Html => html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="description" content="${title}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${style}">
${head}</head>
<body>
<a class="skip" href="#main">${skip}</a>
${body}
</body>
</html>
`
