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
  DATABASE_CONTENDED: {
    fault: 'operator',
    next: 'Too many writers at once on this database; what could not be written is tried again. If it goes on, run fewer processes on it.',
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
  SCHEMA_OLDER: { fault: 'operator', next: 'Bring that database to the schema of this program first: npm run -s migrate' },
  // backup, restore, copy
  PLACE_NOT_EMPTY: { fault: 'operator', next: 'Name a new file, an empty database, a new folder. Nothing was changed there.' },
  BACKUP_UNREADABLE: {
    fault: 'operator',
    next: 'Name the folder of one backup (npm run -s backup -- --list shows them); one of a newer program needs that program.',
  },
  BACKUP_DAMAGED: { fault: 'operator', next: 'Do not use this backup: take the next older one (npm run -s backup -- --list). Nothing was restored.' },
  COPY_DIFFERS: { fault: 'program', next: 'The copy was taken away again. Look at the source with npm run -s doctor, and report this message.' },
  METRICS_CLOSED: { fault: 'operator', next: 'Ask from this machine itself, or set METRICS_TOKEN and send it as  Authorization: Bearer <token>' },
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
  WORDS_MISSING: { fault: 'user', next: 'Say in a few words what it is, behind the command: 1042 拆分 楼道灯不亮 · 1042 补充 在二楼.' },
  DATE_PASSED: { fault: 'user', next: 'Give a date that lies ahead.' },
  DATE_PAST_LIMIT: {
    fault: 'user',
    next: 'Give a date before the limit, or ask the supervisor for an extension: 延期, the number, the date and the reason.',
  },
  EXTENSION_USED: { fault: 'user', next: 'It has been extended once; a further extension is for the community to grant.' },
  RATING_SETTLED: { fault: 'user', next: 'A rating can be changed for seven days. Tell the community, or report what is wrong now.' },
  VERIFIER_UNKNOWN: {
    fault: 'user',
    next: 'The grid of this place has no grid worker; name one in the community file, or look at it yourself and say 已核实.',
  },
  COLLEAGUE_UNKNOWN: { fault: 'user', next: 'Name somebody of the same unit as the others call them: 换班 周六 给张队长.' },
  SHIFT_MISSING: { fault: 'user', next: 'Look who is on duty that day in the roster; only a shift of one’s own can be given away.' },
  SWAP_MISSING: { fault: 'user', next: 'Nobody has asked for a swap that is still to be answered; 换班, the day and a name asks for one.' },
  SWAP_AMBIGUOUS: { fault: 'user', next: 'Say the day, too: 同意换班 周六.' },
  CALL_BACK_UNREADABLE: { fault: 'user', next: 'Say what was heard: 1042 回访 满意 · 基本满意 · 不满意 · 没修好 · 没人接.' },
  DELIVERY_SETTLED: { fault: 'user', next: 'Only what failed, or whose fate is unknown, can be said again.' },
  SETUP_INVALID: { fault: 'user', next: 'Correct what is named in faults and save again; nothing was changed.' },
  SETUP_STALE: { fault: 'user', next: 'Somebody changed the set-up meanwhile. Look at it again, then decide; nothing was changed.' },
  VERSION_STALE: { fault: 'user', next: 'Somebody was quicker. Look at the ticket again, then decide.' },
  REASON_MISSING: { fault: 'user', next: 'Add the reason behind the command.' },
  TARGET_UNKNOWN: { fault: 'user', next: 'Name a person, a unit or a level that the community file knows.' },
  TIME_UNREADABLE: { fault: 'user', next: 'Write the time like 明天下午3点 or 11月30日.' },
  PART_OPEN: {
    fault: 'user',
    next: 'Wait until the units named have done their parts, or have the community cancel one with a reason: 1042 取消配合 供热公司 原因.',
  },
  PART_UNKNOWN: { fault: 'user', next: 'Say which part by its number: 1042 配合2 完成. 进度 and the number lists the parts.' },
  MEETING_MISSING: { fault: 'user', next: 'Call a meeting first: 开会 周三15点.' },
  STARS_INVALID: { fault: 'user', next: 'Give one to five stars.' },
  LEAD_UNKNOWN: { fault: 'user', next: 'Check the number of the lead.' },
  BUILDING_UNKNOWN: { fault: 'user', next: 'Name a building of this community.' },
  CODE_INVALID: { fault: 'user', next: 'Ask the admin for a new code; a code works once and for a day.' },
  // requests over HTTP
  REQUEST_INVALID: { fault: 'user', next: 'Correct the fields named in detail.' },
  NOT_FOUND: { fault: 'user', next: 'Check the address.' },
  FOREIGN_ORIGIN: { fault: 'user', next: 'Open the page at the address the program printed.' },
  TOO_LARGE: { fault: 'user', next: 'Send something smaller.' },
  // who is asking
  SIGN_IN_NEEDED: { fault: 'user', next: 'Send 登录 (or login) to the bot in a direct chat and open the link it answers with.' },
  RIGHT_MISSING: { fault: 'user', next: 'An admin of the community can do this, or give the right.' },
  LINK_INVALID: { fault: 'user', next: 'A link works once and for ten minutes. Send 登录 (or login) to the bot in a direct chat for a new one.' },
  LINK_ELSEWHERE: {
    fault: 'user',
    next: 'Go on in the browser that opened the link first, or send 登录 (or login) to the bot in a direct chat for a new one.',
  },
  TOO_MANY: { fault: 'user', next: 'Wait as long as Retry-After says, then ask again.' },
  WRITE_DIFFERS: { fault: 'user', next: 'Take a new Idempotency-Key for another write.' },
  WRITE_RUNNING: { fault: 'user', next: 'The same write is being done; ask again in a moment.' },
  WRITE_DONE: { fault: 'user', next: 'It was done and its answer was shown once; look at the list of what there is.' },
  // interfaces to other programs
  API_KEY_INVALID: { fault: 'user', next: 'Send an API token of the community as api_key; an admin makes one on the page of tokens.' },
  JURISDICTION_UNKNOWN: { fault: 'user', next: 'Send the id of a community of this server as jurisdiction_id.' },
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
