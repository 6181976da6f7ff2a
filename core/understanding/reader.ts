/** The public face of understanding: a reader made of a trained model (or of the hand-made rules alone). */
import type { Model } from './model/model.ts'
import { readMessage } from './read.ts'
import type { Conclusion, GroupMemory, Heard, Mode, ReadContext, Reading } from './terms.ts'
import { understand } from './understand.ts'

export interface Reader {
  /** What one message means by itself. */
  read(text: string, context: ReadContext): Reading
  /** What to do about a message, after the group's memory. */
  understand(heard: Heard, memory: GroupMemory, options: { mode: Mode }): Conclusion
}

export const createReader = (model?: Model): Reader => ({
  read: (text, context) => readMessage(text, context, model),
  understand: (heard, memory, options) => understand(heard, memory, options, model),
})
