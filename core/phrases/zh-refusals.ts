/** A command that fails says why and what would work. */
import type { Phrases } from './phrases.ts'

type Refusal = Parameters<Phrases['refused']>[0]

const ACT: Partial<Record<Refusal['command'], string>> = {
  accept: '接',
  resolve: '结',
  transfer: '转',
  reject: '退',
  note: '备注',
  extend: '延期',
  suspend: '挂账',
  close: '结',
  merge: '合并',
  withdraw: '撤销',
  rate: '打分',
  complex: '列为疑难',
  split: '拆分',
  unmerge: '取消合并',
  ask_verify: '请人核实',
  verify: '核实',
  call_back: '回访',
}

const EXAMPLE: Partial<Record<Refusal['command'], (number: number) => string>> = {
  extend: (n) => `延期${n} 到周五 等配件`,
  suspend: (n) => `挂账${n} 等配件`,
  complex: (n) => `${n} 疑难 要三家单位一起办`,
  note: (n) => `备注${n} 业主下午在家`,
}

export function refusedZh({ to, code, command, number, name, status, candidates, resident, own, into }: Refusal): string {
  const at = to ? `@${to} ` : ''
  const no = number === null ? '' : `#${number}`
  const head = no ? `${at}${no} ` : at
  const act = ACT[command] ?? '办'
  switch (code) {
    case 'TICKET_UNKNOWN':
      return `${at}没有${no}这个号。${resident ? '说说是哪件事，我帮你找。' : '回"我的工单"看看手上的号码。'}`
    case 'TICKET_MISSING':
      return `${at}是哪一件？带上号码，或者引用那张卡片再说一遍。`
    case 'TICKET_AMBIGUOUS':
      return `${at}是哪一件？${candidates.join('；')}。带上号码再说一遍就行。`
    case 'NOT_ENTITLED':
      if (!no) return `${at}这个要${resident ? '工作人员' : '社区管理员'}来弄，有事直接说就行。`
      if (command === 'status' || (command === 'help' && resident))
        return `${head}只有报的人和那边群里的邻居能看进度。您家也有同样的事，直接说一声，我给您记上。`
      if (own) return `${head}要${act}得主管或社区来定，跟他们说一声就行。`
      if (!resident) return `${head}现在是${name || '别的单位'}的，要${act}得由那边来；归你管的话先让对方转给你。`
      if (command === 'withdraw') return `${head}是别人报的，得报的人来撤。要是已经好了，跟我说"好了"。`
      if (command === 'confirm') return `${head}要报的人，或者也受影响的邻居说"好了"才结。您家也是的话，先说一声"我家也是"。`
      if (command === 'rate') return `${head}是别人报的，请报的人来打分。`
      return `${head}要${name || '责任人'}来${act}。${command === 'resolve' || command === 'close' ? '要是真弄好了，跟我说"好了"，我去请他确认。' : '有什么情况跟我说，我转给他。'}`
    case 'TICKET_TAKEN':
      return `${head}${name || '有人'}已经接了。要换人，让他回"转${number ?? ''}"加你的名字就行。`
    case 'STEP_FORBIDDEN':
      if (command === 'merge' && into !== null)
        return into === number ? `${at}${no} 不能并到自己，换一个在办的号码。` : `${at}${no} 并不进 #${into}，那件已经不在办了。换一个还在办的号码。`
      if (status === 'resolved') return `${at}${no} 已经办结在等居民确认了，没好的话回"没好"。`
      if (status === 'accepted' || status === 'open') return `${at}${no} 还在办，这一步现在用不上。回"进度${number ?? ''}"看看到哪了。`
      return `${at}${no} 已经结了${status === 'withdrawn' ? '（撤销）' : ''}。要是又出问题，直接说一声，我重新登记。`
    case 'WORDS_MISSING':
      return command === 'split'
        ? `${head}里还有哪一件？写几个字，比如"${number ?? 1042} 拆分 楼道灯不亮"。`
        : `${head}补充什么？接着写就行，比如"${number ?? 1042} 补充 在二楼拐角"。`
    case 'DATE_PASSED':
      return `${head}这个时间已经过了，写个往后的。`
    case 'DATE_PAST_LIMIT':
      return `${head}时限比这早，到不了那天。要更晚，请主管回"延期${number ?? 1042} 到那天 原因"。`
    case 'EXTENSION_USED':
      return `${head}已经延过一次了，再延要社区来定，跟社区说一声就行。`
    case 'RATING_SETTLED':
      return `${head}的评价过了7天，改不了了。要是又出问题，直接说一声，我重新登记。`
    case 'VERIFIER_UNKNOWN':
      return `${head}那边还没有网格员，您去看一眼回"已核实"也行。`
    case 'CALL_BACK_UNREADABLE':
      return `${head}电话里怎么说？回"${number ?? 1042} 回访 满意"，或者 基本满意、不满意、没修好、没人接。`
    case 'REASON_MISSING':
      return `${head}写个原因吧，居民看得到。比如："${(EXAMPLE[command] ?? ((n) => `${act}${n} 不归我们管，归供水公司`))(number ?? 1042)}"。`
    case 'TARGET_UNKNOWN':
      return `${head}没找到要转给谁。可以转：${candidates.join('、')}。`
    case 'TIME_UNREADABLE':
      return `${head}时间没看懂，写成"明天下午3点"或"11月30日"就行。`
    case 'COLLEAGUE_UNKNOWN':
      return `${at}没找到这位同事。${candidates.length > 0 ? `可以换给：${candidates.join('、')}。` : '本单位没有别人可换。'}`
    case 'SHIFT_MISSING':
      return `${at}那天没有你的班，换不了。`
    case 'SWAP_MISSING':
      return `${at}没有等你答复的换班。`
    case 'SWAP_AMBIGUOUS':
      return `${at}是哪一天的？${candidates.join('；')}。回"同意换班"带上日子。`
    case 'PART_OPEN':
      return `${head}还有配合没完：${candidates.join('；')}。都完成了才能办结；确实不用了，请社区回"${number ?? 1042} 取消配合"加原因。`
    case 'PART_UNKNOWN':
      return candidates.length > 0
        ? `${head}是哪一项配合？${candidates.join('；')}。带上序号，比如"${number ?? 1042} 配合1 完成"。`
        : `${head}没有没办完的配合了。`
    case 'MEETING_MISSING':
      return `${at}眼下没有开着的碰头会。要开就回"开会 周三15点"。`
    case 'STARS_INVALID':
      return `${head}一到五星，比如"${number ?? 1042} 五星"。`
    case 'LEAD_UNKNOWN':
      return `${at}没有这条待定，可能已经处理过了。`
    case 'BUILDING_UNKNOWN':
      return `${at}没有这栋楼。${candidates.length > 0 ? `有的是：${candidates.join('、')}。` : ''}`
    case 'CODE_INVALID':
      return `${at}这个码不对或者用过了，找社区管理员再要一个。`
    default:
      return `${at}刚才没办成，我记下了，稍后再试一次。`
  }
}
