/** Wechaty's gateway client without what makes it unfit to run for months: see the comment at each override. */
import type { FileBoxInterface } from 'file-box'
import type { types } from 'wechaty'
import { puppet as grpc } from 'wechaty-grpc'
import { PuppetService } from 'wechaty-puppet-service'
import { reasonOf } from './log.ts'

export interface GatewayAddress {
  token: string
  /** `host:port` */
  endpoint: string
  tls?: { disable?: boolean; caCert?: string; serverName?: string }
}

/** The watchdog resets the puppet, which never comes back; the supervisor watches instead. */
const WATCHDOG_OFF = { timeoutSeconds: 86_400 }

type Grpc = PuppetService['grpcManager']
type Answer<T> = (error: Error | null, response: T) => void

export class LeanPuppetService extends PuppetService {
  /** Told when the line ends, however it ends: a start that fails, the event stream's error or end. */
  onLineEnd?: (reason: string) => void

  constructor({ token, endpoint, tls = {} }: GatewayAddress) {
    super({ ...WATCHDOG_OFF, token, endpoint, tls: { ...tls, disable: tls.disable ?? false } })
  }

  /** No payload cache on disk: it serves stale room names for ever, and two bots in a process crash on its lock. */
  protected override hookPayloadStore(): void {}

  protected override bridgeGrpcEventStream(client: Grpc): void {
    super.bridgeGrpcEventStream(client)
    client.on('error', (error: Error) => this.onLineEnd?.(`event stream: ${reasonOf(error)}`))
    client.on('end', () => this.onLineEnd?.('the gateway ended the event stream'))
  }

  /** Started, with an open event stream. `start()` resolves for a server that is down, and for one that serves another client. */
  get live(): boolean {
    const stream = this._grpcManager?.eventStream as { destroyed?: boolean } | undefined
    return this.state.active() === true && stream !== undefined && !stream.destroyed
  }

  /** Another client (or our own connection of before, not yet noticed by the server) holds the one event stream. */
  get refused(): boolean {
    const stream = this._grpcManager?.eventStream as { destroyed?: boolean } | undefined
    return this.state.active() === true && stream?.destroyed === true
  }

  /** Says at once that the start failed; the original waits 5 s more for itself before it does. */
  override async onStart(): Promise<void> {
    try {
      await super.onStart()
    } catch (error) {
      this.onLineEnd?.(`start: ${reasonOf(error)}`)
      throw error
    }
  }

  /** Closes this end only. The original also stops the puppet on the server, and so everybody else's. */
  override async onStop(): Promise<void> {
    this.hangUp()
    await super.onStop()
  }

  /** Closes the connection at once, in whatever state the puppet is. */
  hangUp(): void {
    const manager = this._grpcManager
    this._grpcManager = undefined
    this.onLineEnd = undefined
    if (!manager) return
    manager.eventStream?.cancel()
    manager.client.close()
  }

  /** Makes the server end the event stream it holds and stop its puppet (the next start starts it again). False without an answer in time. */
  async stopRemote(withinMs: number): Promise<boolean> {
    const client = this._grpcManager?.client
    if (!client) return false
    return new Promise((resolve) => {
      client.stop(new grpc.StopRequest(), { deadline: Date.now() + withinMs }, (error: Error | null) => resolve(error === null))
    })
  }

  /** The original sends the file a second time by an old call when the first fails: a timeout would say it twice. */
  override async messageSendFile(conversationId: string, file: FileBoxInterface): Promise<string | undefined> {
    const request = new grpc.MessageSendFileRequest()
    request.setConversationId(conversationId)
    request.setFileBox(await this.serializeFileBox(file))
    const response = await new Promise<grpc.MessageSendFileResponse>((resolve, reject) => {
      this.grpcManager.client.messageSendFile(request, settle(resolve, reject))
    })
    return response.getId() || undefined
  }

  /** The originals of these two hide the reason of a failure behind an older call, which may never answer. */
  override messageFile(id: string): Promise<FileBoxInterface> {
    const request = new grpc.MessageFileRequest()
    request.setId(id)
    const asked = new Promise<{ getFileBox(): string }>((resolve, reject) => {
      this.grpcManager.client.messageFile(request, settle(resolve, reject))
    })
    return this.boxFrom(asked, () => super.messageFile(id))
  }

  override messageImage(id: string, imageType: types.Image): Promise<FileBoxInterface> {
    const request = new grpc.MessageImageRequest()
    request.setId(id)
    request.setType(imageType as number)
    const asked = new Promise<{ getFileBox(): string }>((resolve, reject) => {
      this.grpcManager.client.messageImage(request, settle(resolve, reject))
    })
    return this.boxFrom(asked, () => super.messageImage(id, imageType))
  }

  /** Servers cannot answer the newer call for files below 20 kB that they hold in memory: only then the older one is worth a try. */
  private async boxFrom(asked: Promise<{ getFileBox(): string }>, olderCall: () => Promise<FileBoxInterface>): Promise<FileBoxInterface> {
    try {
      return this.FileBoxUuid.fromJSON((await asked).getFileBox())
    } catch (error) {
      if (!/toJSON\(\) can only work/.test(reasonOf(error))) throw error
      return olderCall()
    }
  }
}

const settle =
  <T>(resolve: (value: T) => void, reject: (error: Error) => void): Answer<T> =>
  (error, response) =>
    error ? reject(error) : resolve(response)
