/** Polite wrapping around a command that changes nothing. */
export const PRELUDE =
  /^(?:(?:请问?|麻烦|帮我|帮忙|帮(?=[催查转])|我要|我想|看下|看一下|看看|把|我的|先|那就|please|pls|can you|小啄|啄木鸟)[\s,，:：]*){1,3}|^给(?=#?\d{3,})/i
export const CODA = /[\s,，。.!！?？~、;；]+$|(?:一下|谢谢|吧|啊|呀|哈|了哈|哦|噢|小啄|please|thanks|thx)$/i
