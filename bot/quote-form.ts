/** The form in which WeChat puts a quote into plain text: the quoted words, a line of 15 dashes, the reply. */
export const QUOTE_LINE = '- - - - - - - - - - - - - - -'

export function quoteForm(quote: { name: string; text: string }, reply: string): string {
  return `「${quote.name}：${quote.text}」\n${QUOTE_LINE}\n${reply}`
}
