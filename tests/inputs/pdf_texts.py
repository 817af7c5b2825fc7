"""What the PDFs of `pdf` say: ¦ is where a word may be broken, # begins a subhead, | a row of a table."""

FERRY_HEADLINE = "Ferry crews walk out as pay talks in Port Aldry collapse"
FERRY_STANDFIRST = (
    "Eleven sailings were cancelled by noon on Tuesday, and the union says that nobody should count on the night boat."
)
FERRY = [
    "By Jane Aldous",
    "11 February 2031",
    "PORT ALDRY – No ferry left the harbour on Tuesday after talks between the seafarers’ union and the owner of "
    "the line broke down overnight, leaving some four thousand travellers on the quay.",
    "“We have not seen a serious number since November,” said Marja Kell, who leads the union. “They talk about "
    "respect,” she added, “but respect does not pay the rent.”",
    "# What the owner offers",
    "Piet Aronsen, the owner of the line, disagreed. “Six and a half per cent is a number,” he said. More could "
    "not be earned, he went on, unless two of the short-term links to the islands were given up for good.",
    "Each day of the strike costs the line two million marks, according to a well-known ship broker in the town.",
    "“Nobody wanted this,” said Kell, standing on the quay before her crews. “We sail as soon as there is a figure"
    " on the table, and we will not sail an hour before that.”",
    "# No sailings before Friday",
    "The union will ask its members again on Thursday. Nine in ten crews have joined so far, it says; the company "
    "speaks of seven in ten.",
    "A spokesman for the ministry of transport said that buses would run from Wednesday on, free of charge, and "
    "that the government would not take sides.",
    "“It is not for us to set wages,” he said. “It is for us to get people home.”",
    "The last strike in the harbour, nine years ago, ended after sixteen days with a rise of four per cent.",
]
BRIDGE_HEADLINE = "Die Brücke von Harnholm bleibt bis zum Winter gesperrt"
BRIDGE = [
    "Harnholm. Die Ver¦hand¦lun¦gen über die Sanierung der alten Eisen¦bahn¦brücke sind ge¦schei¦tert. „Wir haben "
    "alles ver¦sucht“, sagte Bau¦mi¦nis¦te¦rin Alva Churati am Montag, „aber ohne Geld aus Lorvane geht es nicht "
    "weiter.“",
    "Die EU-¦Staaten hatten im Herbst einen Zu¦schuss von vierzig Millionen Mark in Aus¦sicht ge¦stellt. Davon ist"
    " nach An¦ga¦ben der Re¦gie¦rung bis heute nichts an¦ge¦kom¦men.",
    "Für den Ha¦fen ist das ein schwe¦rer Schlag. Ein- und Aus¦fuhr laufen seit Wo¦chen über die en¦ge Stra¦ße am "
    "Deich, und die Wirt¦schafts¦kam¦mer rech¦net mit Ver¦lus¦ten in Mil¦lio¦nen¦höhe.",
    "# Streit um die Kosten",
    "„Die Rech¦nung ist seit Jah¦ren be¦kannt“, er¦klär¦te der Ab¦ge¦ord¦ne¦te Henrik Solt von der Bür¦ger¦front. "
    "„Nie¦mand wollte sie öff¦nen.“ Er for¦dert einen Un¦ter¦su¦chungs¦aus¦schuss, der noch vor der Som¦mer¦pause "
    "be¦gin¦nen soll.",
    "Churati wies das zu¦rück. Der Zu¦stand der Brücke sei erst durch das Gut¦ach¦ten vom Ja¦nuar deut¦lich "
    "ge¦wor¦den, sagte sie. Die Prüfer hatten an drei von sieben Pfei¦lern Ris¦se ge¦fun¦den.",
    "Die Nord-¦Stream-¦Straße, die am Werft¦ge¦lände vor¦bei¦führt, soll nun ver¦brei¦tert wer¦den. Laut Hafen¦amt"
    " dau¦ert das min¦des¦tens bis No¦vem¦ber. Die Anwohner fürch¦ten Lärm und Staub.",
    "# Die Werft wartet",
    "„Wir kön¦nen unsere Teile nicht mit dem Ruder¦boot holen“, sagte Werft¦chef Piet Aronsen. Er habe der "
    "Mi¦nis¦te¦rin drei¦mal ge¦schrie¦ben und eine ein¦zi¦ge Ant¦wort be¦kom¦men: man prüfe das.",
    "Nach In¦for¦ma¦tio¦nen dieser Zei¦tung gibt es in¦zwi¦schen einen zwei¦ten Plan. Da¦nach wür¦de die Brücke "
    "nur auf einer Seite ge¦sperrt, und die Züge führen ab¦wech¦selnd. Das Mi¦nis¦te¦ri¦um wollte sich dazu nicht "
    "äu¦ßern.",
    "Die Ent¦schei¦dung fällt am 14. März im Kabi¦nett. Bis da¦hin fährt die Fähre jede hal¦be Stunde, und sie "
    "bleibt für alle kos¦ten¦los, wie ein Spre¦cher der Stadt mit¦teil¦te.",
]
BRIDGE_CAPTION = "Leer seit Januar: die Eisenbahnbrücke über die Aldre. Foto: Ida Brandt"
BRIDGE_HEADS = [
    "Nordland-Kurier",
    "Harnholm und Umland",
]
GRID_HEADLINE = "The night the lights went out in half of Kesteria"
GRID = [
    "TOLVANE — It took eleven seconds. At nine minutes past three on Thursday morning a line near the Merrow dam "
    "gave way, and before the engineers on duty had put down their cups, four million people were without power.",
    "“We saw the needles fall one after the other,” said Oona Varrick, who was in charge of the control room. "
    "“There is a procedure for losing one line. There is none for losing nine of them in a row.”",
    "A report that the operator sent to the ministry on Monday names three causes: a relay that had not been "
    "tested for six years, a forecast of wind that was wrong by half, and a telephone that nobody picked up.",
    "The telephone stood in Lorvane. Under an agreement of 2024 the neighbouring grid must be warned at once, so "
    "that it can hold back its own supply. The call was made at fourteen minutes past three and rang for ninety "
    "seconds.",
    "“They knew our number,” said Emil Dorashenko, the minister of energy in Lorvane. “We have had the same number"
    " since I was a boy.” His ministry has asked for the recordings, and Kesteria has agreed to hand them over.",
    "The minister did not say what the recordings are for. People who know the agreement say that it sets a fine "
    "for every minute of silence, and that nobody has ever asked for one.",
    "In the capital the trams stood where the current had left them. A driver on the hill line kept his passengers"
    " for two hours with the story of a horse that his grandfather had sold three times.",
    "By six in the morning the hospitals were back on the grid, and by noon most of the capital. The islands "
    "waited until Saturday. In Harnholm bakers gave away what they could not keep cold, and the schools stayed "
    "shut.",
    "Varrick, who has run the control room for eleven years, offered to resign. Her offer was refused. “We were "
    "lucky,” she said, “and luck is not a plan.”",
    "Parliament will debate the report next week. The opposition wants the relay to be put on show in the lobby.",
]
GRID_BOX = [
    "How a grid fails",
    "A line that carries too much grows hot, sags and touches a tree.",
    "Its load moves to the next line, which then carries too much.",
    "Within seconds nothing is left that could carry anything.",
]
GRID_CAPTION = "The Merrow dam on Friday, after the first of the nine lines had been repaired."
WALL_HEADLINE = "Sea wall at Merrow to be raised by a metre"
WALL_ADDRESS = "https://www.harbour-courier.example/2022/03/sea-wall-merrow.html"
WALL_TITLE = "Sea wall at Merrow to be raised by a metre | The Harbour Courier"
WALL = [
    "The sea wall at Merrow will be raised by a metre before the next winter, the town council decided on Thursday"
    " night after a debate of five hours.",
    "“The water does not wait for our budget,” said the mayor, Tilda Brook. “It came over the wall twice in "
    "January, and it will come again.”",
    "The work is to cost nine million marks, of which the state pays two thirds. The rest will be raised by a levy"
    " on berths in the marina, which the sailing club has called unfair.",
    "“We are asked to pay for a wall that we do not stand behind,” said its chairman, Egon Farr.",
    "Opponents fear for the view from the promenade. A petition with eleven hundred names was handed over on the "
    "steps of the town hall, and the council promised a path along the top of the wall.",
    "Engineers from the university of Tolvane measured the waves for two years. Their report says that a wall of "
    "the present height will be too low in three winters out of ten by the middle of the century.",
    "Brook said that she had read it twice. “The first time I hoped that I had misread a figure,” she said.",
    "Building begins in May. Until then sandbags lie ready at the old customs house, and volunteers are asked to "
    "put their names on the list at the library.",
]
OFFICE_HEADLINE = "„Eﬃzienz ist kein Ziel“: Warum ein Amt seine Akten behält"
OFFICE = [
    "Das Grundbuchamt von Harnholm schaﬀt seine Papierakten nicht ab. „Eﬃzienz ist kein Ziel, sondern ein Mittel“,"
    " sagt die Leiterin Ruth Oﬀermann, „und wer das verwechselt, ﬁndet am Ende gar nichts mehr.“",
    "Der Au\u00adtor einer Studie, die das Amt im Herbst veröﬀentlicht hat, gibt ihr recht: Häuﬁg gesuchte Akten seien "
    "im Regal in vier Minuten gefunden, im Rechner in ﬂotten sieben.",
    "„Das ﬁel uns selbst erst auf, als wir es gemessen haben“, sagt er. „Man misst ja sonst nur, was man hoﬀt.“",
]
LETTER = [
    "Hafenamt Port Aldry",
    "Kai 7",
    "10117 Port Aldry",
    "14. Februar 2031",
    "Sehr geehrte Damen und Herren,",
    "in Ihrer Ausgabe vom Dienstag schreiben Sie, am Kai hätten viertausend Menschen gewartet. Es waren nach "
    "unserer Zählung dreitausendzweihundert, und davon sind die meisten mit dem Bus weitergefahren.",
    "Auch war das Tor nicht verschlossen. „Wer hinauswollte, kam hinaus“, sagt unser Pförtner, der an diesem Tag "
    "seit fünf Uhr früh im Dienst war und jeden einzeln gegrüßt hat.",
    "Wir bitten Sie, das richtigzustellen.",
    "Mit freundlichen Grüßen",
    "Oskar Lind",
]
TABLE_HEADLINE = "Where the money for the harbour went"
TABLE = [
    "The harbour office has put its books on the table. They show what was spent on the quays in the last three "
    "years, and how much of it came from the state.",
    "| Year | Spent | From the state",
    "| 2028 | 4.1 million | 62 %",
    "| 2029 | 12.8 million | 58 %",
    "| 2030 | 9.0 million | 71 %",
    "“These are the first figures in a decade that add up,” said Ilse Maron, who audits the office. She had asked "
    "for them every spring, and every spring she had been told to come back in autumn.",
]
