/**
 * The 25 categories of the label guide: names, short titles and the nearest codes of GB/T 47678.5-2026.
 * Two fit? The category is what must be done first: a leaking roof is `building`, a leaking pipe `water`.
 */
import type { Category } from './understanding/terms.ts'

export interface CategoryFacts {
  /** Name for lists and forms. */
  zh: string
  en: string
  /** What a ticket is called when the message gives no better words; at most six characters. */
  title: string
  /** Nearest matters of GB/T 47678.5-2026; empty where the standard has none. */
  codes: readonly string[]
}

export const CATEGORY_FACTS: Readonly<Record<Category, CategoryFacts>> = {
  fire_safety: { zh: '消防安全', en: 'Fire safety', title: '消防隐患', codes: ['09012', '01013'] },
  corridor_clutter: { zh: '楼道堆物', en: 'Cluttered corridors', title: '楼道堆物', codes: ['06036'] },
  sanitation: { zh: '环境卫生', en: 'Sanitation', title: '环境卫生', codes: ['06010', '06042', '06012'] },
  greenery: { zh: '绿化养护', en: 'Greenery', title: '绿化问题', codes: ['06045', '04013'] },
  facility: { zh: '公共设施', en: 'Shared facilities', title: '公共设施', codes: ['01036', '06013', '01046'] },
  elevator: { zh: '电梯', en: 'Lifts', title: '电梯故障', codes: ['01076'] },
  lighting: { zh: '公共照明', en: 'Lighting', title: '路灯不亮', codes: ['01037'] },
  parking: { zh: '停车管理', en: 'Parking', title: '停车问题', codes: ['09009', '09010', '06040', '06034'] },
  water: { zh: '供水', en: 'Water supply', title: '用水问题', codes: ['01025'] },
  drainage: { zh: '排水排污', en: 'Drains', title: '排水堵塞', codes: ['01026', '03003'] },
  power: { zh: '供电', en: 'Electricity', title: '用电问题', codes: ['01028'] },
  gas: { zh: '燃气', en: 'Gas', title: '燃气问题', codes: ['01057'] },
  heating: { zh: '供暖', en: 'Heating', title: '暖气不热', codes: ['01061'] },
  building: { zh: '房屋本体', en: 'Building fabric', title: '房屋渗漏', codes: ['06004'] },
  noise: { zh: '噪声扰民', en: 'Noise', title: '噪声扰民', codes: ['06028', '08001'] },
  illegal_works: { zh: '违建装修', en: 'Unapproved works', title: '违章搭建', codes: ['06001'] },
  cables: { zh: '线缆', en: 'Cables', title: '线缆垂落', codes: ['10002', '06008'] },
  pets: { zh: '宠物动物', en: 'Pets and animals', title: '宠物扰民', codes: ['06038'] },
  security: { zh: '治安秩序', en: 'Security', title: '安全隐患', codes: [] },
  vendors_ads: { zh: '摊贩广告', en: 'Vendors and ads', title: '占道经营', codes: ['09006', '07001'] },
  property_service: { zh: '物业服务', en: 'Property service', title: '物业服务', codes: [] },
  dispute: { zh: '邻里纠纷', en: 'Disputes', title: '邻里纠纷', codes: [] },
  welfare: { zh: '关爱帮扶', en: 'Care and welfare', title: '需要帮助', codes: [] },
  policy: { zh: '政策咨询', en: 'Policy', title: '政策咨询', codes: [] },
  other: { zh: '其他', en: 'Other', title: '其他事项', codes: [] },
}
