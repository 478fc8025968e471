package bot

// rankWeights is what each feature is worth.
var rankWeights = [rankFeatureCount]float64{
	featCover: 3, featLocal: 3, featSame: 1, featPairs: 1, featKind: 0.5,
}
