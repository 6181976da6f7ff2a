/** Every page of the dashboard: where it is, what it is called, who may open it. Each is loaded only when it is opened. */
import { type ComponentType, lazy } from 'react'
import type { Permission } from './data/session.tsx'
import { BellOffIcon, BulbIcon, ChartIcon, GearIcon, ListIcon, MeetingIcon, PersonIcon, TodayIcon } from './shell/icons.tsx'
import type { DashboardWords } from './words.ts'

export interface PageEntry {
  /** As the router writes it; `/*?` for a page with pages below it. */
  path: string
  name: keyof DashboardWords['pages']
  /** Absent: not in the menus. */
  menu?: {
    icon: ComponentType
    /** Address, where the path has parts to fill in. */
    href?: string
    /** In the bar at the foot of a phone, too; there is room for four and 更多. */
    bar?: boolean
  }
  permission?: Permission
  /** Uses all of the height and scrolls inside. */
  full?: boolean
  Page: ComponentType
}

export const PAGES: readonly PageEntry[] = [
  { path: '/app', name: 'today', menu: { icon: TodayIcon, bar: true }, permission: 'tickets.read', Page: lazy(() => import('./today/today.tsx')) },
  {
    path: '/app/ledger',
    name: 'ledger',
    menu: { icon: ListIcon, bar: true },
    permission: 'tickets.read',
    full: true,
    Page: lazy(() => import('./ledger/ledger.tsx')),
  },
  { path: '/app/tickets/:number', name: 'ticket', permission: 'tickets.read', Page: lazy(() => import('./ticket/ticket.tsx')) },
  {
    path: '/app/leads',
    name: 'leads',
    menu: { icon: BulbIcon, bar: true },
    permission: 'leads.judge',
    Page: lazy(() => import('./leads/leads.tsx')),
  },
  {
    path: '/app/charts',
    name: 'charts',
    menu: { icon: ChartIcon, bar: true },
    permission: 'stats.read',
    Page: lazy(() => import('./charts/charts.tsx')),
  },
  {
    path: '/app/deliveries',
    name: 'deliveries',
    menu: { icon: BellOffIcon },
    permission: 'deliveries.read',
    Page: lazy(() => import('./leads/deliveries.tsx')),
  },
  {
    path: '/app/meetings/*?',
    name: 'meetings',
    menu: { icon: MeetingIcon, href: '/app/meetings' },
    permission: 'meetings.read',
    Page: lazy(() => import('./meetings/meetings.tsx')),
  },
  {
    path: '/app/setup/*?',
    name: 'setup',
    menu: { icon: GearIcon, href: '/app/setup' },
    permission: 'setup.read',
    Page: lazy(() => import('./setup/setup.tsx')),
  },
  { path: '/app/me', name: 'me', menu: { icon: PersonIcon }, Page: lazy(() => import('./me/me.tsx')) },
  { path: '/app/more', name: 'more', Page: lazy(() => import('./shell/more.tsx')) },
]
