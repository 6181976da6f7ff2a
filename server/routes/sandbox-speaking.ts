/** Speaking as one of the demo community's people, and taking words back. */
import { fileTypeFromBuffer } from 'file-type'
import { CodedError } from '../../core/errors.ts'
import type { SandboxStage } from '../../services/ports.ts'
import type { SandboxDesk } from '../sandbox-desk.ts'
import { RecallSchema, type Speak, SpeakSchema, SpokenSchema } from '../schemas.ts'
import type { App } from '../typebox.ts'

const FILE_LIMIT = { bytes: 8 * 1024 * 1024 }
/** Base64 is a third longer, and the words come on top. */
const BODY_LIMIT = Math.ceil((FILE_LIMIT.bytes * 4) / 3) + 128 * 1024

export function speakingRoutes(app: App, desk: SandboxDesk, stage: SandboxStage): void {
  app.post(
    '/sandbox/api/messages',
    { bodyLimit: BODY_LIMIT, schema: { body: SpeakSchema, response: { 201: SpokenSchema } } },
    async (request, reply) => {
      const { as, room, text, mentions, quote, file } = request.body
      await checkSpeaker(desk, request.body)
      const sent = file ? await readFile(file) : {}
      const id = await onStage(() => stage.speak({ as, room, text, mentions, quote, ...sent }))
      return reply.code(201).send({ id })
    },
  )
  app.post('/sandbox/api/recall', { schema: { body: RecallSchema } }, async (request, reply) => {
    await onStage(() => stage.recall(request.body.message, request.body.as))
    return reply.code(204).send()
  })
}

/** The stage refuses with plain errors: a message that is not its speaker's, or that was said before the program was last started. */
async function onStage<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw new CodedError('REQUEST_INVALID', error instanceof Error ? error.message : String(error), {}, error)
  }
}

async function checkSpeaker(desk: SandboxDesk, { as, room, text, file }: Speak): Promise<void> {
  if (!text?.trim() && !file) throw new CodedError('REQUEST_INVALID', 'There is nothing to say: neither words nor a picture.')
  const { people, rooms } = await desk.scene()
  const speaker = people.find((person) => person.id === as)
  if (!speaker) throw new CodedError('REQUEST_INVALID', `Nobody in the demo community has the id "${as}".`)
  if (room === undefined) return
  const group = rooms.find(({ id }) => id === room)
  if (!group) throw new CodedError('NOT_FOUND', `There is no group "${room}".`)
  if (!group.members.includes(as)) throw new CodedError('NOT_ENTITLED', `${speaker.name} does not sit in ${group.name}.`)
}

type Media = 'image' | 'voice' | 'video' | 'file'

/** What a file is shows in its bytes, not in its name. */
async function readFile({ name, base64 }: NonNullable<Speak['file']>): Promise<{ file: { name: string; bytes: Uint8Array }; kind: Media }> {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length === 0) throw new CodedError('REQUEST_INVALID', 'The file is empty or not base64.')
  if (bytes.length > FILE_LIMIT.bytes) throw new CodedError('TOO_LARGE', 'Pictures and files may have up to 8 MB.')
  const type = (await fileTypeFromBuffer(bytes))?.mime.split('/')[0]
  const kind = type === 'image' || type === 'video' ? type : type === 'audio' ? 'voice' : 'file'
  return { file: { name, bytes }, kind }
}
