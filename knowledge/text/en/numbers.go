package en

import "github.com/storybot/storybot/knowledge/text/lang"

// numbers is numbers in words, and what stands beside numbers.
func numbers() lang.Numbers {
	return lang.Numbers{
		Cardinals: `two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14
			fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 zero:0 thirty:30 forty:40 fifty:50 sixty:60
			seventy:70 eighty:80 ninety:90 dozen:12 trio:3 hat-trick:3`,
		Ordinals: `third:3 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10 eleventh:11 twelfth:12 thirteenth:13
			fourteenth:14 fifteenth:15 sixteenth:16 seventeenth:17 eighteenth:18 nineteenth:19 twentieth:20 second:2
			thirtieth:30 fortieth:40 fiftieth:50 hundredth:100`,
		Loose: `one:1 first:1 once:1 single:1 both:2 twice:2 couple:2 pair:2 duo:2 double:2 triple:3 hundred:100 hundreds:100
			thousand:1000 thousands:1000 million:1e6 millions:1e6 billion:1e9 billions:1e9 dozens:12`,
		Fractions: "half:0.5 halve:0.5 halved:0.5 quarter:0.25",
		Parts:     "third:3 thirds:3 quarter:4 quarters:4 fifth:5 fifths:5 sixth:6 sixths:6 eighth:8 eighths:8 tenth:10 tenths:10",
		Magnitudes: `hundred:100 thousand:1000 k:1000 million:1e6 m:1e6 mn:1e6 mln:1e6 billion:1e9 bn:1e9 b:1e9 trillion:1e12 tn:1e12
			dozen:12`,
		Rough: `about around approximately roughly nearly almost over under some circa estimated beyond exceeding exceeded
			topped approaching above below least`,
		Left: "from",
		Measures: `metre metres meter meters kilometre kilometres kilometer kilometers km mile miles m cm mm centimetre centimetres
			centimeter centimeters millimetre millimetres millimeter millimeters foot feet ft inch inches yard yards kilo kilos
			kilogram kilograms kilogramme kilogrammes kg gram grams tonne tonnes ton tons pound pounds lb lbs ounce ounces litre
			litres liter liters gallon gallons barrel barrels hectare hectares acre acres degree degrees celsius fahrenheit mph kph
			kmh knot knots watt watts kilowatt kilowatts megawatt megawatts gigawatt gigawatts volt volts point points storey
			storeys story stories floor floors page pages seat seats`,
		ShareLeast: `all:1 every:1 whole:1 entire:1 everyone:1 everybody:1 none:0 nobody:0 most:0.5 mostly:0.5 majority:0.5
			minority:0.01 some:0.01 several:0.01 few:0.01`,
		ShareMost: `all:1 every:1 whole:1 entire:1 everyone:1 everybody:1 none:0 nobody:0 most:0.95 mostly:0.95 majority:0.95
			minority:0.5 some:0.95 several:0.95 few:0.4`,
		Sole:           "only sole",
		Fewer:          "only less fewer under below nearly almost approaching",
		More:           "more over above beyond exceeding exceeded topped least",
		Unanimous:      "unanimous unanimously",
		Ratios:         "in out of every",
		LeftBefore:     "instead of; rather than",
		Room:           "room space capacity hold holds seats sleeps accommodate accommodates allow allows allowed permit permits permitted limit",
		Amid:           "among amongst amid of",
		Per:            "per",
		Currencies:     "dollar:$ dollars:$ usd:$ pound:£ pounds:£ euro:€ euros:€ yen:¥ rupee:₹ rupees:₹",
		OrdinalEndings: "1:st 2:nd 3:rd 0:th",
		Money:          "yuan ruble rubles peso pesos franc francs cents bitcoin",
		RoughBefore:    "more than; less than; fewer than; up to; close to; at most",
		RoughAfter:     "or so; or more",
		Percent:        "percent; pc; percentage; per cent; per cents",
		PercentExempt:  "percentage point",
		Clock:          `^([0-9]{1,2})([.:])([0-9]{2})(?:\s?([aApP]\.?[mM])\b|\b)`,
	}
}
