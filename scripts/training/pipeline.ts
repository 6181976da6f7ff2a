/** From labelled data to a model: text first, then links on honest scores, then everything within the talk, then calibration. */
import type { Model } from '../../core/understanding/model/model.ts'
import type { Network } from '../../core/understanding/model/network.ts'
import { textFeatures } from '../../core/understanding/model/text-features.ts'
import { HAND_REPEAT } from '../../core/understanding/repeat.ts'
import { calibrate } from './calibration.ts'
import { crossed, type Data, FOLDS, withoutFold } from './data.ts'
import { asModel, talkSamples, textSamples, trainAlone, trainTopics, WEIGHT } from './members.ts'
import { type Lesson, playLessons, teach } from './simulate.ts'
import { trainLink } from './train-link.ts'
import { SETTINGS, type Settings, trainNetwork } from './train-network.ts'
import { trainRepeat } from './train-repeat.ts'

export interface Options {
  settings: Settings
  say: (line: string) => void
  /** Rounds of lessons from the reader's own memory. */
  ownRounds: number
}

/** Networks of the same kind that are averaged in the end. */
const SEEDS = { alone: [21, 22], talk: [31, 32], topics: [11, 12] } as const

export const OPTIONS: Options = { settings: SETTINGS, say: () => {}, ownRounds: 1 }

const ownFeatures = (lesson: Lesson): readonly number[] => textFeatures(lesson.read.prepared, lesson.context)

export function trainModel(data: Data, { settings, say, ownRounds }: Options): Model {
  const quick = { ...settings, epochs: Math.max(4, settings.epochs - 2) }
  const folds = Array.from({ length: FOLDS }, (_, fold) => withoutFold(data, fold))
  say('text alone, on folds')
  const topics = folds.map((fold) => trainTopics(fold, settings, [11]))
  const alone = folds.map((fold) => trainAlone(fold, settings, [21]))
  let models = folds.map((_, i) => asModel(alone[i] as Network[], alone[i] as Network[], topics[i] as Network[]))
  const link = trainLink(crossed(data, models, teach))
  models = models.map((model) => ({ ...model, link }))
  const taught = crossed(data, models, teach)
  let lessons = taught
  let repeat: readonly number[] = HAND_REPEAT
  for (let round = 0; round < ownRounds; round++) {
    say(`within the talk, on folds, round ${round + 1}`)
    const gold = lessons
    models = folds.map((fold, i) => {
      const ids = new Set(fold.chats.map(([first]) => first?.chat))
      return asModel(
        alone[i] as Network[],
        [
          trainNetwork(
            [
              ...textSamples(fold, WEIGHT.alone),
              ...talkSamples(
                gold.filter(({ message }) => ids.has(message.chat)),
                ownFeatures,
                WEIGHT.within,
              ),
            ],
            quick,
          ),
        ],
        topics[i] as Network[],
        link,
      )
    })
    const own = crossed(data, models, playLessons)
    const learned = trainRepeat(own)
    repeat = learned.weights
    say(`  ${learned.cases} cases of a report while a matter of its kind was open`)
    models = models.map((model) => ({ ...model, repeat }))
    lessons = [...taught, ...own]
  }
  say('everything')
  const half = lessons.length > data.chats.flat().length ? 0.6 : 1
  const samples = [...textSamples(data, WEIGHT.alone), ...talkSamples(lessons, ownFeatures, WEIGHT.within * half)]
  const talk = SEEDS.talk.map((seed) => trainNetwork(samples, { ...settings, seed }))
  const full = asModel(trainAlone(data, settings, SEEDS.alone), talk, trainTopics(data, settings, SEEDS.topics), link, repeat)
  say('calibration')
  return calibrate(full, data, models)
}
