### What users of Katheryne read, in English.

## Commands: their names (lower case, letters and hyphens alone, at most 32), then what they say of themselves

name-ask = ask
name-similar = similar
name-compare = compare
name-character = character
name-weapon = weapon
name-artifact = artifact
name-material = material
name-food = food
name-enemy = enemy
name-domain = domain
name-farm = farm
name-birthdays = birthdays
name-help = help
name-about = about
name-settings = settings
name-settings-mine = mine
name-settings-server = server
name-privacy = privacy
name-admin = admin
name-admin-reload = reload
name-admin-rollback = rollback
name-admin-status = status
name-admin-unanswered = unanswered
name-admin-sync = sync
name-admin-role = role

ask-description = Ask about Genshin Impact; every fact comes from the game data
ask-question = Your question, in plain words
ask-private = Show the answer to you alone
similar-description = Find what resembles a character, a weapon or an artifact set
similar-name = Its name, or a part of it
similar-kind = What kind of thing it is
similar-count = How many to show
similar-only = Show only those that share this
similar-only-element = the same element
similar-only-weapon-type = the same weapon type
similar-only-rarity = the same rarity
similar-element-first = Rank characters of the same element higher
ask-menu = Ask Katheryne
compare-description = Two characters, weapons or artifact sets side by side
compare-first = The first one's name
compare-second = The second one's name
card-name = Its name, or a part of it
card-levels = At another level …
card-tabs = Show …
card-level = Level { $level }
card-character = A character's card: stats, talents, constellations, materials
card-weapon = A weapon's card: stats, passive, materials
card-artifact = An artifact set's card: bonuses, pieces, where it drops
card-material = A material's card: where it comes from, who needs it
card-food = A dish's card: effect and ingredients
card-enemy = An enemy's card: drops, resistances, stats
card-domain = A domain's card: rewards by day, enemies, level
farm-description = What the domains give on a day
farm-day = The day; today if left out
farm-region = One region only
birthdays-description = Whose birthday is in a month
birthdays-month = The month; this one if left out
help-description = What I can do, with examples to try
about-description = Versions, health and speed of this bot
admin-description = For those who run this bot
admin-reload-description = Load a checkpoint and answer with it from now on
admin-reload-name = The checkpoint's name
admin-rollback-description = Go back to the checkpoint before the last reload
admin-rollback-nothing = Nothing was reloaded since I started, so there is nothing to go back to.
admin-status-description = Queue, batches, speed and health
admin-unanswered-description = The last questions that I declined or answered wrongly
admin-sync-description = Register my commands with Discord again
admin-role-description = Choose the role that may use these commands in this server
admin-role-role = The role; leave it out to clear it
settings-description = How I answer you, and this server
settings-mine-description = Your own settings, wherever you ask me
settings-mine-private = Who sees my answers to you
settings-mine-language = The language of my buttons, menus and headings for you
settings-mine-name = What I call you; - for nothing
settings-server-description = This server's settings, for those who manage it
settings-server-private = Whether my answers are for the asker alone unless they say otherwise
settings-server-language = The language of my buttons, menus and headings where people have not chosen one
privacy-description = What I keep about you; export it, delete it, or opt out
kind-character = character
kind-weapon = weapon
kind-artifact = artifact set

## Answers

message-empty = Ask me something about Genshin Impact, such as “what does Childe's C6 do”. /help shows more.
answer-footer = Source: { $data }, game version { $game } · Model: { $model }
answer-page = Page { $page } of { $pages }
button-right = Right
button-wrong = Wrong
button-thanks = Thank you
button-source = Source
button-delete = Delete
button-retry = Ask differently
retry-title = Ask differently
retry-question = Your question
source-title = Where this answer comes from
source-line = • { $table }, { $row }: { $field } = { $value }
source-none = This answer rests on no row of the game data.
answer-for = For { $name }
button-previous = Back
button-next = More
similar-title = What resembles { $name }
similar-neighbour = { $rank }. { $name } · { $score } %
similar-difference = Differs: { $difference }
similar-none = Nothing else resembles it.
similar-on-little = The game data leaves out much of { $name }, so this rests on little.
similar-walk = Go to a neighbour …
similar-compare = Compare with { $name }
compare-title = { $first } beside { $second }
compare-failed = The two can't be drawn side by side now. Try again later.

## Cards and days

tab-overview = Overview
tab-stats = Stats
tab-talents = Talents
tab-numbers = Talent numbers by level
tab-constellations = Constellations
tab-ascension = Ascension materials
tab-training = Talent materials and days
tab-passive = Passive
tab-bonus = Set bonuses
tab-pieces = Pieces
tab-source = Where it comes from
tab-use = What it is for
tab-recipe = Recipe
tab-effect = Effect
tab-drops = Drops
tab-resistances = Resistances
tab-rewards = Rewards
tab-enemies = Enemies
tab-level = Level and conditions
farm-title = Farming { $day }: { $region }
farm-everywhere = every region
farm-resets = The day ends { $servers }.
reset-america = in America
reset-europe = in Europe
reset-asia = in Asia
birthdays-title = Birthdays in { $month }
day-today = today
day-tomorrow = tomorrow
day-monday = Monday
day-tuesday = Tuesday
day-wednesday = Wednesday
day-thursday = Thursday
day-friday = Friday
day-saturday = Saturday
day-sunday = Sunday
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December

## Help

help-title = What I can do
help-text = I answer from the game's own data. What it does not hold, I don't make up.
help-ask-heading = Ask in plain words
help-ask = `/ask`, a message that begins with my name, a direct message, or "Ask Katheryne" in a message's menu under Apps. Nicknames, abbreviations and slips of spelling are fine, and so are follow-up questions.
help-cards-heading = Look something up
help-cards = `/character` `/weapon` `/artifact` `/material` `/food` `/enemy` `/domain` show a card with tabs; `/similar` finds what plays alike; `/compare` puts two side by side.
help-days-heading = Plan the day
help-days = `/farm` says what the domains give, `/birthdays` whose birthday is near.
help-bot-heading = About me
help-bot = `/about` shows versions, health and speed; `/settings` changes how I answer; `/privacy` says what I keep.
help-example-1 = What does Childe's C6 do?
help-example-2 = Which 5-star Pyro polearm characters are there?
help-example-3 = What do I need to ascend Furina from 70 to 90?
help-example-4 = What can I farm on Monday in Liyue?

## About

about-title = Katheryne
about-versions = Versions
about-versions-unknown = No model is loaded.
about-health = Health
about-health-ready = Ready
about-health-loading = Loading a model
about-health-offline = No model
about-health-restarting = Recovering
about-health-stopped = Shutting down
about-uptime = Running since
about-latency = Time to answer
about-latency-value = half within { $median } ms, 95 % within { $p95 } ms
about-latency-unknown = Nothing answered yet
about-answered = Questions answered
about-notice = An unofficial fan project. Game text and names belong to HoYoverse.

## Settings and privacy

settings-mine-title = Your settings
settings-server-title = Settings of this server
settings-shown = Answers are shown
settings-shown-asker = to the asker alone
settings-shown-all = to everybody
settings-shown-default = as each server decides
settings-language = Language of buttons, menus and headings
settings-language-default = as Discord says
settings-name = I call you
settings-name-none = nothing
settings-channels = Channels where I answer for all to see
settings-channels-all = all
settings-channels-choose = Where I answer for all to see; none: everywhere
settings-channels-note = Elsewhere, I answer commands for the asker alone, and messages not at all.
settings-digest = Daily list of what I could not answer
settings-digest-none = none
settings-digest-choose = Where the daily list goes; none: no list
digest-title = Not answered since the last list: { $count }
privacy-title = What I keep
privacy-text =
    • Questions that I could not answer, and those that somebody judged with my buttons: their words, how I read them, the verdict and the server, for { $days } days. Never who asked.
    • Your settings, until you delete them.
    • Your last question in a channel, for { $minutes } minutes, so that you can ask on. { $place ->
        [database] It lies in a database for that time.
       *[file] It is never written down.
    }
    • What the admins of this bot do with `/admin`, with who it was, for { $days } days.

    { $place ->
        [database] Nothing of it leaves the machines that I and my database run on.
       *[file] Nothing of it leaves the machine that I run on.
    }
privacy-kept = Your questions may be kept.
privacy-not-kept = Your questions are not kept.
privacy-export = Export my data
privacy-delete = Delete my data
privacy-opt-out = Keep none of my questions
privacy-opt-in = My questions may be kept
privacy-exported = This is all that I keep about you.
privacy-deleted = I have deleted what I kept about you.

## Administration

admin-reloaded = **{ $name } answers from now on** (loaded in { $seconds } s).
admin-synced = Discord knows my commands anew. Restart Discord (Ctrl+R) to see them.
admin-status-title = Status
admin-status-checkpoint = Checkpoint
admin-status-accuracy = Right plans, test split
admin-status-queue = Waiting
admin-status-batches = Batches
admin-status-batches-value = { $count } so far, { $last } in the last
admin-status-served = Answered
admin-status-served-value = { $served }, and { $failed } failed
admin-status-latency = Half / 95 % / 99 % within
admin-status-restarts = Restarts of the thread
admin-unanswered-title = Not answered: { $count }
admin-unanswered-none = Nothing was declined or judged wrong.
admin-unanswered-line = • { $question } — `{ $plan }`
admin-role-set = { $role } may use the admin commands in this server.
admin-role-cleared = No role of this server may use the admin commands.
checkpoint-unknown = There is no checkpoint “{ $name }”. { $count ->
    [0] None is installed: `katheryne train assistant` makes one.
   *[other] Installed: { $names }.
}

## Failures

error-busy = Too many questions are waiting. Please try again in a moment.
error-too-fast = That was a lot at once. Please try again in { $seconds } s.
error-not-manager = Only those who may manage this server can change its settings.
error-not-your-message = Only the person who asked, and moderators, can delete this.
error-busy-asker = You have { $count } questions waiting already. Please let me finish those first.
error-deadline = That took longer than { $seconds } seconds, so I stopped. Please try again.
error-offline = I can't answer now. { $reason }
error-offline-cluster = The machines that answer can't be reached. I keep trying, and go on by myself; please try again in a minute.
error-offline-loading = My model is still loading; please try again in a few seconds.
error-offline-missing = No model is loaded. `katheryne train assistant` makes one, and /admin reload loads it.
error-reload = “{ $name }” could not be loaded ({ $reason }). The log has the details; what was loaded before goes on.
error-stopping = I am shutting down. Please ask again when I am back.
error-not-permitted = Only the owner of this bot and its admin role may do that.
error-guild-only = That works in a server only.
error-not-your-button = Only the person who asked can press this. Try /ask yourself.
error-buttons-old = These buttons are from before my last restart. Please ask again.
error-commands-changed = My commands have changed. Please restart Discord (Ctrl+R) and try again.
error-store = My memory can't be reached right now, so I did not do that. Please try again later.
error-unexpected = Something went wrong on my side. If it stays so, tell the person who runs this bot the number { $id }.
