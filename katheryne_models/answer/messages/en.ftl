# The sentences of Katheryne's answers, in English. { $name } is filled in by the program.

## One fact of one thing
fact-birthday = **{ $name }**'s birthday is **{ $value }**.
fact-element = **{ $name }**'s element is **{ $value }**.
fact-element-traveler = **{ $name }** has no element of their own; the data knows the Traveler's kits for **{ $value }**.
fact-weapon-type = **{ $name }** uses a **{ $value }**.
fact-weapon-type-weapon = **{ $name }** is a **{ $value }**.
fact-rarity = **{ $name }** is **{ $value }**.
fact-rarity-weapon = **{ $name }** is a **{ $value } { $type }**.
fact-region = **{ $name }** belongs to **{ $value }**.
fact-region-place = **{ $name }** is found in **{ $value }**.
fact-affiliation = **{ $name }** belongs to **{ $value }**.
fact-affiliation-region = **{ $name }** belongs to **{ $value }** ({ $region }).
fact-affiliation-none = **{ $name }** belongs to no organisation.
fact-title = **{ $name }** is known as **{ $value }**.
fact-constellation-name = **{ $name }**'s constellation is **{ $value }**.
fact-ascension-stat = Ascending raises **{ $name }**'s **{ $value }**.
fact-substat = The second stat of **{ $name }** is **{ $value }**.
at-its-last = {" "}It is **{ $value }** at level { $level }.
fact-version = **{ $name }** was released with version **{ $value }**.
fact-gender = **{ $name }** is **{ $value }**.
fact-voice-actor = **{ $name }** is voiced by { $value }.
fact-signature-dish = **{ $name }**'s special dish is { $value }.
dish = **{ $name }** ({ $stars })
dish-from = **{ $name }** ({ $stars }, from { $base })
fact-outfits = **{ $name }**'s outfits: **{ $value }**.
fact-namecard = **{ $name }**'s namecard is **{ $value }**.
fact-type = **{ $name }**: { $value }.
voice = **{ $actor }** ({ $tongue })
rarity-range = { $least } to { $most }
artifact-set = artifact set
enemy-weekly-boss = weekly boss ({ $category })
enemy-boss = boss ({ $category })
enemy-elite = elite enemy ({ $category })
enemy-normal = enemy ({ $category })

what-birthday = birthday
what-element = element
what-weapon_type = weapon type
what-rarity = rarity
what-max_rarity = rarity
what-region = region
what-affiliation = affiliation
what-title = title
what-constellation = constellation
what-constellations = constellations
what-ascension_stat = ascension stat
what-substat = second stat
what-version = version of release
what-gender = gender
what-voice = voice actor
what-outfits = outfits
what-namecard = namecard
what-type = type
what-stats = stats
what-costs = costs
what-kit = talents
what-multipliers = talent numbers
what-cooldown = cooldown
what-duration = duration
what-energy = Energy cost
what-source = source
what-rewards = rewards
what-drops = drops
what-resistance = resistances
what-ingredients = ingredients
what-effect = effect
what-effect_1pc = 1-piece
what-effect_2pc = 2-piece
what-effect_4pc = 4-piece
what-description = description
what-monsters = opponents
what-recommended_elements = recommended elements
what-disorder = ley line disorder

## Stats
base-hp = base HP
base-atk = base ATK
base-def = base DEF
stat = **{ $name }** at level { $level }: { $stat } **{ $value }**.
stat-both = **{ $name }** at level { $level }: { $stat } **{ $before }** before ascending, **{ $after }** after.
stat-innate = That is { $innate } that everyone has and { $gained } from ascending.
stat-gained = Ascending gives **{ $name }** **{ $gained }** { $stat } by level { $level }.
stat-total = That makes { $value } { $stat } in all.
stat-gain = From level { $start } to { $end }: { $stat } **+{ $gain }**.
stat-at = { $stat } at level { $level }
at-level = level { $level }
no-such-level = There is no level { $level }: **{ $name }** goes from level 1 to { $top }.
no-such-phase = There is no ascension phase { $phase }: **{ $name }** ascends { $top } times.
no-level-beyond = There is no level { $level }: levels go from 1 to { $top }.
has-no-stat-character = **{ $name }** gets no { $stat } from ascending: the bonus stat is **{ $bonus }**.
has-no-stat-weapon = **{ $name }** gives no { $stat }: its second stat is **{ $bonus }**.
has-no-substat = **{ $name }** gives no { $stat }: it has no second stat.
has-no-stat-enemy = The game data has no { $stat } for **{ $name }**.

## Costs
span = level { $start } → { $end }
material-line = - { $name } ×{ $count }
material-count = **{ $name }** ×{ $count }
ascension-costs = **{ $name }** ascension, { $span }:
talent-costs = **{ $name }**, one talent, { $span }:
talent-costs-all = All three talents take three times as much (Mora ×{ $mora }).
three-talents = All three talents: { $items }.
together = Together: { $items }.
mora = **{ $count } Mora**
take-the-same = { $count ->
    [2] Both
   *[other] All { $count }
} take the same.
take-others = They do not take the same.
ascension-mora = Ascending **{ $name }** ({ $span }) takes **{ $count } Mora**.
talent-mora = One talent of **{ $name }** ({ $span }) takes **{ $count } Mora**.
ascension-part = **{ $name }** ascends with { $items } ({ $what }).
talents-part = One talent of **{ $name }** from level 1 to 10 takes { $items } ({ $what }).
part-gem = gemstones
part-specialty = local specialty
part-boss-material = boss drop
part-common = enemy drops
part-books = talent books
part-weekly = weekly boss drop
takes-none = **{ $name }** takes no { $what }.
no-such-step = **{ $name }** takes no materials there: the steps start at level { $levels }.
no-such-talent-step = There is no talent level { $level }: materials raise a talent of **{ $name }** to level 10, constellations never beyond { $top }.
none-of = no { $what }
boss-for = **{ $name }** needs **{ $material }**: fight { $boss }.
boss-source = **{ $name }** needs **{ $material }**: { $source }.
talent-days = **{ $name }** uses **{ $group }** books: { $days } at { $place }.
weapon-days = **{ $name }** ascends with **{ $group }**: { $days } at { $place }.
place = **{ $domain }** ({ $region })
ascension-amount = Ascending **{ $name }** ({ $span }) takes { $items }.
talent-amount = One talent of **{ $name }** ({ $span }) takes { $items }.

## Talents and constellations
slot-normal = Normal Attack
slot-skill = Elemental Skill
slot-burst = Elemental Burst
slot-sprint = Alternate Sprint
slot-jump = Alternate Jump
slot-passive1 = Passive (Ascension 1)
slot-passive2 = Passive (Ascension 4)
slot-passive3 = Passive
slot-passive4 = Passive
ability-normal = Normal Attack
ability-charged = Charged Attack
ability-plunge = Plunging Attack
ability-skill = Elemental Skill
ability-burst = Elemental Burst
ability-sprint = alternate sprint
ability-passive = passive talent
ability-a1 = first ascension passive
ability-a4 = fourth ascension passive
ability-utility = utility passive
talent-heading = **{ $owner } · { $slot }: { $name }**
talent-name = { $owner } · { $slot }: { $name }
constellation-name = { $owner } · C{ $number }: { $name }
constellation-heading = **{ $owner } · C{ $number }: { $name }**
no-description = The data has no description of it.
no-talent = **{ $name }** has no { $what }.
no-passive-about = No passive of **{ $name }** speaks of { $stat }. These are all:
no-such-constellation = There is no C{ $number }: **{ $name }** has six constellations, C1 to C6.
which-traveler = The Traveler's talents depend on the element. Which one do you mean: { $names }?
kit-heading = **{ $name }**'s kit
kit-line = - { $slot }: **{ $name }**
kit-constellation = constellation
kit-constellations = - Constellations: { $names }
multiplier-heading = **{ $owner } · { $slot }: { $name }**
multiplier-total = - all { $count } hits together: **{ $value }**
at-talent-level = { $text } (level { $level })
multiplier-line = - { $label }: **{ $value }**
multiplier-growth = - { $label }: **{ $value }** ({ $growth })
no-such-talent-level = There is no talent level { $level }: this talent of **{ $name }** goes from 1 to { $top }.
timing = **{ $owner }** · { $slot }: { $label } **{ $value }**
owner-talent = **{ $name }** is **{ $owner }**'s talent ({ $detail }).
owner-constellation = **{ $name }** is **{ $owner }**'s constellation ({ $detail }).
owner-food = **{ $name }** is the special dish of **{ $owner }**.
owner-piece = **{ $name }** is a piece of **{ $owner }** ({ $detail }).
owner-title = **{ $owner }** is known as **{ $name }**.
owner-sign = **{ $name }** is the constellation of **{ $owner }**.
owner-passive = **{ $name }** is the passive of **{ $owner }**.
owner-person = **{ $name }** voices **{ $owner }**.
owner-outfit = **{ $name }** is an outfit of **{ $owner }**.
owner-namecard = **{ $name }** is the namecard of **{ $owner }**.
no-owner = The data names nobody for **{ $name }**.
weapon-has-no-owner = The data does not say whose weapon **{ $name }** is.

## Weapons and artifacts
weapon-passive = **{ $weapon }** · passive: **{ $name }**
refinement = R{ $number }: { $text }
no-passive = **{ $name }** has no passive.
no-substat = **{ $name }** has no second stat.
no-such-refinement = There is no refinement { $number }: **{ $name }** goes from R1 to R{ $top }.
cannot-refine = There is no refinement { $number }: **{ $name }** can't be refined.
piece-count = { $pieces }-piece
set-heading = **{ $name }**
set-bonus = **{ $pieces }-piece:** { $text }
no-such-bonus = There is no { $pieces }-piece bonus: **{ $name }** has { $there } only.
piece-flower = Flower of Life
piece-plume = Plume of Death
piece-sands = Sands of Eon
piece-goblet = Goblet of Eonothem
piece-circlet = Circlet of Logos
piece = { $set } · { $slot }: **{ $name }**
no-such-piece = **{ $name }** has no { $slot }.
set-source = **{ $name }** drops in { $places }.
set-source-also = It also drops from { $count } enemies.
set-source-enemies = **{ $name }** drops from { $enemies }.
set-source-many-enemies = **{ $name }** drops from { $count } enemies, among them { $enemies }.
same-domain = **{ $domain }**, where { $name } drops, also gives { $sets }.
alone-in-domain = **{ $domain }**, where { $name } drops, gives no other set of that rarity.
in-no-domain = No domain gives **{ $name }**.
found-many = **{ $count }** { $what } fit: { $names }.
found-effect = **{ $name }**: { $text }

## Materials, domains, enemies, food
a-material = material
material-days = **{ $name }**: { $days } at { $place }.
every-day = **{ $name }** is not tied to days of the week.
material-source = **{ $name }**:
source-line = - { $text }
from-domain = { $domain } ({ $days })
from-enemies = Dropped by { $enemies }
from-many-enemies = Dropped by { $count } enemies, among them { $enemies }
material-users = **{ $name }** is used by { $count } { $kind }: { $names }.
no-character-users = No character needs **{ $name }**.
no-weapon-users = No weapon needs **{ $name }**.
material-use = **{ $name }**: { $type }.
used-by = Used by { $count } { $kind }: { $names }.
recipe = { $item } is crafted from { $ways }, plus { $mora } Mora.
recipe-free = { $item } is crafted from { $ways }.
bold = **{ $name }**
recipe-chain = Made all the way up, one **{ $higher }** takes **{ $lower }** ×{ $count }.
no-recipe = The game data has no recipe for **{ $name }**.
any-day = every day
domain-rewards = **{ $name }** ({ $days }): { $items }.
domain-rewards-daily = **{ $name }**: { $items }.
family = { $name } ({ $kind })
domain-location = **{ $name }** is in **{ $region }** ({ $type }).
domain-level = **{ $name }** opens at Adventure Rank **{ $rank }**; recommended levels { $least } to { $most }.
domain-hardest = The hardest difficulty (level { $level }) opens at Adventure Rank **{ $rank }**.
domain-elements = **{ $name }** recommends **{ $elements }**.
domain-monsters = Opponents in **{ $name }**:
domain-disorder = Ley line disorder in **{ $name }**:
farm-heading = **{ $day }** in the domains:
farm-line = - { $place }, { $kind }: { $names }
farm-none = No domain of { $region } gives anything tied to { $day }.
group-talent-book = talent books
group-weapon-material = weapon material
group-gem = gems
group-common = enemy drops
group-elite = enemy drops
no-enemy = **{ $name }** is not an enemy with drops.
enemy-drops = **{ $name }** drops { $items }.
enemy-drops-heading = **{ $name }** drops:
enemy-drops-line = - { $what }: { $items }
drops-boss = ascension material
drops-talent = talent materials
drops-common = enemy materials
drops-gems = gems
drops-others = besides
drops-sets = artifact sets
resistance = { $element } { $value }
enemy-resistance = **{ $name }**'s resistances: { $values }.
food-ingredients = **{ $name }** takes { $items }.
food-heading = **{ $name }** ({ $category })
food-quality = **{ $quality }:** { $text }
food-effect = **{ $name }**: { $text }
food-base = **{ $name }** is made from **{ $base }**.
food-base-cook = **{ $name }** is **{ $cook }**'s special dish, made from **{ $base }**.
no-base-dish = **{ $name }** is not the special form of another dish.
no-signature-dish = **{ $name }** has no special dish.

## Adventure ranks
rank-heading = **Adventure Rank { $rank }**
rank-exp = - to Adventure Rank { $next }: **{ $exp }** EXP
rank-last = - the last rank
rank-unlocks = - unlocks: { $text }
rank-rewards = - rewards: { $items }
rank-found = **Adventure Rank { $rank }** unlocks: { $text }
no-such-rank = There is no Adventure Rank { $rank }: ranks go from 1 to { $top }.

## Searches
family-days = **{ $name }** ({ $days })
domain-families = { $place }: { $names }
part-list-talent-book = { $count ->
    [one] family of talent books
   *[other] families of talent books
}
part-list-weapon-material = { $count ->
    [one] family of weapon materials
   *[other] families of weapon materials
}
part-list-gem = { $count ->
    [one] family of ascension gems
   *[other] families of ascension gems
}
part-list-talent-book-domain = { $count ->
    [one] domain of talent books
   *[other] domains of talent books
}
part-list-weapon-material-domain = { $count ->
    [one] domain of weapon materials
   *[other] domains of weapon materials
}
part-list-artifact-domain = { $count ->
    [one] domain of artifacts
   *[other] domains of artifacts
}
part-list-boss = { $count ->
    [one] world boss
   *[other] world bosses
}
part-list-weekly-boss = { $count ->
    [one] weekly boss
   *[other] weekly bosses
}
part-list-boss-drop = { $count ->
    [one] material of world bosses
   *[other] materials of world bosses
}
part-list-weekly-drop = { $count ->
    [one] material of weekly bosses
   *[other] materials of weekly bosses
}
released-in = released in { $version }
released-after = released since { $version }
released-before = released before { $version }
kind-character = { $count ->
    [one] character
   *[other] characters
}
kind-weapon = { $count ->
    [one] weapon
   *[other] weapons
}
kind-artifact = { $count ->
    [one] artifact set
   *[other] artifact sets
}
kind-achievement = { $count ->
    [one] achievement
   *[other] achievements
}
kind-glider = { $count ->
    [one] wind glider
   *[other] wind gliders
}
kind-namecard = { $count ->
    [one] namecard
   *[other] namecards
}
kind-outfit = { $count ->
    [one] outfit
   *[other] outfits
}
kind-animal = { $count ->
    [one] animal
   *[other] animals
}
kind-geography = { $count ->
    [one] viewpoint
   *[other] viewpoints
}
kind-food = { $count ->
    [one] dish
   *[other] dishes
}
kind-enemy = { $count ->
    [one] enemy
   *[other] enemies
}
kind-material = { $count ->
    [one] material
   *[other] materials
}
kind-domain = { $count ->
    [one] domain
   *[other] domains
}
list = **{ $count }** { $what }: { $names }.
count = There { $count ->
    [one] is
   *[other] are
} **{ $count }** { $what }: { $names }.
and-more = {" "}and { $count } more
none-fit = The data has no { $what }.
of-those = of { $count } { $what }
best = Highest { $stat } at level { $level }: { $items }, { $what }.
worst = Lowest { $stat } at level { $level }: { $items }, { $what }.
ranked = **{ $name }** ({ $value })
ranked-at = **{ $name }** ({ $value } at level { $level }, its last)
with-stat = { $what } with { $stat }
best-by-what = By which stat? Ask for example for the { $kind } with the highest base ATK.
newest = { $count ->
    [one] The newest { $what } is { $names } (version **{ $versions }**).
   *[other] The newest **{ $count }** { $what } (version { $versions }): { $names }.
}
oldest = { $count ->
    [one] The first { $what } was { $names } (version **{ $versions }**).
   *[other] The first **{ $count }** { $what } (version { $versions }): { $names }.
}
same = **{ $name }** shares the { $what } **{ $value }** with { $count ->
    [one] one other
   *[other] { $count } others
}: { $names }.
same-voice = **{ $name }** ({ $tongue }: { $actor }) shares the voice actor with { $names }.
same-voice-nobody = **{ $actor }** ({ $tongue }) voices nobody besides **{ $name }**.
same-nobody = Nobody shares the { $what } of **{ $name }**: **{ $value }**.
not = not { $what }
needs = needs { $name }
needs-not = does not need { $name }
drops = drops { $name }
drops-not = does not drop { $name }
gives = gives { $name }
gives-not = does not give { $name }
made-with = made with { $name }
made-with-not = not made with { $name }
taken-by = needed for { $name }
taken-by-not = not needed for { $name }
given-by = from { $name }
given-by-not = not from { $name }
dropped-by = dropped by { $name }
dropped-by-not = not dropped by { $name }
cooked-by = special dish of { $name }
cooks = cooks { $name }
cooks-not = does not cook { $name }
fought-in = with { $name }
fought-in-not = without { $name }
recommends = { $name } recommended
recommends-not = { $name } not recommended
drops-in = drops in { $name }
drops-in-not = does not drop in { $name }
can-use = can use { $name }
can-use-not = can't use { $name }
usable-by = usable by { $name }
usable-by-not = not usable by { $name }
farmed-on = farmed on { $days }
farmed-on-not = not farmed on { $days }
open-on = open on { $days }
open-on-not = not open on { $days }
specialty-of = local specialties of { $region }
specialty-type = Local Specialty ({ $region })
no-stat = gives no { $what }
no-such-bonus-stat = No { $what } have { $stat } as their bonus stat.
voiced-by = voiced by { $name }
bound-over = { $stat } over { $limit } at level { $level }
bound-under = { $stat } under { $limit } at level { $level }
bound-not-over = { $stat } not over { $limit } at level { $level }
bound-not-under = { $stat } not under { $limit } at level { $level }
cannot-filter = I can't search { $what } by that.
no-such-rarity = There are no { $count }-star { $what }: they go from { $least } to { $most }.
nothing-found = I found nothing that fits that description well enough.
too-many = That is { $count } of them: narrow it down, please.
truth-no = { $actual }, not { $what }
truth-with = { $what } ({ $actual })
none = none
check-yes = Yes. **{ $name }**: { $facts }.
check-no = No. **{ $name }**: { $facts }.
check-instead = **{ $name }** takes { $items }.
check-either = **{ $name }**: **{ $actual }**.

## Comparisons
compare-two = Name two things of the same kind to compare.
compare-two-characters = Name two characters to compare.
sets-have-no-stats = Artifact sets have no base stats to compare.
compare-part = { $name } **{ $value }**
compare-labelled = { $name } { $stat } **{ $value }**
labelled = { $value } ({ $label })
compare-stat = { $count ->
    [one] { $winner } has the { $of ->
        [2] higher
       *[other] highest
    } { $stat } at level { $level }: { $parts }.
   *[other] { $winner } have the highest { $stat } at level { $level }: { $parts }.
}
compare-equal = They have the same { $stat } at level { $level }: { $parts }.
compare-only = { $stat } at level { $level }: { $parts }.
compare-different = Second stats at level { $level }: { $parts }.
difference = The difference is **{ $value }**.
compare-innate = { $name } has only the { $value } { $stat } that everyone has.
compare-has-none = { $name } has no { $stat }.
compare-nobody = Neither { $names } has { $stat } as a base or bonus stat.
compare-version = { $first } { $count ->
    [one] was
   *[other] were
} released first: { $parts }.
compare-version-equal = They were released together: { $parts }.
compare-rarity = { $first } { $count ->
    [one] has
   *[other] have
} more stars: { $parts }.
compare-rarity-equal = They have the same rarity: { $parts }.
compare-birthday = { $count ->
    [one] { $first }'s birthday comes first in the year: { $parts }.
   *[other] { $first } have the first birthday in the year: { $parts }.
}
compare-birthday-equal = They share a birthday: { $parts }.
compare-timing = { $slot }, { $what }: { $parts }.
side-heading = **{ $names }** side by side
common-heading = What **{ $names }** have in common:
side-line = - { $what }: { $values }
nothing-common = **{ $names }** have none of the basic facts in common.

## Overviews
card-heading = **{ $name }** · { $detail }
card-part = { $what }: **{ $value }**
card-source = How to get it: { $text }
card-achievement = { $text } (reward: { $items })
found-named = { $name } ({ $kind })
card-passive = **{ $name }** (R1): { $text }
a-enemy = enemy
a-food = dish
a-outfit = outfit
a-namecard = namecard
a-achievement = achievement
a-animal = animal
a-glider = wind glider
a-geography = viewpoint
element-card = **{ $name }** is the element of **{ $region }**; its archon is **{ $archon }**.
affiliation-card = **{ $name }**: { $count } playable { $count ->
    [one] character
   *[other] characters
}: { $names }.

## Where there is no answer
missing = The game data has no { $what } for **{ $name }**.
missing-part = The game data has no { $what } for **{ $name }**'s { $part }.
not-in-data = The game data has nothing of that kind for **{ $name }**.
did-you-mean = That name fits several: { $names }. Which one do you mean?
who-do-you-mean = Whom or what do you mean? Please name it.
unknown = That is beyond me: I only know what the game's data says. Try one of these.
not-sure = I am not sure that I understood. Did you mean one of these?
too-long = That is a long one! Please ask in one or two sentences.
empty = Ask me about a character, weapon, artifact set, material, domain, enemy or dish.
greet = Ad astra abyssosque! Ask me anything about the game's characters, weapons, artifacts, materials, domains, enemies or food.
thanks = You are welcome! Ad astra abyssosque.
help = I answer questions about characters, weapons, artifact sets, materials, domains, enemies and food from the game's data. For example:
similar-did-you-mean = I don't know that name. Did you mean: { $names }?
similar-other-kind = { $name } is no character, weapon or artifact set, and only these can be compared.
name-other-kind = { $name } is no { $kind }.
name-nothing = I know no { $kind } of that name.
similar-nothing = I don't know that name. Give me a character, weapon or artifact set.
