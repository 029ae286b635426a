"""What no published table knows about disguised Chinese: rows by hand, read by make_fold.py.

Homophones do not belong here (薇 for 微 is decided by the lexicon, next to other words), nor do symbols that are read
only in a slot (√ 乂 メ × for v and x). A row here folds everywhere, so what it folds must be no ordinary character.
Rows read left to right: what it stands for, then the characters that are written for it.
"""

from __future__ import annotations

# The ASCII punctuation whose full-width and small forms fold. （），！～｜ and the like are ordinary in Chinese text.
WIDTH = "+@_-./\\=&#*%$"

# Drawn alike, with a part added, or an unofficial form.
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

# Characters of GB 2312 stay as they are (徵 too, which stands for 微 as often as for 征), but these are traditional.
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
# TR39 gives these to I, O and friends by shape alone; they are drawings, kaomoji or another letter to a reader.
NO_LOOKALIKE = "σςΣǀЗзƷȜ"

# Small capitals; that of i has a capital of its own.
STYLED = dict(zip("abcdefghijklmnopqrstuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", strict=True)) | {"i": "ɪꞮ"}

EMOJI = {"+": "➕"}

# Characters written as their parts. The list is closed: joined without one, every other pair of parts is noise.
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
