package reading

// exceptions are words that are not spoken as they are written, with their syllables.
var exceptions = map[string]int{
	"mr": 2, "mrs": 2, "ms": 1, "dr": 2, "st": 1, "vs": 2, "ok": 2, "etc": 4, "tv": 2, "am": 1, "pm": 2, "a": 1, "i": 1,
	"every": 2, "everyone": 3, "everything": 3, "everybody": 4, "everywhere": 3, "everyday": 3, "anyone": 3, "anything": 3, "anywhere": 3, "anyway": 3,
	"business": 2, "businesses": 3, "evening": 2, "evenings": 2, "wednesday": 2, "chocolate": 2, "favorite": 3, "aisle": 1,
	"safety": 2, "element": 3, "elements": 3, "implement": 3, "complement": 3, "supplement": 3, "timeline": 2, "lifetime": 2, "lifeline": 2,
	"hundred": 2, "hundreds": 2, "hatred": 2, "naked": 2, "wicked": 2, "sacred": 2, "beloved": 3, "crooked": 2, "rugged": 2, "ragged": 2,
	"clothes": 1, "rhythm": 2, "science": 2, "sciences": 3, "soldier": 2, "cashier": 2, "marriage": 2, "marriages": 3, "carriage": 2,
	"million": 2, "millions": 2, "billion": 2, "brilliant": 2, "familiar": 3, "unfamiliar": 4, "civilian": 3, "behavior": 3, "behaviors": 3, "savior": 2,
	"behaviour": 3, "behaviours": 3, "companion": 3, "union": 2, "reunion": 3, "onion": 2, "opinion": 3, "opinions": 3,
	"persuade": 2, "persuaded": 3, "cruel": 2, "fuel": 2, "ruin": 2, "ruins": 2, "ruined": 2, "fluid": 2, "suicide": 3, "suicidal": 4,
	"intuition": 4, "tuition": 3, "genuine": 3, "theory": 3, "theories": 3, "museum": 3, "really": 2, "theater": 3, "create": 2, "creature": 2, "creatures": 2,
	"lion": 2, "lions": 2, "people": 2, "peoples": 2, "someone": 2, "sometime": 2, "somehow": 2, "somewhat": 2, "therefore": 2,
	"area": 3, "areas": 3, "idea": 3, "ideas": 3, "real": 1, "diary": 3, "diaries": 3, "client": 2, "clients": 2, "giant": 2, "trial": 2,
	"period": 3, "maybe": 2, "recipe": 3, "recipes": 3, "apostrophe": 4, "catastrophe": 4, "coffee": 2, "cafe": 2, "resume": 2, "poem": 2, "poems": 2,
	"poet": 2, "poets": 2, "poetry": 3, "chaos": 2, "going": 2, "society": 4, "friend": 1, "view": 1, "review": 2, "movie": 2, "movies": 2, "cookie": 2, "cookies": 2,
	"aging": 2, "ageing": 2, "dyeing": 2, "vegetable": 4, "comfortable": 4, "uncomfortable": 5, "lately": 2, "forehead": 2, "homework": 2, "housework": 2,
	"boundary": 3, "boundaries": 3, "toward": 2, "towards": 2, "colonel": 2, "queue": 1, "queues": 1, "dialogue": 3, "league": 1, "colleague": 2, "colleagues": 2,
	"tongue": 1, "vague": 1, "guess": 1, "unique": 2, "technique": 2, "techniques": 2, "agree": 2, "whoever": 3, "whatever": 3, "whenever": 3, "however": 3,
	"sleepiest": 3, "shoe": 1, "shoes": 1, "canoe": 2, "sued": 1, "dead": 1, "ahead": 2, "usually": 4, "actually": 4, "gradually": 4, "casually": 4, "valuable": 4,
	"actual": 3, "usual": 3, "unusual": 4, "sexual": 3, "sexually": 4, "mutual": 3, "casual": 3, "visual": 3, "gradual": 3, "virtual": 3, "ritual": 3, "rituals": 3,
	"patience": 2, "patient": 2, "ancient": 2, "quietly": 3, "quieter": 3, "diet": 2, "whole": 1, "wholly": 2, "eyes": 1, "eye": 1, "ease": 1, "idle": 2,
	"loved": 1, "being": 2, "beings": 2, "doing": 2, "seeing": 2, "violence": 3, "violent": 3, "phone": 1, "phones": 1, "tired": 1, "hour": 1, "fire": 1,
}
