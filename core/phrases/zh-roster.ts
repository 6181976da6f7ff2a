/** Shifts, swaps and absences in Chinese. */
import type { TicketLine } from './phrases.ts'
import type { RosterPhrases, ShiftWords } from './roster.ts'

const shiftText = ({ day, hours, onCall }: ShiftWords): string =>
  `${day}${hours.length > 0 ? ` ${hours.join('、')}` : ''}${onCall ? '（电话值班）' : ''}`
const tag = (t: TicketLine): string => `#${t.number} ${[t.title, t.place].filter(Boolean).join(' · ')}`

export const rosterZh: RosterPhrases = {
  duty: ({ people }) =>
    people.length === 0
      ? '现在没有排班，急事打社区值班电话；有事群里说，我先记下并找人。'
      : `现在值班：${people
          .map((p) => {
            const notes = [p.onCall ? '电话值班' : '', p.until ? `到${p.until}` : ''].filter(Boolean)
            return `${p.unit}${p.name}${p.phone ? ` ${p.phone}` : ''}${notes.length > 0 ? `（${notes.join('，')}）` : ''}`
          })
          .join('；')}`,
  swapAsked: ({ name, shift }) => `好，我问${name}换${shiftText(shift)}的班，那边同意就换，两头都告诉。`,
  swapCard: ({ from, shift }) => `${from}想请你替${shiftText(shift)}的班。行就回"同意换班"，不行回"不同意换班"。`,
  swapAgreed: ({ name, shift }) => `${name}同意了，${shiftText(shift)}的班换给${name}。`,
  swapTaken: ({ name, shift }) => `换好了，${shiftText(shift)}你替${name}值班，已告诉${name}。`,
  swapDeclined: ({ name, shift }) => `${name}那天不行，${shiftText(shift)}还是你的班。再问别人就回"换班"加日子和名字。`,
  swapDeclinedDone: ({ name }) => `好，不换，已告诉${name}。`,
  shiftSet: ({ name, shift }) => `排好了：${shiftText(shift)} ${name}值班，已告诉本人。`,
  shiftCard: ({ from, shift }) => `${from}排你${shiftText(shift)}值班。有事来不了就回"换班"加日子和同事的名字。`,
  awaySet({ from, until, standIn, open }) {
    const span = `${from ? `${from}起，` : ''}到${until}`
    const work = open > 0 && standIn ? `手上 ${open} 件的提醒先发给${standIn}。` : open > 0 ? `手上还有 ${open} 件，走前交代一下。` : ''
    return `记下了，你${span}不在，新的活先不派给你。${work}早回来就说"我回来了"。`
  },
  awayCard: ({ name, until, lines, more }) =>
    `${name}到${until}不在，手上 ${lines.length + more} 件的提醒先到你这里：\n${lines.map(tag).join('\n')}${more > 0 ? `\n……还有 ${more} 件` : ''}\n要接手回"接"加号码。`,
  backSet: ({ open }) => `回来就好。${open > 0 ? `手上在办 ${open} 件，回"我的工单"看看。` : '手上没有在办的。'}`,
  notAway: '你没请假，一直算在岗。',
}
