/**
 * What problems are about: the things of a community, by the category that most often answers for them.
 * Naming a thing is no complaint; only with a defect or a behaviour does it become one. White space separates terms.
 */
import type { Category } from '../terms.ts'

export const OBJECTS: Readonly<Record<Category, string>> = {
  fire_safety: `消防通道 消防车道 消防道 生命通道 逃生通道 疏散通道 逃生门 疏散门 安全出口 安全通道 消防登高面 登高场地 消防门 防火门 防烟门 常闭门 闭门器 灭火器 灭火筒 消防栓 消火栓
    消防箱 消防柜 消防水带 水带 水枪头 喷淋 烟感 烟雾报警 烟雾探测 消防设施 消防器材 消防水泵 消防主机 消防警铃 火警 疏散指示 微型消防站 明火 烟头 烟蒂 烟花 爆竹 鞭炮 纸钱 火苗 火星 火光 浓烟 黑烟
    飞线 电瓶 电池 锂电 蓄电池 插排 拖线板 接线板 fire_lane fire_exit extinguisher hydrant fire_door smoke e-bike ebike
    电马儿 电鸡 电单车 电摩 滑板车 平衡车 充电柜 换电柜 窜天猴 烧落叶 烧树叶 烧香 香烛 蜡烛 金元宝 元宝 衣纸 冥纸 炭火 炭盆 煤炉 炉子 煤球炉 一氧化碳 烟呛 烟熏 烟火 引线 插线板 阻车 阻车系统 消控室 消防控制室 报警器 警报 警铃 消防楼梯 逃生楼梯
    连廊 登高面 天台门 应急照明 应急灯 安全出口灯 消防演练 scooter battery fire_escape alarm fire_alarm smoke_detector extinguishers`,
  corridor_clutter: `杂物 纸箱 纸壳 纸皮 破烂 废品 旧家具 鞋柜 鞋架 柜子 衣柜 橱柜 床垫 床板 席梦思 沙发 泡沫箱 花盆 婴儿车 童车 自行车 单车 三轮车 轮胎 腌菜缸 咸菜缸 坛子 煤球 蜂窝煤 柴火 木板 破凳子 破桌子 旧冰箱 旧洗衣机 旧电视
    蛇皮袋 编织袋 瓶瓶罐罐 塑料瓶 快递箱 私人物品 clutter boxes furniture
    大缸 水缸 酸菜缸 空瓶子 空瓶 空桶 桶装水 货架 跑步机 麻将桌 破家具 家电 门板 木方 木头方子 梳化 旧门 拱门 轮椅坡道 洗衣机 壳子 水泥沙子 沙子水泥 装修材料 瓷砖箱 雨伞 拖把 鞋 鞋盒 快递箱子 大件 煤 葱 泡菜坛 绿植盆 发财树 cardboard
    sofa treadmill shoe_rack hallway stuff pram stroller`,
  sanitation: `垃圾 垃圾桶 垃圾箱 垃圾房 垃圾站 垃圾池 垃圾袋 垃圾车 垃圾分类 厨余 湿垃圾 干垃圾 装修垃圾 建筑垃圾 大件垃圾 渣土 污渍 油渍 痰 口水 尿 屎 大便 小便 粪便 呕吐物 蟑螂 小强 甲由 曱甴 老鼠 耗子 蚊子 蚊虫 苍蝇 蛆 白蚁 跳蚤 虫子
    死猫 死狗 死老鼠 死鸟 死鱼 保洁 清洁工 环卫 扫地 拖地 卫生 臭味 异味 怪味 恶臭 骚味 尿骚 馊 蜘蛛网 灰尘 玻璃渣 碎玻璃 落叶 树叶 积雪 结冰 冰面 污泥 景观水 水池 喷泉池 人工湖 公厕 厕所
    garbage rubbish trash bin bins cockroach rats mosquito litter cleaner smelly stinks
    泔水 潲水 烟头 烟蒂 烟味 吸烟 抽烟 吃烟 瓜子壳 槟榔渣 槟榔 果皮 早餐袋 塑料袋 淤泥 泥巴 黑水 绿藻 水发绿 腐臭 臭水 臭水沟 粪 鸽粪 鸟粪 鸟屎 马蜂 马蜂窝 蜂窝 黄蜂 小黑虫 白虫 孑孓 臭虫 床垫里 霉味 油漆味 刷漆 消毒 消杀 灭蚊 灭鼠 除四害
    老鼠药 拖得 拖地水 黏脚 粘脚 口香糖 鼻涕 呕吐 渣子 破砖 废料 装修废料 沙发被子 旧马桶 大件车 垃圾点 投放点 撤桶 积分 分类亭 pigeon droppings mopped sticky dead_rat ants bedbugs wasps smells
    stench cleaners dumped`,
  greenery: `树 大树 枯树 死树 树枝 树杈 树冠 树根 树干 枝丫 枯枝 梧桐 香樟 杨树 柳树 杨絮 柳絮 飞絮 桂花树 银杏 黄桷树 榕树 草坪 草地 草皮 杂草 野草 荒草 绿化 绿化带 绿地 绿篱 灌木 冬青 花坛 花圃 花池 花草 苗木 竹子 藤 爬山虎 虫害 病虫 毛毛虫 刺毛虫
    洋辣子 蚜虫 美国白蛾 打药 浇水 修剪 种菜 菜地 菜园 毁绿 占绿 园林 tree branch lawn hedge grass weeds bushes plants
    草长 草太高 长草 草比人高 桑葚 果子掉 棕榈 罗汉松 法桐 小叶榕 气根 须须 枝枝 枯叶 枯枝叶 芦苇 竹林 绣球 月季 玫瑰花 三角梅 勒杜鹃 兰草 花槽 花苗 树苗 死苗 补种 补栽 移栽 锯树 锯了 砍树 砍了 伐树 剪枝 割草 除草 喷灌 喷头 灌溉 浇花 淋水 菜
    种豆 种葱 韭菜 丝瓜 南瓜 豆角 菜畦 菜园子 pruned trimmed overgrown branches leaves flowerbed sprinkler`,
  facility: `门禁 门禁卡 门卡 刷卡机 刷脸 人脸识别 对讲 对讲机 可视对讲 门铃 单元门 楼道门 楼栋门 大堂门 大门 铁门 玻璃门 自动门 感应门 推拉门 门锁 锁芯 门把手 把手 合页 门轴 闭门器 道闸 栏杆 护栏 扶手 围栏 围墙 栅栏 监控 摄像头 探头 长椅 椅子 凳子 石凳 座椅
    健身器材 健身器 器械 单杠 双杠 漫步机 扭腰器 滑梯 秋千 跷跷板 摇摇马 游乐场 游乐设施 儿童乐园 沙坑 塑胶 地垫 篮球架 篮筐 乒乓球台 球场 凉亭 亭子 廊架 路面 道路 马路 地砖 地板砖 砖 石板 大理石 台阶 步梯 梯坎 楼梯 坡道 无障碍 轮椅坡 减速带 路沿 路牙 井盖 窨井 沙井盖 阴井
    水篦子 篦子 雨篦 沟盖 盖板 坑 大坑 水坑 指示牌 路牌 楼牌 门牌 标识 公告栏 宣传栏 信箱 邮箱 信报箱 奶箱 快递柜 蜂巢 丰巢 雨棚 车棚 晾衣架 晾衣杆 阅览室 活动室 泳池 会所 大堂 intercom gate door_lock access_card bench manhole railing pothole cctv camera swing slide mailbox paving
    卷帘门 防火卷帘 旋转门 小门 后门 边门 侧门 人行门 门扇 门扣 门吸 弹簧 地弹簧 按钮 出门按钮 开门按钮 可视屏 屏花 读卡 读卡器 刷脸机 石墩 石墩子 隔离墩 路桩 路障 限高杆 反光条 反光镜 凸面镜 楼号牌 楼牌号 导览牌 导视牌 电子屏 显示屏 棚子 棚顶
    遮阳棚 自行车棚 廊顶 玻璃顶 楼道窗 楼道窗户 公共窗 楼梯踏步 踏步 石阶 石板路 木栈道 栈道 步道 健身步道 跑道 球网 网子 地面 地坪 漆面 坑洼 裂缝路 沉陷 空洞 水沟盖 沟盖板 铁板 钢板 排水盖 岗亭 门岗亭 传达室 储物柜 取件柜 快递架 菜鸟柜 信报 邮筒
    饮水机 直饮机 洗手池 公厕 水景 喷泉 雕塑 旗杆 长廊 花架 棋桌 石桌 门厅 岗 阳光棚 handle door doorbell entry fob playground steps step ramp sidewalk pavement fence lamp_post
    parcel locker mirror tiles_loose window_pane`,
  elevator: `电梯 电提 电题 升降机 轿厢 轿箱 梯门 电梯门 货梯 客梯 扶梯 直梯 升降梯 单梯 双梯 左边梯 右边梯 𨋢 左梯 右梯 elevator lift lifts
    梯子 梯控 高区梯 低区梯 两部梯 左侧梯 右侧梯 上梯 下梯 坐梯 等梯 乘梯 搭梯 楼层键 按键 开门键 关门键 呼叫键 梯内 井道 维保 年检 检修 失重 下坠 下沉 停在半 半空 卡半 开门是墙 elevators liftdoor doors_open
    floor_button`,
  lighting: `路灯 楼道灯 走廊灯 感应灯 声控灯 地灯 庭院灯 草坪灯 景观灯 照明 照明灯 灯泡 灯管 灯罩 灯杆 顶灯 车库灯 大堂灯 门口灯 单元灯 灯 应急灯 street_light streetlight corridor_light lights lamp bulb
    灯带 灯箱 射灯 筒灯 廊灯 灯座 灯头 灯泡子 灯光 光线 日光灯 光管 节能灯 led 声控 光控 感应 黑漆 黑乎乎 黑黢黢 黑洞洞 路黑 楼道黑 楼梯黑 过道黑 车库黑 地库黑 亮着 常亮 不灭 灯一直 dark hallway_light flickers
    flickering bulbs lamps unlit`,
  parking: `车位 停车位 私家车位 固定车位 地锁 车库 停车场 地库 停车 停车费 月卡 僵尸车 废弃车 弃车 共享单车 小黄车 哈啰 面包车 货车 皮卡 suv 轿车 私家车 外来车 车牌 车主 挪车 充电桩 充电站 充电口 充电位 电动车棚 非机动车棚 非机动车 电动车 电瓶车 电动自行车 电驴 摩托 摩托车 三轮 老头乐 道闸 抬杆 起落杆 栏杆机 访客车 访客停车
    parking space garage charger charging_pile double-parked parked
    共享自行车 报废车 旧车 破车 金杯 大巴 大巴车 校车 房车 老年代步车 代步车 拖车 挂车 渣土车 二手车 卡车 小货车 工程车 车头 车屁股 固定位 月租位 月租 产权车位 人防车位 子母车位 划线 停车线 斑马线停 消防栓旁停 草地上停 停车棚 车棚 车架 充电枪 绿牌
    油车 新能源 电车位 快充 慢充 充电柜 充不进 闸机 车牌识别 会车 会不了车 倒车 出口 入口 坡道口 van truck slot bay spot_taken bikes car cars vehicle vehicles plate tow towed
    double_parked blocking`,
  water: `自来水 水压 水管 水龙头 龙头 水表 水阀 阀门 总阀 闸阀 泵房 水泵 二次供水 水箱 水质 热水器 热水 给水 上水 管道 管子 爆管 水费 用水 供水 饮用水 直饮水 角阀 进水管 软管 铁锈水 黄水 街喉 水喉 咸水 食水 water_pressure tap water_pipe pipe water_meter
    水细 水小 出水 放水 来水 断水 水流 水时有时无 水里有 小白虫 红虫 土腥味 漂白粉味 漂白水 氯味 一股味 水浑 浑浊 泥沙 沙子 滤网 净水 净水器 水垢 热水管 冷水管 立管 支管 入户管 主管 阀 止水阀 减压阀 接头 喷头 水嘴 厕所水箱 洗澡水 沖凉 冲凉 洗菜
    马桶没水 供水车 送水车 水泵房 加压泵 水箱间 消毒 水表井 水表箱 空转 自转 跑水 水费单 water_off brown_water hot_water taps faucet dripping water_bill plumbing supply`,
  drainage: `下水道 下水 下水管 下水口 地漏 马桶 坐便 蹲坑 厕所 排水管 排水沟 排水口 排污 排污管 污水 污水管 污水井 雨水管 雨水井 雨水口 主管道 化粪池 沉淀池 隔油池 粪水 屎水 阴沟 明沟 积水 水漫 返水 返味 倒灌 drain sewage toilet sewer septic
    雨落管 落水管 雨水篦子 篦子 集水坑 潜水泵 排水泵 抽水泵 泵不转 水塘 成河 成塘 水坑 渍水 窝水 淹水 进水 水进 灌水 水没过 水到 没到 沙袋 漫水 漂着 淤堵 淤塞 淤积 沟 水沟 排水槽 屋檐槽 油烟井 隔油 污泥 粪 屎 潲水 臭水 黑水 脏水 泡沫 冒泡
    冒上来 反臭 返臭 管道疏通 疏通 通下水 吸粪车 抽粪 抽污 draining sink floor_drain flood puddle manhole_overflow smelly_drain waste_water`,
  power: `电 电闸 空开 空气开关 漏保 保险丝 电表 电表箱 电箱 配电箱 配电房 配电室 变压器 电线 电路 线路 插座 开关 电费 高压线 电缆 用电 电压 供电 国网 breaker fuse electricity meter_box power
    跳掣 电掣 总闸 总掣 开关箱 配电 配电间 强电井 电井 缺相 缺一相 半边灯 插头 插座发热 发烫 烧焦 焦味 打闪 电弧 电火 电死 停过电 来电 供电局 电力局 抢修车 发电机 发电车 电压低 电压高 灯忽明忽暗 忽亮忽暗 一闪一闪 拉闸 被拉闸 偷电 电线杆 变压房
    变电站 高压 线路老化 老线 电卡 购电 充电费 no_electricity outage socket wires_exposed electrical fuse_box meter`,
  gas: `煤气 燃气 天然气 液化气 瓦斯 煤气罐 气瓶 气罐 煤气灶 燃气灶 燃气表 气表 燃气管 煤气管 壁挂炉 气阀 灶台 爐掣 燃气卡 气费 gas
    调压箱 调压柜 阀门 灶具 灶 灶火 软管 胶管 通气 点火 打火 煤气公司 燃气公司 气公司 安检 安检员 气压 火苗 黄管子 烟道 一氧化碳 表没电 开阀 关阀 罐装 换气 天然气公司 stove cooker gas_meter odor`,
  heating: `暖气 暖气片 地暖 供暖 供热 采暖 热力 热力站 换热站 暖气管 分水器 回水 室温 屋里温度 热计量 暖气费 取暖费 取暖 供热费 heating radiator
    停暖 来暖 暖和 热乎 热乎气 冰手 手冰 温度计 测温 测温员 屋里十 室内温度 回水管 进水管热 循环泵 阀门 温控 温控阀 排气 放气 气堵 边户 顶层 西山墙 羽绒服 电褥子 电热毯 电暖器 冻手 哆嗦 冰窖 暖管 锅炉 锅炉房 供暖公司 热力公司 热企 退费 停热 复热
    radiators boiler`,
  building: `屋顶 楼顶 天台 房顶 顶楼 天花 天花板 吊顶 顶棚 外墙 外墙皮 墙皮 墙面 墙体 墙砖 瓷砖 外墙砖 保温层 墙 墙壁 承重墙 阳台顶 窗户 窗框 窗台 玻璃 玻璃幕墙 幕墙 女儿墙 檐口 屋檐 雨檐 防水 防水层 伸缩缝 裂缝 裂纹 缝 石灰 水泥块 墙角 地基 地面下沉 沉降 散水 堡坎 挡墙 挡土墙 护坡 飘窗 roof ceiling wall plaster facade tiles crack
    雨棚 雨搭 楼板 楼体 楼面 楼顶子 顶子 洋灰 水泥 灰皮 腻子 装饰线条 线条 檐 滴水檐 栏板 阳台栏板 阳台板 支架 空调支架 外机支架 钢筋 露筋 梁 柱子 台阶断 烟道 串味 烟囱 门窗 窗扇 纱窗 窗缝 窗户缝 密封胶 打胶 胶条 滴漏 渗到 洇湿 水印 水渍 水迹
    黑霉 霉斑 返碱 泛碱 膨起来 鼓起 翘起来 翻瓦 瓦 瓦片 漏得像筛子 盆接 拿盆接 脸盆 滴在 顶上漏 地库顶 车库顶 滑坡 山体 边坡 坡 泥巴往下 沉降缝 倾斜 危房 加固 鉴定 window frame concrete leak_through damp mold
    balcony railing_loose foundation`,
  noise: `噪音 噪声 动静 声音 音响 音箱 喇叭 广场舞 跳舞 坝坝舞 唱歌 唱k 卡拉ok ktv 麻将 麻将馆 麻将声 电钻 电锤 冲击钻 打钻 钻墙 敲墙 砸墙 砸东西 装修 施工 工地 打桩 地盘 钢琴 练琴 鼓 架子鼓 唢呐 拖椅子 拖凳子 高跟鞋 跺脚 跑跳 蹦跳 弹珠 低频 嗡嗡 轰鸣 空调外机 外机 水泵声 排风 油烟机 抽油烟 狗叫 鸡叫 蛙叫 noise noisy drilling loud music
    打牌 划拳 喝酒 唱戏 二胡 萨克斯 弹琴 跳绳 拍球 打球 球场 弹吉他 吉他 拖桌子 推桌子 挪桌子 搬东西 缝纫机 洗衣机 甩干 倒车声 喇叭声 鸣笛 炸街 摩托炸 改装车 破碎机 破碎锤 风镐 电锯 切割机 切割 敲打 锤子 砰砰砰 哭闹 尖叫 吵架声 早操 幼儿园音乐
    广播声 叫卖声 酒吧 夜店 宵夜摊 烧烤摊 抽风机 风机 冷却塔 水泵房 变压器嗡 嗡嗡声 低音 重低音 震动 共振 早上六点 十一点 半夜 凌晨 深夜 午休 bass party shouting hammering hammer drums barks snoring
    banging music_loud construction`,
  illegal_works: `违建 违章建筑 违章搭建 搭建 私搭 乱搭 加盖 阳光房 彩钢 彩钢房 棚子 铁皮房 铁皮棚 封阳台 封露台 包阳台 围起来 圈起来 圈地 圈占 砌墙 砌砖 打承重 承重墙 拆墙 砸承重 开门洞 开窗 开墙打洞 破墙 改结构 打通 群租 群租房 隔断 隔断间 隔间 上下铺 合租 日租房 民宿 短租 住改商 地下室挖 挖地下 扩建 加层 鸽棚 unapproved knocked_down
    僭建 天台屋 夹板屋 钢架 钢结构 玻璃房 雨棚加 偏棚 棚棚 偏厦 车棚改 小房子 盖房 盖房子 起房子 加房间 加一层 建房 自建 地基 挖地基 挖地下室 地下室 外扩 阳台外扩 露台 封闭露台 围院子 圈院子 院墙 围墙豁口 豁口 开门 自己开了门 加了道门 铁门
    防盗门外移 门外移 占走廊 改门 改窗 改厕所 厕所改 改管道 打孔 开孔 凿墙 主力墙 剪力墙 梁 拆梁 楼板开洞 硬化 水泥硬化 砌死 封死 分割 隔六间 隔了 二房东 宿舍 员工宿舍 搅拌机 装修审批 没有审批 手续 wall_removed subdivided
    load-bearing illegal extension rooftop enclosing partitioned building_a`,
  cables: `网线 光纤 光缆 电话线 宽带线 电视线 有线电视 闭路线 线缆 缆线 通信线 弱电 弱电箱 弱电井 电信 移动 联通 广电 铁塔 线杆 电线杆 蜘蛛网 明线 线盒 飞线 机顶盒 电视信号 cable cables wires
    黑线 电线一样 线跟 线像 线低 线太低 低得能 勒脖子 绊脚线 旧线 废线 废旧线 废缆 断线 线头 光交箱 交接箱 分纤箱 光猫 线槽 走线 布线 飞线乱 线管 线架 桥架 拉宽带 装宽带 宽带 三网 运营商 通信公司 线杆子 杆子 监控线 老线 鸟窝 拖把一样 面条 一捆线
    线缠 fiber fibre telecom internet_cable dangling overhead tangled line wire broadband isp`,
  pets: `狗 狗狗 狗子 大狗 小狗 恶犬 烈犬 大型犬 犬 金毛 泰迪 哈士奇 拉布拉多 德牧 阿拉斯加 边牧 藏獒 罗威纳 比特 流浪狗 流浪猫 野狗 野猫 猫 遛狗 溜狗 狗绳 牵绳 拴绳 狗屎 狗粪 狗尿 狗链 嘴套 养鸡 公鸡 鸡 鸭 鹅 鸽子 养鸽 家禽 蛇 兔子 dog dogs leash cat cats stray poop rooster
    猪 羊 小羊 羊羔 鸽 信鸽 鸭子 蜜蜂 蜂箱 养蜂 斗鸡 母鸡 鸟 鹦鹉 蜥蜴 猴 狗毛 猫毛 猫屎 猫尿 猫叫 发情 喂猫 喂流浪 投喂 狗绳子 狗证 狗主人 狗主 遛弯的狗 小型犬 中型犬 土狗 黑狗 黄狗 白狗 斗牛 柯基 比熊 雪纳瑞 萨摩 萨摩耶 柴犬 巨型贵宾 拴着
    没拴 绳都不 绳子都 扑过来 追着 狗拉 拉在 拉了 坨 粑粑 屎尿 抱进电梯 狗进电梯 猫尸 unleashed barks barking puppy puppies poo chickens husky`,
  security: `小偷 贼 毛贼 偷 盗 被偷 失窃 丢车 撬 撬锁 撬门 可疑 陌生人 生人 鬼鬼祟祟 尾随 保安 门卫 门岗 岗亭 岗哨 巡逻 高空抛物 高空坠物 抛物 扔东西 烟头下来 翻墙 外人 外来人员 闲杂人 推销 敲门 露阴 流氓 打架 斗殴 醉汉 酒鬼 喝多 精神病 发疯 砍刀 持刀 theft thief stolen stranger guard
    男的 女的 怪人 变态 猥琐 露体 露下体 跟着 跟踪 蹲着 蹲点 盯着 拧门 拧我 撬窗 爬墙 翻进来 爬窗 脚印 记号 标记 画圈 诈骗 骗子 冒充 自称 假冒 查燃气 推销员 收废品 开锁的 丢 丢了 偷走 又丢 锁剪 剪锁 剪断 剪了 电瓶丢 电瓶没了 外卖丢 快递丢
    丢快递 扔酒瓶 酒瓶 烟头 倒水 泼水 砸 砸窗 砸玻璃 石子 石头 弹弓 钢珠 气枪 高空 从楼上 楼上扔 楼上倒 天上 坠物 门禁形同虚设 门常开 门开着 门没关 无人看 没人管门 监控死角 外来人 闲人 打人 动手 斗 报警 派出所 警察 醉 发酒疯 喊打喊杀
    bottles throwing thrown intruder lock_broken burglary harass following stole missing_bike police`,
  vendors_ads: `小广告 牛皮癣 广告 传单 卡片 横幅 条幅 海报 喷漆 开锁广告 摊 摊位 小摊 摆摊 地摊 摊贩 小贩 游商 流动摊 夜市 烧烤摊 烧烤 早点摊 煎饼 水果车 菜贩 卖菜 卖水果 占道 出店 店外经营 店外 露天烧烤 油烟 收废品 收破烂 发传单 地推 推销 贴纸 vendor stall flyer leaflet banner ads hawker
    办证 涂了个 喷了 喷漆电话 收药 疏通管道广告 通下水 开锁电话 楼盘单 宣传单 单张 名片 小卡片 招贴 膏药一样 贴满 塞满 扫码送 扫码领 中介拉人 拉人看房 保健品 卖床垫 讲座 推销保健 底商 门市 门面 店家 商铺 超市占 水果店 理发店 洗车 修鞋 修车摊 花圈店
    卖鱼 卖红薯 烤红薯 臭豆腐摊 包子 早点 早餐车 餐车 烧烤炉 桌椅摆 摆桌子 桌子摆 占盲道 招牌 灯箱广告 霓虹 广告灯 广告架 led屏 巨型 food_cart stall_blocks salespeople cart shop tables posters
    peddler sidewalk tout`,
  property_service: `物业 物业费 管理费 物管 物管费 管理处 客服 前台 管家 项目经理 物业经理 业委会 业主委员会 业主大会 维修基金 维修资金 大修基金 公共收益 广告收入 公示 账目 账单 收费 乱收费 押金 装修押金 公摊 公摊费 水电公摊 缴费 发票 收据 换物业 续聘 招标 投票 服务态度 态度 热线 前期物业 property management_fee owners committee
    保安态度 报修单 报修电话 投诉电话 服务电话 没派人 app 点完成 自己点 好评 五星 扣款 扣费 扣了 两次 多扣 退款 退费 退钱 电费加价 加价 分摊 摊费 垃圾费 清洁费 电梯费 维护费 服务费 材料费 工本费 办卡 门禁卡收 五十 招投标 评标 中标 公开 财务
    流水 审计 选举 换届 备案业委 业委会选 物业公司 撤场 进场 交接 前期 合同到期 踢出群 禁言 群主 保洁员 保安素质 不让进 不给进 超时费 管理员态度 经理电话 management_fees front_desk charged charge refund
    invoice receipt fees hung_up`,
  dispute: `楼上 楼下 隔壁 对门 邻居 邻里 对面那家 那户 那家 那家人 这家人 一家人 调解 评理 理论 吵架 吵 骂人 骂街 打人 威胁 赔偿 赔钱 扯皮 纠纷 滴水 晾衣服 空调水 空调滴水 拖把水 neighbour neighbor upstairs
    越界 界线 争 争执 争地 闹翻 闹矛盾 矛盾 翻脸 推搡 互殴 掐 掐起来 干架 干仗 打架 打起来 动手 骂骂咧咧 泼油漆 油漆 报复 堵锁眼 锁眼 拉闸 断我 断水 房东 租客 退押金 合租 室友 儿媳 儿子 老人分房 家务事 家暴 赡养 占地 墙根 过道归谁 分摊谁出
    谁出钱 赔 索赔 误工 协商 谈不拢 评个理 说理 劝劝 劝架 出油烟 油烟机冲 空调外机对 晾晒 晾衣绳 花架 狗的主人 landlord roommate neighbours argue fight arguing bangs compensation`,
  welfare: `老人 老太太 老大爷 大爷 大妈 奶奶 爷爷 婆婆 老头 独居 孤寡 空巢 低保 残疾 残疾人 轮椅 失能 瘫痪 卧床 老年痴呆 痴呆 失智 走失 走丢 孩子 小孩 小朋友 娃娃 娃 留守 孤儿 困难 生病 病重 摔倒 跌倒 晕倒 昏倒 护工 送餐 助餐 食堂 救护车 elderly disabled fainted wheelchair
    阿婆 老伯 伯伯 阿公 嗲嗲 老者 老先生 老奶奶 老两口 老伴 孤老 八十 九十 瘸 腿断 骨折 住院 透析 癌 肚子疼 孕妇 临产 月子 胸口闷 头晕 喘不上气 心脏 血压 晕 晕低 爬不起来 扶不动 起不来 喝农药 自杀 寻短见 割腕 浑身是血 流血 额头 打老婆 家暴
    家庭暴力 被打 救命 哭 找妈妈 找不到妈妈 不见了 没回来 没接电话 打不通电话 联系不上 一个人住 没人管饭 没钱 捡瓶子 流浪 露宿 救助 送药 送菜 送饭 代买 陪诊 理发上门 助浴 念念 看不清 阳了 出不了门 轮椅借 白车 急救 120 alone crying
    lost_child elderly_lady old_gentleman injured help ambulance`,
  policy: `房产证 不动产证 产权证 交房 收房 交付 开发商 老旧小区改造 旧改 改造 加装电梯 拆迁 拆改 征收 回迁 安置 补贴 补助 政策 申请 备案 居住证 暂住证 社保 医保 养老金 低保 落户 户口 学区 学位 入学 公积金 廉租 公租房 保障房 共有产权 契税 网签 租房合同 规划 子女 疫苗 证明 subsidy handover renovation policy residence_permit
    预售 预售资金 停工 公办 学费 学校 幼儿园 学区房 名额 指标 轮候 公屋 津贴 高龄津贴 高龄 补助金 资助 维修资助 低保金 医保卡 社保卡 失业金 生育津贴 计生奖励 独生子女 认证 养老认证 老年证 老年卡 残疾证 迁户口 身份证 门牌证 产证 不动产登记 产权 测绘
    面积 公摊面积 移交 市政道路 代建 回迁房 棚改 改造名单 窗户更换 外墙保温改造 管网改造 电梯加装 加装 配套 地铁口 承诺 售楼 合同 违约 subsidies pension certificate school permit government grant
    registration`,
  other: `快递 外卖 活动室 图书室 阅览室 居委会 社区 街道 wifi 信号 手机信号
    食堂 饭堂 长者饭堂 助餐 托管 老年大学 图书馆 文化站 活动中心 放映室 琴房 义诊 卫生服务站 卫生站 自动售货机 无人便利柜 售货机 健身房 游泳池 泳池 健身卡 邮局 邮件 信件 送错 光伏 扬尘 河面 河水 养老驿站 驿站 快递点 生鲜 自提点 早教 兴趣班 电影
    放映 library community_centre activity_room canteen daycare`,
}
