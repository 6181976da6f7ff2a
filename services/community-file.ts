/**
 * The community file: what an operator writes down about a community, in YAML or a spreadsheet. One TypeBox schema is the source of the type,
 * of the validation and of the JSON schema in docs/.
 */
import { type Static, Type } from 'typebox'
import { GROUP_KINDS, ORGANISATION_KINDS, PERSON_ROLES } from '../core/community.ts'
import { CATEGORIES, URGENCIES } from '../core/understanding/terms.ts'

const oneOf = <T extends string>(values: readonly T[], description: string) => Type.Enum([...values] as [T, ...T[]], { description })
const clock = (description: string) =>
  Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: `${description} Wall-clock time of the community, HH:MM.` })
const id = (description: string) => Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$', description })
const name = (description: string) => Type.String({ minLength: 1, maxLength: 80, description })
const minutes = (description: string) => Type.Integer({ minimum: 1, description: `${description} Minutes.` })
const strict = { additionalProperties: false }

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
    quietFrom: Type.Optional(clock('Quiet hours begin.')),
    quietTo: Type.Optional(clock('Quiet hours end.')),
    storySeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 120, description: 'Seconds the bot waits for the pieces of a story.' })),
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
      Type.Object(Object.fromEntries([...CATEGORIES, ...URGENCIES].map((key) => [key, Type.Optional(Limit)] as const)), {
        ...strict,
        description: 'Time limits by category or urgency.',
      }),
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
