/** One catalogue of coded errors. Each says whose fault it is and what to do next; docs/errors.md is written from it. */

export const CATALOGUE = {
  // settings and start
  CONFIG_INVALID: { fault: 'operator', next: 'Correct the settings named above; docs/configuration.md lists every one.' },
  DATA_DIR_UNUSABLE: { fault: 'operator', next: 'Create the folder, or set DATA_DIR to one this user may write to.' },
  PORT_TAKEN: { fault: 'operator', next: 'Another program listens there. Stop it, or set PORT to another number.' },
  // storage
  DATABASE_LOCKED: {
    fault: 'operator',
    next: 'Another program holds the database. Stop it (or a second Woodpecker on the same file) and start again; nothing was lost.',
  },
  DATABASE_READ_ONLY: { fault: 'operator', next: 'Give this user the right to write the database file and its folder.' },
  DISK_FULL: { fault: 'operator', next: 'Free space on the disk that holds DATA_DIR. Messages that could not be stored are tried again.' },
  DATABASE_CORRUPT: { fault: 'operator', next: 'Stop the program, keep the file, and restore the last backup; `npm run doctor` checks a file.' },
  DATABASE_UNREACHABLE: { fault: 'operator', next: 'Check DATABASE_URL and that the database server is running and lets this user in.' },
  SCHEMA_NEWER: {
    fault: 'operator',
    next: 'This database was written by a newer Woodpecker. Update the program, or restore the backup made before the update.',
  },
  MIGRATION_FAILED: { fault: 'program', next: 'Nothing was changed. Keep the database file and report this message.' },
  // the community file
  FILE_NOT_FOUND: { fault: 'operator', next: 'Check the path of the file.' },
  FILE_INVALID: { fault: 'operator', next: 'Correct the lines named above and import again; nothing was imported.' },
  COMMUNITY_UNKNOWN: { fault: 'operator', next: 'Import a community file first: npm run -s import -- community.yaml' },
  // tickets and chat commands
  TICKET_UNKNOWN: { fault: 'user', next: 'Check the number; 我的工单 lists yours.' },
  TICKET_MISSING: { fault: 'user', next: 'Say the number, or quote the card of the ticket.' },
  TICKET_AMBIGUOUS: { fault: 'user', next: 'Say which one by its number.' },
  NOT_ENTITLED: { fault: 'user', next: 'The person responsible for the ticket must do this.' },
  TICKET_TAKEN: { fault: 'user', next: 'Somebody has taken it; they can transfer it.' },
  STEP_FORBIDDEN: { fault: 'user', next: 'Look at the state of the ticket first: 进度 and its number.' },
  REASON_MISSING: { fault: 'user', next: 'Add the reason behind the command.' },
  TARGET_UNKNOWN: { fault: 'user', next: 'Name a person, a unit or a level that the community file knows.' },
  TIME_UNREADABLE: { fault: 'user', next: 'Write the time like 明天下午3点 or 11月30日.' },
  STARS_INVALID: { fault: 'user', next: 'Give one to five stars.' },
  LEAD_UNKNOWN: { fault: 'user', next: 'Check the number of the lead.' },
  BUILDING_UNKNOWN: { fault: 'user', next: 'Name a building of this community.' },
  CODE_INVALID: { fault: 'user', next: 'Ask the admin for a new code; a code works once and for a day.' },
  // requests over HTTP
  REQUEST_INVALID: { fault: 'user', next: 'Correct the fields named in detail.' },
  NOT_FOUND: { fault: 'user', next: 'Check the address.' },
  FOREIGN_ORIGIN: { fault: 'user', next: 'Open the page at the address the program printed.' },
  TOO_LARGE: { fault: 'user', next: 'Send something smaller.' },
  // the outside
  GATEWAY_DOWN: { fault: 'operator', next: 'Check the gateway at WECHATY_PUPPET_SERVICE_ENDPOINT; the program keeps trying by itself.' },
  ATTACHMENT_REFUSED: { fault: 'user', next: 'Send a picture, sound, film or document of at most 20 MB.' },
  INTERNAL: { fault: 'program', next: 'Nothing was lost; the log has the details under the same code.' },
} as const satisfies Record<string, { fault: 'user' | 'operator' | 'program'; next: string }>

export type ErrorCode = keyof typeof CATALOGUE

/** An error of the catalogue. `message` says what happened, `next` what to do. */
export class CodedError extends Error {
  override readonly name = 'CodedError'
  readonly code: ErrorCode
  /** Facts for whoever words it for a person: names, numbers, candidates. */
  readonly facts: Readonly<Record<string, string | number | readonly string[]>>
  constructor(code: ErrorCode, message: string, facts: Readonly<Record<string, string | number | readonly string[]>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.facts = facts
  }
  get next(): string {
    return CATALOGUE[this.code].next
  }
}
