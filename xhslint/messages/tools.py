"""Texts of the tools for agents in both languages; loaded only by `xhslint mcp`."""

from __future__ import annotations

TOOLS: dict[str, dict[str, str]] = {
    "zh": {
        "instructions": "检查小红书笔记的文案，找出会让账号受罚的内容。写好或改好一篇，先用 lint_note 检查；有问题就改写整句，去掉违规的行为，"
        "留下作者要说的，再用 rewrite_check 比较改前改后，直到 accepted 为 true。绝不用谐音、拼音、表情、拆字、空格等伪装，"
        "也不加忽略注释：伪装会被拒绝。改三次还有问题，就删去这句话。工具不读文件、不连网。",
        "lint_note": "检查一篇小红书笔记的文案：逐处给出违规的文字、读作什么、原因、改法、依据的条款，能改写的给出整句。clean 为 true 才算没有问题。",
        "lint_note title": "检查笔记",
        "rewrite_check": "比较改前和改后的文案：哪些问题没有了，哪些还在，哪些是新的，有没有改成伪装的写法。accepted 为 true 才能交给用户。",
        "rewrite_check title": "检查改写",
        "explain_rule": "说明一条规则：报告什么、为什么、怎么改、依据哪些条款，并举例。",
        "explain_rule title": "说明规则",
        "text": "整篇文案：标题在第一行，正文，话题；可以有 YAML 开头",
        "old": "改前的整篇文案",
        "new": "改后的整篇文案",
        "profile": "笔记属于谁：personal 个人，pro 专业号，paid 报备合作，ad 广告；不写则按文案开头 YAML 里的 profile，没有则为 personal",
        "kind": "检查的是什么：note 笔记，comment 评论，profile 个人简介，dm-script 私信话术，各有标准；不写则按文案开头 YAML 里的 kind，没有则为 note",
        "lang": "说明用的语言",
        "rule": "规则，如 contact/wechat-id",
        "clean": "没有发现问题，可以交给用户。",
        "lint again": "改写有问题的整句，去掉违规的行为，留下作者要说的，再用 rewrite_check 比较。不要伪装。",
        "unread": "有的内容没有检查完，不能算没有问题。",
        "accepted": "可以：改后没有问题。",
        "better": "还不行：有的问题没有了，有的还在，接着改。",
        "unchanged": "还不行：原来的问题都在。换个说法不算改，要去掉违规的行为。",
        "worse": "还不行：改出了新的问题。",
        "disguised": "拒绝：改后用了伪装的写法。平台读得出来，xhslint 也读得出来，伪装会罚得更重。去掉这句话要人做的事，不要换个写法。",
        "silenced": "拒绝：改后加了忽略，问题还在，只是不报告了。忽略只能由用户点名要求，并写明原因。",
        "contact kept": "拒绝：改后还留着账号或号码，只是去掉了旁边的词。要连账号一起删去。",
        "bad required": "缺少参数 {0}",
        "bad additionalProperties": "没有参数 {0}，有的是：{1}",
        "bad type": "{0} 要写成文字",
        "bad enum": "{0} 不能是 {1}，可以是：{2}",
        "no tool": "没有工具 {0}，有的是：{1}",
        "too large": "{0} 超过 {1} 字节，没有检查；请分成几篇",
        "half character": "{0} 里有不成字的半个字符，没有检查",
        "out of time": "检查超过 {0} 秒，没有检查完",
        "not compared": "文案的问题太多或没有检查完，不能比较",
        "in": "{0}：{1}",
        "at line": "第 {0} 行：{1}",
    },
    "en": {
        "instructions": "Checks captions for Xiaohongshu and finds what an account would be punished for. When a caption is written or changed, check it "
        "with lint_note. If something is found, rewrite the whole sentence: take the act out, keep what the author says besides. Then compare "
        "before and after with rewrite_check, until accepted is true. Never disguise anything by homophones, pinyin, emoji, split "
        "characters or blanks, and add no comment that suppresses a finding: disguises are refused. If a sentence is still reported "
        "after three attempts, leave it out. The tools read no files and reach no network.",
        "lint_note": "Check a caption for Xiaohongshu: each offence with what it reads as, why, what to do, the clauses, and the sentence "
        "written anew where that is known. Only clean: true means that nothing was found.",
        "lint_note title": "Lint a note",
        "rewrite_check": "Compare a caption before and after a rewriting: what is gone, what is left, what is new, and whether something was "
        "disguised. Only show it to the user if accepted is true.",
        "rewrite_check title": "Check a rewriting",
        "explain_rule": "Explain a rule: what it reports, why, what to do, by which clauses, with examples.",
        "explain_rule title": "Explain a rule",
        "text": "the whole caption: the title in the first line, the body, the topics; YAML front matter is allowed",
        "old": "the whole caption before the rewriting",
        "new": "the whole caption after the rewriting",
        "profile": "whose note it is: personal, pro (professional account), paid (declared cooperation) or ad; by default what the "
        "front matter of the caption says, else personal",
        "kind": "what kind of text it is, as each has a standard of its own: note, comment, profile (the signature of one) or dm-script "
        "(what a shop sends in private messages); by default what the front matter of the text says, else note",
        "lang": "the language of what is said",
        "rule": "the rule, such as contact/wechat-id",
        "clean": "Nothing was found: it may be shown to the user.",
        "lint again": "Rewrite the sentences with findings: take the act out, keep what the author says besides, then compare with "
        "rewrite_check. Do not disguise anything.",
        "unread": "Something could not be checked, so this is not clean.",
        "accepted": "Accepted: nothing is found in the new text.",
        "better": "Not yet: some findings are gone, others are left. Go on.",
        "unchanged": "Not yet: all findings are left. To say the same in other words is no change; take the act out.",
        "worse": "Not yet: the new text has findings that the old one had not.",
        "disguised": "Refused: the new text disguises words. The platform reads them, xhslint reads them, and hiding makes the offence worse. "
        "Take out what the sentence asks for, do not spell it another way.",
        "silenced": "Refused: the new text suppresses a finding instead of removing it. Only the user may ask for that, by name and with a reason.",
        "contact kept": "Refused: an account or a number is left without the words beside it. Delete the account, too.",
        "bad required": "the argument {0} is missing",
        "bad additionalProperties": "there is no argument {0}, but {1}",
        "bad type": "{0} must be text",
        "bad enum": "{0} cannot be {1}, but {2}",
        "no tool": "there is no tool {0}, but {1}",
        "too large": "{0} has more than {1} bytes and was not checked; cut it into several notes",
        "half character": "{0} holds half a character and was not checked",
        "out of time": "checking took longer than {0} seconds and was stopped",
        "not compared": "there are too many findings, or not all could be checked, so the texts cannot be compared",
        "in": "{0}: {1}",
        "at line": "line {0}: {1}",
    },
}


def tell(lang: str, key: str, *values: object) -> str:
    """Return a text for agents in a language, with the values filled in."""
    return TOOLS[lang][key].format(*values)
