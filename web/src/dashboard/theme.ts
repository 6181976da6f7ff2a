/** Colours and sizes of the component library, for the light and the dark page. Read by the pages and, when they are built, by web/theme/antd-css.ts. */
import type { ThemeConfig } from 'antd'

export type Shade = 'light' | 'dark'

/** The class under which the style sheet holds a shade's variables. */
export const shadeClass = (shade: Shade): string => `shade-${shade}`

/** Text and its ground at least 4.5:1 apart, also for hints and placeholders; taps at least 40 px high. */
const TOKENS: Record<Shade, NonNullable<ThemeConfig['token']>> = {
  light: {
    colorPrimary: '#06743a',
    colorInfo: '#17508c',
    colorLink: '#1f4f8f',
    colorError: '#b3261e',
    colorWarning: '#8a4b00',
    colorSuccess: '#176b39',
    colorText: '#191919',
    colorTextSecondary: '#4a4a4a',
    colorTextTertiary: '#595959',
    colorTextQuaternary: '#666666',
    colorTextPlaceholder: '#666666',
    colorTextDescription: '#595959',
    colorTextDisabled: '#6b6b6b',
    colorBgLayout: '#f3f4f3',
    colorPrimaryBg: '#e3f1e8',
    colorPrimaryBgHover: '#d5e9dc',
  },
  dark: {
    colorPrimary: '#2aae67',
    colorInfo: '#8db9f5',
    colorLink: '#8db9f5',
    colorError: '#ff8a80',
    colorWarning: '#f0b46a',
    colorSuccess: '#6fcf97',
    colorText: '#e8e8e8',
    colorTextSecondary: '#c4c4c4',
    colorTextTertiary: '#adadad',
    colorTextQuaternary: '#9c9c9c',
    colorTextPlaceholder: '#9c9c9c',
    colorTextDescription: '#adadad',
    colorTextDisabled: '#8c8c8c',
    colorBgLayout: '#101210',
    colorPrimaryBg: '#17301f',
    colorPrimaryBgHover: '#1d3b27',
    colorTextLightSolid: '#04160b',
  },
}

type Algorithms = Record<'defaultAlgorithm' | 'darkAlgorithm', NonNullable<ThemeConfig['algorithm']>>

/** @param algorithms those of the library, which the page and the builder import in ways of their own */
export const themeOf = (shade: Shade, algorithms: Algorithms): ThemeConfig => ({
  algorithm: shade === 'dark' ? algorithms.darkAlgorithm : algorithms.defaultAlgorithm,
  cssVar: { key: shadeClass(shade) },
  hashed: false,
  token: {
    ...TOKENS[shade],
    borderRadius: 8,
    controlHeight: 40,
    controlHeightSM: 32,
    fontSize: 15,
    fontFamily: 'inherit',
    motion: true,
  },
})
