### What users of Katheryne read, in German.

## Commands: their names (lower case, letters and hyphens alone, at most 32), then what they say of themselves

name-ask = fragen
name-similar = ähnlich
name-compare = vergleichen
name-character = charakter
name-weapon = waffe
name-artifact = artefakt
name-material = material
name-food = gericht
name-enemy = gegner
name-domain = sphäre
name-farm = farmen
name-birthdays = geburtstage
name-help = hilfe
name-about = info
name-settings = einstellungen
name-settings-mine = meine
name-settings-server = server
name-privacy = datenschutz
name-admin = admin
name-admin-reload = neuladen
name-admin-rollback = zurückrollen
name-admin-status = status
name-admin-unanswered = unbeantwortet
name-admin-sync = abgleichen
name-admin-role = rolle

ask-description = Frag etwas zu Genshin Impact; alle Angaben stammen aus den Spieldaten
ask-question = Deine Frage in einfachen Worten, auf Englisch
ask-private = Die Antwort nur dir zeigen
similar-description = Finde, was einem Charakter, einer Waffe oder einem Artefaktset ähnelt
similar-name = Der Name oder ein Teil davon
similar-kind = Um welche Art es sich handelt
similar-count = Wie viele angezeigt werden
similar-only = Nur zeigen, was dies gemeinsam hat
similar-only-element = dasselbe Element
similar-only-weapon-type = derselbe Waffentyp
similar-only-rarity = dieselbe Seltenheit
similar-element-first = Charaktere desselben Elements höher einstufen
ask-menu = Katheryne fragen
compare-description = Zwei Charaktere, Waffen oder Artefaktsets nebeneinander
compare-first = Der erste Name
compare-second = Der zweite Name
card-name = Der Name oder ein Teil davon
card-level = Stufe { $level }
card-levels = Auf einer anderen Stufe …
card-tabs = Anzeigen …
card-character = Karte eines Charakters: Werte, Talente, Konstellationen, Materialien
card-weapon = Karte einer Waffe: Werte, passiver Effekt, Materialien
card-artifact = Karte eines Artefaktsets: Set-Effekte, Teile, Fundorte
card-material = Karte eines Materials: woher es kommt und wer es braucht
card-food = Karte eines Gerichts: Wirkung und Zutaten
card-enemy = Karte eines Gegners: Beute, Widerstände, Werte
card-domain = Karte einer Sphäre: Belohnungen nach Tag, Gegner, Stufe
farm-description = Was die Sphären an einem Tag bieten
farm-day = Der Tag; ohne Angabe heute
farm-region = Nur eine Region
birthdays-description = Wer in einem Monat Geburtstag hat
birthdays-month = Der Monat; ohne Angabe der aktuelle
help-description = Was ich kann, mit Beispielen zum Ausprobieren
about-description = Versionen, Zustand und Geschwindigkeit dieses Bots
admin-description = Für alle, die diesen Bot betreiben
admin-reload-description = Einen Checkpoint laden und ab sofort damit antworten
admin-reload-name = Der Name des Checkpoints
admin-rollback-description = Zum Checkpoint vor dem letzten Neuladen zurückkehren
admin-rollback-nothing = Seit meinem Start wurde nichts neu geladen, also gibt es nichts, wohin ich zurückkehren könnte.
admin-status-description = Warteschlange, Stapel, Geschwindigkeit und Zustand
admin-unanswered-description = Die letzten Fragen, die ich abgelehnt oder falsch beantwortet habe
admin-sync-description = Meine Befehle erneut bei Discord anmelden
admin-role-description = Die Rolle wählen, die diese Befehle auf diesem Server nutzen darf
admin-role-role = Die Rolle; weglassen, um sie zu entfernen
settings-description = Wie ich dir antworte, und dieser Server
settings-mine-description = Deine eigenen Einstellungen, egal wo du mich fragst
settings-mine-private = Wer meine Antworten an dich sieht
settings-mine-language = Die Sprache meiner Schaltflächen, Menüs und Überschriften für dich
settings-mine-name = Wie ich dich nenne; - für keine Anrede
settings-server-description = Die Einstellungen dieses Servers, für alle, die ihn verwalten
settings-server-private = Ob meine Antworten nur sieht, wer fragt, solange die Person nichts anderes angibt
settings-server-language = Sprache meiner Schaltflächen, Menüs und Überschriften für alle ohne eigene Wahl
privacy-description = Was ich über dich speichere; exportieren, löschen oder widersprechen
kind-character = Charakter
kind-weapon = Waffe
kind-artifact = Artefaktset

## Answers

message-empty = Frag mich auf Englisch etwas über Genshin Impact, zum Beispiel „what does Childe's C6 do“. Mehr zeigt /hilfe.
answer-footer = Quelle: { $data }, Spielversion { $game } · Modell: { $model }
answer-page = Seite { $page } von { $pages }
button-right = Richtig
button-wrong = Falsch
button-thanks = Danke
button-source = Quelle
button-delete = Löschen
button-retry = Anders fragen
retry-title = Anders fragen
retry-question = Deine Frage
source-title = Woher diese Antwort stammt
source-line = • { $table }, { $row }: { $field } = { $value }
source-none = Diese Antwort stützt sich auf keine Zeile der Spieldaten.
answer-for = Für { $name }
button-previous = Zurück
button-next = Weiter
similar-title = Was { $name } ähnelt
similar-neighbour = { $rank }. { $name } · { $score } %
similar-difference = Unterschied: { $difference }
similar-none = Nichts anderes ist ähnlich.
similar-on-little = In den Spieldaten fehlt vieles zu { $name }, daher stützt sich das auf wenig.
similar-walk = Zu etwas Ähnlichem wechseln …
similar-compare = Mit { $name } vergleichen
compare-title = { $first } neben { $second }
compare-failed = Die beiden lassen sich gerade nicht nebeneinander darstellen. Versuch es später noch einmal.

## Cards and days

tab-overview = Überblick
tab-stats = Werte
tab-talents = Talente
tab-numbers = Talentwerte je Stufe
tab-constellations = Konstellationen
tab-ascension = Aufstiegsmaterialien
tab-training = Talentmaterialien und Tage
tab-passive = Passiver Effekt
tab-bonus = Set-Effekte
tab-pieces = Teile
tab-source = Woher es kommt
tab-use = Wofür es gut ist
tab-recipe = Rezept
tab-effect = Wirkung
tab-drops = Beute
tab-resistances = Widerstände
tab-rewards = Belohnungen
tab-enemies = Gegner
tab-level = Stufe und Bedingungen
farm-title = Farmplan für { $day }: { $region }
farm-everywhere = alle Regionen
farm-resets = Der Tag endet { $servers }.
reset-america = in Amerika
reset-europe = in Europa
reset-asia = in Asien
birthdays-title = Geburtstage im { $month }
day-today = heute
day-tomorrow = morgen
day-monday = Montag
day-tuesday = Dienstag
day-wednesday = Mittwoch
day-thursday = Donnerstag
day-friday = Freitag
day-saturday = Samstag
day-sunday = Sonntag
month-january = Januar
month-february = Februar
month-march = März
month-april = April
month-may = Mai
month-june = Juni
month-july = Juli
month-august = August
month-september = September
month-october = Oktober
month-november = November
month-december = Dezember

## Help

help-title = Was ich kann
help-text = Ich antworte aus den Daten des Spiels selbst. Was dort nicht steht, erfinde ich nicht. Fragen verstehe ich nur auf Englisch.
help-ask-heading = Frag in einfachen Worten
help-ask = `/fragen`, eine Nachricht, die mit meinem Namen beginnt, eine Direktnachricht oder „Katheryne fragen“ im Menü einer Nachricht unter Apps. Stell deine Fragen auf Englisch; Spitznamen, Abkürzungen und Tippfehler sind kein Problem, Anschlussfragen auch nicht.
help-cards-heading = Etwas nachschlagen
help-cards = `/charakter` `/waffe` `/artefakt` `/material` `/gericht` `/gegner` `/sphäre` zeigen eine Karte mit Reitern; `/ähnlich` findet, was sich ähnlich spielt; `/vergleichen` stellt zwei nebeneinander.
help-days-heading = Den Tag planen
help-days = `/farmen` sagt, was die Sphären bieten, `/geburtstage`, wer bald Geburtstag hat.
help-bot-heading = Über mich
help-bot = `/info` zeigt Versionen, Zustand und Geschwindigkeit; `/einstellungen` ändert, wie ich antworte; `/datenschutz` sagt, was ich speichere.
help-example-1 = What does Childe's C6 do?
help-example-2 = Which 5-star Pyro polearm characters are there?
help-example-3 = What do I need to ascend Furina from 70 to 90?
help-example-4 = What can I farm on Monday in Liyue?

## About

about-title = Katheryne
about-versions = Versionen
about-versions-unknown = Es ist kein Modell geladen.
about-health = Zustand
about-health-ready = Bereit
about-health-loading = Lädt ein Modell
about-health-offline = Kein Modell
about-health-restarting = Wird wiederhergestellt
about-health-stopped = Fährt herunter
about-uptime = Läuft seit
about-latency = Antwortzeit
about-latency-value = die Hälfte innerhalb von { $median } ms, 95 % innerhalb von { $p95 } ms
about-latency-unknown = Noch nichts beantwortet
about-answered = Beantwortete Fragen
about-notice = Ein inoffizielles Fanprojekt. Spieltexte und Namen gehören HoYoverse.

## Settings and privacy

settings-mine-title = Deine Einstellungen
settings-server-title = Einstellungen dieses Servers
settings-shown = Sichtbarkeit der Antworten
settings-shown-asker = nur für die Person, die fragt
settings-shown-all = für alle
settings-shown-default = wie es der jeweilige Server festlegt
settings-language = Sprache der Schaltflächen, Menüs und Überschriften
settings-language-default = wie in Discord eingestellt
settings-name = Meine Anrede für dich
settings-name-none = keine
settings-channels = Kanäle, in denen ich für alle sichtbar antworte
settings-channels-all = alle
settings-channels-choose = Wo ich für alle sichtbar antworte; ohne Auswahl: überall
settings-channels-note = Anderswo beantworte ich Befehle nur für die Person, die fragt, und Nachrichten gar nicht.
settings-digest = Tägliche Liste dessen, was ich nicht beantworten konnte
settings-digest-none = keine
settings-digest-choose = Wohin die tägliche Liste geht; ohne Auswahl: keine Liste
digest-title = Seit der letzten Liste nicht beantwortet: { $count }
privacy-title = Was ich speichere
privacy-text =
    • Fragen, die ich nicht beantworten konnte, und solche, die jemand mit meinen Schaltflächen bewertet hat: ihren Wortlaut, wie ich sie verstanden habe, das Urteil und den Server, { $days } Tage lang. Niemals, wer gefragt hat.
    • Deine Einstellungen, bis du sie löschst.
    • Deine letzte Frage in einem Kanal, { $minutes } Minuten lang, damit du weiterfragen kannst. { $place ->
        [database] So lange steht sie in einer Datenbank.
       *[file] Sie wird nie dauerhaft gespeichert.
    }
    • Was die Admins dieses Bots mit `/admin` tun, samt der Angabe, wer es war, { $days } Tage lang.

    { $place ->
        [database] Nichts davon verlässt die Rechner, auf denen ich und meine Datenbank laufen.
       *[file] Nichts davon verlässt den Rechner, auf dem ich laufe.
    }
privacy-kept = Deine Fragen dürfen gespeichert werden.
privacy-not-kept = Deine Fragen werden nicht gespeichert.
privacy-export = Meine Daten exportieren
privacy-delete = Meine Daten löschen
privacy-opt-out = Keine meiner Fragen speichern
privacy-opt-in = Meine Fragen dürfen gespeichert werden
privacy-exported = Das ist alles, was ich über dich speichere.
privacy-deleted = Ich habe gelöscht, was ich über dich gespeichert hatte.

## Administration

admin-reloaded = **Ab sofort antwortet { $name }** (in { $seconds } s geladen).
admin-synced = Discord kennt meine Befehle jetzt neu. Starte Discord neu (Strg+R), um sie zu sehen.
admin-status-title = Status
admin-status-checkpoint = Checkpoint
admin-status-accuracy = Richtige Pläne, Testdaten
admin-status-queue = Wartend
admin-status-batches = Stapel
admin-status-batches-value = bisher { $count }, im letzten { $last }
admin-status-served = Beantwortet
admin-status-served-value = { $served }, fehlgeschlagen: { $failed }
admin-status-latency = Hälfte / 95 % / 99 % innerhalb von
admin-status-restarts = Neustarts des Threads
admin-unanswered-title = Nicht beantwortet: { $count }
admin-unanswered-none = Nichts wurde abgelehnt oder als falsch bewertet.
admin-unanswered-line = • { $question } — `{ $plan }`
admin-role-set = { $role } darf die Admin-Befehle auf diesem Server nutzen.
admin-role-cleared = Keine Rolle dieses Servers darf die Admin-Befehle nutzen.
checkpoint-unknown = Es gibt keinen Checkpoint „{ $name }“. { $count ->
    [0] Es ist keiner installiert: `katheryne train assistant` erstellt einen.
   *[other] Installiert: { $names }.
}

## Failures

error-busy = Es warten zu viele Fragen. Bitte versuch es gleich noch einmal.
error-too-fast = Das war viel auf einmal. Bitte versuch es in { $seconds } s noch einmal.
error-not-manager = Nur wer diesen Server verwalten darf, kann seine Einstellungen ändern.
error-not-your-message = Nur die Person, die gefragt hat, und die Moderation können das löschen.
error-busy-asker = Von dir warten schon { $count } Fragen. Bitte lass mich erst damit fertig werden.
error-deadline = Das hat länger als { $seconds } Sekunden gedauert, deshalb habe ich aufgehört. Bitte versuch es noch einmal.
error-offline = Ich kann gerade nicht antworten. { $reason }
error-offline-cluster = Die Rechner, die antworten, sind nicht erreichbar. Ich versuche es weiter und mache von selbst weiter; bitte versuch es in einer Minute noch einmal.
error-offline-loading = Mein Modell wird noch geladen; bitte versuch es in ein paar Sekunden noch einmal.
error-offline-missing = Es ist kein Modell geladen. `katheryne train assistant` erstellt eines, und /admin neuladen lädt es.
error-reload = „{ $name }“ konnte nicht geladen werden ({ $reason }). Einzelheiten stehen im Protokoll; was vorher geladen war, läuft weiter.
error-stopping = Ich fahre gerade herunter. Bitte frag noch einmal, wenn ich wieder da bin.
error-not-permitted = Das dürfen nur der Besitzer dieses Bots und seine Admin-Rolle.
error-guild-only = Das geht nur auf einem Server.
error-not-your-button = Nur die Person, die gefragt hat, kann das drücken. Probier selbst /fragen aus.
error-buttons-old = Diese Schaltflächen stammen aus der Zeit vor meinem letzten Neustart. Bitte frag noch einmal.
error-commands-changed = Meine Befehle haben sich geändert. Bitte starte Discord neu (Strg+R) und versuch es noch einmal.
error-store = Ich komme gerade nicht an meinen Speicher, deshalb habe ich das nicht ausgeführt. Bitte versuch es später noch einmal.
error-unexpected = Bei mir ist etwas schiefgegangen. Wenn es so bleibt, nenn der Person, die diesen Bot betreibt, die Nummer { $id }.
