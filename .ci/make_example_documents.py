"""Make the planning sheet, the Word file and the table in `docs/examples/documents`; needs XlsxWriter and python-docx.

The notes are invented; the first note of each file is clean, one at least is not.
"""

from __future__ import annotations

import csv
from datetime import datetime, timezone
from pathlib import Path

import docx
import xlsxwriter

FOLDER = Path(__file__).parents[1] / "docs" / "examples" / "documents"
DAY = datetime(2026, 12, 1, tzinfo=timezone.utc).replace(tzinfo=None)
HEADER = ("日期", "账号", "标题", "正文", "话题", "负责人")
DECEMBER = (
    (
        "12/01",
        "陶片小屋",
        "冬天第一只碗",
        "拉坯拉了三次才成型，釉色比想象中更温柔。\n下次试试更薄的碗口。",
        "陶艺 手作",
        "阿禾",
    ),
    (
        "12/05",
        "陶片小屋",
        "周末陶艺课",
        "两个小时做一只属于自己的碗，烧好寄到家。\n想学的姐妹加薇❤：taoci_2046",
        "陶艺 周末去哪儿",
        "阿禾",
    ),
    ("12/09", "陶片小屋", "新手必看的揉泥法", "掌根发力，像揉面一样往前推，气泡要排干净。", "陶艺教程", "小满"),
)
JANUARY = (
    ("01/03", "陶片小屋", "开年许个愿", "互粉互赞，来一个回一个，说到做到。", "新年", "小满"),
    ("01/08", "陶片小屋", "碗柜大扫除", "把缺口的碗改成多肉的花盆，好看又不浪费。", "收纳", "阿禾"),
)
SPOKEN = (
    ("日期", "标题", "口播稿", "置顶评论"),
    ("12/20", "三分钟学会刻花", "先用铅笔画好稿子，\n再用刻刀顺着线慢慢走。", "工具清单写在正文最后一段"),
)


def sheet() -> None:
    """Write a planning sheet as teams keep them: a sheet a month, a row a note."""
    with xlsxwriter.Workbook(FOLDER / "排期.xlsx") as book:
        book.set_properties({"created": DAY})
        wraps = book.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in (("12月排期", (HEADER, *DECEMBER)), ("1月排期", (HEADER, *JANUARY)), ("口播", SPOKEN)):
            page = book.add_worksheet(name)
            page.set_column("C:D", 24)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row, wraps)


def word() -> None:
    """Write a Word file with two notes under headings, and a comment."""
    file = docx.Document()
    file.core_properties.created = file.core_properties.modified = DAY
    file.add_heading("冬日热红茶", 1)
    paragraph = file.add_paragraph("姜片先煎一下再煮，香味会更浓。")
    file.add_comment(paragraph.runs, "这句很好", author="阿禾", initials="H")
    file.add_heading("杯子清单", 1)
    file.add_paragraph("三只最常用的杯子，喝茶、喝咖啡、养水培都合适。")
    file.add_paragraph("同款链接放在主页了，想要的点我头像。")
    file.save(FOLDER / "文案.docx")


def table() -> None:
    """Write a table as WPS saves it: in GBK, with lines inside cells."""
    with open(FOLDER / "排期.csv", "w", encoding="gbk", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("标题", "正文", "话题"))
        writer.writerow(("晴天晒被子", "阳光的味道，\n一整晚都睡得很踏实。", "生活记录"))
        writer.writerow(("旧毛衣改造", "袖子剪下来就是两只杯套，\n图纸私信我领取。", "旧物改造"))


if __name__ == "__main__":
    sheet()
    word()
    table()
