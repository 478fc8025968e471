package office

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestMail(t *testing.T) {
	const usual = "Bridge opens | Harbour Press Office |  | 2024-05-03 | " + bridge + " / " + cost
	const head = "From: Harbour Press Office <press@harbour.example>\r\nTo: desk@lamp.example\r\nSubject: Bridge opens\r\nDate: Fri, 3 May 2024 10:30:00 +0200\r\n"
	body := bridge + "\r\n\r\n" + cost + "\r\n"
	html := "<html><body><p>" + bridge + "</p><p>" + cost + "</p></body></html>"
	packed := base64.StdEncoding.EncodeToString([]byte(html))
	part := func(kind, text string) string { return "--x\r\nContent-Type: " + kind + "\r\n\r\n" + text + "\r\n" }
	for name, c := range map[string]struct{ mail, want string }{
		"plain":               {head + "\r\n" + body, usual},
		"newlines":            {strings.ReplaceAll(head+"\r\n"+body, "\r\n", "\n"), usual},
		"html":                {head + "Content-Type: text/html\r\n\r\n" + html, usual},
		"both":                {head + "Content-Type: multipart/alternative; boundary=x\r\n\r\n" + part("text/plain", body) + part("text/html", html) + "--x--\r\n", usual},
		"a plain stub":        {head + "Content-Type: multipart/alternative; boundary=\"x\"\r\n\r\n" + part("text/plain", "See this in a browser.") + part("text/html", html) + "--x--\r\n", usual},
		"attached":            {head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + part("text/plain", body) + part("text/plain\r\nContent-Disposition: attachment; filename=a.txt", "Never.") + part("application/pdf", "%PDF") + "--x--\r\n", usual},
		"nested":              {head + "Content-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n" + part("text/plain", body) + "--x--\r\n--y--\r\n", usual},
		"without an end":      {head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + part("text/plain", body), usual},
		"quoted":              {head + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 over the Al=\r\nder opens on Monday, the city said.\r\n", "Bridge opens | Harbour Press Office |  | 2024-05-03 | The café over the Alder opens on Monday, the city said."},
		"base64":              {head + "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: BASE64\r\n\r\n" + packed[:40] + "\r\n" + packed[40:] + "\r\n", usual},
		"a lie":               {head + "Content-Type: text/plain; charset=iso-8859-1\r\n\r\nThe café opens on Monday, the city said.\r\n", "Bridge opens | Harbour Press Office |  | 2024-05-03 | The café opens on Monday, the city said."},
		"russian":             {head + "Content-Type: text/plain; charset=koi8-r\r\n\r\n\xed\xcf\xd3\xd4 \xcf\xd4\xcb\xd2\xd9\xd4.\r\n", "Bridge opens | Harbour Press Office |  | 2024-05-03 | Мост открыт."},
		"japanese":            {head + "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$B66$,3+$/!#\x1b(B\r\n", "Bridge opens | Harbour Press Office |  | 2024-05-03 | 橋が開く。"},
		"words":               {strings.NewReplacer("Bridge opens", "=?utf-8?B?QnLDvGNrZSBvZmZlbg==?=", "Harbour Press Office", "=?koi8-r?B?7c/T1A==?=").Replace(head) + "\r\n" + body, "Brücke offen | Мост |  | 2024-05-03 | " + bridge + " / " + cost},
		"raw words":           {strings.Replace(head, "Bridge opens", "Br\xfccke ist heute offen", 1) + "\r\n" + body, "Brücke ist heute offen | Harbour Press Office |  | 2024-05-03 | " + bridge + " / " + cost},
		"a folded header":     {strings.Replace(head, "Bridge opens", "Bridge\r\n opens", 1) + "\r\n" + body, usual},
		"an address":          {strings.Replace(head, "Harbour Press Office <press@harbour.example>", "press@harbour.example", 1) + "\r\n" + body, "Bridge opens |  |  | 2024-05-03 | " + bridge + " / " + cost},
		"no subject":          {strings.Replace(head, "Subject: Bridge opens\r\n", "", 1) + "\r\nBridge opens\r\n\r\n" + body, usual},
		"no date":             {strings.Replace(head, "Date: Fri, 3 May 2024 10:30:00 +0200\r\n", "", 1) + "\r\n" + body, "Bridge opens | Harbour Press Office |  |  | " + bridge + " / " + cost},
		"one within":          {head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + part("message/rfc822", "Subject: Inner\r\n\r\n"+body) + "--x--\r\n", usual},
		"a signature":         {head + "\r\n" + body + "\r\n-- \r\nJo Lund, Harbour Press Office\r\n+44 100 200\r\n", usual},
		"an answered one":     {strings.Replace(head, "Bridge", "Re: Re[2]: Bridge", 1) + "\r\n" + body + "\r\nOn Thu, 2 May 2024, Desk <desk@lamp.example> wrote:\r\n> Please send\r\n> the story.\r\n", usual},
		"answered below":      {strings.Replace(head, "Bridge", "AW: Bridge", 1) + "In-Reply-To: <1@lamp.example>\r\n\r\n" + body + "\r\n-----Ursprüngliche Nachricht-----\r\nVon: Desk <desk@lamp.example>\r\nGesendet: Donnerstag, 2. Mai 2024 10:00\r\nBetreff: Bridge\r\n\r\nBitte senden.\r\n", usual},
		"only quoted":         {head + "\r\n> " + bridge + "\r\n>\r\n> " + cost + "\r\n", usual},
		"passed on":           {strings.Replace(strings.Replace(head, "Bridge opens", "Fwd: Bridge opens", 1), "Harbour Press Office", "Jo Lund", 1) + "\r\nSee below.\r\n\r\n---------- Forwarded message ---------\r\nFrom: Harbour Press Office <press@harbour.example>\r\nDate: Thu, 2 May 2024 at 09:00\r\nSubject: Bridge opens\r\nTo: Jo <jo@lamp.example>\r\n\r\n" + body, strings.Replace(usual, "05-03", "05-02", 1)},
		"by a phone":          {strings.Replace(head, "Bridge opens", "TR: Bridge opens", 1) + "\r\nDébut du message transféré :\r\n\r\nDe: Harbour Press Office <press@harbour.example>\r\nDate: 2 mai 2024 à 09:00\r\nObjet: Bridge opens\r\n\r\n" + body, strings.Replace(usual, "05-03", "05-02", 1)},
		"by an office":        {strings.Replace(head, "Bridge opens", "FW: Bridge opens", 1) + "\r\n________________________________\r\nFrom: Harbour Press Office <press@harbour.example>\r\nSent: Thursday, May 2, 2024 9:00 AM\r\nTo: Jo <jo@lamp.example>\r\nSubject: Bridge opens\r\n\r\n" + body, strings.Replace(usual, "05-03", "05-02", 1)},
		"a rule":              {head + "\r\n" + bridge + "\r\n\r\n----------\r\n\r\n" + cost + "\r\n", "Bridge opens | Harbour Press Office |  | 2024-05-03 | " + bridge + " / ---------- / " + cost},
		"a country":           {strings.Replace(head, "Bridge opens", "EU: bridge opens", 1) + "\r\n" + body, strings.Replace(usual, "Bridge opens", "EU: bridge opens", 1)},
		"flowed":              {head + "Content-Type: text/plain; format=flowed\r\n\r\nThe bridge over the \r\nAlder opens on Monday, \r\nthe city said.\r\n\r\n" + cost + "\r\n", usual},
		"attached whole":      {head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + part("text/plain", "See below.") + part("message/rfc822\r\nContent-Disposition: attachment", "From: Ann <a@b.example>\r\nSubject: Inner\r\n\r\n"+body) + "--x--\r\n", strings.NewReplacer("Bridge opens", "Inner", "Harbour Press Office", "Ann", "2024-05-03", "").Replace(usual)},
		"attached within one": {head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + part("text/plain", "See below.") + part("message/rfc822", "From: Jo <j@b.example>\r\nSubject: Fwd\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\nContent-Type: message/rfc822\r\n\r\nFrom: Ann <a@b.example>\r\nSubject: Inner\r\n\r\n"+body+"\r\n--y--") + "--x--\r\n", strings.NewReplacer("Bridge opens", "Inner", "Harbour Press Office", "Ann", "2024-05-03", "").Replace(usual)},
		"nothing":             {head + "\r\n", "error: has no text; a story needs a title and a text"},
		"no mail":             {"Bridge opens\n", "error: is no mail"},
		"a calendar":          {head + "Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n", "error: has no text"},
		"many parts":          {head + "Content-Type: multipart/mixed; boundary=x\r\n\r\n" + strings.Repeat(part("image/png", "x"), 1000) + "--x--\r\n", "error: read the mail: is nested deeper"},
		"a long text":         {head + "\r\n" + strings.Repeat("word ", 1<<20), "error: read the mail: " + errLong.Error()},
	} {
		s, err := Mail(strings.NewReader(c.mail), flat)
		if got := told(s, err); got != c.want && !(strings.HasPrefix(c.want, "error: ") && strings.HasPrefix(got, c.want)) {
			t.Errorf("%s: got\n%.300s\nwant\n%.300s", name, got, c.want)
		}
		if err == nil {
			clean(t, s)
		}
	}
}

// TestAttached: what is attached to a mail is named, and pictures within its text are not.
func TestAttached(t *testing.T) {
	part := func(kind string) string { return "--x\r\nContent-Type: " + kind + "\r\n\r\nx\r\n" }
	mail := "Subject: A\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + part("text/plain") +
		part("application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=\"b c.pdf\"") +
		part("text/plain\r\nContent-Disposition: attachment; filename*=UTF-8''br%C3%BCcke.txt") +
		part("application/zip\r\nContent-Disposition: attachment; filename=\"=?utf-8?Q?br=C3=BCcke.zip?=\"") +
		part("image/png; name=logo.png\r\nContent-ID: <1>\r\nContent-Disposition: inline; filename=logo.png") +
		part("application/octet-stream\r\nContent-Disposition: attachment; filename=\"..\\..\\c.docx\"") +
		part("message/rfc822") + part("text/calendar\r\nContent-Disposition: attachment") + "--x--\r\n"
	got := strings.Join(Attached(strings.NewReader(mail)), ", ")
	if want := "b c.pdf, brücke.txt, brücke.zip, c.docx, attached.rfc822, attached.calendar"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if list := Attached(strings.NewReader("no mail")); list != nil {
		t.Errorf("%v of no mail", list)
	}
}
