import type { CommunityFile } from '../../services/community-file.ts'

/** The demo community with a heating company that has an engineer in the chats, and a water company that has none. */
export function withUtilities(file: CommunityFile): void {
  file.organisations.push(
    { id: 'heat', name: '金城供热公司', kind: 'utility', phone: '0531-8600777' },
    { id: 'water', name: '清源供水公司', kind: 'utility', phone: '0531-8600666' },
  )
  file.people.push({ id: 'gong', name: '龚明', title: '龚工', role: 'department', org: 'heat', chat: ['gong-gong'] })
}
