"""Room labels in eleven languages: Germanic, Slavic and Finnic ones, Hungarian and Romanian.

The tables were written from knowledge of how such plans are lettered, before the lexicons were run on them.
"""

from __future__ import annotations

import re

import pytest

from offcamera.labels import is_private, read_label

#: Private rooms: label = use.
PRIVATE = {
    "nl": """
        Toilet H = toilet · WC dames = toilet · Mindervalidentoilet = toilet · MIVA toilet = toilet ·
        herentoilet 1.04 = toilet · Badk. = bath · Doucheruimte heren = shower · Kleedkamer 3 = changing ·
        Kleedk. D = changing · Pashokjes = fitting · Kolfruimte = nursing ·
        Slaapkamer 2 12,4 m² = bedroom · slpk. = bedroom · Onderzoekkamer 4 = medical-exam ·
        Verpleegkamer = patient-room · Operatiekamer 2 = operating · EHBO = first-aid ·
        Stoomcabine = sauna
    """,
    "pl": """
        WC damskie = toilet · WC NPS = toilet · toaleta męska = toilet · Ubikacja = toilet · łaz. = bath ·
        Lazienka = bath · ŁAZIENKA 4,51 m2 = bath · Natryski = shower · Szatnia męska = changing ·
        szatnia damska = changing · Szatnia pracowników = changing · Przymierzalnia = fitting ·
        Pokój matki z dzieckiem = nursing · Sypialnia 1 = bedroom · Gabinet lekarski = medical-exam ·
        gab. zabiegowy = medical-exam · Sala chorych = patient-room · Sala operacyjna = operating ·
        Kaplica = prayer
    """,
    "cs": """
        WC muži = toilet · WC ženy = toilet · WC Z = toilet · WC invalidé = toilet · záchod = toilet ·
        koup. = bath · Koupelna + WC = bath · Umývárna = bath · Sprchy = shower · Šatna muži = changing ·
        satna zeny = changing · šat. ženy = changing · Převlékárna = changing · Ložnice = bedroom ·
        LOZNICE = bedroom · Dětský pokoj = bedroom · Ordinace = medical-exam ·
        Vyšetřovna 2 = medical-exam · Lůžkový pokoj = patient-room · Operační sál = operating ·
        Přebalovací koutek = nursing
    """,
    "sk": """
        WC muži = toilet · WC imobilní = toilet · záchod = toilet · Kúpeľňa = bath · KUPELNA = bath ·
        Umyváreň = bath · Sprcha = shower · Šatňa muži = changing · satna zeny = changing ·
        Šatňa zamestnancov = changing · Prezliekareň = changing · Spálňa = bedroom ·
        Detská izba = bedroom · Ambulancia = medical-exam · Vyšetrovňa = medical-exam ·
        Lôžková izba = patient-room · Izba pacientov = patient-room · Operačná sála = operating ·
        Miestnosť pre matky s deťmi = nursing
    """,
    "hu": """
        Női WC = toilet · Férfi WC = toilet · Akadálymentes WC = toilet · WC n. = toilet ·
        ffi wc = toilet · Fürdőszoba = bath · fürdő = bath · Furdoszoba = bath · Zuhanyzó = shower ·
        Női öltöző = changing · férfiöltöző = changing · Oltozo = changing · Próbafülke = fitting ·
        Hálószoba = bedroom · háló = bedroom · Gyerekszoba = bedroom · Vizsgáló 2. = medical-exam ·
        Orvosi rendelő = medical-exam · Kórterem = patient-room · Műtő = operating · Pelenkázó = nursing
    """,
    "ro": """
        WC femei = toilet · Grup sanitar bărbați = toilet · G.S. personal = toilet ·
        grup sanitar persoane cu dizabilitati = toilet · Baie = bath · BAIE 4,20 mp = bath · Băi = bath ·
        Duș = shower · Vestiar femei = changing · Vestiare = changing · vestiar barbati = changing ·
        Cabină de probă = fitting · Dormitor = bedroom · dormitor matrimonial = bedroom ·
        Cabinet medical = medical-exam · Cabinet consultatii = medical-exam ·
        Sală tratamente = medical-exam · Salon 3 paturi = patient-room · Sală de operații = operating ·
        Camera mamei și copilului = nursing
    """,
    "hr": """
        WC muški = toilet · WC Ž = toilet · ženski WC = toilet · WC invalidi = toilet · Zahod = toilet ·
        Kupaonica = bath · kupatilo = bath · kup. = bath · Tuš = shower · Svlačionica muška = changing ·
        svlacionica = changing · Garderoba osoblja = changing · ženska garderoba = changing ·
        Spavaća soba 1 = bedroom · spavaca soba = bedroom · Dječja soba = bedroom ·
        Ordinacija = medical-exam · Ambulanta = medical-exam · Bolesnička soba = patient-room ·
        Operacijska sala = operating · Kopalnica = bath
    """,
    "sv": """
        WC = toilet · RWC = toilet · HWC = toilet · Toalett dam = toilet · herrtoalett = toilet ·
        WC/D = toilet · Badrum = bath · Dusch = shower · Bastu = sauna · Omklädningsrum Herr = changing ·
        Omkl dam = changing · personalomklädning = changing · OMKLADNING = changing · Provrum = fitting ·
        Sovrum 2 = bedroom · Sov = bedroom · Undersökningsrum = medical-exam · Beh.rum = medical-exam ·
        Vårdrum = patient-room · Operationssal 4 = operating · Skötrum = nursing
    """,
    "fi": """
        WC = toilet · INVA-WC = toilet · LE-WC = toilet · miesten wc = toilet · Naisten WC:t = toilet ·
        Vessa = toilet · KPH = bath · Kylpyhuone = bath · Pesuhuone = bath · Suihku = shower ·
        Sauna = sauna · Pukuhuone = changing · miesten pukuh. = changing · naistenpukuhuone = changing ·
        MH = bedroom · MH 12,5 m² = bedroom · Makuuhuone = bedroom · Tutkimushuone = medical-exam ·
        Vastaanottohuone = medical-exam · Potilashuone = patient-room · Leikkaussali = operating ·
        Lastenhoitohuone = nursing
    """,
    "et": """
        WC = toilet · WC naised = toilet · Inva WC = toilet · Tualett = toilet · naiste wc = toilet ·
        Vannituba = bath · Pesuruum = bath · Dušš = shower · duširuum = shower · Saun = sauna ·
        Leiliruum = sauna · Riietusruum = changing · meeste riietusruum = changing ·
        naisteriietusruum = changing · Magamistuba = bedroom · MAGAMISTUBA 2 = bedroom ·
        Läbivaatus = medical-exam · Protseduuride ruum = medical-exam · Palat = patient-room ·
        Operatsioonituba = operating · Mähkimisruum = nursing
    """,
    "da": """
        Toilet = toilet · HC-toilet = toilet · HCWC = toilet · herretoilet = toilet · toalett = toilet ·
        Badeværelse = bath · Badevaerelse = bath · Baderum = bath · Bad/wc = bath toilet ·
        Brusere = shower · dusj = shower · Omklædning herrer = changing · Omkl. damer = changing ·
        Garderobe menn = changing · damegarderobe = changing · Prøverum = fitting ·
        Soveværelse = bedroom · Soverom 2 = bedroom · Undersøgelsesrum = medical-exam ·
        Behandlingsrom = medical-exam · Sengestue = patient-room · Operationsstue = operating ·
        Puslerum = nursing · Stellerom = nursing
    """,
}

#: Rooms that no law protects; the traps first.
HARMLESS = {
    "nl": """
        Badmeester kantoor · Kleedkamergang · Toiletpapier · Gang bij toiletten · Badmode ·
        Berging bij kleedkamers · Waterbehandeling · Wasserij · mk · MK · Werkkast · wk. kast · trapp. ·
        Berg. · Lift · Leidingschacht · cv-ruimte · Keuken · Pantry · Woonkamer · Hal · Overloop ·
        Entree · Vergaderruimte 2.03 · Kantoortuin · Directie · Leslokaal 12 · Gymzaal · Magazijn ·
        Fietsenstalling · Zolder · Vide · Serverruimte · Traforuimte · Afvalruimte · Bibliotheek ·
        Spoelkeuken · Restaurant
    """,
    "pl": """
        Korytarz przy szatni · Magazyn bielizny · zmywalnia naczyń · Poczekalnia pacjentów · Sklep ·
        kl. sch. · Klatka schodowa · Komunikacja · wiatr. · Hol · pom. gosp. · Pom. techniczne ·
        Kotłownia · Winda · Szacht · Biuro · Sekretariat · Gabinet dyrektora · Sala konferencyjna ·
        Sala lekcyjna 14 · Sala gimnastyczna · Magazyn · Kuchnia · KUCHNIA + JADALNIA · Jadalnia ·
        Salon z aneksem kuchennym · Pokój dzienny · Garaż · Pralnia · Rozdzielnia NN · Serwerownia ·
        Śmietnik · Biblioteka · Pokój nauczycielski · Portiernia · Taras · Wentylatornia ·
        Pom. porządkowe · Piwnica
    """,
    "cs": """
        Chodba u šaten · Umývárna nádobí · Sklad lůžek · Čekárna pacientů · Prádelna · Chodba ·
        Schodiště · Zádveří · Předsíň · Úklidová komora · úkl. komora · Výtah · Kotelna · Strojovna VZT ·
        Technická místnost · Kancelář · Ředitelna · Kabinet · Sborovna · Zasedací místnost · Učebna ·
        Tělocvična · Sklad · Spíž · Kuchyně · Jídelna · Obývací pokoj · Garáž · Dílna · Hala · Archiv ·
        Recepce · Vrátnice · Terasa · Balkon · Kotelna 1.PP · rozvodna NN · Obyvaci pokoj · Laboratoř
    """,
    "sk": """
        Chodba pri šatniach · Umývanie riadu · Sklad lôžok · Čakáreň pacientov · Práčovňa · Chodba ·
        Schodisko · Zádverie · Predsieň · Upratovačka · Výťah · Kotolňa · Strojovňa VZT ·
        Technická miestnosť · Kancelária · Riaditeľňa · Kabinet · Zborovňa · Zasadacia miestnosť ·
        Učebňa · Telocvičňa · Sklad · Špajza · Kuchyňa · Jedáleň · Obývacia izba · Garáž · Dielňa · Hala ·
        Archív · Recepcia · Vrátnica · Terasa · Rozvodňa · Kancelaria · Laboratórium · Povala
    """,
    "hu": """
        WC folyosó · Öltöző folyosó · Ágyneműraktár · Betegváró · Mosókonyha · Közlekedő · Folyosó ·
        Lépcsőház · Szélfogó · Előtér · Takarítószer tároló · Lift · Gépészet · Kazánház · Iroda ·
        Titkárság · Tanári szoba · Tárgyaló · Tanterem · Tornaterem · Raktár · Kamra · Konyha · Étkező ·
        Nappali · NAPPALI + KONYHA · Garázs · Műhely · Irattár · Porta · Terasz · Erkély ·
        Hulladéktároló · Szerverszoba · Labor · Könyvtár · Kozlekedo · Gardrób
    """,
    "ro": """
        Coridor vestiare · Hârtie igienică · Instalații sanitare · Depozit paturi · Așteptare pacienți ·
        Hol · Casa scării · Windfang · Coridor · Debara · Cămară · Lift · Centrală termică ·
        Cameră tehnică · Birou director · Secretariat · Cancelarie · Sală ședințe · Sală de clasă ·
        Sală de sport · Magazie · Bucătărie · Living · Loc de luat masa · Garaj · Atelier · Arhivă ·
        Recepție · Terasă · Balcon · Spălătorie · Oficiu · Laborator · Bibliotecă · bucatarie ·
        Camera de zi · Materiale curățenie · Tablou electric
    """,
    "hr": """
        Hodnik kod svlačionica · Praonica rublja · Pranje posuđa · Spremište kreveta · Čekaonica ·
        Hodnik · Stubište · Vjetrobran · Predsoblje · Ostava · Spremište · Dizalo · Kotlovnica ·
        Strojarnica · Ured · Tajništvo · Zbornica · Dvorana za sastanke · Učionica 5 · Sportska dvorana ·
        Skladište · Kuhinja · Blagovaonica · Dnevni boravak · Garaža · Radionica · Arhiva · Recepcija ·
        Terasa · Balkon · Kancelarija · Knjižnica · Laboratorij · Spremište čistačice · Cekaonica ·
        Loggia · Server soba
    """,
    "sv": """
        Badrumsbutik · Tvättstuga · Omklädningsförråd · Korridor vid WC · Sängförråd · Diskrum · Väntrum ·
        Korridor · Trapphus · Vindfång · Hall · Entré · Städ · Städförråd · Förråd · Frd · Klädkammare ·
        Hiss · Fläktrum · Undercentral · Elcentral · Teknik · Kontor · Konferens · Klassrum · Grupprum ·
        Idrottshall · Matsal · Kök · Pentry · Vardagsrum · Allrum · Garage · Verkstad · Arkiv ·
        Reception · Balkong · Soprum · Bibliotek · Lektionssal
    """,
    "fi": """
        WC-käytävä · Pukuhuonevarasto · Pesutupa · Potilaiden odotus · Kylpyhuonekauppa · Käytävä ·
        Porrashuone · Tuulikaappi · TK · ET · Aula · Siivouskomero · SIIV. · Varasto · VAR · VH ·
        Vaatehuone · Hissi · IV-konehuone · Lämmönjakohuone · Sähköpääkeskus · Toimisto ·
        Neuvotteluhuone · NEUV. · Luokka 12 · Liikuntasali · Ruokasali · Keittiö · OH · Olohuone · KHH ·
        Kodinhoitohuone · Autotalli · Verstas · Arkisto · Parveke · Jätehuone · Kirjasto ·
        Opettajainhuone · Väestönsuoja
    """,
    "et": """
        WC koridor · Pesula · Nõudepesu · Patsientide ooteruum · Tualettpaber · Koridor · Trepikoda ·
        Tuulekoda · Esik · Fuajee · Koristusruum · Ladu · Panipaik · Lift · Tehnoruum ·
        Ventilatsiooniruum · Elektrikilp · Soojussõlm · Kontor · Kabinet · Koosolekuruum · Klass ·
        Klassiruum · Võimla · Söökla · Köök · Elutuba · Garaaž · Töökoda · Arhiiv · Rõdu · Terrass ·
        Prügiruum · Raamatukogu · Õpetajate tuba · Serveriruum · Basseinitehnika · Nõupidamisruum ·
        Tehniline ruum
    """,
    "da": """
        Toiletgang · Badeværelsesbutik · Vaskeri · Toiletpapir · Gang ved toiletter · Venteværelse ·
        Gang · Trappe · Vindfang · Entre · Hall · Rengøring · Renhold · Bøttekott · Depot · Bod ·
        Kjøkken · Køkken · Bryggers · Vaskerom · Elevator · Heis · Teknikrum · Teknisk rom · Kontor ·
        Mødelokale · Møterom · Klasseværelse · Grupperom · Idrætshal · Kantine · Stue · Alrum · Garage ·
        Værksted · Arkiv · Altan · Affaldsrum · Bibliotek · Lager · Serverrum
    """,
}

#: Rooms that may be private.
AMBIGUOUS = {
    "nl": """
        Garderobe · Sanitair · Voorruimte toilet · voorportaal WC · Rustruimte · Heren · Dames · Cabine ·
        Arts · Kamer 12 · Appartement · Cel
    """,
    "pl": """
        Szatnia · Garderoba · Przedsionek WC · Pom. sanitarne · Gabinet · Oddział · Pokój 12 ·
        Mieszkanie · Panie · Śluza umywalkowo-fartuchowa
    """,
    "cs": """
        Šatna · Předsíň WC · Hygienické zázemí · Pokoj 3 · Byt 12 · Muži · Kabina · Lékař ·
        Filtr personál · Sociální zařízení · Odpočinek
    """,
    "sk": """
        Šatňa · Predsieň WC · Hygienické zázemie · Izba 3 · Byt 12 · Muži · Kabína · Lekár ·
        Sociálne zariadenia · Oddychová miestnosť
    """,
    "hu": """
        Ruhatár · WC előtér · Mosdó · Vizesblokk · Szoba 3 · Lakás · Női · Kabin · Orvos · Pihenőszoba ·
        Szociális helyiség
    """,
    "ro": """
        Garderobă · Sas WC · Hol grup sanitar · Lavoar · Apartament 2 · Cabină · Cabinet · Medic ·
        Bărbați · Cameră de odihnă
    """,
    "hr": """
        Garderoba · Predprostor WC · Sanitarni čvor · Sanitarije · Soba 3 · Stan 2 · Kabina · Liječnik ·
        Muški · Garderoba učenika
    """,
    "sv": """
        Garderob · Förrum WC · Hygien · Vilrum · Lägenhet 3 · Herrar · Hytt · Läkare · Loge · Mottagning ·
        Tvättställ
    """,
    "fi": """
        Narikka · WC-eteinen · Sosiaalitila · Lepohuone · Asunto 3 · Miehet · Koppi · Lääkäri · Naulakko ·
        Märkätila · Vastaanotto
    """,
    "et": """
        Garderoob · WC eesruum · Sanruum · Puhkeruum · Korter 3 · Mehed · Kabiin · Arst · Vastuvõtt ·
        Hügieen · Tuba 4
    """,
    "da": """
        Garderobe · Forrum toilet · WC-forrom · Sanitær · Hvilerum · Lejlighed 3 · Herrer · Kabine ·
        Læge · Værelse 4 · Hvilerom · Celle
    """,
}


def _listed(text: str) -> list[str]:
    return [label for piece in re.split("[·\n]", text) if (label := piece.strip())]


def _cases(table: dict[str, str]) -> list[str]:
    return [label for text in table.values() for label in _listed(text)]


@pytest.mark.parametrize("row", _cases(PRIVATE))
def test_a_private_room_is_known(row: str) -> None:
    label, uses = row.split(" = ")
    reading = read_label(label)
    assert reading.status == "known", reading
    assert set(reading.uses) == set(uses.split()), reading


@pytest.mark.parametrize("label", _cases(HARMLESS))
def test_a_harmless_room_is_not_asked_about(label: str) -> None:
    reading = read_label(label)
    assert reading.uses, reading
    assert not any(map(is_private, reading.uses)), reading


@pytest.mark.parametrize("label", _cases(AMBIGUOUS))
def test_a_room_that_may_be_private_is_asked_about(label: str) -> None:
    reading = read_label(label)
    assert reading.status == "ambiguous", reading
    assert any(map(is_private, reading.uses)), reading


@pytest.mark.parametrize("label", ["Pukuhuone / varasto", "Toilet / Gang", "Garderobe / Lager"])
def test_two_rooms_side_by_side_are_no_compound_that_is_harmless(label: str) -> None:
    reading = read_label(label)
    assert reading.status == "ambiguous"
    assert any(map(is_private, reading.uses)), reading


@pytest.mark.parametrize("label", ["WC IV", "WC D", "WC II"])
def test_a_short_word_of_another_language_clears_no_toilet(label: str) -> None:
    assert read_label(label).uses == ("toilet",)


@pytest.mark.parametrize("language", PRIVATE)
def test_each_language_has_labels_enough(language: str) -> None:
    assert sum(len(_listed(table[language])) for table in (PRIVATE, HARMLESS, AMBIGUOUS)) >= 60
