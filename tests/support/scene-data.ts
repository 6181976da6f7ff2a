/** A small community as plain data, for trying the server and its pages without the services behind them. */
import type { Scene } from '../../server/schemas.ts'

const person = (
  id: string,
  name: string,
  role: Scene['people'][number]['role'],
  more: Partial<Scene['people'][number]> = {},
): Scene['people'][number] => ({
  id,
  name,
  role,
  admin: false,
  onDuty: false,
  bound: true,
  ...more,
})

export const SCENE: Scene = {
  community: '槐荫里社区',
  timezone: 'Asia/Shanghai',
  bot: { id: 'bot', name: '小啄' },
  people: [
    person('li', '李阿姨', 'resident', { building: '128' }),
    person('tom', 'Tom', 'resident', { building: '128' }),
    person('ting', '婷婷妈妈', 'resident', { building: '6' }),
    person('evil', '<img src=x onerror="window.hacked=1">', 'resident', { building: '6' }),
    person('zhao', '赵叔', 'building_head', { building: '128', title: '楼栋长' }),
    person('liu', '小刘', 'grid_worker', { title: '第3网格网格员', org: '槐荫里社区', onDuty: true }),
    person('wang', '王师傅', 'property', { title: '维修', org: '长峰物业', onDuty: true }),
    person('sun', '小孙', 'property', { title: '客服', org: '长峰物业', bound: false }),
    person('chen', '陈书记', 'community', { title: '社区书记', org: '槐荫里社区', admin: true }),
  ],
  rooms: [
    { id: 'r128', name: '128号楼群', kind: 'building', building: '128', members: ['li', 'tom', 'zhao', 'liu', 'wang', 'bot'] },
    { id: 'r6', name: '6号楼群', kind: 'building', building: '6', members: ['ting', 'evil', 'liu', 'bot'] },
    { id: 'grid3', name: '第3网格群', kind: 'grid', members: ['li', 'ting', 'zhao', 'liu', 'chen', 'bot'] },
    { id: 'staff', name: '长峰物业工作群', kind: 'staff', members: ['wang', 'sun', 'liu', 'chen', 'bot'] },
  ],
  examples: [
    { id: 'stairs', as: 'li', room: 'r128', text: '楼道又堆满了，轮椅都过不去', about: { zh: '居民随口一说', en: 'A resident just says it' } },
    { id: 'english', as: 'tom', room: 'r128', text: 'report: stairwell blocked at bldg 128', about: { zh: '说英语也行', en: 'English works too' } },
    { id: 'gas', as: 'ting', room: 'r6', text: '有没有人闻到煤气味？？', about: { zh: '危险的事马上回', en: 'Danger is answered at once' } },
  ],
}
