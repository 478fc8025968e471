package en

import "github.com/storybot/storybot/knowledge/text/lang"

// names is names of people, places and organisations, and what stands beside them.
func names() lang.Names {
	return lang.Names{
		NationEndings: "woman women man men",
		Titles: `actor actress ambassador author baron bishop captain cardinal ceo chairman chancellor chief coach colonel
			count dame detective director duke earl emperor executive former general governor inspector judge justice
			king lady lord manager mayor minister miss officer pope premier president prime prince princess professor
			queen rapper reverend saint secretary senator sergeant singer sir sultan`,
		TitleAbbreviations: "mr mrs ms dr prof sr jr st rev hon gen col lt maj sgt cpl pvt capt cmdr adm gov sen rep reps sens pres supt det insp messrs mme mlle fr",
		Joints:             "of the de la del van von der den bin ibn al du da dos and",
		Sites:              "on onto under beneath below behind beside above among inside",
		Located:            "in at near from to outside around across toward towards into off through via north south east west along between",
		Organisations: `inc corp co ltd llc plc company corporation group university college school institute academy party committee
			commission council union association organization organisation agency department ministry bureau office bank
			church hospital foundation fund society club team court congress senate parliament house army navy force police
			press times post journal news network airlines airways motors industries records pictures studios entertainment
			league federation museum center centre board authority administration service services international partners
			holdings systems`,
		PlaceWords: `river lake sea ocean mount mountain mountains valley island islands bay gulf beach coast park street avenue road
			square county province district city town village airport station stadium castle palace bridge desert forest
			canyon peninsula hills heights harbor port state territory region hall tower hotel plaza building cathedral
			abbey basin`,
		First: `james john robert michael william david richard charles joseph thomas christopher daniel paul mark donald george
			kenneth steven stephen edward brian ronald anthony kevin jason jeff jeffrey matthew gary timothy tim jose larry
			frank scott eric andrew raymond gregory joshua jerry dennis walter patrick peter harold douglas henry carl
			arthur ryan roger joe juan jack albert jonathan justin terry gerald keith samuel sam willie ralph lawrence
			nicholas roy benjamin ben bruce brandon adam harry fred wayne billy steve louis jeremy aaron randy howard eugene
			carlos russell bobby victor martin ernest phillip philip todd jesse craig alan shawn sean clarence chris johnny
			earl jimmy antonio danny bryan tony luis mike stanley leonard nathan dale manuel rodney curtis norman allen
			marvin vincent glenn jeffery travis jacob lee melvin alfred kyle francis bradley jesus herbert frederick ray
			joel edwin don eddie ricky troy randall barry alexander alex bernard mario leroy francisco marcus miguel oscar
			jay jim tom ron hugh neil ian simon graham nigel colin stuart malcolm gordon oliver barack joe bill hillary
			vladimir boris rishi liz elon emmanuel angela xi kim volodymyr recep narendra justin mary patricia linda barbara
			elizabeth jennifer maria susan margaret dorothy lisa nancy karen betty helen sandra donna carol ruth sharon
			michelle laura sarah kimberly deborah jessica shirley cynthia melissa brenda amy anna rebecca virginia kathleen
			pamela martha debra amanda stephanie carolyn christine marie janet catherine frances ann anne joyce diane alice
			julie heather teresa doris gloria evelyn jean cheryl mildred katherine joan ashley judith rose janice kelly
			nicole judy christina kathy theresa beverly denise tammy irene jane lori rachel marilyn andrea kathryn louise
			sara jacqueline wanda bonnie julia ruby lois tina phyllis norma paula diana annie lillian emily robin peggy
			crystal gladys rita dawn connie florence tracy edna tiffany carmen rosa cindy grace wendy victoria edith kim
			sherry sylvia josephine thelma shannon sheila ethel ellen elaine marjorie carrie charlotte monica esther pauline
			emma juanita anita rhonda hazel amber eva debbie april leslie clara lucille jamie joanne eleanor valerie
			danielle megan alicia suzanne michele gail bertha darlene veronica jill erin geraldine lauren cathy joann
			lorraine lynn sally regina erica beatrice dolores bernice audrey yvonne annette june samantha marion dana stacy
			ana renee ida vivian roberta holly brittany melanie loretta yolanda jeanette laurie katie kristen vanessa alma
			sue elsie beth jeanne vicki carla tara rosemary eileen terri gertrude lucy tonya ella stacey wilma gina kristin
			jessie natalie agnes vera willie charlene bessie delores melinda pearl arlene maureen colleen allison tamara joy
			georgia constance lillie claudia jackie marcia tanya nellie minnie marlene mohammed muhammad ahmed ali hassan
			abdullah omar ibrahim mustafa wang li zhang chen liu yang ivan sergei dmitri nikolai hans karl wilhelm otto
			pierre jacques giovanni giuseppe marco pablo pedro jorge diego fernando martin`,
		Countries: `afghanistan: afghan afghans;
			albania: albanian;
			algeria: algerian;
			angola: angolan;
			argentina: argentine argentinian;
			armenia: armenian;
			australia: australian aussie;
			austria: austrian;
			azerbaijan: azerbaijani;
			bahrain: bahraini;
			bangladesh: bangladeshi;
			barbados: barbadian;
			belarus: belarusian;
			belgium: belgian;
			bolivia: bolivian;
			bosnia: bosnian;
			botswana: botswanan;
			brazil: brazilian;
			bulgaria: bulgarian;
			burkina faso: burkinabe;
			burundi: burundian;
			cambodia: cambodian;
			cameroon: cameroonian;
			canada: canadian;
			chad: chadian;
			chile: chilean;
			china: chinese;
			colombia: colombian;
			congo: congolese;
			costa rica: rican;
			croatia: croatian croat;
			cuba: cuban;
			cyprus: cypriot;
			czech republic: czech;
			denmark: danish dane danes;
			dominican republic: dominican;
			ecuador: ecuadorian;
			egypt: egyptian;
			el salvador: salvadoran;
			eritrea: eritrean;
			estonia: estonian;
			ethiopia: ethiopian;
			fiji: fijian;
			finland: finnish finn finns;
			france: french frenchman;
			gambia: gambian;
			georgia: georgian;
			germany: german;
			ghana: ghanaian;
			greece: greek;
			grenada: grenadian;
			guatemala: guatemalan;
			guinea: guinean;
			guyana: guyanese;
			haiti: haitian;
			honduras: honduran;
			hungary: hungarian;
			iceland: icelandic;
			india: indian;
			indonesia: indonesian;
			iran: iranian persian;
			iraq: iraqi;
			ireland: irish;
			israel: israeli;
			italy: italian;
			ivory coast: ivorian;
			jamaica: jamaican;
			japan: japanese;
			jordan: jordanian;
			kazakhstan: kazakh;
			kenya: kenyan;
			kuwait: kuwaiti;
			kosovo: kosovar;
			kyrgyzstan: kyrgyz;
			laos: laotian lao;
			latvia: latvian;
			lebanon: lebanese;
			liberia: liberian;
			libya: libyan;
			lithuania: lithuanian;
			luxembourg: luxembourger;
			madagascar: malagasy;
			malawi: malawian;
			malaysia: malaysian;
			maldives: maldivian;
			mali: malian;
			malta: maltese;
			mexico: mexican;
			moldova: moldovan;
			mongolia: mongolian mongol mongols;
			montenegro: montenegrin;
			morocco: moroccan;
			mozambique: mozambican;
			myanmar: burmese;
			burma: burmese;
			namibia: namibian;
			nepal: nepali nepalese;
			netherlands: dutch;
			holland: dutch;
			new zealand: zealander;
			nicaragua: nicaraguan;
			niger: nigerien;
			nigeria: nigerian;
			north korea: korean;
			korea: korean;
			norway: norwegian;
			oman: omani;
			pakistan: pakistani;
			palestine: palestinian;
			panama: panamanian;
			papua new guinea:;
			paraguay: paraguayan;
			peru: peruvian;
			philippines: filipino philippine;
			poland: polish pole poles;
			portugal: portuguese;
			puerto rico: rican;
			qatar: qatari;
			romania: romanian;
			russia: russian;
			rwanda: rwandan;
			saudi arabia: saudi;
			scotland: scottish scots scot;
			senegal: senegalese;
			serbia: serbian serb;
			sierra leone:;
			singapore: singaporean;
			slovakia: slovak;
			slovenia: slovenian slovene slovenes;
			somalia: somali;
			south africa:;
			south korea: korean;
			south sudan: sudanese;
			soviet union: soviet;
			spain: spanish spaniard spaniards;
			sri lanka: lankan;
			sudan: sudanese;
			sweden: swedish swede;
			switzerland: swiss;
			syria: syrian;
			taiwan: taiwanese;
			tajikistan: tajik;
			tanzania: tanzanian;
			thailand: thai;
			tibet: tibetan;
			trinidad:;
			tunisia: tunisian;
			turkey: turkish turk turks turkiye;
			uganda: ugandan;
			ukraine: ukrainian;
			united arab emirates: emirati;
			uae: emirati;
			united kingdom:;
			uk:;
			britain: british briton britons;
			england: english englishman;
			wales: welsh;
			united states:;
			usa: american americans;
			america: american americans;
			uruguay: uruguayan;
			uzbekistan: uzbek;
			vatican:;
			venezuela: venezuelan;
			vietnam: vietnamese;
			yemen: yemeni;
			zambia: zambian;
			zimbabwe: zimbabwean;
			greenland:;
			hong kong:;
			gaza:;
			europe: european;
			asia: asian;
			africa: african;
			normandy: norman normans;
			rome: roman romans;
			bavaria: bavarian;
			prussia: prussian;
			catalonia: catalan;
			quebec: quebecois;
			crimea: crimean;
			sicily: sicilian`,
		States: `alabama; alaska; arizona; arkansas; california; colorado; connecticut; delaware; florida; georgia; hawaii;
			idaho; illinois; indiana; iowa; kansas; kentucky; louisiana; maine; maryland; massachusetts; michigan;
			minnesota; mississippi; missouri; montana; nebraska; nevada; new hampshire; new jersey; new mexico; north
			carolina; north dakota; ohio; oklahoma; oregon; pennsylvania; rhode island; south carolina; south dakota;
			tennessee; texas; utah; vermont; virginia; west virginia; wisconsin; wyoming; victoria; queensland; new south
			wales; tasmania; ontario; quebec; alberta; manitoba; nova scotia; british columbia; saskatchewan; punjab;
			kerala; bavaria; saxony; calif; fla; ga; pa; mass; tex; ill; mich`,
		Cities: `new york; new york city; los angeles; chicago; houston; phoenix; philadelphia; san antonio; san diego; dallas;
			san jose; austin; san francisco; seattle; denver; washington; boston; detroit; nashville; portland; las vegas;
			baltimore; milwaukee; atlanta; miami; oakland; minneapolis; tampa; new orleans; cleveland; honolulu; pittsburgh;
			cincinnati; orlando; st louis; buffalo; memphis; sacramento; london; manchester; liverpool; birmingham; glasgow;
			edinburgh; cardiff; belfast; dublin; leeds; bristol; oxford; cambridge; newcastle; paris; marseille; lyon;
			berlin; hamburg; munich; frankfurt; cologne; madrid; barcelona; lisbon; rome; milan; naples; venice; florence;
			turin; vienna; zurich; geneva; brussels; amsterdam; rotterdam; hague; copenhagen; stockholm; oslo; helsinki;
			warsaw; krakow; prague; budapest; bucharest; sofia; athens; istanbul; ankara; kyiv; kiev; kharkiv; odesa;
			moscow; leningrad; minsk; vilnius; riga; tallinn; belgrade; zagreb; sarajevo; tehran; baghdad; damascus; beirut;
			jerusalem; tel aviv; amman; riyadh; dubai; doha; kuwait city; cairo; alexandria; tripoli; tunis; algiers;
			casablanca; lagos; abuja; accra; nairobi; addis ababa; kampala; kinshasa; johannesburg; cape town; pretoria;
			khartoum; mogadishu; dakar; harare; kabul; islamabad; karachi; lahore; delhi; new delhi; mumbai; bombay;
			kolkata; bangalore; chennai; dhaka; colombo; kathmandu; beijing; shanghai; hong kong; guangzhou; shenzhen;
			wuhan; taipei; tokyo; osaka; kyoto; hiroshima; seoul; pyongyang; bangkok; hanoi; saigon; manila; jakarta; kuala
			lumpur; singapore; sydney; melbourne; brisbane; perth; canberra; auckland; wellington; toronto; montreal;
			vancouver; ottawa; calgary; havana; mexico city; bogota; caracas; lima; quito; santiago; buenos aires; rio de
			janeiro; sao paulo; brasilia; kingston; uvalde; san juan; fresno; warwick; newcastle`,
		Wide: "europe asia africa america britain england",
		Seats: `russia: moscow kremlin; china: beijing; ukraine: kyiv kiev; iran: tehran; usa: washington states; uk: london downing; france: paris elysee;
			germany: berlin; japan: tokyo; india: delhi; pakistan: islamabad; israel: jerusalem; turkey: ankara; egypt: cairo; syria: damascus;
			iraq: baghdad; afghanistan: kabul; korea: seoul pyongyang; taiwan: taipei; spain: madrid; italy: rome; poland: warsaw;
			hungary: budapest; greece: athens; belgium: brussels; europe: brussels eu; netherlands: hague; sweden: stockholm; norway: oslo;
			finland: helsinki; denmark: copenhagen; ireland: dublin; austria: vienna; belarus: minsk; venezuela: caracas; cuba: havana;
			brazil: brasilia; canada: ottawa; australia: canberra; kenya: nairobi; ethiopia: addis; arabia: riyadh; lebanon: beirut;
			defense: pentagon; vatican: holy; congress: capitol; president: white; treasury: exchequer; nations: un; union: eu`,
		General: `english spanish french german chinese russian arabic latin western eastern central pacific mountain atlantic
			northern southern american european asian african democrat democrats republican republicans internet i covid
			christmas easter thanksgiving earth god q1 q2 q3 q4`,
		Nations: "dutch french irish english welsh scots cornish chinese manx yorkshire lancashire ulster",
		Spelled: "of and for",
	}
}
