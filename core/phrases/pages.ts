/** Words of the pages without script: a ticket's page for residents, and the public board. */
import type { BoardPart, Language } from '../community.ts'
import type { ErrorCode } from '../errors.ts'
import type { Satisfaction, TicketStatus } from '../ticket.ts'

type Act = 'confirm' | 'reopen' | 'rate' | 'add_detail' | 'urge' | 'withdraw'

export interface PageWords {
  lang: string
  other: { lang: string; name: string }
  /** What it means for whoever told it. */
  state: Record<TicketStatus, string>
  page: {
    matter: string
    place: string
    told: string
    holder: string
    due: string
    promised: string
    homes: (n: number) => string
    before: string
    after: string
    picture: (n: number) => string
    history: string
    clock: string
    ask: string
    words: string
    wordsHint: string
    addPicture: string
    reason: string
    readOnly: string
    done: Record<Act, string>
    refused: Partial<Record<ErrorCode, string>>
    refusedElse: string
    stale: string
    gone: string
    goneNext: string
    tooMany: string
  }
  acts: Record<Act, { title: string; button: string }>
  rated: (said: string) => string
  satisfied: Record<Satisfaction, string>
  board: {
    title: (community: string) => string
    lead: string
    parts: Record<BoardPart, string>
    week: string
    month: string
    opened: string
    closed: string
    closing: string
    onTime: string
    satisfied: string
    median: string
    backlog: string
    overdue: string
    none: string
    category: string
    state: string
    matter: string
    unit: string
    since: string
    by: string
    took: string
    more: (n: number) => string
    before: string
    after: string
    nothingOpen: string
    nothingDone: string
    noPictures: string
    nobodyOnDuty: string
    until: (when: string) => string
    emergency: Record<'gas' | 'power' | 'water' | 'lift', string>
    masked: string
    asOf: (when: string) => string
    feed: string
    skip: string
    closedTitle: string
    closedText: string
    item: { opened: string; done: string }
  }
}

const zh: PageWords = {
  lang: 'zh-CN',
  other: { lang: 'en', name: 'English' },
  state: {
    open: '已登记，等人接单',
    accepted: '有人在办',
    suspended: '暂时挂账，到日子接着办',
    resolved: '说是办好了，等您确认',
    solved: '已解决',
    not_ours: '已结案：不归社区管',
    duplicate: '和另一件是一回事，并在一起办',
    cannot: '已结案：暂时办不了',
    withdrawn: '已撤销',
  },
  page: {
    matter: '事项',
    place: '位置',
    told: '什么时候报的',
    holder: '谁负责',
    due: '什么时候办好',
    promised: '什么时候来',
    homes: (n) => `${n}户反映`,
    before: '报的时候',
    after: '办好以后',
    picture: (n) => `图${n}（点开看大图）`,
    history: '办到哪一步了',
    clock: '系统',
    ask: '您可以',
    words: '想说的话',
    wordsHint: '最多500字',
    addPicture: '加一张图',
    reason: '原因（可不填）',
    readOnly: '这是群里的链接，只能看。要补充、确认或评价，在群里说一声，或私聊机器人发工单号，拿您自己的链接。',
    done: {
      confirm: '谢谢您确认，这件事结了。',
      reopen: '知道了，已重新打开，告诉负责的人了。',
      rate: '谢谢您的评价。',
      add_detail: '补上了，负责的人看得到。',
      urge: '已催一次，有回话在聊天里告诉您。',
      withdraw: '已撤销。',
    },
    refused: {
      STEP_FORBIDDEN: '这件事现在的状态不能这样做，可能刚有人动过。请看看最新进展。',
      WORDS_MISSING: '还没写内容，也没选图。写几个字或选一张图再发。',
      RATING_SETTLED: '评价过了七天就不能改了，有事请再报一次。',
      ATTACHMENT_REFUSED: '这个文件收不了。请选一张照片，不超过20兆。',
      TOO_LARGE: '图片太大了。请选一张不超过20兆的照片。',
      NOT_ENTITLED: '这件事要由报事人来做。',
      REQUEST_INVALID: '没看懂，请再选一次。',
      PART_OPEN: '还有别的单位在配合，等他们办完就能确认。',
    },
    refusedElse: '没办成，请过一会儿再试，或在群里说一声。',
    stale: '这一页放太久了，请再点一次。',
    gone: '这个链接打不开了',
    goneNext: '可能已经过期，或者报的内容已撤回。要看进度，私聊机器人发工单号就行。',
    tooMany: '点得太快了，请过几分钟再试。',
  },
  acts: {
    confirm: { title: '修好了？', button: '修好了，确认解决' },
    reopen: { title: '没修好？', button: '没修好，继续办' },
    rate: { title: '满意吗？', button: '提交评价' },
    add_detail: { title: '补充情况', button: '发送补充' },
    urge: { title: '等得急？', button: '催一下' },
    withdraw: { title: '不用办了？', button: '撤销这件事' },
  },
  rated: (said) => `您评的是：${said}`,
  satisfied: { yes: '满意', mostly: '基本满意', no: '不满意' },
  board: {
    title: (community) => `${community} 公开栏`,
    lead: '大家报的事，办得怎么样，都在这里。',
    parts: {
      figures: '办理情况',
      categories: '都是什么事',
      open: '正在办的事',
      done: '最近办好的事',
      pictures: '这周的变化',
      duty: '现在谁值班',
      contacts: '联系电话',
      outages: '停水停电通知',
    },
    week: '本周',
    month: '本月',
    opened: '新报',
    closed: '办结',
    closing: '结案率',
    onTime: '按时办结率',
    satisfied: '满意率',
    median: '一般多久办好',
    backlog: '还在办',
    overdue: '超期',
    none: '还没有',
    category: '类别',
    state: '状态',
    matter: '事项',
    unit: '责任单位',
    since: '报事时间',
    by: '最晚',
    took: '用时',
    more: (n) => `还有 ${n} 件没有列出。`,
    before: '之前',
    after: '之后',
    nothingOpen: '现在没有在办的事。',
    nothingDone: '最近七天还没有办好的事。',
    noPictures: '这周还没有前后对比的图。',
    nobodyOnDuty: '现在没有排值班。',
    until: (when) => `到${when}`,
    emergency: { gas: '燃气抢修', power: '电力抢修', water: '供水抢修', lift: '电梯救援' },
    masked: '姓名、门牌、电话、车牌都隐去了；私下说的事和家里的难处只计数，不列出。',
    asOf: (when) => `更新于 ${when}`,
    feed: '订阅（RSS）',
    skip: '跳到正文',
    closedTitle: '没有这个公开栏',
    closedText: '地址不对，或者这个社区没有打开公开栏。',
    item: { opened: '新报', done: '办好了' },
  },
}

const en: PageWords = {
  lang: 'en',
  other: { lang: 'zh-CN', name: '中文' },
  state: {
    open: 'Noted, waiting to be taken',
    accepted: 'Somebody is on it',
    suspended: 'On hold for now',
    resolved: 'Said to be done, waiting for your word',
    solved: 'Solved',
    not_ours: 'Closed: not ours to do',
    duplicate: 'The same as another matter, dealt with together',
    cannot: 'Closed: cannot be done for now',
    withdrawn: 'Withdrawn',
  },
  page: {
    matter: 'Matter',
    place: 'Where',
    told: 'Reported',
    holder: 'Who has it',
    due: 'Done',
    promised: 'Somebody comes',
    homes: (n) => (n === 1 ? 'one household' : `${n} households`),
    before: 'As it was',
    after: 'As it is now',
    picture: (n) => `Picture ${n} (tap to enlarge)`,
    history: 'What has happened',
    clock: 'the clock',
    ask: 'What you can do',
    words: 'Your words',
    wordsHint: 'up to 500 letters',
    addPicture: 'Add a picture',
    reason: 'Reason (optional)',
    readOnly:
      'This is the group’s link: it only shows. To add, confirm or rate, say so in the group, or send the number to the bot in a direct chat for a link of your own.',
    done: {
      confirm: 'Thank you. The matter is closed.',
      reopen: 'Understood. It is open again, and the person responsible knows.',
      rate: 'Thank you for your rating.',
      add_detail: 'Added; the person responsible can see it.',
      urge: 'Asked once more; the answer comes in the chat.',
      withdraw: 'Withdrawn.',
    },
    refused: {
      STEP_FORBIDDEN: 'That cannot be done as the matter stands now; somebody may have been quicker. Please look at where it stands.',
      WORDS_MISSING: 'There are no words and no picture yet. Write a few words or choose a picture.',
      RATING_SETTLED: 'A rating cannot be changed after seven days. Please report again if something is wrong.',
      ATTACHMENT_REFUSED: 'This file cannot be taken. Please choose a photo of at most 20 MB.',
      TOO_LARGE: 'The picture is too large. Please choose a photo of at most 20 MB.',
      NOT_ENTITLED: 'That is for whoever reported it to do.',
      REQUEST_INVALID: 'That was not understood. Please choose again.',
      PART_OPEN: 'Another unit is still at work on a part of it. It can be confirmed when that is done.',
    },
    refusedElse: 'That did not work. Please try again in a while, or say it in the group.',
    stale: 'This page has been open for long. Please press once more.',
    gone: 'This link does not open any more',
    goneNext: 'It may have expired, or the report was taken back. To see how it stands, send the number to the bot in a direct chat.',
    tooMany: 'That was very quick. Please try again in a few minutes.',
  },
  acts: {
    confirm: { title: 'Fixed?', button: 'Yes, it is solved' },
    reopen: { title: 'Not fixed?', button: 'Not fixed, go on' },
    rate: { title: 'Satisfied?', button: 'Send the rating' },
    add_detail: { title: 'Add something', button: 'Send' },
    urge: { title: 'Waiting too long?', button: 'Ask to hurry' },
    withdraw: { title: 'No longer needed?', button: 'Withdraw it' },
  },
  rated: (said) => `You said: ${said}`,
  satisfied: { yes: 'Satisfied', mostly: 'Mostly satisfied', no: 'Not satisfied' },
  board: {
    title: (community) => `${community}: public board`,
    lead: 'What neighbours reported, and what became of it.',
    parts: {
      figures: 'How it goes',
      categories: 'What it is about',
      open: 'In hand',
      done: 'Done lately',
      pictures: 'Before and after, this week',
      duty: 'On duty now',
      contacts: 'Telephone numbers',
      outages: 'Announced outages',
    },
    week: 'This week',
    month: 'This month',
    opened: 'Reported',
    closed: 'Solved',
    closing: 'Closed of what was due',
    onTime: 'Closed in time',
    satisfied: 'Satisfied',
    median: 'Usual time to solve',
    backlog: 'Still open',
    overdue: 'overdue',
    none: 'none yet',
    category: 'Category',
    state: 'State',
    matter: 'Matter',
    unit: 'Unit',
    since: 'Reported',
    by: 'Due',
    took: 'Took',
    more: (n) => `Not listed here: ${n}.`,
    before: 'Before',
    after: 'After',
    nothingOpen: 'Nothing is open now.',
    nothingDone: 'Nothing was solved in the last seven days.',
    noPictures: 'No pictures of before and after this week.',
    nobodyOnDuty: 'Nobody is on the roster now.',
    until: (when) => `until ${when}`,
    emergency: { gas: 'Gas emergency', power: 'Power emergency', water: 'Water emergency', lift: 'Lift rescue' },
    masked: 'Names, doors, telephones and plates are hidden; what was told in confidence is counted and not listed.',
    asOf: (when) => `As of ${when}`,
    feed: 'Subscribe (RSS)',
    skip: 'Skip to the content',
    closedTitle: 'There is no such board',
    closedText: 'The address is wrong, or this community has not opened its board.',
    item: { opened: 'reported', done: 'solved' },
  },
}

export const pageWords = (language: Language): PageWords => (language === 'en' ? en : zh)
