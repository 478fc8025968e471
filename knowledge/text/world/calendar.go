package world

// Calendar is how dates are written in languages other than English. Words are
// separated by spaces, the forms of one word by slashes, in small letters.
type Calendar struct {
	Months   []string // for each language the months in order
	Weekdays []string // for each language the weekdays from Monday on
	Marks    string   // pairs: what stands behind a number, and the part of a date that the number is then
	Before   string   // pairs: what stands before a number, and the part of a date that the number is then
	Eras     string   // pairs: what stands before a year that is counted from another one, and the year before its first
	Halves   string   // pairs: words for a half of the day, am or pm
	Ordinals string   // what stands behind the number of a day
	Fillers  string   // words within a date that tell nothing
	Zones    string   // values: names of time zones and their hours east of Greenwich
}

// Dates returns how dates are written.
func Dates() Calendar {
	return Calendar{
		Months:   months(),
		Weekdays: weekdays(),
		Marks:    "年:year 年度:year 月:month 日:day 号:day 號:day 時:hour 时:hour 点:hour 點:hour 分:minute 秒:second 년:year 월:month 일:day 시:hour 분:minute 초:second h:hour hs:hour hrs:hour uhr:hour г:year года:year рік:year року:year",
		Before:   "tháng:month ngày:day năm:year",
		Eras:     "令和:2018 平成:1988 昭和:1925 民國:1911 民国:1911",
		Halves: "上午:am 早上:am 凌晨:am 清晨:am 下午:pm 晚上:pm 晚间:pm 傍晚:pm 午前:am 午後:pm 오전:am 오후:pm 새벽:am 저녁:pm ص:am م:pm صباحا:am صباحًا:am مساء:pm مساءً:pm " +
			"πμ:am μμ:pm पूर्वाह्न:am अपराह्न:pm sáng:am chiều:pm",
		Ordinals: "er re º ª ° e de a o ος й го",
		Fillers: "de del la las el los a al y en hs " + // Spanish
			"le à mis publié heures du " + // French
			"den der am um " + // German
			"do da das às os em o no horas feira " + // Portuguese
			"il lo alle ore del di dell " + // Italian
			"в во на от года г " + // Russian
			"op om te uur van " + // Dutch
			"dnia o godz godzina r roku " + // Polish
			"saat günü " + // Turkish
			"kl klo klockan kello d ti " + // Nordic
			"pukul wib tanggal jam lúc vào giờ " + // Indonesian, Vietnamese
			"στις στη της " + // Greek
			"v ve hodin az " + // Czech, Hungarian
			"في من الساعة يوم عام سنة الموافق " + // Arabic
			"को बजे में " + // Hindi
			"น เวลา วันที่ พศ", // Thai
		Zones: "MEZ:1 MESZ:2 HNE:-5 HAE:-4 HNP:-8 HAP:-7 BRT:-3 BRST:-2 ART:-3 CLT:-4 CLST:-3 COT:-5 PET:-5 VET:-4 WEST:1 МСК:3 TRT:3 SAST:2 EAT:3 WAT:1 CAT:2 PKT:5 NPT:5.75 BDT:6 ICT:7 WIB:7 WITA:8 WIT:9 PHT:8 MYT:8 AWST:8 ACST:9.5 ACDT:10.5 AST:-4 ADT:-3 NST:-3.5 NDT:-2.5 AKST:-9 AKDT:-8 HST:-10 IDT:3 IRST:3.5 GST:4",
	}
}

// months are the months in order, one language a line.
func months() []string {
	return []string{
		"enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago/agto septiembre/setiembre/sep/sept/set octubre/oct noviembre/nov diciembre/dic",
		"janvier/janv/jan février/févr/fév mars avril/avr mai juin juillet/juil août/aou septembre/sept octobre/oct novembre/nov décembre/déc",
		"januar/jänner/jan/jän februar/feber/feb/febr märz/mär/mrz april/apr mai juni/jun juli/jul august/aug september/sep/sept oktober/okt november/nov dezember/dez",
		"janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out novembro/nov dezembro/dez",
		"gennaio/gen/genn febbraio/feb/febbr marzo/mar aprile/apr maggio/mag/magg giugno/giu luglio/lug agosto/ago settembre/set/sett ottobre/ott novembre/nov dicembre/dic",
		"январь/января/янв февраль/февраля/фев/февр март/марта/мар апрель/апреля/апр май/мая июнь/июня/июн июль/июля/июл август/августа/авг сентябрь/сентября/сен/сент октябрь/октября/окт ноябрь/ноября/ноя/нояб декабрь/декабря/дек",
		"一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
		"يناير فبراير مارس أبريل/ابريل/إبريل مايو يونيو/يونيه يوليو/يوليه أغسطس/اغسطس سبتمبر أكتوبر/اكتوبر نوفمبر ديسمبر",
		"كانون.الثاني شباط آذار/اذار نيسان أيار/ايار حزيران تموز آب/اب أيلول/ايلول تشرين.الأول تشرين.الثاني كانون.الأول",
		"جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
		"ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara",
		"januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep/sept oktober/okt november/nov december/dec",
		"styczeń/stycznia/sty luty/lutego/lut marzec/marca/mar kwiecień/kwietnia/kwi maj/maja czerwiec/czerwca/cze lipiec/lipca/lip sierpień/sierpnia/sie wrzesień/września/wrz październik/października/paź listopad/listopada/lis grudzień/grudnia/gru",
		"tammikuu/tammikuuta/tammi/tammik helmikuu/helmikuuta/helmi/helmik maaliskuu/maaliskuuta/maalis/maalisk huhtikuu/huhtikuuta/huhti/huhtik toukokuu/toukokuuta/touko/toukok kesäkuu/kesäkuuta/kesä/kesäk heinäkuu/heinäkuuta/heinä/heinäk elokuu/elokuuta/elo/elok syyskuu/syyskuuta/syys/syysk lokakuu/lokakuuta/loka/lokak/lok marraskuu/marraskuuta/marras/marrask joulukuu/joulukuuta/joulu/jouluk",
		"tam hel maa huh tou kes hei elo syy lok mar jou",
		"januari/jan februari/feb mars/mar april/apr maj juni/jun juli/jul augusti/aug september/sep/sept oktober/okt november/nov december/dec",
		"januar/jan februar/feb marts/mars/mar april/apr maj/mai juni/jun juli/jul august/aug september/sep/sept oktober/okt november/nov december/desember/dec/des",
		"січень/січня/січ лютий/лютого/лют березень/березня/бер квітень/квітня/кві травень/травня/тра червень/червня/чер липень/липня/лип серпень/серпня/сер вересень/вересня/вер жовтень/жовтня/жов листопад/листопада/лис грудень/грудня/гру",
		"leden/ledna/led únor/února/úno březen/března/bře duben/dubna/dub květen/května/kvě červen/června/čvn červenec/července/čvc srpen/srpna/srp září/zář říjen/října/říj listopad/listopadu/lis prosinec/prosince/pro",
		"január/januára február/februára marec/marca apríl/apríla máj/mája jún/júna júl/júla august/augusta september/septembra október/októbra november/novembra december/decembra",
		"ιανουάριος/ιανουαρίου/ιαν φεβρουάριος/φεβρουαρίου/φεβ μάρτιος/μαρτίου/μαρ απρίλιος/απριλίου/απρ μάιος/μαΐου/μαι ιούνιος/ιουνίου/ιουν ιούλιος/ιουλίου/ιουλ αύγουστος/αυγούστου/αυγ σεπτέμβριος/σεπτεμβρίου/σεπ/σεπτ οκτώβριος/οκτωβρίου/οκτ νοέμβριος/νοεμβρίου/νοε δεκέμβριος/δεκεμβρίου/δεκ",
		"január/jan február/feb/febr március/már/márc április/ápr május/máj június/jún július/júl augusztus/aug szeptember/szept október/okt november/nov december/dec",
		"ianuarie/ian februarie/feb martie/mar aprilie/apr mai iunie/iun iulie/iul august/aug septembrie/sept octombrie/oct noiembrie/nov/noi decembrie/dec",
		"januari/jan februari/feb/pebruari maret/mar april/apr mei juni/jun juli/jul agustus/agu/ags september/sep oktober/okt november/nov/nopember desember/des",
		"जनवरी/जन फ़रवरी/फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर",
		"јануар/јануара фебруар/фебруара март/марта април/априла мај/маја јун/јуна јул/јула август/августа септембар/септембра октобар/октобра новембар/новембра децембар/децембра",
		"януари/яну февруари/фев март април/апр май юни юли август/авг септември/септ октомври/окт ноември/ное декември/дек",
		"มกราคม/มค กุมภาพันธ์/กพ มีนาคม/มี.ค เมษายน/เม.ย พฤษภาคม/พค มิถุนายน/มิ.ย กรกฎาคม/กค สิงหาคม/สค กันยายน/กย ตุลาคม/ตค พฤศจิกายน/พย ธันวาคม/ธค",
		"gener/gen febrer/febr març/març abril/abr maig juny juliol agost/ag setembre/set octubre/oct novembre/nov desembre/des",
		"ינואר/בינואר פברואר/בפברואר מרץ/במרץ אפריל/באפריל מאי/במאי יוני/ביוני יולי/ביולי אוגוסט/באוגוסט ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר",
	}
}

// PointedMonths are the months, with white space between them, of languages that put a point behind the
// number of a day; those that are English, too, are none.
func PointedMonths() string {
	return "januar jänner februar feber märz mai juni juli oktober dezember " + // German
		"marts maj desember " + // Danish, Norwegian
		"tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta " + // Finnish
		"ledna února března dubna května června července srpna září října listopadu prosince " + // Czech
		"január február március április május június július augusztus szeptember október" // Hungarian
}

// weekdays are the weekdays from Monday on, one language a line.
func weekdays() []string {
	return []string{
		"lunes/lun martes/mar miércoles/mié/mier jueves/jue/juev viernes/vie/vier sábado/sáb domingo/dom",
		"lundi/lun mardi/mar mercredi/mer jeudi/jeu vendredi/ven samedi/sam dimanche/dim",
		"montag/mo dienstag/di mittwoch/mi donnerstag/do freitag/fr samstag/sonnabend/sa sonntag/so",
		"mon die mit don fre sam son",
		"segunda-feira/segunda/seg terça-feira/terça/ter quarta-feira/quarta/qua quinta-feira/quinta/qui sexta-feira/sexta/sex sábado/sáb/sab domingo/dom",
		"lunedì/lun martedì/mar mercoledì/mer giovedì/gio venerdì/ven sabato/sab domenica/dom",
		"понедельник/пн вторник/вт среда/среду/ср четверг/чт пятница/пятницу/пт суббота/субботу/сб воскресенье/вс",
		"星期一/周一/週一/礼拜一/一 星期二/周二/週二/礼拜二/二 星期三/周三/週三/礼拜三/三 星期四/周四/週四/礼拜四/四 星期五/周五/週五/礼拜五/五 星期六/周六/週六/礼拜六/六 星期日/星期天/周日/週日/周天/礼拜天",
		"月曜日/月曜 火曜日/火曜/火 水曜日/水曜/水 木曜日/木曜/木 金曜日/金曜/金 土曜日/土曜/土 日曜日/日曜",
		"월요일 화요일/화 수요일/수 목요일/목 금요일/금 토요일/토 일요일",
		"الاثنين/الإثنين الثلاثاء الأربعاء/الاربعاء الخميس الجمعة السبت الأحد/الاحد",
		"pazartesi/pzt salı/sal çarşamba/çar/çrş perşembe/per/prş cuma/cum cumartesi/cmt pazar/paz",
		"maandag/ma dinsdag/di woensdag/wo donderdag/do vrijdag/vr zaterdag/za zondag/zo",
		"poniedziałek/pon/pn wtorek/wt/wto środa/śr/śro czwartek/czw/czw piątek/pt/pią sobota/sob/sb niedziela/niedz/nd/nie",
		"maanantai/maanantaina/ma tiistai/tiistaina/ti keskiviikko/keskiviikkona/ke torstai/torstaina/to perjantai/perjantaina/pe lauantai/lauantaina/la sunnuntai/sunnuntaina/su",
		"måndag/mån tisdag/tis onsdag/ons torsdag/tors/tor fredag/fre lördag/lör söndag/sön",
		"mandag/man tirsdag/tir/tirs onsdag/ons torsdag/tors/tor fredag/fre lørdag/lør søndag/søn",
		"понеділок/пн вівторок/вт середа/ср четвер/чт п’ятниця/пт субота/сб неділя/нд",
		"pondělí/po úterý/út středa/st čtvrtek/čt pátek/pá sobota/so neděle/ne",
		"δευτέρα/δευ τρίτη/τρι τετάρτη/τετ πέμπτη/πεμ παρασκευή/παρ σάββατο/σαβ κυριακή/κυρ",
		"hétfő/h kedd/k szerda/sze csütörtök/cs péntek/p szombat/szo vasárnap/v",
		"luni/lun marți/mar miercuri/mie joi vineri/vin sâmbătă/sâm duminică/dum",
		"senin/sen selasa/sel rabu/rab kamis/kam jumat/jum’at/jum sabtu/sab minggu/min",
		"सोमवार/सोम मंगलवार/मंगल बुधवार/बुध गुरुवार/गुरु शुक्रवार/शुक्र शनिवार/शनि रविवार/रवि",
		"จันทร์/วันจันทร์/วันจันทร์ที่/จ อังคาร/วันอังคาร/วันอังคารที่/อ พุธ/วันพุธ/วันพุธที่/พ พฤหัสบดี/วันพฤหัสบดี/วันพฤหัสบดีที่/พฤ ศุกร์/วันศุกร์/วันศุกร์ที่/ศ เสาร์/วันเสาร์/วันเสาร์ที่/ส อาทิตย์/วันอาทิตย์/วันอาทิตย์ที่/อา",
		"thứ.hai thứ.ba thứ.tư thứ.năm thứ.sáu thứ.bảy chủ.nhật",
	}
}

// changed are words for a change, in small letters.
const changed = `(?:zuletzt )?aktualisiert|geändert|stand|mis à jour|mise à jour|actualisé|modifié|actualizado|actualizada|modificado|última actualización|atualizado|atualizada|atualização|` +
	`aggiornato|aggiornamento|ultimo aggiornamento|modificato|обновлено|обновлена|изменено|更新|更新时间|更新日|最終更新|güncelleme|güncellendi|güncellenme|bijgewerkt|gewijzigd|aktualizacja|zaktualizowano|` +
	`päivitetty|muokattu|uppdaterad|uppdaterat|opdateret|oppdatert|수정|업데이트|تحديث|آخر تحديث|अपडेट|diperbarui|cập nhật|ενημερώθηκε|оновлено|aktualizováno|frissítve|actualizat`

// Head is a pattern: what stands before the date in a line that tells when a story was
// published or updated.
func Head() string {
	return `(?i)^(?:(?:veröffentlicht|erschienen|erstellt|publié|publiée|paru|publicado|publicada|pubblicato|pubblicata|data|опубликовано|дата|发布时间|发布|发表于|公開日|公開|配信|掲載|yayınlanma|yayın tarihi|gepubliceerd|geplaatst|opublikowano|data publikacji|` +
		`julkaistu|publicerad|publicerat|publiceret|offentliggjort|publisert|입력|등록|نشر|تاريخ النشر|प्रकाशित|dipublikasikan|đăng|δημοσιεύθηκε|опубліковано|publikováno|` + changed + `)(?:[ ]?(?:am|le|el|em|il|op|dnia|den|på|zum|tarihi|في|на|:|：|\|))*\s*)`
}

// Updated are words of such a head that tell of an update, with white space between them.
func Updated() string {
	return "aktualisiert geändert stand mis mise actualisé modifié actualizad última atualiza aggiorna modifica обновлен изменено 更新 güncelle bijgewerkt gewijzigd aktualizac zaktualizowan " +
		"päivitetty muokattu uppdatera opdateret oppdatert 수정 업데이트 تحديث अपडेट diperbarui cập ενημερώθηκε оновлено aktualizováno frissítve actualizat"
}

// Changed is a pattern: words before a date that make it the date of a change.
func Changed() string {
	return `(?i)(?:` + changed + `)[\s:：|–-]*(?:am|le|el|em|il|op|den|på|на|à|um|vom)?[\s:：]*$`
}
