/** Help in English. */
import { type HelpAct, type HelpPhrases, type HelpRows, rowsText } from './help.ts'

const at = (to: string): string => (to ? `@${to} ` : '')

const STAFF: HelpRows = [
  [
    ['accept', 'accept 1042'],
    ['accept', 'at once 1042'],
    ['accept', 'deadline 1042 Friday'],
    ['resolve', 'done 1042 changed the valve (picture welcome)'],
  ],
  [
    ['transfer', 'transfer 1042 community'],
    ['reject', 'reject 1042 reason'],
    ['escalate', 'escalate 1042 reason'],
    ['note', 'note 1042 …'],
  ],
  [
    ['suspend', 'suspend 1042 reason'],
    ['resume', 'resume 1042'],
    ['extend', 'extend 1042 to Friday, reason'],
    ['complex', 'complex 1042 reason'],
    ['close', '关闭 1042 reason'],
  ],
  [
    ['split', 'split 1042 the lamp is out'],
    ['merge', 'merge 1042 into 1039'],
    ['unmerge', 'unmerge 1042'],
    ['ask_verify', 'verify 1042'],
    ['verify', 'verified 1042'],
    ['call_backs', 'call backs'],
    ['call_back', 'call back 1042 satisfied'],
  ],
  [
    ['lead', '1042 lead Property'],
    ['support', '1042 support Heating Co: check the main by Friday'],
    ['part_accept', '1042 support taken'],
    ['part_done', '1042 support done'],
    ['part_cancel', '1042 cancel support reason'],
  ],
  [
    ['to_meeting', '1042 on the agenda'],
    ['agenda', 'agenda'],
    ['call_meeting', 'call meeting Wed 15:00'],
    ['minutes', 'minutes 1042 Property leads …, Water supports …, by 5 December'],
    ['end_meeting', 'end meeting'],
  ],
  [
    ['my_tickets', 'my tickets'],
    ['status', 'status 1042'],
    ['help', 'help 1042 (what may be done with it now)'],
    ['login', 'login (directly, for the web)'],
  ],
  [
    ['duty', 'who is on duty'],
    ['swap_shift', 'swap Saturday with Zhang'],
    ['answer_swap', 'agree swap'],
    ['set_shift', 'duty Saturday Zhang 8:00-20:00'],
    ['away', 'away until Friday'],
    ['back', "I'm back"],
  ],
  [['digest_now', 'digest · weekly · monthly']],
]
const ADMIN: HelpRows = [
  [
    ['bind_group', 'bind 128'],
    ['set_mode', 'mode auto/suggest/explicit'],
    ['block', 'ban name'],
    ['unblock', 'unban name'],
    ['redact', '1042 redact'],
  ],
]
const AMONG_RESIDENTS: HelpRows = [
  [
    ['accept', 'accept 1042'],
    ['resolve', 'done 1042'],
    ['suspend', 'suspend 1042 reason'],
    ['transfer', 'transfer 1042 community'],
    ['duty', 'who is on duty'],
  ],
]
const RESIDENT: HelpRows = [
  [
    ['status', '"status 1042"'],
    ['urge', '"urge 1042"'],
    ['me_too', '"1042 me too"'],
    ['confirm', '"fixed"'],
    ['reopen', '"not fixed"'],
    ['withdraw', '"cancel 1042"'],
    ['rate', '"1042 5 stars"'],
  ],
]
const RESIDENT_DIRECT: HelpRows = [
  [
    ['my_tickets', '"my tickets"'],
    ['duty', '"who is on duty"'],
    ['erase_me', '"delete my data"'],
  ],
]

const ACT: Record<HelpAct, (n: number) => string> = {
  accept: (n) => `accept ${n}`,
  take_on: (n) => `at once ${n} / deadline ${n} Friday`,
  promise: (n) => `${n} 2 pm`,
  resolve: (n) => `done ${n} what was done (picture welcome)`,
  confirm: (n) => `${n} fixed`,
  verify: (n) => `verified ${n} / verified ${n} not fixed`,
  reopen: (n) => `${n} not fixed`,
  rate: (n) => `${n} 5 stars`,
  assign: (n) => `transfer ${n} community / ${n} lead Property`,
  escalate: (n) => `escalate ${n} reason`,
  send_back: (n) => `reject ${n} reason`,
  note: (n) => `note ${n} …`,
  add_detail: (n) => `note ${n} on the second floor`,
  place: () => '',
  recategorise: () => '',
  suspend: (n) => `suspend ${n} reason`,
  resume: (n) => `resume ${n}`,
  extend: (n) => `extend ${n} to Friday, reason`,
  set_complexity: (n) => `complex ${n} reason / not complex ${n} reason`,
  add_part: (n) => `${n} support Heating Co: check the main by Friday`,
  accept_part: (n) => `${n} support taken`,
  finish_part: (n) => `${n} support done`,
  cancel_part: (n) => `${n} cancel support reason`,
  ask_verify: (n) => `verify ${n}`,
  call_back: (n) => `call back ${n} satisfied`,
  close: (n) => `关闭 ${n} reason`,
  merge: (n) => `merge ${n} into another`,
  urge: (n) => `urge ${n}`,
  follow: (n) => `${n} me too`,
  withdraw: (n) => `cancel ${n}`,
  split: (n) => `split ${n} the other matter`,
  unmerge: (n) => `unmerge ${n}`,
}

export const helpEn: HelpPhrases = {
  help({ to, resident, place, commands }) {
    if (resident)
      return [
        `${at(to)}Just say what is wrong, such as "stairwell blocked at bldg 128"; a picture helps.`,
        ...rowsText(RESIDENT, commands),
        ...(place === 'direct' ? rowsText(RESIDENT_DIRECT, commands) : []),
        'In danger call 119 / 110 / 120 first.',
      ].join('\n')
    if (place === 'residents')
      return `${at(to)}Quote a card, or use its number: ${rowsText(AMONG_RESIDENTS, commands).join(' · ')}\nFor the rest send me "help" directly.`
    const admin = rowsText(ADMIN, commands)
    return ['Quote a card, or use its number:', ...rowsText(STAFF, commands), ...(admin.length > 0 ? [`Admin: ${admin.join(' · ')}`] : [])].join('\n')
  },
  helpTicket({ to, ticket, status, acts }) {
    const head = `${at(to)}#${ticket.number} ${[ticket.title, ticket.place].filter(Boolean).join(' · ')} is ${status}`
    const said = acts.map((act) => ACT[act](ticket.number)).filter(Boolean)
    return said.length === 0 ? `${head}; nothing for you to do now.` : `${head}. You may say:\n${said.join(' · ')}`
  },
}
