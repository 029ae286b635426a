"""Texts of the folder that `xhslint page` writes: what the browser says while it loads, and the note about the folder."""

from __future__ import annotations

BROWSER: dict[str, dict[str, str]] = {
    "zh": {
        "opening": "正在准备…",
        "no server": "这一页要放到网页服务器上打开，直接双击打不开：怎么放，见文件夹里的 README.txt。",
        "loading": "正在准备，第一次约 5 秒：{0} / {1} MB",
        "starting": "正在准备，马上就好…",
        "missing": "这一页的文件不全或没有传完。请重新打开；还是不行，就请放这个文件夹的人重新上传。",
        "failed": "没能准备好。请重新打开这一页，或换一个新一点的浏览器。",
        "old": "这个浏览器太旧，请换用新版的 Chrome、Edge、Safari 或 Firefox。",
        "open.more": "也可以把 Word、Excel、CSV 或文本文件拖到这里。",
        "picture": "这一页看不了图片，请用装好的 xhslint 检查。",
        "broken": "检查中断了，请重新打开这一页（{0}）",
        "slow": "检查超过 {0} 秒，已停下。可以把文案分成几段再试。",
    },
    "en": {
        "opening": "Getting ready…",
        "no server": "This page has to be opened from a web server, not by a double click: README.txt in the folder tells how.",
        "loading": "Getting ready, about 5 seconds the first time: {0} of {1} MB",
        "starting": "Getting ready, nearly there…",
        "missing": "Files of this page are missing or incomplete. Open it again; if that does not help, the folder has to be uploaded anew.",
        "failed": "Could not get ready. Open the page again, or use a newer browser.",
        "old": "This browser is too old. Please use a current Chrome, Edge, Safari or Firefox.",
        "open.more": "Or drop a Word, Excel, CSV or text file here.",
        "picture": "This page cannot read pictures. Check them with xhslint where it is installed.",
        "broken": "The check broke off; open the page again ({0})",
        "slow": "The check took more than {0} seconds and was stopped. Try the draft in parts.",
    },
}
"""`{0}` and `{1}` are filled in by the page."""

README: dict[str, str] = {
    "zh": """\
xhslint 检查页
==============

把整个文件夹放到任何网页服务器上，子目录也可以，不需要后台程序，也不连外网。浏览器打开后，文案只在这一页里检查，不会发到任何地方。

先在自己电脑上看看：在这个文件夹里运行 python -m http.server，再打开 http://localhost:8000/
直接双击 index.html 打不开，浏览器不允许本地文件这样运行。

pyodide-{0}/ 和 page-…/ 里的文件名字里带版本，内容不会再变，可以让浏览器长期缓存；index.html 不要长期缓存。

许可：xhslint 为 MIT，其中的数据另有许可，见 https://github.com/xhslint/xhslint 的 NOTICE。
Pyodide {0} 为 MPL-2.0（https://www.mozilla.org/MPL/2.0/），源代码：{1}；
其中的 Python 为 PSF-2.0。PyYAML 为 MIT。jieba 的词典为 MIT。""",
    "en": """\
The page of xhslint
===================

Put the whole folder on any web server, below any path: it needs no program on the server and no internet. Drafts are checked in
the page itself and are sent nowhere.

To look at it on your own computer, run `python -m http.server` in this folder and open http://localhost:8000/
A double click on index.html does not work: browsers do not let local files run this way.

The files in pyodide-{0}/ and page-…/ carry their version in the name of the folder and never change, so browsers may keep them
for good; index.html should not be kept.

Licences: xhslint is MIT; data in it have their own, see NOTICE at https://github.com/xhslint/xhslint.
Pyodide {0} is MPL-2.0 (https://www.mozilla.org/MPL/2.0/), its source: {1};
the Python in it is PSF-2.0. PyYAML is MIT. The dictionary of jieba is MIT.""",
}
"""`{0}` is the version of Pyodide, `{1}` where its source is."""
