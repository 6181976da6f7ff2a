/** Words of danger: what makes a report an emergency or urgent, by hand. Read on clean, lower-case text. */
import type { Category, Urgency } from '../terms.ts'

/** One list for each way in which life or property is in danger now. */
const DANGERS: readonly RegExp[] = [
  // fire and smoke
  /着火|起火|失火|走水了|冒(着|起|出|了)?(白|黑|浓|青)?烟|黑烟|浓烟|火苗|火光|烧起来|烧(到|着)了?|燃起|窜火|(焦|糊)(糊|煳)?味|烧(糊|焦)|火还没灭|爆炸|炸了.{0,4}(火|电池|电瓶)|\bon fire\b|\bfire!|\bflames?\b|\bsmoke\b|\bburning\b/,
  // gas
  /(煤气|燃气|天然气|瓦斯|液化气).{0,4}味|(闻|有).{0,6}(煤气|燃气|瓦斯)|漏气|漏(煤气|燃气)|(煤气|燃气|管道气).{0,4}漏|一氧化碳|煤气中毒|gas (smell|leak|odou?r)|smell.{0,14}gas/,
  // people shut in or fallen into a lift
  /困(在|住|梯|人|到|了)|被困|关(在|到).{0,3}(电梯|里)|卡(在|到).{0,3}(电梯|里面|里头|半)|(停|卡|坏).{0,10}(里面|里头|里).{0,4}(有|一个|个)?.{0,2}(人|孕|孩|老|娃)|里(面|头).{0,6}(敲门|拍门|喊|哭)|轿厢不在|(急坠|直往下掉|往下坠|失控下)|trapped|stuck in (the|a)? ?(lift|elevator)/,
  // live wires
  /火花|打火(?!机|锅|灶|不|的时候|就)|冒火|漏电|触电|电(到|着)(人|了|我)|麻手|带电|(电线|高压线|电缆).{0,10}(掉|断|垂|吊|落|塌).{0,8}(地|水|下来|人|栏|栅|路|梯)|(电线|高压线).{0,3}(断|掉)了?|(水|积水|淹).{0,10}(插座|插头|配电|电箱|滋滋)|live wire|sparks?\b|sparking|electrocut/,
  // collapse
  /坍塌|塌(了|方|下)|在塌|要塌|垮(了|塌|下)|要(垮|倒)|往外(凸|鼓|倾)|墙.{0,4}(倒|要倒)|楼.{0,4}(歪了|倾斜|在晃)|collaps/,
  // bursts
  /爆管|(水管|管子|管道|水表|阀门?|主管|暖气|热水器)[^,，。 ]{0,4}(爆|炸)|爆了.{0,8}(喷|冒|水)|往外(狂)?喷|喷泉一样|burst/,
  // a person down, missing or at risk
  /晕(倒|过去|厥|低)|昏(倒|迷|过去)|不省人事|倒(在|地)|叫不醒|没(了)?呼吸|喘不上气|胸口(闷|痛|疼)|(起|爬|站)不(起来|了身|起身)|企唔返|扶不动|浑身是血|流血不止|救命|跳楼|轻生|不想活|活够|喝农药|割腕|寻短|站在(窗台|楼顶|天台|阳台外)|\bfaint|unconscious|bleeding|can't get up/,
  /走(失|丢)|(孩子|小孩|娃|女儿|儿子|老人|老伴|奶奶|爷爷|老太太|老头|老爷子|阿婆|老爸|老妈|妈|爸).{0,6}(不见了|找不到|没回来|联系不上)|找不到(妈妈|爸爸|家)|missing (child|kid|boy|girl)|lost (child|kid|boy|girl)/,
  /(好几|几|两|二|三|四|五|六|多|\d)(天|日)[^,，。]{0,8}(没|未|冇)(见|出|露|看到|下楼|动静|人影)|(一个礼拜|一周|一星期).{0,6}没(见|出|露)|敲门.{0,4}(没|不)(人)?(应|开|答)|(hasn't been|haven't|not been) seen|no answer at the door/,
  // violence
  /持刀|拿(着)?刀|刀(都|子)|砍(人|我|他)|打老婆|家暴|喊救命|入室|贼在|(往|拉).{0,4}车上(拽|拉|拖)|拐(走|孩子|卖)|绑架|knife|being beaten/,
]
const INNOCENT_DANGER =
  /嗓子.{0,4}冒烟|(气|热|晒|渴|急)(得|死).{0,6}(冒烟|着火|起火)|着火(了)?(似|一样)|打火机|演习|演练|培训|讲座|宣传|科普|电影|电视剧|剧里|游戏|小说|抖音|新闻|隔壁(小区|弄|村)|听说|万一|真要|要是|如果|假如|会不会|建议|能不能(装|加)|笑死|报警器(全|都)?.{0,4}装|香(喷喷|死)/
const URGENT =
  /(整|全|一)(栋|幢|座|楼|个单元|单元|小区|层)|都(没|停|冇)|全(没|停)|好几(户|家)|多户|井盖.{0,6}(没|丢|不见|缺|掉)|没.{0,2}井盖|高空|抛物|往(楼)?下(扔|倒|丢)|从(天|楼上)(而降|掉|扔|砸)|砸(到|着|下来|中)|咬(人|了|伤|到)|飞线|(楼道|电梯|家里|屋里|过道|走廊|楼梯|门厅).{0,8}充电|充电.{0,6}(楼道|电梯|家里|屋里|过道|走廊)|要掉(下)?|快掉|摇摇欲坠|悬着|挂着.{0,6}(掉|断)|粪水|返水|反水|倒灌|冒(粪|屎)|溢|摔(了|倒|伤|跤)|滑倒|差点|差一点|险些|流血|断了|夹(到|人|了)|危险|裸露|停(水|电|气|暖|梯)|没(水|电|气|暖气)了?|不供暖|电梯.{0,4}(停|坏)|no water|no power|manhole|exposed/

export const soundsDangerous = (text: string): boolean => DANGERS.some((danger) => danger.test(text)) && !INNOCENT_DANGER.test(text)

/** Emergency is called only for a report; the caller knows whether it is one. */
export function readUrgency(text: string, category: Category | undefined): Urgency {
  if (soundsDangerous(text)) return 'emergency'
  if (category === 'gas' && /(气|怪|什么|股|有|闻).{0,3}味|味(儿|道)?(大|重|浓|呛)/.test(text) && !INNOCENT_DANGER.test(text)) return 'emergency'
  return URGENT.test(text) ? 'urgent' : 'normal'
}
