import { describe, expect, test } from 'vitest'
import { dangerLevel } from '../../../core/understanding/knowledge/danger.ts'
import { prepare } from '../../../core/understanding/prepare.ts'

const levelOf = (text: string): number => dangerLevel(prepare(text, {}).lower)
const across = (whos: readonly string[], deeds: readonly string[]): string[] => whos.flatMap((who) => deeds.map((deed) => who + deed))

const FRAIL = ['老人', '我妈', '邻居家爷爷', '小孩', '我女儿', '隔壁老太太']
const ANYBODY = ['有人', '保安', '外卖小哥', '一个大爷', '我老公', '孕妇']

const DANGERS: readonly [kind: string, texts: readonly string[]][] = [
  [
    'a cry of fire',
    ['着火了！！', '起火啦快跑', '火！！', '3栋火好大', '走水了 5座', '一楼失火', '火烛呀', 'fire fire fire', "neighbour's kitchen caught fire"],
  ],
  ['a thing on fire', across(['电动车', '空调外机', '厨房', '插座', '垃圾桶', '配电箱', '车棚', '充电桩'], ['冒烟了', '着火了', '冒黑烟', '起火了'])],
  ['smoke that fills the house', ['楼道里烟特别大 呛得睁不开眼', '门缝往外冒烟', '满楼道的烟', '走廊全是烟', 'thick smoke in the corridor']],
  [
    'gas',
    across(['煤气', '燃气', '天然气', '煤汽', '燃汽', '液化气'], ['味好大', '泄漏了', '管被挖断了', '漏了 嘶嘶响']).concat([
      'gas leak on 5/F',
      '瓦斯外洩',
      '报警器响了 是燃气那个',
    ]),
  ],
  ['poison in the air', ['刺鼻的味道 好几个人流眼泪', '氯气泄漏 呛倒两个', '烧炭取暖一家都晕了']],
  [
    'shut in',
    [
      '困在电梯里了',
      '电梯里关了两个孩子',
      '我被关货梯里了',
      '救命电梯',
      '电梯不动了 我一个人好怕',
      '右梯关人了 快',
      '孩子反锁在车里',
      '我在电梯里没人接电话',
      '電梯困人呀',
      'someone is screaming inside the elevator',
    ],
  ],
  ['a limb caught', ['孩子手卡在门缝里拔不出来', '小孩头卡在栏杆里', '娃的脚夹住了', '电梯门夹住老人了']],
  [
    'live current',
    ['灯杆漏电', '充电桩外壳麻人', '门把手带电', '摸水龙头手麻 是不是漏电', '高压线断了掉在水坑', '师傅修灯触电了', '水往配电房灌', '被电倒了一个'],
  ],
  ['somebody down', across(ANYBODY, ['倒地上了', '晕倒了', '躺着一动不动', '没呼吸了', '抽搐口吐白沫', '摔得满头是血'])],
  [
    'a sudden illness',
    [
      '有人心脏骤停',
      '我爸中风了',
      '老头捂着胸口不行了',
      '羊水破了',
      '谁有速效救心丸',
      'AED在哪',
      '孩子噎住了 脸都紫了',
      'someone is having a seizure',
    ],
  ],
  ['hit or fallen', ['被车撞了一个老人', '倒车撞倒小孩', '保洁从三楼掉下来了', '孩子从滑梯上摔下来 头着地 不动', '骑手撞墙上 满脸血']],
  ['in the water or a hole', across(FRAIL, ['掉水池里了', '掉井里了', '跌进化粪池', '落水了'])],
  [
    'about to jump',
    ['有人要跳楼', '楼顶站着个人', '有个女的坐在护栏上', '翻出阳台了', '说不活了 反锁了门', 'a man is standing on the roof edge', '留了遗书'],
  ],
  ['gone missing', across(FRAIL, ['走丢了', '不见了', '找不着了', '失联了']).concat(['missing boy, 6 years old', '我个仔唔見咗'])],
  ['silent for days', across(['独居的大爷', '对门奶奶', '楼上阿婆'], ['三天没下楼了', '好几天没动静', '两天没开门 敲了不应', '一个礼拜没见出来'])],
  [
    'things that fall on people',
    ['广告牌砸到人了', '树倒了压着人', '花盆砸中孩子', '玻璃掉下来砸伤老人', '脚手架倒了 底下埋着人', '天花板塌了砸到我妈'],
  ],
  ['collapse', ['围墙塌了', '楼板塌了', '车棚垮了 有人没出来', '墙裂得能伸进手掌 还在响', '吊篮钢丝绳断了']],
  ['burst mains', ['水管爆了', '消防管爆裂', '水往电梯井灌', '暖气片爆了 开水喷出来', '地库进水了 快挪车', '水已经淹到腰了']],
  [
    'violence',
    [
      '有人拿刀',
      '捅伤人了',
      '隔壁在打老婆 喊救命',
      '我老公打我',
      '有人正在撬我家门',
      '小偷进屋了',
      '挟持了一个老太太',
      '女孩被拖进楼道',
      '泼汽油要点房子',
      'a man with a knife',
      'someone is breaking into my flat',
    ],
  ],
  ['beasts', ['狗扑倒一个老人', '恶犬咬住孩子不松口', '马蜂蜇倒了人', '毒蛇进屋了', 'a dog is attacking a child']],
]

describe.each(DANGERS)('%s is danger beyond doubt', (_kind, texts) => {
  test('in all its wordings', () => expect(texts.filter((text) => levelOf(text) !== 2)).toEqual([]))
})

const HARMLESS: readonly [kind: string, texts: readonly string[]][] = [
  [
    'a manner of speaking',
    [
      '火气大',
      '热得我要自燃',
      '困死了',
      '笑到喘不上气',
      '笑晕了',
      '累死了',
      '急死我了',
      '气炸了',
      '被工作困住了',
      '心脏病都要犯了 这物价',
      '晕倒 又涨价',
      '塌房了 我偶像',
      '着火了着火了 我的购物车',
      '钱包大出血',
    ],
  ],
  ['play and fiction', ['剧组拍打戏 拿刀的是道具', '电视剧里着火那集', '打游戏喊救命 不好意思', '做梦被关电梯里', '剧本杀缺一个凶手']],
  ['advertising', ['跳楼价甩卖', '🔥限时秒杀', '磨剪子戗菜刀', '拼多多帮我砍一刀']],
  ['a drill or a lesson', ['明天消防演练 会冒烟', '灭火培训 油锅起火怎么灭', '溺水急救讲座周日', '电梯困人演习别慌']],
  ['over', ['去年地库进水', '着火的那家早修好了', '上个月起火 虚惊一场', '孩子找到了', '煤气味查过了 没事']],
  ['elsewhere', ['隔壁小区着火了', '新闻里那个爆炸', '老家下大雨塌方']],
  ['cooking and feasts', ['烤箱冒烟了 忘了油纸', '烧烤的烟飘上来', '谁家糊锅了', '放烟花呢']],
  ['a question of knowledge', ['万一着火往哪跑', '如果漏气怎么办', '会不会漏电啊']],
  [
    'everyday trouble',
    [
      '灶打不着火',
      '热水器打不着火',
      '电梯停在一楼没人',
      '狗没拴绳',
      '下水道堵了',
      '跳闸了',
      '树枝快断了',
      '楼道有人抽烟',
      '猫走丢了',
      '快递不见了',
      '老太太钥匙丢了',
      '池塘漂着死鱼',
      '又把树砍了',
    ],
  ],
]

describe.each(HARMLESS)('%s is none', (_kind, texts) => {
  test('in all its wordings', () => expect(texts.filter((text) => levelOf(text) === 2)).toEqual([]))
})
