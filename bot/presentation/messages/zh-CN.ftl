### What users of Katheryne read, in Simplified Chinese.

## Commands: their names (lower case, letters and hyphens alone, at most 32), then what they say of themselves

name-ask = 提问
name-similar = 相似
name-compare = 对比
name-character = 角色
name-weapon = 武器
name-artifact = 圣遗物
name-material = 材料
name-food = 料理
name-enemy = 敌人
name-domain = 秘境
name-farm = 今日秘境
name-birthdays = 生日
name-help = 帮助
name-about = 关于
name-settings = 设置
name-settings-mine = 个人
name-settings-server = 服务器
name-privacy = 隐私
name-admin = 管理
name-admin-reload = 重新加载
name-admin-rollback = 回退
name-admin-status = 状态
name-admin-unanswered = 未回答
name-admin-sync = 同步
name-admin-role = 身份组

ask-description = 询问《原神》的任何问题；每个答案都来自游戏数据
ask-question = 用自己的话提问（英文）
ask-private = 答案只给你自己看
similar-description = 查找与某个角色、武器或圣遗物套装相似的对象
similar-name = 名称，或名称的一部分
similar-kind = 属于哪一类
similar-count = 显示多少个
similar-only = 只显示这一点相同的
similar-only-element = 元素相同
similar-only-weapon-type = 武器类型相同
similar-only-rarity = 稀有度相同
similar-element-first = 同元素的角色排在前面
ask-menu = 询问凯瑟琳
compare-description = 把两个角色、武器或圣遗物套装放在一起比较
compare-first = 第一个的名称
compare-second = 第二个的名称
card-name = 名称，或名称的一部分
card-levels = 查看其他等级……
card-tabs = 显示……
card-level = { $level } 级
card-character = 角色卡片：属性、天赋、命之座、材料
card-weapon = 武器卡片：属性、武器效果、材料
card-artifact = 圣遗物套装卡片：套装效果、部件、获取途径
card-material = 材料卡片：来源、谁需要它
card-food = 料理卡片：效果与食材
card-enemy = 敌人卡片：掉落、抗性、属性
card-domain = 秘境卡片：每日奖励、敌人、等级
farm-description = 某一天各秘境的产出
farm-day = 哪一天；不填则为今天
farm-region = 只看一个地区
birthdays-description = 某个月有谁过生日
birthdays-month = 哪个月；不填则为本月
help-description = 我会做什么，附可以试用的例子
about-description = 本机器人的版本、状态与速度
admin-description = 供本机器人的管理者使用
admin-reload-description = 加载一个检查点，并从现在起用它回答
admin-reload-name = 检查点的名称
admin-rollback-description = 回到上次重新加载之前的检查点
admin-rollback-nothing = 自我启动以来没有重新加载过，所以没有可以回退的。
admin-status-description = 队列、批次、速度与状态
admin-unanswered-description = 我最近拒绝回答或答错的问题
admin-sync-description = 重新向 Discord 注册我的命令
admin-role-description = 选择在本服务器可以使用这些命令的身份组
admin-role-role = 身份组；不填则清除
settings-description = 我如何回答你，以及本服务器的设置
settings-mine-description = 你自己的设置，无论在哪里问我
settings-mine-private = 谁能看到我给你的答案
settings-mine-language = 我对你使用的按钮、菜单和标题的语言
settings-mine-name = 我怎么称呼你；填 - 则不称呼
settings-server-description = 本服务器的设置，供服务器管理者使用
settings-server-private = 除提问者另有选择外，我的答案是否只给提问者看
settings-server-language = 成员自己没有选择时，按钮、菜单和标题的语言
privacy-description = 我保存了关于你的什么；可导出、删除或拒绝保存
kind-character = 角色
kind-weapon = 武器
kind-artifact = 圣遗物套装

## Answers

message-empty = 问我一些关于《原神》的事吧，比如“what does Childe's C6 do”。更多内容见 `/帮助` 。
answer-footer = 来源：{ $data }，游戏版本 { $game } · 模型：{ $model }
answer-page = 第 { $page } 页，共 { $pages } 页
button-right = 正确
button-wrong = 错误
button-thanks = 谢谢
button-source = 来源
button-delete = 删除
button-retry = 换个问法
retry-title = 换个问法
retry-question = 你的问题
source-title = 这个答案的来源
source-line = • { $table }，{ $row }：{ $field } = { $value }
source-none = 这个答案不依据游戏数据中的任何一行。
answer-for = 致 { $name }
button-previous = 上一页
button-next = 下一页
similar-title = 与{ $name }相似的
similar-neighbour = { $rank }. { $name } · { $score } %
similar-difference = 不同之处：{ $difference }
similar-none = 没有别的与它相似。
similar-on-little = 游戏数据中关于{ $name }的内容很少，所以这个结果依据不足。
similar-walk = 前往相似的对象……
similar-compare = 与{ $name }比较
compare-title = { $first } 与 { $second }
compare-failed = 现在无法绘制两者的对比图，请稍后再试。

## Cards and days

tab-overview = 概览
tab-stats = 属性
tab-talents = 天赋
tab-numbers = 各级天赋数值
tab-constellations = 命之座
tab-ascension = 突破材料
tab-training = 天赋材料与日期
tab-passive = 武器效果
tab-bonus = 套装效果
tab-pieces = 部件
tab-source = 获取途径
tab-use = 用途
tab-recipe = 配方
tab-effect = 效果
tab-drops = 掉落
tab-resistances = 抗性
tab-rewards = 奖励
tab-enemies = 敌人
tab-level = 等级与条件
farm-title = { $day }秘境：{ $region }
farm-everywhere = 所有地区
farm-resets = 今天的结束时间：{ $servers }。
reset-america = 美服
reset-europe = 欧服
reset-asia = 亚服
birthdays-title = { $month }的生日
day-today = 今天
day-tomorrow = 明天
day-monday = 星期一
day-tuesday = 星期二
day-wednesday = 星期三
day-thursday = 星期四
day-friday = 星期五
day-saturday = 星期六
day-sunday = 星期日
month-january = 一月
month-february = 二月
month-march = 三月
month-april = 四月
month-may = 五月
month-june = 六月
month-july = 七月
month-august = 八月
month-september = 九月
month-october = 十月
month-november = 十一月
month-december = 十二月

## Help

help-title = 我会做什么
help-text = 我根据游戏自身的数据回答。数据里没有的，我不会编造。
help-ask-heading = 用自己的话提问
help-ask = 使用 `/提问` 、以我的名字开头的消息、私信，或在消息的“应用”菜单里选择“询问凯瑟琳”。我能听懂英文问题。昵称、缩写和拼写错误都没关系，也可以接着上一个问题继续问。
help-cards-heading = 查询资料
help-cards = `/角色` `/武器` `/圣遗物` `/材料` `/料理` `/敌人` `/秘境` 显示带标签页的卡片； `/相似` 查找玩法相近的对象； `/对比` 把两者放在一起。
help-days-heading = 安排一天
help-days = `/今日秘境` 告诉你秘境的产出， `/生日` 告诉你谁快过生日了。
help-bot-heading = 关于我
help-bot = `/关于` 显示版本、状态与速度； `/设置` 改变我回答的方式； `/隐私` 说明我保存了什么。
help-example-1 = What does Childe's C6 do?
help-example-2 = Which 5-star Pyro polearm characters are there?
help-example-3 = What do I need to ascend Furina from 70 to 90?
help-example-4 = What can I farm on Monday in Liyue?

## About

about-title = 凯瑟琳
about-versions = 版本
about-versions-unknown = 没有加载模型。
about-health = 状态
about-health-ready = 就绪
about-health-loading = 正在加载模型
about-health-offline = 没有模型
about-health-restarting = 正在恢复
about-health-stopped = 正在关闭
about-uptime = 启动于
about-latency = 回答用时
about-latency-value = 一半在 { $median } 毫秒内，95 % 在 { $p95 } 毫秒内
about-latency-unknown = 还没有回答过
about-answered = 已回答的问题
about-notice = 非官方的粉丝项目。游戏文本与名称归 HoYoverse 所有。

## Settings and privacy

settings-mine-title = 你的设置
settings-server-title = 本服务器的设置
settings-shown = 答案显示给
settings-shown-asker = 仅提问者
settings-shown-all = 所有人
settings-shown-default = 由各服务器决定
settings-language = 按钮、菜单和标题的语言
settings-language-default = 跟随 Discord
settings-name = 我称呼你
settings-name-none = 不称呼
settings-channels = 我公开回答的频道
settings-channels-all = 所有频道
settings-channels-choose = 在哪里公开回答；不选则为所有频道
settings-channels-note = 在其他频道，我只对提问者回答命令，不回答消息。
settings-digest = 每日未能回答的问题列表
settings-digest-none = 没有
settings-digest-choose = 每日列表发到哪里；不选则不发
digest-title = 自上次列表以来未回答：{ $count }
privacy-title = 我保存了什么
privacy-text =
    • 我未能回答的问题，以及有人用我的按钮评判过的问题：问题的文字、我的理解、评判结果和所在服务器，保存 { $days } 天。从不保存是谁问的。
    • 你的设置，直到你删除为止。
    • 你在某个频道的上一个问题，保留 { $minutes } 分钟，让你可以接着问。{ $place ->
        [database] 这段时间内它保存在数据库中。
       *[file] 它从不写入磁盘。
    }
    • 本机器人的管理员用 `/管理` 做了什么，以及是谁做的，保存 { $days } 天。

    { $place ->
        [database] 这些都不会离开我和我的数据库所运行的机器。
       *[file] 这些都不会离开我所运行的机器。
    }
privacy-kept = 你的问题可以保存。
privacy-not-kept = 你的问题不会保存。
privacy-export = 导出我的数据
privacy-delete = 删除我的数据
privacy-opt-out = 不要保存我的问题
privacy-opt-in = 可以保存我的问题
privacy-exported = 这就是我保存的关于你的全部内容。
privacy-deleted = 我已删除保存的关于你的内容。

## Administration

admin-reloaded = **从现在起由 { $name } 回答**（加载用时 { $seconds } 秒）。
admin-synced = Discord 已重新登记我的命令。请重启 Discord（Ctrl+R）查看。
admin-status-title = 状态
admin-status-checkpoint = 检查点
admin-status-accuracy = 测试集上正确的计划
admin-status-queue = 等待中
admin-status-batches = 批次
admin-status-batches-value = 至今 { $count } 批，最近一批 { $last } 个
admin-status-served = 已回答
admin-status-served-value = { $served } 个，另有 { $failed } 个失败
admin-status-latency = 一半 / 95 % / 99 % 用时
admin-status-restarts = 线程重启次数
admin-unanswered-title = 未回答：{ $count }
admin-unanswered-none = 没有被拒绝或被评为错误的问题。
admin-unanswered-line = • { $question } — `{ $plan }`
admin-role-set = { $role } 可以在本服务器使用管理命令。
admin-role-cleared = 本服务器没有身份组可以使用管理命令。
checkpoint-unknown = 没有名为“{ $name }”的检查点。{ $count ->
    [0] 一个都没有安装：`katheryne train assistant` 会生成一个。
   *[other] 已安装：{ $names }。
}

## Failures

error-busy = 等待的问题太多了，请稍后再试。
error-too-fast = 一下子太多了，请在 { $seconds } 秒后再试。
error-not-manager = 只有能管理本服务器的人才能更改它的设置。
error-not-your-message = 只有提问者和版主可以删除这条消息。
error-busy-asker = 你已经有 { $count } 个问题在等待，请先让我回答完。
error-deadline = 用时超过 { $seconds } 秒，所以我停下了。请再试一次。
error-offline = 我现在无法回答。{ $reason }
error-offline-cluster = 无法连接到负责回答的机器。我会不断重试，恢复后自动继续；请一分钟后再试。
error-offline-loading = 我的模型还在加载，请几秒后再试。
error-offline-missing = 没有加载模型。`katheryne train assistant` 会生成一个，再用 `/管理` 加载。
error-reload = 无法加载“{ $name }”（{ $reason }）。详情见日志；之前加载的继续使用。
error-stopping = 我正在关闭，等我回来后请再问一次。
error-not-permitted = 只有本机器人的所有者和它的管理身份组可以这样做。
error-guild-only = 这只能在服务器中使用。
error-not-your-button = 只有提问者可以按这个。你可以自己试试 `/提问` 。
error-buttons-old = 这些按钮是我上次重启之前的，请重新提问。
error-commands-changed = 我的命令有变化。请重启 Discord（Ctrl+R）再试。
error-store = 我现在无法访问我的记忆，所以没有这样做。请稍后再试。
error-unexpected = 我这边出了问题。如果一直这样，请把编号 { $id } 告诉运行本机器人的人。
