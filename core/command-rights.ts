/** Which commands a person may give at all, and where they are of use: what `帮助` lists, and what the desk asks before it obeys. */
import { communityOffice, type Directory, isStaff, type Person } from './community.ts'
import { oversees } from './levels.ts'
import { mayDo, type Standing } from './standing.ts'
import type { TicketCommand } from './ticket.ts'
import { COMMANDS, type CommandName } from './understanding/terms.ts'

type Office = 'anyone' | 'staff' | 'heads' | 'meetings' | 'reports' | 'admin'

/** Commands about no one ticket, and who may give them. */
export const PLAIN_RIGHTS: Partial<Record<CommandName, Office>> = {
  help: 'anyone',
  duty: 'anyone',
  my_tickets: 'anyone',
  login: 'anyone',
  bind_me: 'anyone',
  erase_me: 'anyone',
  erase_pictures: 'anyone',
  agenda: 'staff',
  call_backs: 'staff',
  open_lead: 'staff',
  drop_lead: 'staff',
  announce_outage: 'staff',
  swap_shift: 'staff',
  answer_swap: 'staff',
  away: 'staff',
  back: 'staff',
  set_shift: 'heads',
  call_meeting: 'meetings',
  end_meeting: 'meetings',
  digest_now: 'reports',
  bind_group: 'admin',
  set_mode: 'admin',
  judge_erasure: 'admin',
  redact: 'admin',
  block: 'admin',
  unblock: 'admin',
  blocks: 'admin',
}

/** What a command asks of `decide`; some are read differently from the same words. */
const ASKS: Partial<Record<CommandName, TicketCommand['type']>> = {
  accept: 'accept',
  resolve: 'resolve',
  transfer: 'assign',
  escalate: 'assign',
  reject: 'send_back',
  note: 'note',
  extend: 'extend',
  suspend: 'suspend',
  resume: 'resume',
  close: 'close',
  merge: 'merge',
  unmerge: 'unmerge',
  split: 'split',
  complex: 'set_complexity',
  ask_verify: 'ask_verify',
  verify: 'verify',
  call_back: 'call_back',
  lead: 'assign',
  support: 'add_part',
  part_accept: 'accept_part',
  part_done: 'finish_part',
  part_cancel: 'cancel_part',
  to_meeting: 'assign',
  minutes: 'plan',
  urge: 'urge',
  me_too: 'follow',
  withdraw: 'withdraw',
  confirm: 'confirm',
  reopen: 'reopen',
  rate: 'rate',
}

/** Of the community's office or the sub-district, or admin. */
export const holdsMeetings = (directory: Directory, person: Person): boolean =>
  isStaff(person.role) &&
  (person.admin ||
    (person.orgId !== null && person.orgId === communityOffice(directory)?.id) ||
    directory.organisations.some(({ id, kind }) => id === person.orgId && kind === 'subdistrict'))

export const ofOffice = (directory: Directory, person: Person): boolean =>
  person.admin || person.role === 'grid_worker' || (isStaff(person.role) && person.orgId !== null && person.orgId === communityOffice(directory)?.id)

function holds(directory: Directory, person: Person, office: Office): boolean {
  const staff = isStaff(person.role)
  switch (office) {
    case 'anyone':
      return true
    case 'staff':
      return staff
    case 'heads':
      return person.admin || (staff && person.supervisor)
    case 'meetings':
      return holdsMeetings(directory, person)
    case 'reports':
      return ofOffice(directory, person) || (staff && person.supervisor)
    case 'admin':
      return person.admin
  }
}

/** Undefined for a command about a ticket. */
export function mayGivePlain(directory: Directory, person: Person, name: CommandName): boolean | undefined {
  const office = PLAIN_RIGHTS[name]
  return office === undefined ? undefined : holds(directory, person, office)
}

/** The nearest this person can be to any ticket. */
function nearest(directory: Directory, person: Person): Standing {
  const staff = isStaff(person.role)
  return {
    personId: person.id,
    reporter: !staff,
    follower: !staff,
    neighbour: !staff,
    assignee: staff,
    unit: staff,
    supervisor: staff && person.supervisor,
    community: ofOffice(directory, person),
    above: staff && person.orgId !== null && oversees(directory, person.orgId),
    program: false,
    supporter: staff,
  }
}

/** Everything this person may ever order, in the order of COMMANDS. */
export function commandsFor(directory: Directory, person: Person): CommandName[] {
  const standing = nearest(directory, person)
  return COMMANDS.filter((name) => {
    const asks = ASKS[name]
    return mayGivePlain(directory, person, name) ?? (name === 'status' || (asks !== undefined && mayDo(standing, asks)))
  })
}
