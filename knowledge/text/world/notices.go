// Package world holds what is read before it is known in which language, or of
// languages that have no folder of their own: how dates are written, and how pages
// tell that they are no story. English has its own in text/en.
package world

// NoStoryTitle is a pattern: the whole title of a page that stands in the way of a
// story or in its place: a login, a check, a page that is gone.
func NoStoryTitle() string {
	return `(?i)^(?:` +
		// German
		`(?:die )?seite (?:wurde )?nicht (?:gefunden|verfügbar)|(?:anmelden|einloggen|anmeldung|registrieren)|zugriff verweigert|nicht gefunden|(?:wegen )?wartung(?:sarbeiten|smodus)?|einen moment(?: bitte)?|sicherheits(?:überprüfung|prüfung)|bevor sie (?:fortfahren|weitermachen).*|willkommen(?: zurück)?|wir sind (?:gleich|bald) (?:wieder )?(?:zurück|da|für sie da)|(?:ihr|dein) browser (?:ist veraltet|wird nicht unterstützt)|(?:bitte )?(?:deaktivieren|schalten) sie (?:ihren |den )?(?:ad|werbe)blocker.{0,20}|(?:fehler|error)(?: \d+)?.{0,20}|(?:jetzt )?weiterlesen mit .{0,30}|` +
		// French
		`(?:la )?page (?:non trouvée|introuvable|inexistante)|erreur(?: \d+)?|(?:se connecter|connexion|identification|s['’]identifier|inscription)|accès (?:refusé|interdit)|(?:en )?maintenance|un (?:instant|moment)(?:,? s['’]il vous plaît)?|vérification.*|avant de continuer.*|(?:le |notre |ce )?site (?:est )?(?:actuellement )?en (?:cours de )?maintenance|votre navigateur (?:n['’]est (?:pas|plus) (?:pris en charge|supporté|compatible)|est obsolète)|désactivez votre bloqueur.{0,30}|` +
		// Spanish
		`(?:la )?página no (?:encontrada|disponible|existe)|no encontrad[oa]|(?:iniciar sesión|inicia sesión|acceder|acceso|registrarse|regístrate)|acceso (?:denegado|restringido)|(?:en |sitio en )?mantenimiento|un momento(?:,? por favor)?|antes de continuar.*|acepta (?:y|para) continu.{0,20}|(?:tu|su) navegador no (?:es compatible|está (?:soportado|actualizado))|desactiva (?:tu|el) bloqueador.{0,30}|error(?: \d+)?|` +
		// Portuguese
		`(?:a )?página não (?:encontrada|existe|disponível)|não encontrad[oa]|(?:entrar|iniciar sessão|fazer login|cadastre-se)|acesso (?:negado|recusado)|(?:em )?manutenção|um momento(?:,? por favor)?|antes de (?:você )?continuar.*|` +
		// Italian
		`(?:la )?pagina (?:non trovata|non disponibile|inesistente)|non trovat[oa]|(?:accedi|accesso|registrati)|accesso negato|(?:in |sito in )?manutenzione|un momento(?:,? per favore)?|prima di continuare.*|il (?:tuo|suo) browser non è (?:supportato|aggiornato)|disattiva (?:il tuo |l['’])?ad ?block.{0,20}|` +
		// Dutch
		`(?:de )?pagina niet gevonden|(?:inloggen|aanmelden|log in)|toegang geweigerd|onderhoud|een moment geduld.*|` +
		// Polish, Turkish, Swedish, Danish, Norwegian, Finnish
		`(?:nie znaleziono strony|strona nie (?:została znaleziona|istnieje)|zaloguj się|logowanie|brak dostępu)|(?:sayfa bulunamadı|giriş(?: yap)?|oturum aç|erişim (?:engellendi|reddedildi)|bakım(?: çalışması)?)|` +
		`(?:sidan (?:hittades inte|kunde inte hittas|finns inte)|logga in|siden (?:blev ikke fundet|findes ikke|ble ikke funnet|finnes ikke)|log(?:g)? (?:ind|inn)|sivua ei (?:löytynyt|löydy)|kirjaudu(?: sisään)?)|` +
		// Russian, Ukrainian
		`страница не (?:найдена|существует)|не найдено|(?:вход|войти|авторизация|регистрация)|доступ (?:запрещ[её]н|ограничен)|(?:технические|профилактические) работы|подождите.*|проверка.*|подтвердите, что .{0,60}робот|ой|ошибка(?: \d+)?|ваш браузер (?:устарел|не поддерживается)|отключите блокировщик.{0,20}|сторінку не знайдено|(?:вхід|увійти)|` +
		// Chinese, Japanese, Korean
		`.{0,6}(?:页面不存在|找不到(?:页面|網頁|该页面)|頁面不存在|页面未找到|无法找到).{0,6}|(?:用户)?(?:登录|登入|注册)|访问(?:被拒绝|受限)|系统维护|安全验证|请稍候.*|` +
		`.{0,12}(?:ページが見つかりません|見つかりませんでした|ページが存在しません).{0,6}|(?:ログイン|会員登録)|アクセス(?:が拒否されました|できません)|.{0,6}メンテナンス(?:中|のお知らせ)?|` +
		`.{0,8}(?:페이지를 찾을 수 없습니다|찾을 수 없는 페이지).{0,6}|로그인|접근이? 거부.*|(?:서버|시스템) 점검(?: 중)?|` +
		// Arabic, Hindi
		`(?:الصفحة غير موجودة|لم يتم العثور على الصفحة|تسجيل الدخول|تم رفض الوصول|لحظة من فضلك|صيانة.*)|(?:पेज नहीं मिला|पृष्ठ नहीं मिला|लॉग ?इन(?: करें)?)` +
		`)[\s.!…:]*$`
}

// NoStory is a pattern: what a sentence has by which such a page asks something of
// its reader, or tells of itself.
func NoStory() string {
	return `(?i)\bjavascript\b|\bcookies?\b|\bcaptcha\b|\bcloudflare\b|` +
		`\b(?:ihr|ihren|dein|deinen|dieser) browser|(?:melden sie sich|melde dich|loggen sie sich) |(?:jetzt|hier) (?:anmelden|registrieren|abonnieren)|(?:diese|die) seite\b.{0,40}\b(?:existiert nicht|nicht gefunden|verschoben|gelöscht)|gesuchte seite|zur startseite|einwilligung|personenbezogene|unsere(?:n|r)? (?:\d+ )?partner|wartungsarbeiten|versuchen sie es|\b(?:ad|werbe)blocker|mit werbung (?:weiter|lesen)|(?:ohne|werbe-?(?: und|tracking)).{0,20}tracking|\bpur-abo|privacy center|mit \S+ weiterlesen|weiterlesen mit|nur für abonnenten|jederzeit kündbar|bereits (?:ein konto|abonnent|registriert)|lesen sie alle (?:artikel|inhalte)|ihr verständnis|` +
		`votre navigateur|(?:connectez|inscrivez|abonnez|identifiez)-vous|(?:la|cette) page\b.{0,40}\b(?:n['’]existe|introuvable|déplacée|supprimée)|page d['’]accueil|données personnelles|nos (?:\d+ )?partenaires|consentement|en (?:cours de )?maintenance|(?:veuillez|merci de) réessayer|veuillez nous excuser|gêne occasionnée|bloqueur de publicité|réservée? (?:à nos|aux) abonnés|sans engagement|déjà (?:abonnée?|inscrite?)\b|lire la suite|vérifi(?:er|ons) (?:que|votre)|` +
		`(?:su|tu) navegador|(?:inicia|inicie) sesión|(?:suscríbe|regístra)(?:te|se)|página\b.{0,40}\b(?:no existe|no se (?:encuentra|ha encontrado)|ha sido (?:movida|eliminada))|página (?:principal|de inicio)|datos personales|nuestros (?:\d+ )?socios|consentimiento|en mantenimiento|bloqueador de anuncios|(?:exclusivo|solo|reservad[oa]) para suscriptores|seguir leyendo|¿ya (?:eres|tienes)\b|(?:inténtelo|inténtalo|vuelva)\b|` +
		`seu navegador|(?:faça|inicie) (?:login|sessão|o login)|(?:assine|cadastre-se)\b|página\b.{0,40}\b(?:não existe|não foi encontrada|removida)|página inicial|dados pessoais|nossos (?:\d+ )?parceiros|em manutenção|tente novamente|bloqueador de anúncios|(?:exclusivo|reservad[oa]) (?:para|a) assinantes|continu(?:e|ar) lendo|` +
		`(?:tuo|suo) browser|(?:accedi|abbonati|registrati)\b|pagina\b.{0,40}\b(?:non esiste|non è (?:stata trovata|disponibile)|spostata|rimossa)|dati personali|nostri (?:\d+ )?partner|consenso|in manutenzione|riprova|(?:il|dal|questo) browser|ad ?block|riservat[oa] agli abbonati|(?:sei|hai) già (?:abbonat|registrat|un account)|continuare a leggere|` +
		`(?:uw|je) browser|log (?:in|je in)\b|pagina\b.{0,40}\b(?:bestaat niet|niet gevonden)|persoonsgegevens|onze (?:\d+ )?partners|toestemming|` +
		`(?:ваш|вашего|вашем) браузер|(?:войдите|авторизуйтесь|зарегистрируйтесь|подпишитесь)|страниц\p{L}+.{0,40}(?:не найдена|не существует|удалена|перемещена)|на главную|персональных данных|файлы cookie|попробуйте|включите|не робот|запрос\p{L}* с вашего|обратной связи|блокировщик\p{L}* рекламы|для подписчиков|` +
		`浏览器|登录|登入|注册|页面.{0,10}(?:不存在|已删除|找不到)|返回首页|启用|刷新|验证|` +
		`ブラウザ|ログイン|会員登録|ページ.{0,14}(?:見つかりません|存在しません|削除)|トップページ|メンテナンス|お試しください|` +
		`브라우저|로그인|페이지를 찾을|다시 시도|المتصفح|تسجيل الدخول|الصفحة.{0,20}غير موجودة|حاول مرة أخرى|ملفات تعريف الارتباط`
}

// CutOff is a pattern: the whole of a line that tells where a story breaks off that the
// rest of it is for those who pay or sign in.
func CutOff() string {
	return `(?i)^(?:(?:jetzt|hier) weiterlesen\b|weiterlesen mit\b|dieser (?:artikel|beitrag|inhalt) ist (?:nur )?(?:für|exklusiv|abonnenten)|(?:sie möchten|um) (?:den (?:ganzen|vollständigen) )?(?:artikel )?weiter(?:zu)?lesen|` +
		`cet? (?:article|contenu) est (?:réservé|accessible|exclusi)|(?:pour )?lire la suite\b|il vous reste \d+\s?%|la suite est réservée|` +
		`(?:este|el) (?:artículo|contenido) es (?:exclusivo|solo|para)|(?:suscríbete|regístrate|inicia sesión) para (?:seguir|continuar|leer)|` +
		`(?:este|o) (?:artigo|conteúdo|texto) é (?:exclusivo|reservado)|(?:assine|cadastre-se) para (?:continuar|ler)|continue lendo\b|` +
		`quest[oa] (?:articolo|contenuto) è (?:riservat|esclusiv|disponibile solo)|(?:abbonati|registrati|accedi) per (?:continuare|leggere)|` +
		`dit artikel is (?:alleen|exclusief)|(?:lees|verder) (?:verder|lezen) met\b|(?:этот )?(?:материал|текст|статья) доступ(?:ен|на) (?:только )?(?:по подписке|подписчикам)|` +
		`(?:この|本)記事は(?:有料|会員)|.{0,6}残り[\d,０-９]+文字|(?:本|该)文(?:章)?(?:为|仅限)(?:付费|会员))`
}

// BidsUs is a pattern: how a line begins that asks to follow the outlet, or to subscribe to it.
func BidsUs() string {
	return `(?i)^(?:folg(?:en sie|e) uns\b|meld(?:en sie sich|e dich) an\b|connectez-vous pour\b|inicia sesión para\b|faça login para\b|accedi per\b|log in om\b|войдите, чтобы|abonnier(?:en sie|e) (?:unser|uns\b|den|jetzt)|(?:jetzt|hier) (?:unseren? )?(?:newsletter|whatsapp|kanal|podcast)|suivez[- ](?:nous|notre|toute)\b|(?:abonnez|inscrivez)-vous (?:à notre|à nos|gratuitement)|rejoignez(?:-nous| notre)|` +
		`s[ií]gue(?:nos|n?os)?(?: a .{1,30})? en (?:facebook|twitter|x|instagram|whatsapp|telegram|google)|síguenos\b|suscríbete a nuestr|únete a nuestr|siga-nos\b|siga (?:o|a|nosso|nossa)\b|(?:assine|inscreva-se) (?:a |na |em )?noss|` +
		`seguici\b|iscriviti (?:alla nostra|al nostro)|volg ons\b|abonneer (?:je|u) op onze|meld je aan voor onze|(?:подписывайтесь|подпишитесь) на (?:наш|нас)|читайте нас|следите за нами|присоединяйтесь к)`
}

// SkipLink is a pattern: the whole text of a link that leads past the menus of a page.
func SkipLink() string {
	return `(?i)^(?:(?:direkt )?zum (?:haupt)?inhalt(?: springen)?|zum (?:artikel|menü)|(?:aller|passer|accéder)(?: directement)? au (?:contenu|menu)(?: principal)?|(?:saltar|ir|pasar) al contenido(?: principal)?|` +
		`(?:pular|ir|saltar) para o conteúdo(?: principal)?|(?:vai|salta|passa) al contenuto(?: principale)?|(?:ga |spring |direct )?(?:naar|door naar) (?:de )?(?:hoofd)?inhoud(?: gaan)?|` +
		`(?:перейти|перейдите) к (?:основному )?(?:содержанию|содержимому|контенту)|(?:przejdź|skocz) do treści|(?:ana )?içeriğe (?:geç|atla)|hoppa till (?:huvud)?innehåll(?:et)?|(?:gå|hopp) til (?:hoved)?indhold(?:et)?|hopp til innhold(?:et)?|siirry sisältöön|` +
		`跳(?:到|至|转到)(?:主要)?内容|跳至主要內容|(?:メイン|本文)?コンテンツ(?:へ|に)(?:スキップ|移動)|本文(?:へ|に)(?:スキップ|移動)|본문(?:으로)? ?(?:바로가기|건너뛰기)|(?:انتقل|تخطى|تجاوز) إلى المحتوى(?: الرئيسي)?)$`
}

// Byline is a pattern: a byline; its group is the names.
func Byline() string {
	return `^(?:Von|VON|Par|PAR|Por|POR|Di|DI|Door|DOOR|Av|AV|Af|AF|Texto:|Autor(?:in|es)?:|Auteur:|Autore:|Автор:|Текст:|Yazan:|Teksti:|Text:|Tekst:)\s+(.+)$`
}

// Abbreviations are those of other languages after which no sentence ends, in small
// letters with white space between them. What is a word of English is none.
func Abbreviations() string {
	return "sra srta sres sras dra dres lic gral avda dpto ud uds vd núm nro pág " + // Spanish
		"exmo exma engº profa " + // Portuguese
		"dott dottssa sig sigra avv mons " + // Italian
		"mlles mgr ste bd " + // French
		"hr frl nr z bzw evtl ggf inkl mio mrd vgl geb zzgl abb bzgl sog usf " + // German
		"dhr mevr drs bijv jhr " + // Dutch
		"doç yrd " + // Turkish
		"inż tzw ul woj " + // Polish
		"ул им тыс млн млрд руб просп проф акад" // Russian
}

// Yours is a pattern: words for the reader that are no other word in any of these languages.
func Yours() string {
	return `(?:[^\s.!?]\s+)Sie\b|\b(?:Ihnen|Ihr|Ihre[nrms]?|(?i:dich|dir|deine?[nrms]?))\b|` +
		`(?i)\b(?:vous|votre|vos|usted(?:es)?|tus?|ti|tuo|tua|tuoi|tue|você|vocês|uw|jouw)\b|(?:^|\s)(?:tú|eres|debes|hai|lhe)\s|` +
		`(?:^|[^\p{L}])(?:вы|вас|вам|вами|ваш\p{L}*)(?:[^\p{L}]|$)|您|你|请|請|あなた|ください|お客様|귀하|당신|세요|십시오`
}

// Itself is a pattern: the beginning of a line in which a site names itself.
func Itself() string {
	return `(?i)^(?:über (?:die |den |das )?|mehr (?:von|aus) (?:der |dem )?|folgen sie (?:der |dem )?|werben (?:in|bei|auf) (?:der |dem )?|kontakt zu |(?:à propos d|contactez |suivez )(?:e |u |es )?|plus d(?:e|u) |s['’]abonner à |(?:acerca de|sobre|contacte con|síguenos en|más de|suscríbete a)\s|(?:chi è|contatta|segui|altro da|abbonati a)\s|(?:sobre (?:o|a)|siga (?:o|a)|fale com (?:o|a)|assine (?:o|a)?)\s|(?:over|volg|meer van|contact met)\s|(?:о |о компании|об издании|подписаться на|следите за)\s|(?:关于|關於|联系|聯繫))\s*`
}

// Offers is a pattern: the end of a line in which a site names what it offers.
func Offers() string {
	return `(?i)[\s-](?:newsletter|app|abo|e-?paper|podcasts?|shop|archiv|archives|archivo|boutique|tienda|nieuwsbrief|boletín|rss)$`
}

// Press is a pattern: what the names of newspapers and stations have and those of
// companies have not.
func Press() string {
	return `(?i)^(?:die|der|das|le|la|les|el|los|il|lo|o|de|het)\s|(?:zeitung|anzeiger|nachrichten|blatt|kurier|rundschau|allgemeine|bote|stimme)\b|\b(?:journal|courrier|gazette|dépêche|quotidien|diario|periódico|noticias|correo|corriere|gazzetta|giornale|notizie|jornal|diário|correio|notícias|dagblad|krant|nieuws|avisen|posten|nytt|rundfunk)\b|(?:^|\s)(?:новости|газета|вестник|ведомости|известия|правда)|(?:日报|日報|晚报|新聞|新闻|新聞社|时报|時報|일보|신문|뉴스)$|समाचार|^(?:صحيفة|جريدة)\s`
}

// Platform is a pattern: a service that all sites lead to.
func Platform() string {
	return `(?i)^(?:facebook|twitter|x|instagram|you ?tube|whats ?app|telegram|linked ?in|pinterest|reddit|tik ?tok|snapchat|flipboard|google(?: ?\+| play| news)?|apple(?: news| podcasts)?|spotify|tumblr|weibo|wechat|vk|mastodon|bluesky|threads|messenger|rss|app store|word ?press|disqus|outbrain|taboola|amazon|paypal|patreon)\b`
}
