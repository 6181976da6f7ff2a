/** What acts and their fields are called on pages. */
import type { ActName } from '../acts.ts'

type Labels<K extends string> = Record<K, readonly [zh: string, en: string]>

const ACT: Labels<ActName> = {
  accept: ['接单', 'Take it'],
  take_on: ['接办方式', 'Take it on'],
  promise: ['约定时间', 'Promise a time'],
  resolve: ['办结', 'Done'],
  confirm: ['确认解决', 'Confirm it is solved'],
  verify: ['现场核实', 'Verify on the spot'],
  reopen: ['没好，重开', 'Not fixed'],
  rate: ['评价', 'Rate'],
  assign: ['转派', 'Hand over'],
  escalate: ['上报', 'Pass upward'],
  send_back: ['退回', 'Send back'],
  note: ['备注', 'Note'],
  add_detail: ['补充情况', 'Add a detail'],
  place: ['补位置', 'Set the place'],
  recategorise: ['改类别', 'Change category'],
  suspend: ['挂账', 'Put on hold'],
  resume: ['恢复办理', 'Go on'],
  extend: ['延期', 'Extend'],
  set_complexity: ['疑难件', 'Complex matter'],
  add_part: ['请配合', 'Ask for support'],
  accept_part: ['接下配合', 'Accept the part'],
  finish_part: ['配合完成', 'Part done'],
  cancel_part: ['取消配合', 'Cancel the part'],
  ask_verify: ['请人核实', 'Have it looked at'],
  call_back: ['回访', 'Call back'],
  close: ['结案', 'Close'],
  merge: ['并案', 'Merge'],
  urge: ['催办', 'Urge'],
  follow: ['我也是', 'Me too'],
  withdraw: ['撤销', 'Withdraw'],
}

const FIELD: Record<string, readonly [zh: string, en: string]> = {
  by: ['时间', 'When'],
  words: ['说明', 'Words'],
  reason: ['原因', 'Reason'],
  as: ['方式', 'How'],
  unit: ['责任单位', 'Unit'],
  person: ['责任人', 'Person'],
  place: ['位置', 'Place'],
  category: ['类别', 'Category'],
  urgency: ['紧急程度', 'Urgency'],
  title: ['标题', 'Title'],
  complex: ['疑难', 'Complex'],
  what: ['要做什么', 'What is to be done'],
  part: ['第几项', 'Part no.'],
  reached: ['接通', 'Reached'],
  solved: ['已解决', 'Solved'],
  satisfied: ['满意度', 'Satisfied'],
  fixed: ['是否办好', 'Fixed'],
  into: ['并入工单号', 'Into ticket no.'],
  stars: ['星级', 'Stars'],
}

const VALUE: Record<string, readonly [zh: string, en: string]> = {
  yes: ['是', 'Yes'],
  no: ['否', 'No'],
  mostly: ['基本满意', 'Mostly'],
  at_once: ['立即办', 'At once'],
  by_date: ['限期办', 'By a date'],
  solved: ['已解决', 'Solved'],
  not_ours: ['不归社区管', 'Not ours'],
  cannot: ['暂时办不了', 'Cannot be done'],
  normal: ['一般', 'Ordinary'],
  urgent: ['加急', 'Urgent'],
  emergency: ['危险', 'Danger'],
}
const SATISFIED: Record<string, readonly [zh: string, en: string]> = { yes: ['满意', 'Satisfied'], no: ['不满意', 'Not satisfied'] }

const index = (language: string): 0 | 1 => (language === 'en' ? 1 : 0)

export const actLabel = (act: ActName, language: string): string => ACT[act][index(language)]
export const fieldLabel = (name: string, language: string): string => FIELD[name]?.[index(language)] ?? name
export const valueLabel = (name: string, value: string, language: string): string =>
  ((name === 'satisfied' ? SATISFIED[value] : undefined) ?? VALUE[value])?.[index(language)] ?? value
