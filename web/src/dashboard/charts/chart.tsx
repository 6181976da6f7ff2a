/** A drawing by ECharts; loaded only where a chart is shown. What it says stands in a table beside it. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useShade } from '../shade.tsx'
import type { Drawing } from './drawing.ts'
import { optionOf } from './option.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

export default function Chart({ drawing, label }: { drawing: Drawing; label: string }) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts>(null)
  const { shade } = useShade()
  useEffect(() => {
    const element = place.current
    if (!element) return
    const drawn = init(element)
    chart.current = drawn
    const watching = new ResizeObserver(() => drawn.resize())
    watching.observe(element)
    return () => {
      watching.disconnect()
      drawn.dispose()
    }
  }, [])
  // Colours come from the style sheet of the shade, so another shade draws anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (place.current) chart.current?.setOption(optionOf(drawing, getComputedStyle(place.current)), true)
  }, [drawing, shade])
  return <div ref={place} className="chart" role="img" aria-label={label} style={{ height: drawing.height }} />
}
