/** What a chart shows, apart from how it looks: the same names and rows make its table. */

export interface Series {
  name: string
  values: (number | null)[]
}

export interface Drawing {
  kind: 'line' | 'bars' | 'columns'
  /** Pixels. */
  height: number
  /** What runs along the rows of the table: 日期, 类别. */
  of: string
  names: string[]
  series: Series[]
  /** A value as people read it: 85%, 3小时. */
  say(value: number): string
}

const BAR = { height: 30, least: 120, frame: 70 }

/** Lying bars have room for long Chinese names; each takes its height. */
export const heightOfBars = (rows: number, series: number): number => Math.max(BAR.least, BAR.frame + rows * (BAR.height + (series - 1) * 12))
export const CHART_HEIGHT = 280

export const sayCount = (value: number): string => String(value)
