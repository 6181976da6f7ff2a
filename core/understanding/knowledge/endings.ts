/** How matters end, by their kind: 退了 is standing water, 拉走 rubbish, 亮了 a lamp. Read on clean, lower-case text. */
import type { Category } from '../terms.ts'

const ENDINGS: readonly { words: RegExp; of: readonly Category[] }[] = [
  { words: /(来|有)(水|电|气|暖)?(了|啦|咯|喽)|送(水|电|气)了|恢复/, of: ['water', 'power', 'gas', 'heating'] },
  { words: /(开|挪|移|骑|拖)(走|开)?了|走了|让开/, of: ['parking', 'fire_safety', 'security', 'vendors_ads'] },
  {
    words: /(拉|搬|清|收|运|丢|扔|扫|拖|冲|擦|铲)(走|完|掉|干净|好)?了|干净|空了/,
    of: ['sanitation', 'corridor_clutter', 'fire_safety', 'pets', 'greenery'],
  },
  { words: /亮(了|啦|堂|得|起)|不闪|不黑/, of: ['lighting', 'power'] },
  { words: /(?<!凉|冷)热(了|乎|起来)|暖和|烫|\d度|度了/, of: ['heating', 'water'] },
  { words: /安静|清静|不(吵|响|叫|闹|敲|震)|没(声|动静)|静音|停了|睡(着|了个)/, of: ['noise', 'pets', 'elevator'] },
  { words: /(通|退|抽|排)(了|完|干|掉|开)|不(堵|返|冒|臭)|没味|味(道)?(没|散|小)/, of: ['drainage', 'sanitation', 'gas', 'fire_safety'] },
  { words: /不(漏|滴|渗|滋)|(堵|补|焊)(上|好|住)了/, of: ['water', 'building', 'drainage', 'heating'] },
  {
    words: /能(开|关|刷|进|用)|(开|关|锁|刷)(得|上|开)了?|不(晃|绊|翘|卡)|铺(好|了)|盖(上|好)/,
    of: ['facility', 'elevator', 'building', 'security'],
  },
  { words: /(剪|锯|砍|修剪|打药|撒药|扶正|浇)(了|完|好|掉)/, of: ['greenery', 'sanitation'] },
]

/** Kinds of matter that these words would end; empty where they fit any. */
export function endedKinds(text: string): readonly Category[] {
  if (text.length > 40) return []
  return ENDINGS.flatMap(({ words, of }) => (words.test(text) ? of : []))
}
