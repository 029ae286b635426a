"""The text report on the drafts of the fixture `folder`."""

from __future__ import annotations

MORE = "条款全文和示例：\n  xhslint rules contact/wechat-add\n"
FOUND = """\
{path}

  第 1 行 错误 「加微信」
    1 │ 想要加微信
      │     ^^^^^^
        规则 站外联系方式 · contact/wechat-add
        原因 写出了微信号
        建议 删去微信号
        依据 《小红书社区规范》3.2.1 导流到个人的联系方式
"""
SUMMARY = "\n检查了 1 篇笔记：1 处错误。\n" + MORE
