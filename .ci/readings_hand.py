"""How digits and marks sound, and which Latin words are no pinyin: rows written by hand, read by make_readings.py.

Readings are toneless pinyin, syllables apart, ü written v. Those of emoji are in emoji_readings.txt.
"""

from __future__ import annotations

# What a reader says for a digit, and 5 for 我, 8 for 发.
DIGIT = {
    "0": "ling, dong",
    "1": "yi, yao",
    "2": "er, liang, ai",
    "3": "san",
    "4": "si",
    "5": "wu, wo",
    "6": "liu",
    "7": "qi",
    "8": "ba, fa",
    "9": "jiu",
    "10": "shi",
    "100": "bai",
}

# Marks of the keyboard and of the symbol list of an input method, where the fold does not read them.
MARK = {
    "+": "jia",
    "×": "cheng",
    "÷": "chu",
    "=": "deng",
    "√": "dui, gou",
    "○": "quan, ling",
    "◯": "quan",
    "□": "kou",
    "☆": "xing",
    "★": "xing",
    "♡": "xin, ai",
    "♪": "yin",
    "♫": "yin yue, yin",
    "♬": "yin yue, yin",
    "♀": "nv",
    "♂": "nan",
    "↑": "shang",
    "↓": "xia",
    "←": "zuo",
    "→": "you",
    "@": "ai te",
    "#": "jing",
    "&": "he",
    "￥": "qian, yuan",
    "¥": "qian, yuan",
    "$": "qian, mei yuan",
}

# Brands and words of captions that the lists of words lack.
LATIN = "miumiu momo nini tata tatami tutu yoyo"

# Words that are written backwards to hide them, where what then stands there is no ordinary text: 手快 and 我加 are.
REVERSED = "微信 淘宝 天猫 主页 链接 公众号 小程序 抖音 私信 私聊 评论 简介 二维码 朋友圈 优惠券 橱窗 支付宝 小红书 手机号 旗舰店"

# Characters that are drawn nearly as the first one, and neither hold it nor are a part of it.
ALIKE = {
    "入": "λ",
    "口": "囗",
    "天": "夭",
    "简": "筒",
    "置": "罝",
    "群": "郡",
    "货": "贷",
    "网": "罔",
    "店": "惦",
    "页": "贞",
    "收": "攸",
    "团": "困",
}

# What is put between the characters of a word and is no mark: 主〇页, 微x信.
FILLER = "0xo〇㐅ー"

# Parts that stand for a character and that the published table writes otherwise.
PARTS = {
    "敬": ["苟攵"],
    "微": ["彳敳"],
}
