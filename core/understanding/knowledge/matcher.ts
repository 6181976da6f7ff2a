/**
 * Finds every term of a word list in one pass over the text. Terms are matched as substrings: Chinese has no spaces,
 * and the lists hold stems of English words.
 */
export interface Found {
  tag: number
  start: number
  end: number
}

interface Node {
  next: Map<number, Node>
  tags: number[]
}

const newNode = (): Node => ({ next: new Map(), tags: [] })

/** `lists[i]` holds the terms of tag i, separated by white space; an underscore stands for a space inside a term. */
export function createMatcher(lists: readonly string[]): (text: string) => Found[] {
  const root = newNode()
  lists.forEach((terms, tag) => {
    for (const term of terms.split(/\s+/)) {
      if (term === '') continue
      let node = root
      for (const char of term.replaceAll('_', ' ')) {
        for (let i = 0; i < char.length; i++) {
          const code = char.charCodeAt(i)
          let next = node.next.get(code)
          if (!next) node.next.set(code, (next = newNode()))
          node = next
        }
      }
      if (!node.tags.includes(tag)) node.tags.push(tag)
    }
  })
  return (text) => {
    const found: Found[] = []
    for (let start = 0; start < text.length; start++) {
      let node = root.next.get(text.charCodeAt(start))
      let end = start + 1
      while (node) {
        for (const tag of node.tags) found.push({ tag, start, end })
        node = end < text.length ? node.next.get(text.charCodeAt(end)) : undefined
        end++
      }
    }
    return found
  }
}
