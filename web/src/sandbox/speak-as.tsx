/** The chooser of persons, grouped by what they are in the community. */
import { useState } from 'react'
import type { Person, PersonRole } from '../../../server/schemas.ts'
import { remember } from '../live/memory.ts'
import { go, usePlace } from '../live/place.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useWords } from '../words/language.tsx'
import type { Words } from '../words/zh.ts'
import { useStage } from './context.ts'

const ORDER: PersonRole[] = ['resident', 'building_head', 'grid_worker', 'property', 'community', 'department', 'other']

export const dutyOf = ({ role, title, org, building }: Person, words: Words): string =>
  [...new Set([building && words.building(building), org, title])].filter(Boolean).join(' · ') || words.roles[role]

export function SpeakAs({ waiting, onClose }: { waiting: ReadonlySet<string>; onClose(): void }) {
  const words = useWords()
  const { scene, as } = useStage()
  const place = usePlace()
  const [wanted, setWanted] = useState('')
  const fits = (person: Person) =>
    `${person.name} ${dutyOf(person, words)} ${words.roles[person.role]}`.toLowerCase().includes(wanted.trim().toLowerCase())
  const groups = ORDER.map((role) => ({ role, people: scene.people.filter((person) => person.role === role && fits(person)) })).filter(
    ({ people }) => people.length,
  )

  const choose = (person: Person) => {
    remember('as', person.id)
    onClose()
    // Stays in the open chat where the new person sits there too; else that person's chats come first.
    const room = place.chat?.startsWith('room:') ? scene.rooms.find(({ id }) => `room:${id}` === place.chat) : undefined
    go({ as: person.id, chat: waiting.has(person.id) || place.chat === 'bot' ? 'bot' : room?.members.includes(person.id) ? place.chat : undefined })
  }

  return (
    <Dialog title={words.speakAs.title} className="speak-as" onClose={onClose}>
      <p className="soft">{words.speakAs.hint}</p>
      <input
        type="search"
        aria-label={words.speakAs.search}
        placeholder={words.speakAs.search}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      {groups.length === 0 && <p className="empty">{words.speakAs.nobody}</p>}
      {groups.map(({ role, people }) => (
        <section key={role}>
          <h3>{words.roles[role]}</h3>
          <ul className="people">
            {people.map((person) => (
              <li key={person.id}>
                <button type="button" className="person" aria-current={person.id === as.id ? 'true' : undefined} onClick={() => choose(person)}>
                  <Avatar id={person.id} name={person.name} large />
                  <span className="person-name">
                    <b className="ellipsis">{person.name}</b>
                    <small className="ellipsis">{dutyOf(person, words)}</small>
                  </span>
                  {person.onDuty && <span className="tag good">{words.speakAs.onDuty}</span>}
                  {person.admin && <span className="tag">{words.speakAs.admin}</span>}
                  {!person.bound && <span className="tag warn">{words.speakAs.unbound}</span>}
                  {waiting.has(person.id) && (
                    <span className="dot">
                      <span className="hidden">{words.speakAs.newWords}</span>
                    </span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  )
}
