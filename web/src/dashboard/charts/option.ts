/** A drawing in the words of ECharts, in the colours of the page. */
import type { EChartsCoreOption } from 'echarts/core'
import type { Drawing } from './drawing.ts'

/** Told apart by lightness, too. */
const COLOURS = ['--chart-1', '--chart-2', '--chart-3', '--chart-4']

export function optionOf(drawing: Drawing, style: CSSStyleDeclaration): EChartsCoreOption {
  const of = (name: string): string => style.getPropertyValue(name).trim()
  const text = { color: of('--soft'), fontSize: 13, fontFamily: style.fontFamily }
  const names = {
    type: 'category' as const,
    data: drawing.names,
    axisLabel: { ...text, width: 110, overflow: 'truncate' as const },
    axisTick: { show: false },
  }
  const values = {
    type: 'value' as const,
    minInterval: 1,
    axisLabel: { ...text, formatter: drawing.say, hideOverlap: true },
    splitLine: { lineStyle: { color: of('--line') } },
  }
  const lying = drawing.kind === 'bars'
  return {
    animation: false,
    color: COLOURS.map(of),
    grid: { left: 8, right: 16, top: drawing.series.length > 1 ? 40 : 12, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    legend: { show: drawing.series.length > 1, top: 0, left: 0, textStyle: { ...text, color: of('--text') } },
    // Drawn on the canvas: the usual box carries inline styles, which our security policy forbids.
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: of('--surface'),
      borderColor: of('--line'),
      textStyle: { color: of('--text'), fontFamily: style.fontFamily },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? drawing.say(value) : '–'),
    },
    xAxis: lying ? values : names,
    yAxis: lying ? { ...names, inverse: true } : values,
    series: drawing.series.map(({ name, values: data }) =>
      drawing.kind === 'line'
        ? { type: 'line', name, data, showSymbol: false, lineStyle: { width: 2.5 }, smooth: false }
        : { type: 'bar', name, data, barMaxWidth: 22, itemStyle: { borderRadius: 3 } },
    ),
  }
}
