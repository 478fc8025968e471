package prompts

import (
	"math"
	"strings"
	"testing"
)

// TestCount compares with what OpenAI's own tokenizer counts in o200k_base.
func TestCount(t *testing.T) {
	t.Parallel()
	const within = .16
	for text, want := range map[string]int{
		"": 0, "hello world": 2,
		"The bridge over the Tarn was closed on Friday at 6:40 p.m., the mayor said, after 1,240 cracks were found in its northern pier. It will not open before 12 March 2027.":                     46,
		"\"We are not leaving,\" said Ilan Dray, 47, the ambassador of Norvania; his wife, Oskana Dray-Petrell, declined to comment.\n\nThe ministry (which had promised $3.5m) was silent.":         51,
		"Die Brücke über den Tarn wurde am Freitag gesperrt, sagte die Bürgermeisterin, nachdem im nördlichen Pfeiler 1.240 Risse gefunden worden waren. Sicherheitsvorkehrungen werden verschärft.": 45,
		"Le pont sur le Tarn a été fermé vendredi, a déclaré la maire, après la découverte de 1 240 fissures dans la pile nord. Il ne rouvrira pas avant le 12 mars 2027.":                           45,
		"El puente sobre el Tarn fue cerrado el viernes, dijo la alcaldesa, tras hallarse 1.240 grietas en el pilar norte. No se abrirá antes del 12 de marzo de 2027.":                              45,
		"Мост через Тарн закрыли в пятницу, сообщила мэр города, после того как в северной опоре нашли 1240 трещин. Его не откроют раньше 12 марта 2027 года.":                                       48,
		"أغلق الجسر فوق نهر تارن يوم الجمعة بعد العثور على 1240 شقا في الدعامة الشمالية، حسبما قالت رئيسة البلدية.":                                                                                  33,
		"塔恩河大桥于周五关闭，市长表示，北侧桥墩发现了1240处裂缝。大桥在2027年3月12日之前不会重新开放。":                                                                                                                                      43,
		"タルン川の橋は金曜日に閉鎖された。北側の橋脚に1240か所のひびが見つかったためだと市長は述べた。":                                                                                                                                          42,
		"타른강 다리는 금요일에 폐쇄되었다고 시장이 말했다. 북쪽 교각에서 1240개의 균열이 발견되었기 때문이다.":                                                                                                                                36,
		"तार्न नदी का पुल शुक्रवार को बंद कर दिया गया, महापौर ने कहा, क्योंकि उत्तरी खंभे में 1240 दरारें मिलीं।":                                                                                    35,
		"สะพานข้ามแม่น้ำทาร์นถูกปิดเมื่อวันศุกร์ นายกเทศมนตรีกล่าว หลังพบรอยร้าว 1240 แห่งที่ตอม่อด้านเหนือ":                                                                                         42,
		"https://courier.example/2026/10/14/bridge-closed?ref=home#top": 22,
		"- **Bridge**: closed [1.2]\n- **Ferry**: open [2.1]\n":         23,
	} {
		if got := Count(text); math.Abs(float64(got-want)) > within*float64(want) {
			t.Errorf("%.40q: %d tokens, want about %d", text, got, want)
		}
	}
}

// TestCountGrows: more text is more tokens, whatever its bytes are, for a budget must end.
func TestCountGrows(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"a", "é", "9", "!", "\n", " ", "\t", "\u00a0", "я", "م", "अ", "漢", "か", "한", "🙂", "\xff", "\u200b", "x "} {
		few, many := Count(strings.Repeat(text, 1000)), Count(strings.Repeat(text, 2000))
		if few < 20 || many < few*3/2 {
			t.Errorf("%q: %d tokens a thousand times, %d two thousand times", text, few, many)
		}
	}
}

func BenchmarkCount(b *testing.B) {
	text := strings.Repeat("The bridge was closed on Friday, the mayor said. ", 200)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Count(text)
	}
}
