/** What things of the community are called: for filters, and for what one chooses from when something is to be done. */
import { type Static, Type } from 'typebox'
import { LangSchema, NamedSchema } from './ledger.ts'

export const NamesQuerySchema = Type.Object({ lang: LangSchema })

export const NamesSchema = Type.Object({
  statuses: Type.Array(NamedSchema),
  urgencies: Type.Array(NamedSchema),
  categories: Type.Array(NamedSchema),
  units: Type.Array(NamedSchema),
  /** Those who work on tickets, with their unit's name; empty for somebody who may not see people. */
  people: Type.Array(Type.Object({ ...NamedSchema.properties, unit: Type.String() })),
  buildings: Type.Array(NamedSchema),
  grids: Type.Array(NamedSchema),
})
export type Names = Static<typeof NamesSchema>
