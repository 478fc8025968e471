package choose

import (
	"strings"

	"github.com/storybot/storybot/knowledge/text"
)

// namesIn finds proper names and tells how surely each is of the wanted kind.
func namesIn(want AnswerType, text string, words []text.Word) []thing {
	var things []thing
	for i := 0; i < len(words); {
		end := nameEnd(text, words, i)
		if end == i {
			i++
			continue
		}
		if sure := nameSure(want, text, words, i, end); sure > 0 {
			things = append(things, thing{i, end, sure})
		}
		i = end
	}
	return things
}

// nameEnd finds the end of the name that begins at word i; i where none does.
func nameEnd(text string, words []text.Word, i int) int {
	w := &words[i]
	if !w.Upper || w.Stop() && w.Norm != "usa" || i == 0 && isCommonWord(w.Norm) && !nextUpper(text, words, i) {
		return i
	}
	end := i + 1
	for end < len(words) {
		gap := gapBefore(text, words, end)
		next := &words[end]
		switch {
		case strings.Trim(gap, " .-&'’") != "" || strings.Contains(gap, ". ") && end-i > 0 && len(words[end-1].Norm) > 3:
			return end
		case next.Upper && (!next.Stop() || len(next.Norm) == 1):
			end++
		case nameJoints[next.Norm] && end+1 < len(words) && words[end+1].Upper && !words[end+1].Stop() &&
			strings.TrimSpace(gapBefore(text, words, end+1)) == "":
			end += 2
		default:
			return end
		}
	}
	return end
}

func nextUpper(text string, words []text.Word, i int) bool {
	return i+1 < len(words) && words[i+1].Upper && strings.TrimSpace(gapBefore(text, words, i+1)) == ""
}

func isCommonWord(norm string) bool {
	return WordRarity(norm, text.Stem(norm)) < 2
}

// nameSure tells how surely the name words[i:end] is of the wanted kind.
func nameSure(want AnswerType, text string, words []text.Word, i, end int) float64 {
	place := namedPlace(words, i, end)
	switch want {
	case Person:
		return personSure(text, words, i, end, place)
	case Country, State, City:
		switch {
		case place == want:
			return 1
		case want == Country && end == i+1 && placeNames().demonyms[words[i].Norm] != "":
			return 0.8
		case place != Anything:
			return 0.2
		case want != Country && i > 0 && placePrepositions[words[i-1].Norm]:
			return 0.4
		}
		return 0
	case Place:
		return placeSure(words, i, end, place)
	case Organisation:
		return organisationSure(text, words, i, end, place)
	default: // a title or a name
		if place != Anything {
			return 0.2
		}
		return 0.5
	}
}

// namedPlace is the kind of the place of that name, Anything where none is known.
func namedPlace(words []text.Word, i, end int) AnswerType {
	t := placeNames()
	if end == i+1 {
		if words[i].Norm == "us" {
			return Country
		}
		return t.kinds[words[i].Norm]
	}
	if end-i > 3 || !t.starts[words[i].Norm] {
		return Anything
	}
	parts := make([]string, 0, 3)
	for j := i; j < end; j++ {
		parts = append(parts, words[j].Norm)
	}
	return t.kinds[strings.Join(parts, " ")]
}

func personSure(text string, words []text.Word, i, end int, place AnswerType) float64 {
	before := ""
	if i > 0 && strings.Trim(gapBefore(text, words, i), " .") == "" {
		before = words[i-1].Norm
	}
	switch {
	case place != Anything || hasWord(words[i:end], orgWords) || hasWord(words[i:end], placeWords):
		return 0.1
	case personTitles[before] || hasWord(words[i:end], personTitles) || nounKind(before) == Person:
		return 1
	case firstNames[words[i].Norm]:
		return 1
	case placeNames().demonyms[words[i].Norm] != "" || dateMonths[words[i].Norm] || dateDays[words[i].Norm]:
		return 0.1
	case end < len(words) && sayVerbs[words[end].Norm] || sayVerbs[before]:
		return 0.8
	case end-i == 2 || end-i == 3:
		return 0.8
	case end-i == 1 && allUpper(words[i].Of(text)):
		return 0.1
	case end-i == 1 && placePrepositions[before] && before != "from":
		return 0.2
	case end-i == 1:
		return 0.5
	}
	return 0.3
}

func placeSure(words []text.Word, i, end int, place AnswerType) float64 {
	before := ""
	if i > 0 {
		before = words[i-1].Norm
		if before == "the" && i > 1 {
			before = words[i-2].Norm
		}
	}
	located := placePrepositions[before] || i+1 <= len(words) && end < len(words) && words[end].Norm == "based"
	switch {
	case dateMonths[words[i].Norm] || dateDays[words[i].Norm]:
		return 0
	case place != Anything && located, hasWord(words[i:end], placeWords) && located:
		return 1
	case place != Anything, hasWord(words[i:end], placeWords):
		return 0.8
	case located:
		return 0.7
	case firstNames[words[i].Norm]:
		return 0.05
	}
	return 0.2
}

func organisationSure(text string, words []text.Word, i, end int, place AnswerType) float64 {
	switch {
	case hasWord(words[i:end], orgWords):
		return 1
	case end-i == 1 && len(words[i].Norm) > 1 && allUpper(words[i].Of(text)):
		return 0.8
	case place != Anything, firstNames[words[i].Norm], dateMonths[words[i].Norm], dateDays[words[i].Norm]:
		return 0.1
	case placeNames().demonyms[words[i].Norm] != "" && end == i+1:
		return 0.1
	}
	return 0.5
}

func hasWord(words []text.Word, set map[string]bool) bool {
	for i := range words {
		if set[words[i].Norm] {
			return true
		}
	}
	return false
}

// The words by which names are known. They are read only.
var (
	nameJoints        = set("of the de la del van von der den bin ibn al du da dos and")
	placePrepositions = set("in at near from to outside around across toward towards into off through via north south east west along between")
	personTitles      = set(`mr mrs ms dr sir lord lady president minister senator sen rep gov governor mayor king queen prince princess
		pope cardinal bishop saint st general gen colonel col captain capt sergeant sgt officer judge justice professor prof
		chancellor premier secretary ambassador coach emperor duke earl count baron sultan chairman ceo actor actress singer
		author director rapper`)
	orgWords = set(`inc corp co ltd llc plc company corporation group university college school institute academy party committee
		commission council union association organization organisation agency department ministry bureau office bank church
		hospital foundation fund society club team court congress senate parliament house army navy force police press times
		post journal news network airlines airways motors industries records pictures studios entertainment league federation
		museum center centre board authority administration service services international partners holdings systems`)
	placeWords = set(`river lake sea ocean mount mountain mountains valley island islands bay gulf beach coast park street avenue road
		square county province district city town village airport station stadium castle palace bridge desert forest canyon
		peninsula hills heights harbor port state territory region hall tower hotel plaza building cathedral abbey basin`)
	firstNames = set(`james john robert michael william david richard charles joseph thomas christopher daniel paul mark donald george
		kenneth steven stephen edward brian ronald anthony kevin jason jeff jeffrey matthew gary timothy tim jose larry frank scott
		eric andrew raymond gregory joshua jerry dennis walter patrick peter harold douglas henry carl arthur ryan roger joe juan
		jack albert jonathan justin terry gerald keith samuel sam willie ralph lawrence nicholas roy benjamin ben bruce brandon adam
		harry fred wayne billy steve louis jeremy aaron randy howard eugene carlos russell bobby victor martin ernest phillip
		philip todd jesse craig alan shawn sean clarence chris johnny earl jimmy antonio danny bryan tony luis mike stanley leonard
		nathan dale manuel rodney curtis norman allen marvin vincent glenn jeffery travis jacob lee melvin alfred kyle francis
		bradley jesus herbert frederick ray joel edwin don eddie ricky troy randall barry alexander alex bernard mario leroy
		francisco marcus miguel oscar jay jim tom ron hugh neil ian simon graham nigel colin stuart malcolm gordon oliver
		barack joe bill hillary vladimir boris rishi liz elon emmanuel angela xi kim volodymyr recep narendra justin
		mary patricia linda barbara elizabeth jennifer maria susan margaret dorothy lisa nancy karen betty helen sandra donna
		carol ruth sharon michelle laura sarah kimberly deborah jessica shirley cynthia melissa brenda amy anna rebecca
		virginia kathleen pamela martha debra amanda stephanie carolyn christine marie janet catherine frances ann anne joyce diane
		alice julie heather teresa doris gloria evelyn jean cheryl mildred katherine joan ashley judith rose janice kelly nicole
		judy christina kathy theresa beverly denise tammy irene jane lori rachel marilyn andrea kathryn louise sara
		jacqueline wanda bonnie julia ruby lois tina phyllis norma paula diana annie lillian emily robin peggy crystal gladys
		rita dawn connie florence tracy edna tiffany carmen rosa cindy grace wendy victoria edith kim sherry sylvia josephine
		thelma shannon sheila ethel ellen elaine marjorie carrie charlotte monica esther pauline emma juanita anita rhonda hazel
		amber eva debbie april leslie clara lucille jamie joanne eleanor valerie danielle megan alicia suzanne michele gail
		bertha darlene veronica jill erin geraldine lauren cathy joann lorraine lynn sally regina erica beatrice dolores
		bernice audrey yvonne annette june samantha marion dana stacy ana renee ida vivian roberta holly brittany melanie loretta
		yolanda jeanette laurie katie kristen vanessa alma sue elsie beth jeanne vicki carla tara rosemary eileen terri gertrude
		lucy tonya ella stacey wilma gina kristin jessie natalie agnes vera willie charlene bessie delores melinda pearl
		arlene maureen colleen allison tamara joy georgia constance lillie claudia jackie marcia tanya nellie minnie marlene
		mohammed muhammad ahmed ali hassan abdullah omar ibrahim mustafa wang li zhang chen liu yang ivan sergei dmitri nikolai
		hans karl wilhelm otto pierre jacques giovanni giuseppe marco pablo pedro jorge diego fernando martin`)
)
