/** The demo community's file, read anew: to be changed and imported again. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { CommunityFile } from '../../services/community-file.ts'
import { DEMO_FILE } from '../../services/demo.ts'

export const demoFile = (): CommunityFile => parse(readFileSync(DEMO_FILE, 'utf8')) as CommunityFile
