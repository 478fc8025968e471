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
		"Arabic":                          shell("ar", "الصفحة غير موجودة", "", `<p>الصفحة التي تبحث عنها غير موجودة.</p>`),
	} {
		s, err := FromHTML(in)
		if err == nil || !strings.Contains(err.Error(), "in the way") && !strings.Contains(err.Error(), "no text") {
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
