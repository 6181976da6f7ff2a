/** Prints what the wall-clock rules answer; run by machine-timezone.test.ts on machines set to different timezones. */

import { covers } from '../../core/duty.ts'
import { dayText, timeText, whenText } from '../../core/phrases/wording.ts'
import { afterQuiet, startOfDay, wallClock } from '../../core/time.ts'
import { readTime } from '../../core/when.ts'
import { firstDueTimes } from '../../services/calendars.ts'
import { communityWith, shift } from './makers.ts'

const MOMENTS = [Date.UTC(2026, 10, 23, 4), Date.UTC(2026, 10, 23, 17, 30), Date.UTC(2026, 2, 8, 6, 59), Date.UTC(2026, 10, 1, 5, 30)]
const PROMISES = ['下午两点', '明早', '周五前', '11月30日', '月底前', 'tomorrow 3 pm']

const answers = ['Asia/Shanghai', 'Asia/Kolkata', 'America/New_York'].flatMap((timezone) =>
  MOMENTS.map((now) => ({
    clock: wallClock(now, timezone),
    midnight: startOfDay(now, timezone),
    quiet: afterQuiet(now, '22:00', '07:00', timezone),
    due: firstDueTimes({ ...communityWith(), timezone }, null, { category: 'noise', urgency: 'normal' }, now),
    night: covers(shift('zhang', { days: [7], from: '20:00', to: '08:00' }), now, timezone),
    promises: PROMISES.map((words) => readTime(words, now, timezone)),
    said: [dayText(now, timezone, 'zh-CN'), timeText(now, timezone), whenText(now + 86_400_000, now, timezone, 'zh-CN')],
  })),
)
process.stdout.write(JSON.stringify(answers))
