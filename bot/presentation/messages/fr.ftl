### What users of Katheryne read, in French.

## Commands: their names (lower case, letters and hyphens alone, at most 32), then what they say of themselves

name-ask = demander
name-similar = similaire
name-compare = comparer
name-character = personnage
name-weapon = arme
name-artifact = artéfact
name-material = matériau
name-food = plat
name-enemy = ennemi
name-domain = donjon
name-farm = farm
name-birthdays = anniversaires
name-help = aide
name-about = à-propos
name-settings = paramètres
name-settings-mine = perso
name-settings-server = serveur
name-privacy = confidentialité
name-admin = admin
name-admin-reload = recharger
name-admin-rollback = restaurer
name-admin-status = statut
name-admin-unanswered = sans-réponse
name-admin-sync = synchroniser
name-admin-role = rôle

ask-description = Pose une question sur Genshin Impact ; tout vient des données du jeu
ask-question = Ta question, en langage courant (en anglais)
ask-private = Ne montrer la réponse qu'à toi
similar-description = Trouve ce qui ressemble à un personnage, une arme ou un set d'artéfacts
similar-name = Son nom, ou une partie de son nom
similar-kind = De quoi il s'agit
similar-count = Combien en afficher
similar-only = N'afficher que ceux qui ont ceci en commun
similar-only-element = le même élément
similar-only-weapon-type = le même type d'arme
similar-only-rarity = la même rareté
similar-element-first = Classer plus haut les personnages du même élément
ask-menu = Demander à Katheryne
compare-description = Deux personnages, armes ou sets d'artéfacts côte à côte
compare-first = Le nom du premier
compare-second = Le nom du second
card-name = Son nom, ou une partie de son nom
card-level = Niveau { $level }
card-levels = À un autre niveau …
card-tabs = Afficher…
card-character = La fiche d'un personnage : stats, aptitudes, constellations, matériaux
card-weapon = La fiche d'une arme : stats, effet passif, matériaux
card-artifact = La fiche d'un set d'artéfacts : bonus, pièces, où l'obtenir
card-material = La fiche d'un matériau : où le trouver, qui en a besoin
card-food = La fiche d'un plat : effet et ingrédients
card-enemy = La fiche d'un ennemi : butin, résistances, stats
card-domain = La fiche d'un donjon : récompenses par jour, ennemis, niveau
farm-description = Ce que donnent les donjons un jour donné
farm-day = Le jour ; aujourd'hui si tu ne précises rien
farm-region = Une seule région
birthdays-description = Qui fête son anniversaire dans le mois
birthdays-month = Le mois ; le mois en cours si tu ne précises rien
help-description = Ce que je sais faire, avec des exemples à essayer
about-description = Versions, état et rapidité de ce bot
admin-description = Pour les personnes qui gèrent ce bot
admin-reload-description = Charger un checkpoint et répondre avec lui désormais
admin-reload-name = Le nom du checkpoint
admin-rollback-description = Revenir au checkpoint d'avant le dernier rechargement
admin-rollback-nothing = Rien n'a été rechargé depuis que je suis lancée, je ne peux donc revenir à rien.
admin-status-description = File d'attente, lots, rapidité et état
admin-unanswered-description = Les dernières questions auxquelles je n'ai pas répondu, ou mal répondu
admin-sync-description = Enregistrer à nouveau mes commandes auprès de Discord
admin-role-description = Choisir le rôle qui peut utiliser ces commandes sur ce serveur
admin-role-role = Le rôle ; ne rien indiquer pour le retirer
settings-description = Ma façon de te répondre, et ce serveur
settings-mine-description = Tes propres paramètres, où que tu me poses tes questions
settings-mine-private = Qui voit les réponses que je te donne
settings-mine-language = La langue de mes boutons, menus et titres pour toi
settings-mine-name = Comment je t'appelle ; - pour ne rien mettre
settings-server-description = Les paramètres de ce serveur, pour les personnes qui le gèrent
settings-server-private = Si je réponds en privé à qui me questionne, sauf choix contraire de sa part
settings-server-language = La langue de mes boutons, menus et titres pour qui n'en a pas choisi
privacy-description = Ce que je garde sur toi : pour l'exporter, le supprimer ou t'y opposer
kind-character = personnage
kind-weapon = arme
kind-artifact = set d'artéfacts

## Answers

message-empty = Pose-moi une question sur Genshin Impact, en anglais, par exemple « what does Childe's C6 do ». Plus d'exemples avec /aide.
answer-footer = Source : { $data }, version du jeu { $game } · Modèle : { $model }
answer-page = Page { $page } sur { $pages }
button-right = Juste
button-wrong = Faux
button-thanks = Merci
button-source = Source
button-delete = Supprimer
button-retry = Reformuler
retry-title = Reformuler la question
retry-question = Ta question
source-title = D'où vient cette réponse
source-line = • { $table }, { $row } : { $field } = { $value }
source-none = Cette réponse ne s'appuie sur aucune ligne des données du jeu.
answer-for = Pour { $name }
button-previous = Retour
button-next = Suite
similar-title = Ce qui ressemble à { $name }
similar-neighbour = { $rank }. { $name } · { $score } %
similar-difference = Différences : { $difference }
similar-none = Rien d'autre n'y ressemble.
similar-on-little = Les données du jeu en disent peu sur { $name }, ce résultat repose donc sur peu de chose.
similar-walk = Aller vers un voisin…
similar-compare = Comparer avec { $name }
compare-title = { $first } face à { $second }
compare-failed = Je ne peux pas afficher les deux côte à côte pour l'instant. Réessaie plus tard.

## Cards and days

tab-overview = Aperçu
tab-stats = Stats
tab-talents = Aptitudes
tab-numbers = Valeurs des aptitudes par niveau
tab-constellations = Constellations
tab-ascension = Matériaux d'élévation
tab-training = Matériaux d'aptitude et jours
tab-passive = Effet passif
tab-bonus = Bonus de set
tab-pieces = Pièces
tab-source = Où l'obtenir
tab-use = À quoi ça sert
tab-recipe = Recette
tab-effect = Effet
tab-drops = Butin
tab-resistances = Résistances
tab-rewards = Récompenses
tab-enemies = Ennemis
tab-level = Niveau et conditions
farm-title = À farmer { $day } : { $region }
farm-everywhere = toutes les régions
farm-resets = La journée se termine { $servers }.
reset-america = en Amérique
reset-europe = en Europe
reset-asia = en Asie
birthdays-title = Anniversaires en { $month }
day-today = aujourd'hui
day-tomorrow = demain
day-monday = lundi
day-tuesday = mardi
day-wednesday = mercredi
day-thursday = jeudi
day-friday = vendredi
day-saturday = samedi
day-sunday = dimanche
month-january = janvier
month-february = février
month-march = mars
month-april = avril
month-may = mai
month-june = juin
month-july = juillet
month-august = août
month-september = septembre
month-october = octobre
month-november = novembre
month-december = décembre

## Help

help-title = Ce que je sais faire
help-text = Je réponds à partir des données mêmes du jeu. Ce qui n'y figure pas, je ne l'invente pas. Je ne comprends que les questions posées en anglais.
help-ask-heading = Pose une question en langage courant
help-ask = `/demander`, un message qui commence par mon nom, un message privé, ou « Demander à Katheryne » dans le menu d'un message, sous Applications. Pose tes questions en anglais ; surnoms, abréviations et fautes de frappe ne me gênent pas, et tu peux enchaîner les questions.
help-cards-heading = Consulte une fiche
help-cards = `/personnage` `/arme` `/artéfact` `/matériau` `/plat` `/ennemi` `/donjon` affichent une fiche à onglets ; `/similaire` trouve ce qui se joue de la même façon ; `/comparer` met deux fiches côte à côte.
help-days-heading = Prépare ta journée
help-days = `/farm` dit ce que donnent les donjons, `/anniversaires` qui fête bientôt son anniversaire.
help-bot-heading = À propos de moi
help-bot = `/à-propos` affiche versions, état et rapidité ; `/paramètres` change ma façon de répondre ; `/confidentialité` dit ce que je garde.
help-example-1 = What does Childe's C6 do?
help-example-2 = Which 5-star Pyro polearm characters are there?
help-example-3 = What do I need to ascend Furina from 70 to 90?
help-example-4 = What can I farm on Monday in Liyue?

## About

about-title = Katheryne
about-versions = Versions
about-versions-unknown = Aucun modèle n'est chargé.
about-health = État
about-health-ready = Prête
about-health-loading = Chargement d'un modèle
about-health-offline = Aucun modèle
about-health-restarting = Rétablissement en cours
about-health-stopped = Arrêt en cours
about-uptime = En service depuis
about-latency = Temps de réponse
about-latency-value = la moitié en moins de { $median } ms, 95 % en moins de { $p95 } ms
about-latency-unknown = Aucune réponse pour l'instant
about-answered = Questions répondues
about-notice = Projet de fans non officiel. Les textes et les noms du jeu appartiennent à HoYoverse.

## Settings and privacy

settings-mine-title = Tes paramètres
settings-server-title = Paramètres de ce serveur
settings-shown = Les réponses sont visibles
settings-shown-asker = seulement par qui pose la question
settings-shown-all = par tout le monde
settings-shown-default = selon le choix de chaque serveur
settings-language = Langue des boutons, menus et titres
settings-language-default = celle de Discord
settings-name = Je t'appelle
settings-name-none = sans nom
settings-channels = Salons où je réponds à la vue de tous
settings-channels-all = tous
settings-channels-choose = Où je réponds à la vue de tous ; aucun : partout
settings-channels-note = Ailleurs, je réponds aux commandes en privé, et pas du tout aux messages.
settings-digest = Liste quotidienne de mes questions sans réponse
settings-digest-none = aucune
settings-digest-choose = Où envoyer la liste quotidienne ; aucun : pas de liste
digest-title = Sans réponse depuis la dernière liste : { $count }
privacy-title = Ce que je garde
privacy-text =
    • Les questions auxquelles je n'ai pas pu répondre, et celles que quelqu'un a jugées avec mes boutons : leur texte, ma façon de les comprendre, le verdict et le serveur, pendant { $days } jours. Jamais qui les a posées.
    • Tes paramètres, jusqu'à ce que tu les supprimes.
    • Ta dernière question dans un salon, pendant { $minutes } minutes, pour que tu puisses enchaîner. { $place ->
        [database] Pendant ce temps, elle est dans une base de données.
       *[file] Elle n'est jamais enregistrée.
    }
    • Ce que les admins de ce bot font avec `/admin`, et qui l'a fait, pendant { $days } jours.

    { $place ->
        [database] Rien de tout cela ne quitte les machines sur lesquelles ma base de données et moi tournons.
       *[file] Rien de tout cela ne quitte la machine sur laquelle je tourne.
    }
privacy-kept = Tes questions peuvent être gardées.
privacy-not-kept = Tes questions ne sont pas gardées.
privacy-export = Exporter mes données
privacy-delete = Supprimer mes données
privacy-opt-out = Ne garder aucune de mes questions
privacy-opt-in = Mes questions peuvent être gardées
privacy-exported = Voici tout ce que je garde sur toi.
privacy-deleted = J'ai supprimé ce que je gardais sur toi.

## Administration

admin-reloaded = **{ $name } répond désormais** (chargé en { $seconds } s).
admin-synced = Discord a de nouveau enregistré mes commandes. Redémarre Discord (Ctrl+R) pour les voir.
admin-status-title = Statut
admin-status-checkpoint = Checkpoint
admin-status-accuracy = Plans corrects, jeu de test
admin-status-queue = En attente
admin-status-batches = Lots
admin-status-batches-value = { $count } jusqu'ici, { $last } dans le dernier
admin-status-served = Répondues
admin-status-served-value = { $served }, et { $failed } en échec
admin-status-latency = La moitié / 95 % / 99 % en moins de
admin-status-restarts = Redémarrages du thread
admin-unanswered-title = Sans réponse : { $count }
admin-unanswered-none = Aucune question n'a été refusée ni aucune réponse jugée fausse.
admin-unanswered-line = • { $question } — `{ $plan }`
admin-role-set = { $role } peut utiliser les commandes d'administration sur ce serveur.
admin-role-cleared = Aucun rôle de ce serveur ne peut utiliser les commandes d'administration.
checkpoint-unknown = Il n'y a pas de checkpoint « { $name } ». { $count ->
    [0] Aucun n'est installé : `katheryne train assistant` en crée un.
   *[other] Installés : { $names }.
}

## Failures

error-busy = Trop de questions sont en attente. Réessaie dans un instant.
error-too-fast = Ça fait beaucoup d'un coup. Réessaie dans { $seconds } s.
error-not-manager = Seules les personnes qui peuvent gérer ce serveur peuvent modifier ses paramètres.
error-not-your-message = Seules la personne qui a posé la question et la modération peuvent supprimer ceci.
error-busy-asker = Tu as déjà des questions en attente ({ $count }). Laisse-moi d'abord y répondre.
error-deadline = Cela prenait plus de { $seconds } secondes, je me suis donc arrêtée. Réessaie.
error-offline = Je ne peux pas répondre pour l'instant. { $reason }
error-offline-cluster = Les machines qui répondent sont injoignables. Je continue d’essayer et je reprends toute seule ; réessaie dans une minute.
error-offline-loading = Mon modèle est encore en cours de chargement ; réessaie dans quelques secondes.
error-offline-missing = Aucun modèle n'est chargé. `katheryne train assistant` en crée un, et /admin recharger le charge.
error-reload = « { $name } » n'a pas pu être chargé ({ $reason }). Les détails sont dans le journal ; ce qui était chargé avant reste en service.
error-stopping = Je suis en train de m'arrêter. Repose ta question quand je serai revenue.
error-not-permitted = Seules la personne à qui appartient ce bot et celles qui ont son rôle d'admin peuvent faire cela.
error-guild-only = Cela ne fonctionne que sur un serveur.
error-not-your-button = Seule la personne qui a posé la question peut appuyer ici. Essaie /demander à ton tour.
error-buttons-old = Ces boutons datent d'avant mon dernier redémarrage. Repose ta question.
error-commands-changed = Mes commandes ont changé. Redémarre Discord (Ctrl+R) et réessaie.
error-store = Ma mémoire est inaccessible pour l'instant, je n'ai donc rien fait. Réessaie plus tard.
error-unexpected = Quelque chose s'est mal passé de mon côté. Si ça continue, donne à la personne qui gère ce bot le numéro { $id }.
