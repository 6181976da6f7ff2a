/** From labelled data to a model: text first, then links on honest scores, then everything within the talk, then calibration. */
import type { LinkWeights } from '../../core/understanding/link.ts'
import type { Model } from '../../core/understanding/model/model.ts'
import type { Network } from '../../core/understanding/model/network.ts'
import { prepare } from '../../core/understanding/prepare.ts'
import { HAND_REPEAT } from '../../core/understanding/repeat.ts'
import { calibrate } from './calibration.ts'
import { crossed, type Data, FOLDS, withoutFold } from './data.ts'
import { asModel, talkSamples, textSamples, trainAlone, trainTopics, WEIGHT } from './members.ts'
import { type Lesson, playLessons, teach } from './simulate.ts'
import { trainLink } from './train-link.ts'
import { trainMeaning } from './train-meaning.ts'
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

interface Folded {
  /** Each trained without its fold, which it may therefore judge. */
  models: Model[]
  lessons: Lesson[]
  link: LinkWeights
  repeat: readonly number[]
}

/** Models that have not seen a part of the data, and the lessons learned from what they make of that part. */
export function trainFolds(data: Data, { settings, say, ownRounds }: Options): Folded {
  const quick = { ...settings, epochs: Math.max(4, settings.epochs - 2) }
  const folds = Array.from({ length: FOLDS }, (_, fold) => withoutFold(data, fold))
  say('text alone, on folds')
  const topics = folds.map((fold) => trainTopics(fold, settings, [11]))
  const alone = folds.map((fold) => trainAlone(fold, settings, [21]))
  let models = folds.map((_, i) => asModel(alone[i] as Network[], alone[i] as Network[], topics[i] as Network[], data.meanings))
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
                data.meanings,
                WEIGHT.within,
              ),
            ],
            quick,
          ),
        ],
        topics[i] as Network[],
        data.meanings,
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
  return { models, lessons, link, repeat }
}

/** Sentences of the outside corpora and of the labelled messages, labels unseen. */
export function withMeanings(data: Data): Data {
  const own = [...data.chats.flat(), ...data.lines].map(({ text }) => prepare(text, {}).lower)
  return { ...data, meanings: trainMeaning([...data.sentences.map((sentence) => sentence.toLowerCase()), ...own]) }
}

export function trainModel(given: Data, options: Options): Model {
  const data = withMeanings(given)
  const { settings, say } = options
  const { models, lessons, link, repeat } = trainFolds(data, options)
  say('everything')
  const half = lessons.length > data.chats.flat().length ? 0.6 : 1
  const samples = [...textSamples(data, WEIGHT.alone), ...talkSamples(lessons, data.meanings, WEIGHT.within * half)]
  const talk = SEEDS.talk.map((seed) => trainNetwork(samples, { ...settings, seed }))
  const full = asModel(trainAlone(data, settings, SEEDS.alone), talk, trainTopics(data, settings, SEEDS.topics), data.meanings, link, repeat)
  say('calibration')
  return calibrate(full, data, models)
}
