"""Ordinary words that hold, or sound like, the words of an offence: none of them is reported above info.

The neighbours are those of the field notes on disguises: substrings, homophones, numbers and Latin words that trip filters.
"""

from __future__ import annotations

import pytest

from xhslint import Linter

NEIGHBOURS = [
    # 加微, 微信 and their homophones
    "调完白平衡之后光线更加微妙", "朋友小名叫嘉薇，生日快到了", "院子里的紫薇开了第二茬", "他在村里很有威信", "维信诺的屏幕通透",
    "打开卫星图层看山脊线", "白蔷薇信封配火漆印", "价位适中，学生也能买", "家我已经收拾干净了", "追加，我每次都多要一份香菜",
    "五排扣，我就喜欢这种设计", "违心的话我说不出口", "微博热搜看了一早上", "胃信号灯亮了，少吃辣", "增加微量元素摄入",
    # 丝我, 思我, 斯我 and the like
    "粉丝我会一直珍惜", "粉丝，我回来啦", "不好意思我来晚了", "不好意思，我今天断更", "俄罗斯我还没去过", "土豆丝我切得很细",
    "气死我了，又没抢到票", "点点滴滴我都记在本子上", "滴滴打车排队五十位", "戳我笑点的一部剧",
    # 淘宝, 天猫, 京东, 闲鱼, 抖音, 快手
    "今天猫咪很乖", "天气好，猫在窗台晒太阳", "蜜桃宝藏口红分享", "南京东路步行街人好多", "大快手里的活，早点下班", "咸鱼茄子煲太下饭",
    "痘印淡了很多", "桃煲汤加点银耳", "狗东西又拆家了", "套包买大了一码",
    # 公众号, 链接, 简介, 群
    "向公众号召低碳出行", "给公众号脉的老中医", "蓝牙连接不上", "设计简洁大方", "花盆和长裙都到了", "群像剧真好看",
    # 刷, 买, 互, 代, 养号, 上首页
    "海报的印刷量很大", "第一次刷酸要建立耐受", "睡前刷单词半小时", "把墙粉刷粉色", "相互赞美的夫妻感情更好", "交互关系设计得清楚",
    "剧情失控评论两极", "好养号称懒人植物", "古代发型合集", "晚上首页推给我一只水獭", "女儿全班排名第一", "SEOUL三天两夜",
    "书包上挂着小熊", "关注领口的走线", "买粉底先看色号", "买粉色还是买白色", "奶粉转段怎么转", "火锅里的粉条好吃",
    "上热门景点要早起", "这个时代发展很快", "互联网大厂面试", "打卡热门榜单餐厅",
    # 扣1, 折扣
    "折扣1件8折2件7折", "驾照扣1分去哪处理", "扣子掉了一颗",
    # numbers that are no phones
    "尺码参考168/95/62/86/88", "价格带159/199/239/69都有", "价格带159 199 239 69 都有", "订单号202511230088123还没发货",
    "单号SF1388001380012到站了", "ISBN 9787532769810 译本", "日期20251123到20251130", "打12315投诉", "满199减30",
    "跑了13.8公里用时138分钟", "色号138和139对比", "一二三四五六七，数到七就跳",
    # Latin words and version numbers
    "升级到v2.0.1之后不卡了", "Node.js入门笔记", "运行a.py就行", "铅笔芯3.5cm", "V领显脖子长", "5+V的配置", "大V的日常",
    "VX系列相机体验", "AVX指令集", "vivo手机拍夜景", "QQ弹弹的芋圆", "QQ糖吃多了", "QQ音乐歌单", "ins风卧室改造", "LINE FRIENDS的杯子",
    # messages that sell nothing
    "谢绝私信，问题都在评论区回", "今天私信功能坏了", "收到好多私信，谢谢大家", "客服私信我说没货了", "私人定制的蛋糕",
    # shops and platforms that are only mentioned
    "在淘宝买的，用了三年", "淘宝上质量参差不齐", "微信读书看完第十本", "用微信支付买了咖啡", "公众号文章里提到的方法",
    "已互关的朋友都很有趣", "拒绝刷量，认真写字", "谨防刷单骗局", "觉得有用点个赞吧", "喜欢可以点赞收藏",
]  # fmt: skip


@pytest.mark.parametrize("text", NEIGHBOURS)
def test_quiet(text: str) -> None:
    found = [(f.rule_id, f.text) for f in Linter().check(text) if f.severity != "info"]
    assert not found


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("想要的加薇❤：momo_8812", "加微信：momo_8812"),
        ("细聊十V：momo_8812", "加微信：momo_8812"),
        ("要链接的宝子丝我", "链接"),
        ("同款去🍑宝搜小满家", "去淘宝搜"),
        ("同款去氵匋宝搜小满家", "去淘宝搜"),
        ("ⓥⓧ：momo_8812", "微信：momo_8812"),
        ("关注公~众~号：小满读书", "关注公众号"),
        ("电话1⃣️3⃣️8⃣️0⃣️0⃣️0⃣️0⃣️1⃣️2⃣️3⃣️4⃣️", "13800001234"),
    ],
)
def test_the_disguises_beside_them_are_read(text: str, reading: str) -> None:
    assert any(reading in f.reading for f in Linter().check(text) if f.severity == "error")
