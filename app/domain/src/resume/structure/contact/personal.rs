//! Personal data that the contact has no field for: "Date of birth: …", "Nationality: …".

use crate::resume::dates::plain;

/// Whether a text says such a thing.
pub(in crate::resume::structure) fn is(text: &str) -> bool {
    title(text).is_some()
}

/// What a section of such lines is called in the language of the line.
pub(in crate::resume::structure) fn title(text: &str) -> Option<&'static str> {
    let plain = plain(text).replace('\u{2019}', "'");
    STARTS.iter().find(|(_, starts)| starts.iter().any(|start| plain.starts_with(start))).map(|(title, _)| *title)
}

/// By language, folded.
const STARTS: &[(&str, &[&str])] = &[
    (
        "Personal details",
        &[
            "date of birth",
            "place of birth",
            "born",
            "nationality",
            "citizenship",
            "country of citizenship",
            "marital status",
            "gender",
            "age:",
            "driving licence",
            "driving license",
            "driver's license",
            "driver's licence",
            "work permit",
            "work authorization",
            "right to work",
            "security clearance",
            "visa status",
            "visa:",
            "veterans' preference",
            "veteran's preference",
            "veterans preference",
            "highest grade",
            "availability:",
            "authorized to work",
            "father's name",
        ],
    ),
    (
        "Persönliche Daten",
        &[
            "geburtsdatum",
            "geburtsort",
            "geboren",
            "geb.",
            "nationalitat:",
            "staatsangehorigkeit",
            "staatsburgerschaft",
            "familienstand",
            "fuhrerschein",
            "alter:",
        ],
    ),
    (
        "Datos personales",
        &[
            "fecha de nacimiento",
            "lugar de nacimiento",
            "nacionalidad",
            "estado civil",
            "permiso de conducir",
            "carnet de conducir",
            "licencia de conducir",
        ],
    ),
    (
        "Informations personnelles",
        &["date de naissance", "nationalite", "nee le", "ne le", "etat civil", "celibataire", "marie", "permis "],
    ),
    ("Dati personali", &["data di nascita", "luogo di nascita", "cittadinanza", "nazionalita", "nato il", "nata il", "patente"]),
    ("Dados pessoais", &["data de nascimento", "nacionalidade", "carta de conducao"]),
    ("Dane osobowe", &["data urodzenia", "narodowosc", "obywatelstwo", "prawo jazdy"]),
    ("Persoonlijke gegevens", &["geboortedatum", "geboorteplaats", "nationaliteit", "rijbewijs"]),
];
