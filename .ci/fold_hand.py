"""Disguises of Chinese characters that no published table lists: rows written by hand, read by make_fold.py.

A row folds everywhere, so it must not hold ordinary characters. Homophones belong into the lexicons, which see the words
beside them (薇 for 微), and so do symbols that stand for a letter in some words only (√ 乂 メ × for v and x).
Each row gives the reading first, then the characters that are written for it.
"""

from __future__ import annotations

# ASCII punctuation whose full-width and small forms fold; those of （），！～｜ are ordinary in Chinese text.
WIDTH = "+@_-./\\=&#*%$"

# Characters of similar shape, with a part added, or in an unofficial form.
VARIANT = {
    "微": "㣲嶶徾溦",
    "信": "訫伩㐰",
    "宝": "寳寚珤",
    "号": "呺",
    "群": "㪊",
    "复": "緮輹",
    "打": "咑",
    "开": "閞",
    "器": "噐嘂",
    "去": "迲厺",
    "券": "劵",
    "点": "奌㸃",
    "联": "聫聨",
    "职": "軄耺",
    "链": "鍊",
    "接": "椄",
    "密": "宻",
    "值": "値",
    "我": "涐",
    "你": "伱",
    "私": "俬",
    "个": "亇",
    "最": "朂冣",
    "体": "躰",
    "一": "弌",
    "二": "弍",
    "三": "弎",
    "四": "亖",
}

# Characters of GB 2312 do not fold (nor does 徵, which stands for 微 as often as for 征), except these traditional ones.
TRADITIONAL = {
    "了": "瞭",
    "于": "於",
    "伙": "夥",
    "么": "麽",
    "后": "後",
    "你": "妳",
}

LOOKALIKE = {
    "v": "∨⋁˅ᐯν",
    "x": "χΧ",
    "b": "в",
    "h": "н",
    "k": "κк",
    "m": "м",
    "n": "ηп",
    "t": "τт",
    "+": "✚",
}
# TR39 maps these to I, O and others by shape alone; to a reader they are drawings, kaomoji or other letters.
NO_LOOKALIKE = "σςΣǀЗзƷȜ"

# Small capitals; the one of i has two forms.
STYLED = dict(zip("abcdefghijklmnopqrstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", strict=True)) | {"i": "ɪꞮ"}

EMOJI = {"+": "➕"}

# Strokes that are no words, drawn between characters as a bar or a dot. The bar is not that of lists, which parts thoughts.
SEPARATOR = {"¦": "丨", "·": "丶丿乀亅丄丅"}

# Characters written as their parts, a closed list: any other pair of parts is noise.
SPLIT = {
    "亻言": "信",
    "氵匋": "淘",
    "宀玉": "宝",
    "宀┡e": "宝",
    "犭苗": "猫",
    "禾厶": "私",
    "口丂": "号",
    "广占": "店",
    "木兆": "桃",
    "ホ兆": "桃",
    "君羊": "群",
    "艹微": "薇",
    "贝勾": "购",
    "扌口": "扣",
}
