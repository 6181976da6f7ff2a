/** The 25 categories in six groups, for lists that other programs show. */
import type { Category } from './understanding/terms.ts'

export interface CategoryGroup {
  id: string
  zh: string
  en: string
}

const SAFETY: CategoryGroup = { id: 'safety', zh: '安全', en: 'Safety' }
const SURROUNDINGS: CategoryGroup = { id: 'surroundings', zh: '环境', en: 'Surroundings' }
const SUPPLY: CategoryGroup = { id: 'supply', zh: '水电气暖', en: 'Water, power, gas, heating' }
const BUILDINGS: CategoryGroup = { id: 'buildings', zh: '房屋与设施', en: 'Buildings and facilities' }
const ORDER: CategoryGroup = { id: 'order', zh: '秩序', en: 'Order' }
const SERVICE: CategoryGroup = { id: 'service', zh: '服务', en: 'Services' }

export const CATEGORY_GROUPS: Readonly<Record<Category, CategoryGroup>> = {
  fire_safety: SAFETY,
  corridor_clutter: SAFETY,
  sanitation: SURROUNDINGS,
  greenery: SURROUNDINGS,
  facility: BUILDINGS,
  elevator: BUILDINGS,
  lighting: BUILDINGS,
  parking: ORDER,
  water: SUPPLY,
  drainage: SUPPLY,
  power: SUPPLY,
  gas: SUPPLY,
  heating: SUPPLY,
  building: BUILDINGS,
  noise: ORDER,
  illegal_works: ORDER,
  cables: SAFETY,
  pets: SURROUNDINGS,
  security: SAFETY,
  vendors_ads: ORDER,
  property_service: SERVICE,
  dispute: SERVICE,
  welfare: SERVICE,
  policy: SERVICE,
  other: SERVICE,
}

export const GROUPS: readonly CategoryGroup[] = [...new Set(Object.values(CATEGORY_GROUPS))]
