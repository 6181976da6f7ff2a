/** A face made of a name: its first letters on a colour of its own. */
const COLOURS = ['#3b6ea5', '#7a5195', '#a8456b', '#a0522d', '#5f7a1f', '#1f7a5c', '#2a7a8c', '#5b5bb0', '#8a6d00', '#6b5b4b']

function colourOf(id: string): string {
  let sum = 7
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521
  return COLOURS[sum % COLOURS.length] ?? '#555'
}

function initialsOf(name: string): string {
  const letters = [...name.trim()]
  // 小刘, 老周: the second letter tells them apart.
  if (letters.length === 2 && /^[小老阿大]/.test(name.trim())) return letters[1] ?? '?'
  return /^[a-z]/i.test(name.trim()) ? letters.slice(0, 2).join('') : (letters[0] ?? '?')
}

/** A group's picture as WeChat makes it: the first of its people side by side. */
export function GroupAvatar({ people }: { people: readonly { id: string; name: string }[] }) {
  return (
    <span className="avatar large group" aria-hidden="true">
      {people.slice(0, 4).map(({ id, name }) => (
        <span key={id} style={{ background: colourOf(id) }}>
          {initialsOf(name).slice(0, 1)}
        </span>
      ))}
    </span>
  )
}

export function Avatar({ id, name, bot = false, large = false }: { id: string; name: string; bot?: boolean; large?: boolean }) {
  const size = large ? 'avatar large' : 'avatar'
  if (bot) return <img className={size} src="/woodpecker.svg" alt="" />
  return (
    <span className={size} style={{ background: colourOf(id) }} aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}
