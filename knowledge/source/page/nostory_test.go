package page

import (
	"strings"
	"testing"
)

// shell is a page with a title, a heading and what stands below it.
func shell(lang, title, heading, body string) string {
	return `<!doctype html><html lang="` + lang + `"><head><title>` + title + `</title></head><body><h1>` + heading + `</h1>` + body + `</body></html>`
}

// TestObstacle: pages that stand in the way of a story, or in its place, are none.
func TestObstacle(t *testing.T) {
	for name, in := range map[string]string{
		"a challenge":                     shell("en", "One moment, please...", "news.example", `<p>We need to make sure that you are not a robot.</p><p>This takes a few seconds. Please turn on JavaScript and reload the page.</p>`),
		"a challenge, by its markup":      shell("en", "news.example", "news.example", `<div id="cf-chl-widget"></div><p>news.example must review the security of your connection first. Reference 7f3a.</p>`),
		"access denied":                   shell("en", "Access Denied", "Access Denied", `<p>You don't have permission to access "http://news.example/a" on this server. Reference #18.2d.</p>`),
		"too many requests":               shell("en", "429 Too Many Requests", "Too Many Requests", `<p>nginx</p>`),
		"a login":                         shell("en", "Sign in | The Lamp", "Sign in", `<form><input type="email"><input type="password"></form><p>Sign in to read this story. New here? Create a free account.</p>`),
		"a login under the story's title": shell("en", "Ferry sinks off Norton | The Lamp", "Ferry sinks off Norton", `<form><input type="password"></form><p>This story is for subscribers only. Log in to continue reading, or subscribe for one euro a month.</p>`),
		"consent":                         shell("en", "Before you continue", "Your privacy", `<p>We and our 712 partners store information on your device to show you advertising.</p><p>You can accept all or change your choices at any time.</p><p>Some partners rely on legitimate interest to process your personal data.</p>`),
		"maintenance":                     shell("en", "The Lamp", "We'll be back soon", `<p>Our site is down for scheduled maintenance. Please try again in an hour.</p>`),
		"an old browser":                  shell("en", "Ferry sinks off Norton", "", `<p>Sorry, this version of your browser is not supported. Please install a newer one to visit our site.</p>`),
		"not found":                       shell("en", "404 - The Lamp", "Oops!", `<p>The article that you requested could not be found. It may have been moved or deleted.</p>`),
		"no longer there":                 shell("en", "The Lamp", "This page is no longer available", `<p>Go to our home page, or try the search.</p>`),
		"German":                          shell("de", "Seite nicht gefunden – Die Lampe", "Seite nicht gefunden", `<p>Die gesuchte Seite gibt es leider nicht mehr.</p>`),
		"French":                          shell("fr", "La Lampe", "Page introuvable", `<p>La page que vous cherchez n'existe plus. Retour à la page d'accueil.</p>`),
		"Spanish":                         shell("es", "Iniciar sesión", "Iniciar sesión", `<p>Inicia sesión para seguir leyendo. Suscríbete por un euro.</p>`),
		"Portuguese":                      shell("pt", "Página não encontrada", "Página não encontrada", `<p>A página que procura não existe.</p>`),
		"Italian":                         shell("it", "Pagina non trovata", "", `<p>La pagina non esiste o è stata rimossa.</p>`),
		"Russian":                         shell("ru", "Страница не найдена", "404", `<p>Страница, которую вы ищете, удалена.</p>`),
		"Chinese":                         shell("zh", "页面不存在", "", `<p>您访问的页面不存在或已删除，请返回首页。</p>`),
		"Japanese":                        shell("ja", "ページが見つかりません", "", `<p>お探しのページは見つかりませんでした。トップページへ。</p>`),
		"a proxy that had no reply":       shell("en", "lamp.example | 522: Connection timed out", "Connection timed out", `<p>The host's web server did not complete the request in time.</p><h2>What can I do?</h2><p>If you are the owner of this website, contact your hosting provider.</p>`),
		"a suspended account":             shell("en", "Account suspended", "Account suspended", `<p>The account behind this site is suspended.</p>`),
		"a server's own page":             shell("en", "Welcome to nginx!", "Welcome to nginx!", `<p>If you see this page, the server is working. More configuration is needed.</p>`),
		"a domain for sale":               shell("en", "lamp.example is for sale", "lamp.example", `<p>This domain is for sale! Get a price in a day. Our domain experts answer your questions.</p>`),
		"a proof of work":                 shell("en", "Making sure you're not a bot", "One second", `<p>You see this because the owner of this website protects it from crawlers with a proof-of-work puzzle.</p><p>Your machine is at work on it.</p>`),
		"traffic":                         shell("en", "https://lamp.example/a", "", `<p>We have noticed unusual traffic from your network. This page looks whether it was you who asked.</p><p>It came up because requests from your address broke the terms of service.</p>`),
		"German, with or without ads":     shell("de", "Willkommen", "Mit Werbung weiterlesen oder im Pur-Abo", `<p>Lesen Sie unsere Seite wie bisher mit Werbung und Tracking.</p><p>Oder ohne Werbetracking für drei Euro. Bereits Abonnent? Hier anmelden.</p><p>Wir und unsere 90 Partner verarbeiten personenbezogene Daten.</p>`),
		"German, an ad blocker":           shell("de", "Fähre sinkt vor Norden", "Bitte deaktivieren Sie Ihren Werbeblocker", `<p>Ohne Werbung gibt es uns nicht. Schalten Sie den Werbeblocker ab und laden Sie die Seite neu, um weiterzulesen.</p>`),
		"French, maintenance":             shell("fr", "La Lampe", "Notre site est en cours de maintenance", `<p>Merci de réessayer dans une heure. Veuillez nous excuser pour la gêne occasionnée.</p>`),
		"Italian, an old browser":         shell("it", "La Lampada", "Il tuo browser non è supportato", `<p>Per leggere le notizie aggiorna il browser oppure scarica Firefox o Chrome.</p>`),
		"Russian, a check":                shell("ru", "Ой!", "Подтвердите, что вы не робот", `<p>С вашего адреса приходит много похожих запросов. Если это ошибка, напишите нам через форму обратной связи.</p>`),
		"blocked":                         shell("en", "Access blocked", "Access blocked", `<p>The address that you asked for is blocked by a firewall.</p>`),
		"no services":                     shell("en", "Front door", "Our services aren't available right now", `<p>We are at work to bring them back. Please check back later.</p>`),
		"an ad blocker":                   shell("en", "Ferry sinks off Norton", "We noticed you're using an ad blocker", `<p>Please allow ads on our site or subscribe to keep reading.</p>`),
		"a front page":                    shell("en", "The Lamp: news of Norton", "The Lamp", strings.Repeat(`<div><h2><a href="/a">Ferry sinks off Norton in a gale</a></h2><p>All twelve people on it were saved by a boat.</p></div>`, 8)),
		"Arabic":                          shell("ar", "الصفحة غير موجودة", "", `<p>الصفحة التي تبحث عنها غير موجودة.</p>`),
	} {
		s, err := FromHTML(in)
		if err == nil || !strings.Contains(err.Error(), "in the way") && !strings.Contains(err.Error(), "no text") && !strings.Contains(err.Error(), "front pages") {
			t.Errorf("%s became a story: %+v, %v", name, s, err)
		}
	}
	for name, in := range map[string]string{
		"a brief":              shell("en", "Ferry sinks | The Lamp", "Ferry sinks", `<p>A ferry sank off Norton on Monday. All 12 people on it were saved.</p>`),
		"of browsers":          shell("en", "Browser drops cookies", "Browser drops cookies", `<p>The maker of the browser will block cookies of third parties from May, it said on Monday. Advertisers called it a blow. The regulator will look at the plan.</p>`),
		"of a login":           shell("en", "Bank customers locked out", "Bank customers locked out", `<p>Customers of the Norton bank could not log in on Monday. The bank said that its maintenance had gone wrong. "Your money is safe," it wrote on its site.</p>`),
		"with a login above":   shell("en", "Ferry sinks", "Ferry sinks", `<header><form><input type="password"> Log in</form></header><p>A ferry sank off Norton on Monday, the coast guard said. All 12 people on it were saved by a fishing boat.</p><p>The cause is not known. It had passed its inspection in March.</p>`),
		"of a page":            shell("en", "Page not found: how a library lost a book", "Page not found: how a library lost a book", strings.Repeat(`<p>A page of the town's oldest book is missing, the library of Norton said on Monday, and nobody knows since when.</p>`, 3)),
		"a call at its end":    shell("en", "Ferry sinks", "Ferry sinks", `<p>A ferry sank off Norton on Monday.</p><p>Its crew of four swam ashore, the police said.</p><p>The coast guard is looking for the wreck.</p><p>Subscribe to our newsletter.</p>`),
		"of five hundred":      shell("en", "500 jobs to go at the yard", "500 jobs to go at the yard", `<p>The yard in Norton will lose 500 of its 900 jobs by May, the owners said.</p>`),
		"brief, dated":         shell("en", "Something went wrong at the dam", "Something went wrong at the dam", `<time datetime="2024-05-02" itemprop="datePublished">2 May</time><p>The dam above Norton let out water for an hour on Monday. Nobody was hurt.</p>`),
		"with others below":    shell("en", "Ferry sinks off Norton", "Ferry sinks off Norton", `<p>A ferry sank off Norton on Monday, the coast guard said. All 12 people on it were saved by a fishing boat.</p><p>The cause is not known. It had passed its inspection in March.</p>`+strings.Repeat(`<div><h3><a href="/b">Market square to lose its cars</a></h3><p>Traders fear for their customers.</p></div>`, 6)),
		"German, of a website": shell("de", "Hafen wirbt um Gäste", "Hafen wirbt um Gäste", `<p>Der Hafen hat eine neue Seite im Netz. Gäste können dort ab Mai Plätze buchen. Die Stadt zahlte dafür 30.000 Euro.</p>`),
	} {
		if _, err := FromHTML(in); err != nil {
			t.Errorf("%s is no story: %v", name, err)
		}
	}
}

// TestWordsElsewhere: a page whose words are not shown says where they are.
func TestWordsElsewhere(t *testing.T) {
	body := strings.Repeat("The bridge over the river opens on Monday after two years of work, and the ferries stop. ", 8)
	for name, test := range map[string]struct {
		in   string
		told bool
	}{
		"noscript":           {shell("en", "Bridge opens", "Bridge opens", `<noscript><p>`+body+`</p></noscript><footer>The Lamp</footer>`), true},
		"a template":         {shell("en", "Bridge opens", "", `<template><p>`+body+`</p></template><p>Loading</p>`), true},
		"a field":            {shell("en", "Bridge opens", "Bridge opens", `<textarea hidden><p>`+body+`</p></textarea><footer>The Lamp, 4 Quay Street</footer>`), true},
		"a script of data":   {shell("en", "Bridge opens", "Bridge opens", `<div id="root"></div><script>window.__DATA__={"body":"`+body+`"}</script>`), true},
		"shown, too":         {shell("en", "Bridge opens", "Bridge opens", `<p>`+body+`</p><noscript>`+body+`</noscript>`), false},
		"a script that acts": {shell("en", "Bridge opens", "Bridge opens", `<p>The bridge opens on Monday, the city said.</p><script>`+strings.Repeat("if (a.b == c) { d.e(f, g); return h ? i : j }\n", 50)+`</script>`), false},
	} {
		_, err := FromHTML(test.in)
		if told := err != nil && strings.Contains(err.Error(), "<noscript>"); told != test.told || !told && err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWall: what tells that the rest is for those who pay is no part of a story, so that
// what is left can be seen to be no more than its beginning.
func TestWall(t *testing.T) {
	begun := `<p>A ferry sank off Norton on Monday, the coast guard said, and all twelve people on it were saved.</p>`
	for name, test := range map[string]struct{ lang, wall string }{
		"English":    {"en", `<h2>Subscribe to continue reading</h2><p>This article is for subscribers only. Already a subscriber? Log in.</p>`},
		"German":     {"de", `<h3>Jetzt weiterlesen mit Lampe+</h3><p>Vier Wochen für einen Euro. Jederzeit kündbar.</p>`},
		"French":     {"fr", `<p>Cet article est réservé aux abonnés.</p><p>Pour lire la suite, abonnez-vous. Déjà abonné ? Connectez-vous.</p>`},
		"Spanish":    {"es", `<p>Suscríbete para seguir leyendo</p><p>¿Ya eres suscriptor? Inicia sesión</p>`},
		"Italian":    {"it", `<p>Questo articolo è riservato agli abbonati.</p><p>Sei già abbonato? Accedi</p>`},
		"Portuguese": {"pt", `<p>Assine para continuar lendo.</p>`},
	} {
		s, err := FromHTML(shell(test.lang, "Ferry sinks", "Ferry sinks", begun+begun[:len(begun)-5]+` It lies deep.</p>`+test.wall))
		if err != nil || !strings.HasSuffix(s.Text, "It lies deep.") {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
	whole, err := FromHTML(shell("en", "Papers ask for money", "Papers ask for money", begun+`<p>Subscribe to continue reading, most papers say.</p><p>The Lamp of Norton does not, its owner told the council on Monday.</p>`))
	if err != nil || !strings.Contains(whole.Text, "does not") {
		t.Errorf("a story that goes on: %+v, %v", whole, err)
	}
}
