### What users of Katheryne read, in Spanish.

## Commands: their names (lower case, letters and hyphens alone, at most 32), then what they say of themselves

name-ask = preguntar
name-similar = parecidos
name-compare = comparar
name-character = personaje
name-weapon = arma
name-artifact = artefacto
name-material = material
name-food = plato
name-enemy = enemigo
name-domain = dominio
name-farm = farmear
name-birthdays = cumpleaños
name-help = ayuda
name-about = información
name-settings = ajustes
name-settings-mine = míos
name-settings-server = servidor
name-privacy = privacidad
name-admin = admin
name-admin-reload = recargar
name-admin-rollback = revertir
name-admin-status = estado
name-admin-unanswered = pendientes
name-admin-sync = sincronizar
name-admin-role = rol

ask-description = Pregunta sobre Genshin Impact; cada dato sale de los datos del juego
ask-question = Tu pregunta con tus palabras, en inglés
ask-private = Mostrar la respuesta solo a ti
similar-description = Busca qué se parece a un personaje, un arma o un conjunto de artefactos
similar-name = Su nombre, o una parte de él
similar-kind = Qué tipo de cosa es
similar-count = Cuántos mostrar
similar-only = Mostrar solo los que comparten esto
similar-only-element = el mismo elemento
similar-only-weapon-type = el mismo tipo de arma
similar-only-rarity = la misma rareza
similar-element-first = Poner por delante a los personajes del mismo elemento
ask-menu = Preguntar a Katheryne
compare-description = Dos personajes, armas o conjuntos de artefactos, uno al lado del otro
compare-first = El nombre del primero
compare-second = El nombre del segundo
card-name = Su nombre, o una parte de él
card-levels = A otro nivel…
card-tabs = Mostrar…
card-level = Nivel { $level }
card-character = La ficha de un personaje: atributos, talentos, constelaciones, materiales
card-weapon = La ficha de un arma: atributos, pasiva, materiales
card-artifact = La ficha de un conjunto de artefactos: bonificaciones, piezas, dónde se consigue
card-material = La ficha de un material: de dónde viene y quién lo necesita
card-food = La ficha de un plato: efecto e ingredientes
card-enemy = La ficha de un enemigo: botín, resistencias, atributos
card-domain = La ficha de un dominio: recompensas por día, enemigos, nivel
farm-description = Qué dan los dominios en un día
farm-day = El día; si falta, hoy
farm-region = Una sola región
birthdays-description = Quién cumple años en un mes
birthdays-month = El mes; si falta, este
help-description = Lo que sé hacer, con ejemplos para probar
about-description = Versiones, estado y rapidez de este bot
admin-description = Para quienes llevan este bot
admin-reload-description = Cargar un punto de control y responder con él desde ahora
admin-reload-name = El nombre del punto de control
admin-rollback-description = Volver al punto de control anterior a la última recarga
admin-rollback-nothing = No se ha recargado nada desde que arranqué, así que no hay a qué volver.
admin-status-description = Cola, lotes, rapidez y estado
admin-unanswered-description = Las últimas preguntas que rechacé o respondí mal
admin-sync-description = Registrar de nuevo mis comandos en Discord
admin-role-description = Elegir el rol que puede usar estos comandos en este servidor
admin-role-role = El rol; déjalo vacío para quitarlo
settings-description = Cómo te respondo, y este servidor
settings-mine-description = Tus propios ajustes, me preguntes donde me preguntes
settings-mine-private = Quién ve mis respuestas a ti
settings-mine-language = El idioma de mis botones, menús y títulos para ti
settings-mine-name = Cómo te llamo; - para nada
settings-server-description = Los ajustes de este servidor, para quienes lo gestionan
settings-server-private = Si mis respuestas son solo para quien pregunta, salvo que diga otra cosa
settings-server-language = El idioma de mis botones, menús y títulos para quien no haya elegido uno
privacy-description = Lo que guardo sobre ti; expórtalo, bórralo o di que no
kind-character = personaje
kind-weapon = arma
kind-artifact = conjunto de artefactos

## Answers

message-empty = Pregúntame algo sobre Genshin Impact, por ejemplo “what does Childe's C6 do”. `/ayuda` muestra más.
answer-footer = Fuente: { $data }, versión { $game } del juego · Modelo: { $model }
answer-page = Página { $page } de { $pages }
button-right = Correcto
button-wrong = Incorrecto
button-thanks = Gracias
button-source = Fuente
button-delete = Borrar
button-retry = Preguntar de otra forma
retry-title = Preguntar de otra forma
retry-question = Tu pregunta
source-title = De dónde sale esta respuesta
source-line = • { $table }, { $row }: { $field } = { $value }
source-none = Esta respuesta no se apoya en ninguna fila de los datos del juego.
answer-for = Para { $name }
button-previous = Atrás
button-next = Más
similar-title = Qué se parece a { $name }
similar-neighbour = { $rank }. { $name } · { $score } %
similar-difference = Diferencia: { $difference }
similar-none = Nada más se le parece.
similar-on-little = Los datos del juego callan mucho de { $name }, así que esto se apoya en poco.
similar-walk = Ir a un vecino…
similar-compare = Comparar con { $name }
compare-title = { $first } junto a { $second }
compare-failed = Ahora no puedo dibujarlos uno al lado del otro. Inténtalo más tarde.

## Cards and days

tab-overview = Resumen
tab-stats = Atributos
tab-talents = Talentos
tab-numbers = Valores de los talentos por nivel
tab-constellations = Constelaciones
tab-ascension = Materiales de ascensión
tab-training = Materiales y días de los talentos
tab-passive = Pasiva
tab-bonus = Bonificaciones del conjunto
tab-pieces = Piezas
tab-source = De dónde viene
tab-use = Para qué sirve
tab-recipe = Receta
tab-effect = Efecto
tab-drops = Botín
tab-resistances = Resistencias
tab-rewards = Recompensas
tab-enemies = Enemigos
tab-level = Nivel y condiciones
farm-title = Farmear { $day }: { $region }
farm-everywhere = todas las regiones
farm-resets = El día acaba { $servers }.
reset-america = en América
reset-europe = en Europa
reset-asia = en Asia
birthdays-title = Cumpleaños en { $month }
day-today = hoy
day-tomorrow = mañana
day-monday = lunes
day-tuesday = martes
day-wednesday = miércoles
day-thursday = jueves
day-friday = viernes
day-saturday = sábado
day-sunday = domingo
month-january = enero
month-february = febrero
month-march = marzo
month-april = abril
month-may = mayo
month-june = junio
month-july = julio
month-august = agosto
month-september = septiembre
month-october = octubre
month-november = noviembre
month-december = diciembre

## Help

help-title = Lo que sé hacer
help-text = Respondo con los datos del propio juego. Lo que no está en ellos, no me lo invento.
help-ask-heading = Pregunta con tus palabras
help-ask = `/preguntar`, un mensaje que empiece por mi nombre, un mensaje directo, o "Preguntar a Katheryne" en el menú de un mensaje, en Aplicaciones. Entiendo las preguntas en inglés. Valen los apodos, las abreviaturas y los errores de escritura, y también las preguntas que siguen a otra.
help-cards-heading = Consulta algo
help-cards = `/personaje` `/arma` `/artefacto` `/material` `/plato` `/enemigo` `/dominio` muestran una ficha con pestañas; `/parecidos` busca qué se juega igual; `/comparar` pone dos lado a lado.
help-days-heading = Planea el día
help-days = `/farmear` dice qué dan los dominios; `/cumpleaños`, quién cumple pronto.
help-bot-heading = Sobre mí
help-bot = `/información` muestra versiones, estado y rapidez; `/ajustes` cambia cómo respondo; `/privacidad` dice lo que guardo.
help-example-1 = What does Childe's C6 do?
help-example-2 = Which 5-star Pyro polearm characters are there?
help-example-3 = What do I need to ascend Furina from 70 to 90?
help-example-4 = What can I farm on Monday in Liyue?

## About

about-title = Katheryne
about-versions = Versiones
about-versions-unknown = No hay ningún modelo cargado.
about-health = Estado
about-health-ready = Lista
about-health-loading = Cargando un modelo
about-health-offline = Sin modelo
about-health-restarting = Recuperándome
about-health-stopped = Apagándome
about-uptime = En marcha desde
about-latency = Tiempo de respuesta
about-latency-value = la mitad en { $median } ms, el 95 % en { $p95 } ms
about-latency-unknown = Aún no he respondido nada
about-answered = Preguntas respondidas
about-notice = Un proyecto de aficionados, no oficial. Los textos y nombres del juego son de HoYoverse.

## Settings and privacy

settings-mine-title = Tus ajustes
settings-server-title = Ajustes de este servidor
settings-shown = Las respuestas las ve
settings-shown-asker = solo quien pregunta
settings-shown-all = todo el mundo
settings-shown-default = quien diga cada servidor
settings-language = Idioma de botones, menús y títulos
settings-language-default = el que diga Discord
settings-name = Te llamo
settings-name-none = de ninguna forma
settings-channels = Canales donde respondo a la vista de todos
settings-channels-all = todos
settings-channels-choose = Dónde respondo a la vista de todos; ninguno: en todas partes
settings-channels-note = En los demás respondo a los comandos solo para quien pregunta, y a los mensajes no.
settings-digest = Lista diaria de lo que no supe responder
settings-digest-none = ninguna
settings-digest-choose = Adónde va la lista diaria; ninguno: sin lista
digest-title = Sin responder desde la última lista: { $count }
privacy-title = Lo que guardo
privacy-text =
    • Las preguntas que no supe responder y las que alguien juzgó con mis botones: sus palabras, cómo las entendí, el veredicto y el servidor, durante { $days } días. Nunca quién preguntó.
    • Tus ajustes, hasta que los borres.
    • Tu última pregunta en un canal, durante { $minutes } minutos, para que puedas seguir preguntando. { $place ->
        [database] Durante ese tiempo está en una base de datos.
       *[file] Nunca se escribe en el disco.
    }
    • Lo que los administradores de este bot hacen con `/admin`, y quién fue, durante { $days } días.

    { $place ->
        [database] Nada de ello sale de las máquinas en las que funcionamos mi base de datos y yo.
       *[file] Nada de ello sale de la máquina en la que funciono.
    }
privacy-kept = Tus preguntas se pueden guardar.
privacy-not-kept = Tus preguntas no se guardan.
privacy-export = Exportar mis datos
privacy-delete = Borrar mis datos
privacy-opt-out = No guardes mis preguntas
privacy-opt-in = Puedes guardar mis preguntas
privacy-exported = Esto es todo lo que guardo sobre ti.
privacy-deleted = He borrado lo que guardaba sobre ti.

## Administration

admin-reloaded = **{ $name } responde desde ahora** (cargado en { $seconds } s).
admin-synced = Discord vuelve a conocer mis comandos. Reinicia Discord (Ctrl+R) para verlos.
admin-status-title = Estado
admin-status-checkpoint = Punto de control
admin-status-accuracy = Planes correctos, parte de prueba
admin-status-queue = En espera
admin-status-batches = Lotes
admin-status-batches-value = { $count } hasta ahora, { $last } en el último
admin-status-served = Respondidas
admin-status-served-value = { $served }, y { $failed } fallidas
admin-status-latency = La mitad / el 95 % / el 99 % en
admin-status-restarts = Reinicios del hilo
admin-unanswered-title = Sin responder: { $count }
admin-unanswered-none = No se rechazó nada ni se juzgó nada como incorrecto.
admin-unanswered-line = • { $question } — `{ $plan }`
admin-role-set = { $role } puede usar los comandos de administración en este servidor.
admin-role-cleared = Ningún rol de este servidor puede usar los comandos de administración.
checkpoint-unknown = No hay ningún punto de control «{ $name }». { $count ->
    [0] No hay ninguno instalado: `katheryne train assistant` crea uno.
   *[other] Instalados: { $names }.
}

## Failures

error-busy = Hay demasiadas preguntas en espera. Inténtalo de nuevo en un momento.
error-too-fast = Eso ha sido mucho de golpe. Inténtalo de nuevo en { $seconds } s.
error-not-manager = Solo quienes pueden gestionar este servidor pueden cambiar sus ajustes.
error-not-your-message = Solo quien preguntó y los moderadores pueden borrar esto.
error-busy-asker = Ya tienes { $count } preguntas en espera. Deja que termine primero con esas.
error-deadline = Eso tardó más de { $seconds } segundos, así que paré. Inténtalo de nuevo.
error-offline = Ahora no puedo responder. { $reason }
error-offline-cluster = No puedo contactar con las máquinas que responden. Sigo intentándolo y continuaré por mi cuenta; inténtalo de nuevo en un minuto.
error-offline-loading = Mi modelo aún se está cargando; inténtalo de nuevo en unos segundos.
error-offline-missing = No hay ningún modelo cargado. `katheryne train assistant` crea uno, y `/admin` lo carga.
error-reload = No se pudo cargar «{ $name }» ({ $reason }). El registro tiene los detalles; lo que estaba cargado sigue.
error-stopping = Me estoy apagando. Pregúntame otra vez cuando vuelva.
error-not-permitted = Solo el dueño de este bot y su rol de administración pueden hacer eso.
error-guild-only = Eso solo funciona en un servidor.
error-not-your-button = Solo quien preguntó puede pulsar esto. Prueba tú con `/preguntar`.
error-buttons-old = Estos botones son de antes de mi último reinicio. Pregunta de nuevo.
error-commands-changed = Mis comandos han cambiado. Reinicia Discord (Ctrl+R) e inténtalo de nuevo.
error-store = Ahora no alcanzo mi memoria, así que no lo hice. Inténtalo más tarde.
error-unexpected = Algo ha fallado por mi parte. Si sigue así, dile a quien lleva este bot el número { $id }.
