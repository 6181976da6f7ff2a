/**
 * The community file: what an operator writes down about a community, in YAML or a spreadsheet. One TypeBox schema is the source of the type,
 * of the validation and of the JSON schema in docs/.
 */
import { type Static, Type } from 'typebox'
import { BOARD_PARTS, DIGEST_FORMS, DUTY_PHONES, GROUP_KINDS, ORGANISATION_KINDS, PERSON_ROLES } from '../core/community.ts'
import { AUDIENCES, CLOCKS, LIMIT_UNITS, STEP_MATTERS } from '../core/escalation-plan.ts'
import { LONGEST_TEMPLATE, WORDING_KEYS } from '../core/phrases/own-sentences.ts'
import { RETENTION, SHORTEST } from '../core/retention.ts'
import { TALK_LIMITS } from '../core/talk-limits.ts'
import { CATEGORIES, URGENCIES } from '../core/understanding/terms.ts'

const oneOf = <T extends string>(values: readonly T[], description: string) => Type.Enum([...values] as [T, ...T[]], { description })
const clock = (description: string) =>
  Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: `${description} Wall-clock time of the community, HH:MM.` })
const id = (description: string) => Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$', description })
const name = (description: string) => Type.String({ minLength: 1, maxLength: 80, description })
const minutes = (description: string) => Type.Integer({ minimum: 1, description: `${description} Minutes.` })
const template = (description: string) => Type.String({ minLength: 1, maxLength: LONGEST_TEMPLATE, description })
const strict = { additionalProperties: false }
const keptDays = (what: string, usual: number) =>
  Type.Integer({ minimum: SHORTEST.days, maximum: 36_500, description: `${what}. Days (default ${usual}).` })
const asked = (what: string, usual: number) => Type.Integer({ minimum: 0, maximum: 100_000, description: `${what} (default ${usual}).` })

const Limit = Type.Object(
  {
    accept: Type.Optional(minutes('Until somebody takes it.')),
    act: Type.Optional(minutes('Until somebody is there.')),
    resolve: Type.Optional(minutes('Until it is solved.')),
  },
  strict,
)

const Policies = Type.Object(
  {
    digestAt: Type.Optional(clock('When the nightly digest is sent.')),
    dispatchAt: Type.Optional(clock('When staff get the dispatch sheet.')),
    weeklyAt: Type.Optional(clock('When the weekly turn is sent, on Sundays.')),
    meeting: Type.Optional(
      Type.Object(
        {
          day: Type.Integer({ minimum: 1, maximum: 7, description: '1 = Monday.' }),
          at: clock('Begin.'),
          place: Type.Optional(name('Where.')),
        },
        { ...strict, description: 'The weekly joint meeting: called by itself a day before, when there is something to meet about.' },
      ),
    ),
    district: Type.Optional(id('The organisation that stands for the district, the highest level a matter is passed up to.')),
    quietFrom: Type.Optional(clock('Quiet hours begin.')),
    quietTo: Type.Optional(clock('Quiet hours end.')),
    board: Type.Optional(
      Type.Object(
        {
          open: Type.Boolean({ description: 'Anybody may look at the public board, /board/<community>.' }),
          hide: Type.Optional(Type.Array(oneOf(BOARD_PARTS, 'A part of the board.'), { description: 'Parts that are left out.' })),
        },
        { ...strict, description: 'The public board (default: closed).' },
      ),
    ),
    ticketLinks: Type.Optional(
      Type.Boolean({ description: 'Put a link to the matter’s page into the answer to whoever told it, where PUBLIC_URL is set (default true).' }),
    ),
    acceptFriends: Type.Optional(
      Type.Boolean({ description: 'Accept friend requests, so that residents and staff can write to the bot directly (default true).' }),
    ),
    storySeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 120, description: 'Seconds the bot waits for the pieces of a story.' })),
    retention: Type.Optional(
      Type.Object(
        {
          messages: Type.Optional(keptDays('What was said in the groups and belongs to no ticket', RETENTION.messages)),
          tickets: Type.Optional(keptDays('Who told a matter and in which words, from its closing on', RETENTION.tickets)),
          pictures: Type.Optional(keptDays('Pictures of a matter, from its closing on', RETENTION.pictures)),
          outbox: Type.Optional(keptDays('What the bot said', RETENTION.outbox)),
          digests: Type.Optional(keptDays('Digests as pictures', RETENTION.digests)),
          audit: Type.Optional(keptDays('Who did what beyond the tickets', RETENTION.audit)),
        },
        { ...strict, description: 'How many days things are kept (docs/privacy.md).' },
      ),
    ),
    talk: Type.Optional(
      Type.Object(
        {
          person: Type.Optional(asked('Things one resident may ask for within ten minutes', TALK_LIMITS.person)),
          group: Type.Optional(asked('Things all residents of a group may ask for within ten minutes', TALK_LIMITS.group)),
          ticketsPerDay: Type.Optional(asked('Matters one resident may open on one day', TALK_LIMITS.ticketsPerDay)),
        },
        { ...strict, description: 'How much may be asked of the bot; emergencies are never counted. 0 = no limit.' },
      ),
    ),
    dutyPhones: Type.Optional(
      oneOf(
        DUTY_PHONES,
        'Whose number residents hear when they ask who is on duty: the person’s (default), the unit’s, or none; staff always hear the person’s.',
      ),
    ),
    digestForm: Type.Optional(oneOf(DIGEST_FORMS, 'The nightly digest as text with a picture (default), as text only, or as a picture only.')),
    confirmHours: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 720, description: 'Hours after which a resolved ticket without an answer closes itself.' }),
    ),
    routes: Type.Optional(
      Type.Array(
        Type.Object(
          {
            categories: Type.Optional(Type.Array(oneOf(CATEGORIES, 'A category.'))),
            grids: Type.Optional(Type.Array(id('A grid.'))),
            buildings: Type.Optional(Type.Array(id('A building.'))),
            org: id('The unit that answers.'),
          },
          strict,
        ),
        { description: 'Who answers for what: the first rule whose parts all match.' },
      ),
    ),
    limits: Type.Optional(
      Type.Object(Object.fromEntries([...CATEGORIES, ...URGENCIES, 'complex' as const].map((key) => [key, Type.Optional(Limit)] as const)), {
        ...strict,
        description: 'Time limits by category, urgency or complex (a matter marked 疑难).',
      }),
    ),
    escalation: Type.Optional(
      Type.Array(
        Type.Object(
          {
            matter: oneOf(STEP_MATTERS, 'danger, or ordinary: everything else.'),
            clock: oneOf(CLOCKS, 'Which limit: accept, act or resolve.'),
            percent: Type.Optional(
              Type.Integer({ minimum: 1, maximum: 100, description: 'When so much of the limit is over; 100 is the deadline.' }),
            ),
            past: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, description: 'So long past the deadline.' })),
            unit: Type.Optional(oneOf(LIMIT_UNITS, 'Of past; minutes when absent.')),
            tell: Type.Array(oneOf(AUDIENCES, 'Whom.'), { minItems: 1, description: 'Who is told.' }),
          },
          strict,
        ),
        { description: 'Who is told when a limit runs out, a row a step; the usual steps for a limit that has none here.' },
      ),
    ),
    wording: Type.Optional(
      Type.Object(
        Object.fromEntries(
          WORDING_KEYS.map((key) => [
            key,
            Type.Optional(Type.Object({ zh: Type.Optional(template('In Chinese.')), en: Type.Optional(template('In English.')) }, strict)),
          ]),
        ),
        { ...strict, description: 'Sentences said the community’s own way, with slots like {number}; docs/setup.md has them all.' },
      ),
    ),
    hours: Type.Optional(
      Type.Array(
        Type.Object(
          {
            org: id('Unit.'),
            days: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { description: '1 = Monday; every day when absent.' })),
            from: clock('Begin.'),
            to: clock('End; before `from` when the shift crosses midnight.'),
            publicHolidays: Type.Optional(
              oneOf(['rest', 'work'] as const, 'Free on public holidays and at work on make-up days, or every week like the other.'),
            ),
          },
          strict,
        ),
        { description: 'When units work, a row a shift; a lunch break is the gap between two.' },
      ),
    ),
    holidays: Type.Optional(
      Type.Array(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }), { description: 'Days off of this community, before the published holidays.' }),
    ),
    workdays: Type.Optional(
      Type.Array(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }), {
        description: 'Days this community works although they are holidays or weekends.',
      }),
    ),
    facts: Type.Optional(
      Type.Array(
        Type.Object(
          {
            match: Type.Array(Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }), {
              minItems: 1,
              description: 'The question is meant when every list has a word in it.',
            }),
            answer: Type.String({ minLength: 1, maxLength: 500, description: 'What to answer.' }),
          },
          strict,
        ),
        { description: 'Answers to common questions.' },
      ),
    ),
    emergencyPhones: Type.Optional(
      Type.Object(
        {
          gas: Type.Optional(Type.String()),
          power: Type.Optional(Type.String()),
          water: Type.Optional(Type.String()),
          lift: Type.Optional(Type.String()),
        },
        strict,
      ),
    ),
  },
  strict,
)

export const CommunityFile = Type.Object(
  {
    community: Type.Object(
      {
        id: id('Short id, used in addresses.'),
        name: name('Name.'),
        timezone: Type.Optional(Type.String({ description: 'IANA name; Asia/Shanghai when absent.' })),
        language: Type.Optional(oneOf(['zh-CN', 'zh-Hant', 'en'] as const, 'Language of what the bot says.')),
      },
      strict,
    ),
    grids: Type.Array(Type.Object({ id: id('Id.'), name: name('Name.') }, strict), { minItems: 1 }),
    buildings: Type.Array(
      Type.Object(
        {
          id: Type.Optional(id('Id; the name when absent.')),
          name: Type.Union([Type.String({ pattern: '^[A-Za-z0-9]{1,8}$' }), Type.Integer()], {
            description: 'Number or letter, as people say it: 128, A3.',
          }),
          grid: id('Grid it stands in.'),
          estate: Type.Optional(name('Estate.')),
          aliases: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Integer()]))),
        },
        strict,
      ),
      { minItems: 1 },
    ),
    organisations: Type.Array(
      Type.Object(
        {
          id: id('Id.'),
          name: name('Name.'),
          kind: oneOf(ORGANISATION_KINDS, 'What it is.'),
          phone: Type.Optional(Type.Union([Type.String(), Type.Integer()])),
          grids: Type.Optional(Type.Array(id('A grid it serves; all when absent.'))),
        },
        strict,
      ),
      { minItems: 1 },
    ),
    people: Type.Array(
      Type.Object(
        {
          id: id('Id.'),
          name: name('Name.'),
          role: oneOf(PERSON_ROLES, 'What the person is.'),
          org: Type.Optional(id('Unit.')),
          title: Type.Optional(name('As the others call them: 王师傅.')),
          phone: Type.Optional(Type.Union([Type.String(), Type.Integer()])),
          supervisor: Type.Optional(Type.Boolean({ description: 'Leads the unit.' })),
          admin: Type.Optional(Type.Boolean({ description: 'May set the community up by chat.' })),
          grids: Type.Optional(Type.Array(id('A grid this grid worker looks after.'))),
          chat: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { description: 'Chat ids, where the gateway gives stable ones.' })),
        },
        strict,
      ),
      { minItems: 1 },
    ),
    groups: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: id('Id.'),
            name: name('Name.'),
            kind: oneOf(GROUP_KINDS, 'What the group is.'),
            grid: Type.Optional(id('Grid it belongs to.')),
            buildings: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Integer()]))),
            org: Type.Optional(id('Unit of a staff group.')),
            mode: Type.Optional(oneOf(['auto', 'suggest', 'explicit'] as const, 'How readily the bot opens tickets.')),
            language: Type.Optional(oneOf(['zh-CN', 'zh-Hant', 'en'] as const, 'Language.')),
            chat: Type.Optional(Type.String({ minLength: 1, description: 'Room id; absent until bound by chat.' })),
          },
          strict,
        ),
      ),
    ),
    duty: Type.Optional(
      Type.Array(
        Type.Object(
          {
            person: id('Who.'),
            days: Type.Optional(
              Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { description: '1 = Monday; every day when neither days nor date is given.' }),
            ),
            date: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })),
            from: clock('Begin.'),
            to: clock('End; before `from` when the shift crosses midnight.'),
            instead: Type.Optional(
              id('Whose shift of that date it takes over; a date without this stands instead of all weekly shifts of the unit at that time.'),
            ),
            onCall: Type.Optional(Type.Boolean({ description: 'Reached by phone rather than found on the spot.' })),
          },
          strict,
        ),
      ),
    ),
    policies: Type.Optional(Policies),
  },
  { ...strict, title: 'Woodpecker community file' },
)
export type CommunityFile = Static<typeof CommunityFile>
