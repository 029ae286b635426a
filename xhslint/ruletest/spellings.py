"""How a writer respells single characters of words that filters look for: written by hand, and used by tests only.

Nothing here comes from the tables by which disguises are undone (`data/readings.txt`, the lexicons), or a test with it would
prove nothing.
"""

from __future__ import annotations

from functools import cache

from xhslint.base.records import NamedTuple

_WORDS = """
微信 私信 私聊 主页 简介 评论区 评论 链接 淘宝 闲鱼 拼多多 京东 抖音 公众号 小程序 粉丝 点赞 关注 收藏 互粉 互赞 互关 刷单 刷量
代发 代写 加我 加群 进群 群主 扫码 二维码 店铺 网店 下单 联系 电话 客服 置顶 返现 好评 数据 涨粉 口令 团购 直播间 头像 手机号
领券 优惠券 戳我 滴滴我 小号 接龙 私域 名片 报名 转账 定金 货源 代购
"""
WORDS = tuple(_WORDS.split())
"""The words that are respelled."""

_ROWS = """
微 wēi ㄨㄟ 葳偎 彳山兀攵 -
信 xìn ㄒㄧㄣˋ 芯欣 亻言 💌
私 sī ㄙ 咝撕 禾厶 -
聊 liáo ㄌㄧㄠˊ 燎疗 耳卯 -
主 zhǔ ㄓㄨˇ 逐煮 - 🐷
页 yè ㄧㄝˋ 叶夜 - 🍃
简 jiǎn ㄐㄧㄢˇ 剪检 竹间 ✂️
介 jiè ㄐㄧㄝˋ 届界 人丨丨 -
评 píng ㄆㄧㄥˊ 坪萍 讠平 🍎
论 lùn ㄌㄨㄣˋ 仑轮 讠仑 -
区 qū ㄑㄩ 驱曲 匚乂 -
链 liàn ㄌㄧㄢˋ 炼恋 钅连 ⛓️
接 jiē ㄐㄧㄝ 节街 扌妾 -
淘 táo ㄊㄠˊ 逃陶 氵匋 🍑
宝 bǎo ㄅㄠˇ 堡葆 宀玉 👶
闲 xián ㄒㄧㄢˊ 弦咸 门木 -
鱼 yú ㄩˊ 渔余 - 🐟
拼 pīn ㄆㄧㄣ 姘频 扌并 🧩
多 duō ㄉㄨㄛ 夺哆 夕夕 -
京 jīng ㄐㄧㄥ 荆晶 - 🐳
东 dōng ㄉㄨㄥ 冬咚 - -
抖 dǒu ㄉㄡˇ 蚪斗 扌斗 -
音 yīn ㄧㄣ 茵殷 立日 🎵
公 gōng ㄍㄨㄥ 宫工 八厶 -
众 zhòng ㄓㄨㄥˋ 仲重 人人人 🀄
号 hào ㄏㄠˋ 浩耗 口丂 -
小 xiǎo ㄒㄧㄠˇ 晓筱 - -
程 chéng ㄔㄥˊ 成呈 禾呈 🍊
序 xù ㄒㄩˋ 续旭 广予 -
粉 fěn ㄈㄣˇ 汾焚 米分 -
丝 sī ㄙ 撕斯 - 🧵
点 diǎn ㄉㄧㄢˇ 碘典 占灬 -
赞 zàn ㄗㄢˋ 瓒暂 先先贝 👍
关 guān ㄍㄨㄢ 观冠 丷天 👑
注 zhù ㄓㄨˋ 柱驻 氵主 🐖
收 shōu ㄕㄡ 手熟 丩攵 -
藏 cáng ㄘㄤˊ 臧仓 艹臧 -
互 hù ㄏㄨˋ 沪户 - 🤝
刷 shuā ㄕㄨㄚ 唰耍 尸巾刂 🪥
单 dān ㄉㄢ 担丹 - 🥚
量 liàng ㄌㄧㄤˋ 亮两 旦里 -
代 dài ㄉㄞˋ 贷黛 亻弋 -
发 fā ㄈㄚ 伐珐 - -
写 xiě ㄒㄧㄝˇ 血卸 冖与 ✍️
加 jiā ㄐㄧㄚ 枷迦 力口 ➕
我 wǒ ㄨㄛˇ 沃蜗 - 🐌
群 qún ㄑㄩㄣˊ 裙羣 君羊 👗
进 jìn ㄐㄧㄣˋ 尽劲 井辶 -
扫 sǎo ㄙㄠˇ 嫂骚 扌彐 🧹
码 mǎ ㄇㄚˇ 玛蚂 石马 🐴
二 èr ㄦˋ 贰尔 - ✌️
维 wéi ㄨㄟˊ 惟围 纟隹 🧣
店 diàn ㄉㄧㄢˋ 殿惦 广占 🏪
铺 pù ㄆㄨˋ 舖曝 钅甫 -
网 wǎng ㄨㄤˇ 枉惘 - 🕸️
下 xià ㄒㄧㄚˋ 吓夏 一卜 👇
联 lián ㄌㄧㄢˊ 莲怜 耳关 -
系 xì ㄒㄧˋ 戏细 - -
电 diàn ㄉㄧㄢˋ 垫淀 - ⚡
话 huà ㄏㄨㄚˋ 画化 讠舌 -
客 kè ㄎㄜˋ 刻课 宀各 -
服 fú ㄈㄨˊ 伏福 - 👔
置 zhì ㄓˋ 治智 罒直 -
顶 dǐng ㄉㄧㄥˇ 鼎酊 丁页 -
返 fǎn ㄈㄢˇ 反饭 反辶 🍚
现 xiàn ㄒㄧㄢˋ 限线 王见 -
好 hǎo ㄏㄠˇ 郝毫 女子 👌
数 shù ㄕㄨˋ 术树 娄攵 🌳
据 jù ㄐㄩˋ 锯巨 扌居 -
涨 zhǎng ㄓㄤˇ 掌仉 氵张 📈
口 kǒu ㄎㄡˇ 扣叩 - 👄
令 lìng ㄌㄧㄥˋ 另领 - 🔔
团 tuán ㄊㄨㄢˊ 湍抟 囗才 -
购 gòu ㄍㄡˋ 够构 贝勾 🐶
直 zhí ㄓˊ 值职 - -
播 bō ㄅㄛ 波菠 扌番 🍍
间 jiān ㄐㄧㄢ 奸肩 门日 -
头 tóu ㄊㄡˊ 投骰 - -
像 xiàng ㄒㄧㄤˋ 象橡 亻象 🐘
手 shǒu ㄕㄡˇ 守首 - ✋
机 jī ㄐㄧ 鸡肌 木几 🐔
领 lǐng ㄌㄧㄥˇ 岭另 令页 -
券 quàn ㄑㄩㄢˋ 劝圈 龹刀 🎫
优 yōu ㄧㄡ 悠幽 亻尤 -
惠 huì ㄏㄨㄟˋ 会绘 - -
戳 chuō ㄔㄨㄛ 绰啜 翟戈 👉
滴 dī ㄉㄧ 嘀低 氵啇 💧
龙 lóng ㄌㄨㄥˊ 隆咙 - 🐲
域 yù ㄩˋ 玉郁 土或 -
名 míng ㄇㄧㄥˊ 茗铭 夕口 -
片 piàn ㄆㄧㄢˋ 骗篇 - -
报 bào ㄅㄠˋ 抱豹 扌卩又 📰
转 zhuǎn ㄓㄨㄢˇ 砖赚 车专 -
账 zhàng ㄓㄤˋ 帐仗 贝长 -
定 dìng ㄉㄧㄥˋ 锭订 宀疋 📌
金 jīn ㄐㄧㄣ 斤今 - -
货 huò ㄏㄨㄛˋ 或祸 化贝 -
源 yuán ㄩㄢˊ 圆缘 氵原 -
"""
TONED = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü", "aaaaeeeeiiiioooouuuuvvvvv")


class Spelling(NamedTuple):
    """One character's toned pinyin, its bopomofo, characters of its sound, its parts, and an emoji; "" for what it has not."""

    pinyin: str
    bopomofo: str
    sounds: str
    parts: str
    emoji: str

    @property
    def toneless(self) -> str:
        """The pinyin without tones, ü as v."""
        return self.pinyin.translate(TONED)


@cache
def spellings() -> dict[str, Spelling]:
    """Return the spellings by character."""
    rows = (line.replace(" -", " ").split(" ") for line in _ROWS.strip().split("\n"))
    return {char: Spelling(*cells) for char, *cells in rows}
