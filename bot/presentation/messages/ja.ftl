### What users of Katheryne read, in Japanese.

## Commands: their names (lower case, letters and hyphens alone, at most 32), then what they say of themselves

name-ask = 質問
name-similar = 類似
name-compare = 比較
name-character = キャラクター
name-weapon = 武器
name-artifact = 聖遺物
name-material = 素材
name-food = 料理
name-enemy = 敵
name-domain = 秘境
name-farm = 周回
name-birthdays = 誕生日
name-help = ヘルプ
name-about = 情報
name-settings = 設定
name-settings-mine = 個人
name-settings-server = サーバー
name-privacy = プライバシー
name-admin = 管理
name-admin-reload = 再読込
name-admin-rollback = 復元
name-admin-status = 状態
name-admin-unanswered = 未回答
name-admin-sync = 同期
name-admin-role = ロール

ask-description = 原神について質問できます。回答はすべてゲームデータに基づきます
ask-question = 質問文（普段の言葉で、英語でお願いします）
ask-private = 回答を自分だけに表示する
similar-description = キャラクター・武器・聖遺物セットに似たものを探します
similar-name = 名前、またはその一部
similar-kind = 種類
similar-count = 表示する件数
similar-only = 次の点が同じものだけを表示する
similar-only-element = 同じ元素
similar-only-weapon-type = 同じ武器種
similar-only-rarity = 同じレアリティ
similar-element-first = 同じ元素のキャラクターを上位に表示する
ask-menu = キャサリンに聞く
compare-description = キャラクター・武器・聖遺物セットを2つ並べて比較します
compare-first = 1つ目の名前
compare-second = 2つ目の名前
card-name = 名前、またはその一部
card-level = Lv.{ $level }
card-levels = ほかのレベルで見る…
card-tabs = 表示する項目…
card-character = キャラクターのカード：ステータス、天賦、命ノ星座、育成素材
card-weapon = 武器のカード：ステータス、武器効果、突破素材
card-artifact = 聖遺物セットのカード：セット効果、各部位、入手方法
card-material = 素材のカード：入手方法、必要とするキャラクターや武器
card-food = 料理のカード：効果と材料
card-enemy = 敵のカード：ドロップ、耐性、ステータス
card-domain = 秘境のカード：曜日別の報酬、敵、レベル
farm-description = 指定した曜日に秘境で入手できるものを表示します
farm-day = 曜日（省略すると今日）
farm-region = 1つの地域だけを表示する
birthdays-description = 指定した月に誕生日を迎えるキャラクターを表示します
birthdays-month = 月（省略すると今月）
help-description = 私にできることと、試せる質問の例
about-description = このボットのバージョン、稼働状況、応答速度
admin-description = このボットの運営者向け
admin-reload-description = チェックポイントを読み込み、以後の回答に使います
admin-reload-name = チェックポイントの名前
admin-rollback-description = 最後に再読込する前のチェックポイントに戻します
admin-rollback-nothing = 起動してから一度も再読込していないため、戻せるものがありません。
admin-status-description = 待ち行列、バッチ、速度、稼働状況
admin-unanswered-description = 最近お答えできなかった質問と、間違えた質問
admin-sync-description = 私のコマンドをDiscordに登録し直します
admin-role-description = このサーバーで管理コマンドを使えるロールを選びます
admin-role-role = ロール（省略すると解除）
settings-description = 私の答え方と、このサーバーの設定
settings-mine-description = あなた個人の設定（どこで質問しても適用されます）
settings-mine-private = 私の回答を誰に表示するか
settings-mine-language = あなたに表示するボタン・メニュー・見出しの言語
settings-mine-name = 私があなたを呼ぶときの名前（「-」で呼び名なし）
settings-server-description = このサーバーの設定（サーバー管理者向け）
settings-server-private = 質問者が指定しない場合、回答を質問者だけに表示するか
settings-server-language = 個人で言語を選んでいない方に表示するボタン・メニュー・見出しの言語
privacy-description = 私が保存しているあなたの情報の確認・書き出し・削除・保存の停止
kind-character = キャラクター
kind-weapon = 武器
kind-artifact = 聖遺物セット

## Answers

message-empty = 原神について何でも聞いてください。質問は英語でお願いします（例：“what does Childe's C6 do”）。詳しくは /ヘルプ をご覧ください。
answer-footer = 出典：{ $data }、ゲームバージョン { $game } · モデル：{ $model }
answer-page = { $page } / { $pages } ページ
button-right = 正しい
button-wrong = 間違い
button-thanks = ありがとうございます
button-source = 出典
button-delete = 削除
button-retry = 聞き直す
retry-title = 聞き直す
retry-question = 質問（英語）
source-title = この回答の出典
source-line = • { $table }、{ $row }：{ $field } = { $value }
source-none = この回答は、ゲームデータのどの項目にも基づいていません。
answer-for = { $name }さんへ
button-previous = 戻る
button-next = 次へ
similar-title = { $name }に似たもの
similar-neighbour = { $rank }. { $name } · { $score } %
similar-difference = 違い：{ $difference }
similar-none = ほかに似たものはありません。
similar-on-little = { $name }はゲームデータに載っていない情報が多いため、この結果はわずかな情報に基づいています。
similar-walk = 似たものへ移動…
similar-compare = { $name }と比較
compare-title = { $first }と{ $second }の比較
compare-failed = ただいま2つを並べて表示できません。しばらくしてからもう一度お試しください。

## Cards and days

tab-overview = 概要
tab-stats = ステータス
tab-talents = 天賦
tab-numbers = 天賦レベルごとの数値
tab-constellations = 命ノ星座
tab-ascension = 突破素材
tab-training = 天賦素材と曜日
tab-passive = 武器効果
tab-bonus = セット効果
tab-pieces = 各部位
tab-source = 入手方法
tab-use = 用途
tab-recipe = レシピ
tab-effect = 効果
tab-drops = ドロップ
tab-resistances = 耐性
tab-rewards = 報酬
tab-enemies = 敵
tab-level = レベルと条件
farm-title = { $day }の周回：{ $region }
farm-everywhere = すべての地域
farm-resets = 日付の切り替わり：{ $servers }
reset-america = アメリカサーバー
reset-europe = ヨーロッパサーバー
reset-asia = アジアサーバー
birthdays-title = { $month }の誕生日
day-today = 今日
day-tomorrow = 明日
day-monday = 月曜日
day-tuesday = 火曜日
day-wednesday = 水曜日
day-thursday = 木曜日
day-friday = 金曜日
day-saturday = 土曜日
day-sunday = 日曜日
month-january = 1月
month-february = 2月
month-march = 3月
month-april = 4月
month-may = 5月
month-june = 6月
month-july = 7月
month-august = 8月
month-september = 9月
month-october = 10月
month-november = 11月
month-december = 12月

## Help

help-title = 私にできること
help-text = 私はゲーム内のデータをもとにお答えします。データにないことを作り話でお答えすることはありません。なお、質問は英語でのみ理解できます。
help-ask-heading = 普段の言葉で質問する
help-ask = `/質問` 、私の名前（Katheryne）で始まるメッセージ、ダイレクトメッセージ、またはメッセージのメニューの「アプリ」にある「キャサリンに聞く」から、英語でご質問ください。愛称や略称、つづりの間違いがあっても大丈夫です。続けての質問もできます。
help-cards-heading = 調べる
help-cards = `/キャラクター` `/武器` `/聖遺物` `/素材` `/料理` `/敵` `/秘境` はタブ付きのカードを表示します。 `/類似` は使い勝手の似たものを探し、 `/比較` は2つを並べて表示します。
help-days-heading = 一日の予定を立てる
help-days = `/周回` は秘境で入手できるものを、 `/誕生日` は誕生日が近いキャラクターをお知らせします。
help-bot-heading = 私について
help-bot = `/情報` はバージョン、稼働状況、応答速度を表示します。 `/設定` では私の答え方を変更でき、 `/プライバシー` では私が保存している情報を確認できます。
help-example-1 = What does Childe's C6 do?
help-example-2 = Which 5-star Pyro polearm characters are there?
help-example-3 = What do I need to ascend Furina from 70 to 90?
help-example-4 = What can I farm on Monday in Liyue?

## About

about-title = キャサリン
about-versions = バージョン
about-versions-unknown = モデルは読み込まれていません。
about-health = 稼働状況
about-health-ready = 準備完了
about-health-loading = モデルを読み込み中
about-health-offline = モデルなし
about-health-restarting = 復旧中
about-health-stopped = 終了処理中
about-uptime = 起動日時
about-latency = 応答時間
about-latency-value = 半数は { $median } ミリ秒以内、95 %は { $p95 } ミリ秒以内
about-latency-unknown = まだ回答がありません
about-answered = 回答した質問数
about-notice = 非公式のファンプロジェクトです。ゲーム内のテキストおよび名称の権利はHoYoverseに帰属します。

## Settings and privacy

settings-mine-title = あなたの設定
settings-server-title = このサーバーの設定
settings-shown = 回答の表示先
settings-shown-asker = 質問者のみ
settings-shown-all = 全員
settings-shown-default = 各サーバーの設定に従う
settings-language = ボタン・メニュー・見出しの言語
settings-language-default = Discordの設定に従う
settings-name = あなたの呼び名
settings-name-none = なし
settings-channels = 全員に見える形で回答するチャンネル
settings-channels-all = すべて
settings-channels-choose = 全員に見える形で回答するチャンネル（未選択：すべて）
settings-channels-note = それ以外のチャンネルでは、コマンドには質問者だけに見える形でお答えし、メッセージにはお答えしません。
settings-digest = お答えできなかった質問の一覧（毎日）
settings-digest-none = なし
settings-digest-choose = 毎日の一覧の送信先（未選択：送信しない）
digest-title = 前回の一覧以降にお答えできなかった質問：{ $count }件
privacy-title = 私が保存している情報
privacy-text =
    • お答えできなかった質問と、どなたかが私のボタンで評価した質問：質問の文面、私の解釈、評価、サーバーを{ $days }日間保存します。誰が質問したかは決して保存しません。
    • あなたの設定：あなたが削除するまで保存します。
    • 各チャンネルでのあなたの直前の質問：続けて質問できるように{ $minutes }分間だけ覚えています。{ $place ->
        [database] その間はデータベースに保存されます。
       *[file] 書き残すことは決してありません。
    }
    • このボットの管理者が `/管理` で行った操作：誰が行ったかとともに{ $days }日間保存します。

    { $place ->
        [database] これらの情報が、私とデータベースが動作しているマシンの外に出ることはありません。
       *[file] これらの情報が、私が動作しているマシンの外に出ることはありません。
    }
privacy-kept = あなたの質問は保存されることがあります。
privacy-not-kept = あなたの質問は保存されません。
privacy-export = 自分のデータを書き出す
privacy-delete = 自分のデータを削除する
privacy-opt-out = 自分の質問を保存しない
privacy-opt-in = 自分の質問の保存を許可する
privacy-exported = 私が保存しているあなたの情報は、これですべてです。
privacy-deleted = 保存していたあなたの情報を削除しました。

## Administration

admin-reloaded = **これからは { $name } がお答えします**（読み込み時間：{ $seconds } 秒）。
admin-synced = 私のコマンドをDiscordに登録し直しました。表示するにはDiscordを再起動（Ctrl+R）してください。
admin-status-title = 状態
admin-status-checkpoint = チェックポイント
admin-status-accuracy = 正しいプランの割合（テストデータ）
admin-status-queue = 待機中
admin-status-batches = バッチ
admin-status-batches-value = これまでに{ $count }回、直近のバッチは{ $last }件
admin-status-served = 回答済み
admin-status-served-value = { $served }件（ほかに失敗 { $failed }件）
admin-status-latency = 応答時間（50 % / 95 % / 99 %）
admin-status-restarts = スレッドの再起動回数
admin-unanswered-title = お答えできなかった質問：{ $count }件
admin-unanswered-none = お答えできなかった質問や、間違いと評価された質問はありません。
admin-unanswered-line = • { $question } — `{ $plan }`
admin-role-set = このサーバーでは { $role } が管理コマンドを使えます。
admin-role-cleared = このサーバーには、管理コマンドを使えるロールはありません。
checkpoint-unknown = チェックポイント「{ $name }」はありません。{ $count ->
    [0] インストール済みのものはありません。 `katheryne train assistant` で作成できます。
   *[other] インストール済み：{ $names }。
}

## Failures

error-busy = 順番待ちの質問が多すぎます。少し待ってからもう一度お試しください。
error-too-fast = 一度にたくさんの操作がありました。{ $seconds } 秒後にもう一度お試しください。
error-not-manager = サーバーの設定を変更できるのは、このサーバーの管理権限を持つ方だけです。
error-not-your-message = これを削除できるのは、質問した方とモデレーターだけです。
error-busy-asker = あなたの質問がすでに{ $count }件、順番待ちになっています。先にそちらへ回答させてください。
error-deadline = { $seconds } 秒を超えたため中断しました。もう一度お試しください。
error-offline = ただいまお答えできません。{ $reason }
error-offline-cluster = 回答を担当するマシンに接続できません。接続を試し続け、つながり次第再開します。1分ほどしてからもう一度お試しください。
error-offline-loading = モデルを読み込んでいるところです。数秒後にもう一度お試しください。
error-offline-missing = モデルが読み込まれていません。 `katheryne train assistant` で作成し、 /管理 再読込 で読み込めます。
error-reload = 「{ $name }」を読み込めませんでした（{ $reason }）。詳細はログをご確認ください。これまでのモデルを引き続き使用します。
error-stopping = ただいま終了処理中です。戻りましたら、もう一度ご質問ください。
error-not-permitted = この操作ができるのは、このボットの所有者と管理ロールを持つ方だけです。
error-guild-only = この操作はサーバー内でのみ使えます。
error-not-your-button = このボタンを押せるのは質問した方だけです。ご自身で /質問 をお試しください。
error-buttons-old = これらのボタンは、私が前回再起動する前のものです。もう一度ご質問ください。
error-commands-changed = 私のコマンドが変更されました。Discordを再起動（Ctrl+R）して、もう一度お試しください。
error-store = ただいま記録にアクセスできないため、操作を行いませんでした。しばらくしてからもう一度お試しください。
error-unexpected = 私の側で問題が発生しました。続くようでしたら、このボットの運営者に番号 { $id } をお伝えください。
