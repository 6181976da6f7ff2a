/** What one stretch of a message says about a place. */
export interface Place {
  /** Position in `said`/`plain`, end exclusive. */
  start: number
  end: number
  buildings?: string[]
  unit?: string
  floor?: string
  room?: string
  /** 东户, 西门: a part of the address without a number. */
  side?: string
}
