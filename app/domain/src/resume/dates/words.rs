//! The words that dates are written with, in the languages we read. Lower case, without accents.

/// The number of a month named in English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish or Polish.
pub(super) fn month(word: &str) -> Option<u8> {
    Some(match word {
        "january" | "jan" | "januar" | "janner" | "jaenner" | "janvier" | "janv" | "enero" | "ene" | "janeiro" | "gennaio" | "gen"
        | "januari" | "styczen" => 1,
        "february" | "feb" | "febr" | "februar" | "feber" | "fevrier" | "fevr" | "fev" | "febrero" | "fevereiro" | "febbraio"
        | "februari" | "luty" => 2,
        "march" | "mar" | "marz" | "maerz" | "mrz" | "mars" | "marzo" | "marco" | "maart" | "mrt" | "marts" | "marzec" => 3,
        "april" | "apr" | "avril" | "avr" | "abril" | "abr" | "aprile" | "kwiecien" => 4,
        "may" | "mai" | "mayo" | "maio" | "mag" | "maggio" | "mei" | "maj" => 5,
        "june" | "jun" | "juni" | "juin" | "junio" | "junho" | "giugno" | "giu" | "czerwiec" => 6,
        "july" | "jul" | "juli" | "juillet" | "juil" | "julio" | "julho" | "luglio" | "lug" | "lipiec" => 7,
        "august" | "aug" | "aout" | "agosto" | "ago" | "augustus" | "augusti" | "sierpien" => 8,
        "september" | "sep" | "sept" | "septembre" | "septiembre" | "setiembre" | "setembro" | "set" | "settembre" | "sett"
        | "wrzesien" => 9,
        "october" | "oct" | "oktober" | "okt" | "octobre" | "octubre" | "outubro" | "out" | "ottobre" | "ott" | "pazdziernik" => 10,
        "november" | "nov" | "novembre" | "noviembre" | "novembro" | "listopad" => 11,
        "december" | "dec" | "dezember" | "dez" | "decembre" | "diciembre" | "dic" | "dezembro" | "dicembre" | "grudzien" => 12,
        _ => return None,
    })
}

/// Part of a year: a season, a term, a quarter or a half.
pub(super) fn season(word: &str) -> bool {
    matches!(
        word,
        "spring"
            | "summer"
            | "fall"
            | "autumn"
            | "winter"
            | "fruhling"
            | "fruhjahr"
            | "sommer"
            | "herbst"
            | "printemps"
            | "ete"
            | "automne"
            | "hiver"
            | "primavera"
            | "verano"
            | "otono"
            | "invierno"
            | "verao"
            | "outono"
            | "inverno"
            | "estate"
            | "autunno"
            | "lente"
            | "zomer"
            | "herfst"
            | "wintersemester"
            | "sommersemester"
            | "ws"
            | "ss"
            | "wise"
            | "sose"
            | "q1"
            | "q2"
            | "q3"
            | "q4"
            | "h1"
            | "h2"
            | "early"
            | "mid"
            | "late"
            | "anfang"
            | "mitte"
            | "ende"
    )
}

/// "Present" and its like, when it ends a span.
pub(super) fn present(word: &str) -> bool {
    matches!(
        word,
        "present"
            | "now"
            | "today"
            | "current"
            | "currently"
            | "ongoing"
            | "date"
            | "heute"
            | "jetzt"
            | "aktuell"
            | "gegenwart"
            | "dato"
            | "laufend"
            | "aujourd'hui"
            | "aujourdhui"
            | "actuel"
            | "actuellement"
            | "actualidad"
            | "presente"
            | "actual"
            | "actualmente"
            | "hoy"
            | "fecha"
            | "atual"
            | "atualmente"
            | "hoje"
            | "momento"
            | "oggi"
            | "attuale"
            | "attualmente"
            | "corso"
            | "cours"
            | "jour"
            | "heden"
            | "nu"
            | "nuvarande"
            | "pagaende"
            | "obecnie"
            | "teraz"
    )
}

/// Words that may stand between the sign of a span and "present": "jusqu'à **ce** jour", "hasta **la** fecha".
pub(super) fn filler(word: &str) -> bool {
    matches!(word, "ce" | "la" | "o" | "el" | "en" | "in" | "the" | "aujourd" | "l" | "il" | "zur" | "zum")
}

/// Words that join the ends of a span.
pub(super) fn until(word: &str) -> bool {
    matches!(
        word,
        "to" | "until"
            | "till"
            | "through"
            | "thru"
            | "bis"
            | "au"
            | "a"
            | "al"
            | "hasta"
            | "ate"
            | "ao"
            | "fino"
            | "tot"
            | "t/m"
            | "jusqu"
            | "jusqu'a"
            | "jusqu'au"
            | "til"
            | "till'"
            | "do"
            | "e"
            | "y"
            | "et"
            | "and"
            | "und"
    )
}

/// Words in front of a beginning without an end.
pub(super) fn since(word: &str) -> bool {
    matches!(word, "since" | "seit" | "depuis" | "desde" | "dal" | "sinds" | "sedan" | "siden" | "od" | "ab")
}

/// Words in front of a span or a date that belong to it: "from 2018 to 2020", "expected May 2026".
pub(super) fn lead(word: &str) -> bool {
    matches!(
        word,
        "from"
            | "von"
            | "de"
            | "du"
            | "del"
            | "da"
            | "dal"
            | "van"
            | "expected"
            | "anticipated"
            | "graduated"
            | "graduation"
            | "graduating"
            | "completed"
            | "class"
            | "issued"
            | "voraussichtlich"
            | "until"
            | "bis"
            | "jusqu'en"
    )
}

/// A length of time beside a span: "2 years 10 months", "3 mos".
pub(super) fn duration(word: &str) -> bool {
    matches!(
        word,
        "year"
            | "years"
            | "yr"
            | "yrs"
            | "month"
            | "months"
            | "mo"
            | "mos"
            | "jahr"
            | "jahre"
            | "monat"
            | "monate"
            | "an"
            | "ans"
            | "mois"
            | "ano"
            | "anos"
            | "mes"
            | "meses"
            | "anno"
            | "anni"
            | "mese"
            | "mesi"
            | "jaar"
            | "maand"
            | "maanden"
            | "week"
            | "weeks"
    )
}
