/** The dashboard's own drawings. */
import { icon } from '../../ui/icons.tsx'

export const TodayIcon = icon(<path d="M4 11l8-7 8 7v9h-5v-6H9v6H4z" />)
export const ListIcon = icon(<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01" />)
export const BulbIcon = icon(<path d="M9 18h6M10 21h4M12 3a6 6 0 0 0-3.6 10.8c.7.6 1.1 1.3 1.1 2.2h5c0-.9.4-1.6 1.1-2.2A6 6 0 0 0 12 3z" />)
export const ChartIcon = icon(<path d="M4 20V10M10 20V4M16 20v-7M21 20H3" />)
export const BellOffIcon = icon(<path d="M4 4l16 16M18 15V10a6 6 0 0 0-9.5-4.9M6 9v6l-2 2h13M10 20h4" />)
export const PersonIcon = icon(
  <>
    <circle cx="12" cy="8" r="4" />
    <path d="M4 21c.6-4 4-6 8-6s7.4 2 8 6" />
  </>,
)
export const MenuIcon = icon(<path d="M4 6h16M4 12h16M4 18h16" />)
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="M20 20l-4.2-4.2" />
  </>,
)
export const FilterIcon = icon(<path d="M4 5h16l-6 8v6l-4-2v-4z" />)
export const DownloadIcon = icon(<path d="M12 4v11M7 11l5 5 5-5M5 20h14" />)
export const ColumnsIcon = icon(<path d="M4 5h16v14H4zM10 5v14M15 5v14" />)
export const StarIcon = icon(<path d="M12 4l2.5 5.2 5.5.8-4 4 1 5.7-5-2.7-5 2.7 1-5.7-4-4 5.5-.8z" />)
export const ClockIcon = icon(
  <>
    <circle cx="12" cy="12" r="8" />
    <path d="M12 7.5V12l3 2" />
  </>,
)
export const CameraIcon = icon(
  <>
    <path d="M4 8h4l1.5-2.5h5L16 8h4v11H4z" />
    <circle cx="12" cy="13" r="3.5" />
  </>,
)
export const OutIcon = icon(<path d="M10 4H5v16h5M14 8l5 4-5 4M19 12H9" />)
export const ChatIcon = icon(<path d="M4 5h16v11H9l-5 4z" />)
export const LinkIcon = icon(<path d="M7 12h10M13 8l4 4-4 4" />)
export const GearIcon = icon(
  <>
    <circle cx="12" cy="12" r="3.2" />
    <path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1" />
  </>,
)
export const MeetingIcon = icon(
  <>
    <circle cx="8" cy="8" r="3" />
    <circle cx="17" cy="9" r="2.4" />
    <path d="M2.5 19c.4-3.4 2.6-5 5.5-5s5.1 1.6 5.5 5M15 14.2c3.2-.6 5.6 1 6 4.3" />
  </>,
)
