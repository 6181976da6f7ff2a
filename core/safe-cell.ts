/** Cells of spreadsheets that people's words go into. */

/** What a spreadsheet takes for a formula when it stands first, also behind blanks and in its wide form. */
const FORMULA = /^[\s\u00a0\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/

/** XML knows no such letters, and no spreadsheet opens a file that has one. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
/** A cell holds no more. */
const CELL_LENGTH = 32_000

/** Words that stay words: a quote mark in front of what would be reckoned. */
export function safeCell(words: string): string {
  const plain = words.toWellFormed().replace(UNWRITABLE, '').slice(0, CELL_LENGTH)
  return FORMULA.test(plain) ? `'${plain}` : plain
}
