//! Entries whose lines name their fields: "Period: 2018 – 2021", "Employer | Acme", as forms and the older Europass have them.

use super::block::{Block, Piece};
use super::entry::{self, Draft};
use super::fields::{Head, Text};
use crate::resume::dates::plain;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Label {
    Dates,
    Title,
    Organisation,
    Place,
    Url,
    /// What was done there: text below the head.
    Duties,
}

/// A field as it stands in a line: its label and what it says.
struct Labelled {
    label: Label,
    name: String,
    value: Piece,
}

/// What stands under an entry's head, and the head.
pub(super) type Entry = (Draft, Head);

/// The entries of a section whose lines name their fields, and the blocks in front of the first; `None` for other sections.
pub(super) fn entries(blocks: &[Block]) -> Option<(Vec<Block>, Vec<Entry>)> {
    let read: Vec<Vec<Labelled>> = blocks.iter().map(labelled).collect();
    let has = |wanted: Label| read.iter().flatten().filter(|one| one.label == wanted).count();
    let kinds = [Label::Dates, Label::Title, Label::Organisation].into_iter().filter(|label| has(*label) > 0).count();
    let lines = read.iter().filter(|fields| !fields.is_empty()).count();
    let others = blocks.iter().zip(&read).filter(|(block, fields)| fields.is_empty() && !block.bullet).count();
    if kinds < 2 || lines < others {
        return None;
    }
    let mut front = Vec::new();
    let mut open: Vec<Entry> = Vec::new();
    let mut seen: Vec<Label> = Vec::new();
    for (index, (block, fields)) in blocks.iter().zip(read).enumerate() {
        if fields.is_empty() {
            let next = blocks.get(index + 1).is_some_and(|next| !labelled(next).is_empty());
            // A title without a label above its labelled lines.
            let title = !block.bullet && next && !entry::running(block) && (seen.len() > 1 || open.is_empty());
            if title {
                seen = vec![Label::Title];
                let title = Text { text: block.text(), lines: block.lines.clone() };
                open.push((Draft::default(), Head { title, ..Head::default() }));
            } else if let Some((draft, _)) = open.last_mut() {
                if block.bullet { draft.bullets.push(block.clone()) } else { draft.summary.push(block.clone()) }
            } else {
                front.push(block.clone());
            }
            continue;
        }
        for field in fields {
            if open.is_empty() || seen.contains(&field.label) {
                open.push(Default::default());
                seen.clear();
            }
            seen.push(field.label);
            if let Some((draft, head)) = open.last_mut() {
                put(draft, head, field, block);
            }
        }
    }
    Some((front, open))
}

fn put(draft: &mut Draft, head: &mut Head, field: Labelled, block: &Block) {
    head.durations.extend(field.value.lines.iter().map(|line| (*line, format!("{} ", field.name))));
    let text = Text { text: field.value.text.clone(), lines: field.value.lines.clone() };
    match field.label {
        Label::Dates => head.dates = text,
        Label::Title => head.title = text,
        Label::Organisation => head.organisation = text,
        Label::Place => head.place = text,
        Label::Url => head.url = text,
        Label::Duties => draft.summary.push(Block { pieces: vec![field.value], ..block.clone() }),
    }
}

/// The fields of a line; none when it does not begin with a label.
fn labelled(block: &Block) -> Vec<Labelled> {
    let Some(first) = block.pieces.first().filter(|_| !block.bullet) else { return Vec::new() };
    // A label in a cell or look of its own.
    if let Some(label) = label(&first.text)
        && block.pieces.len() > 1
    {
        let rest = Block { pieces: block.pieces[1..].to_vec(), ..block.clone() };
        let value = Piece { text: rest.text(), tab: false, lines: block.lines.clone(), ..block.pieces[1].clone() };
        return vec![Labelled { label, name: first.text.clone(), value }];
    }
    let text = block.text();
    let mut fields = Vec::new();
    for part in text.split(" | ") {
        let Some((name, value)) = part.split_once(':') else { return Vec::new() };
        let Some(label) = label(name) else { return Vec::new() };
        if value.trim().is_empty() || value.starts_with("//") {
            return Vec::new();
        }
        let value = Piece { text: value.trim().to_owned(), lines: block.lines.clone(), ..first.clone() };
        fields.push(Labelled { label, name: name.to_owned(), value });
    }
    fields
}

fn label(text: &str) -> Option<Label> {
    let plain = plain(text);
    let plain = plain.trim().trim_end_matches(':').trim_end();
    TABLE.iter().find(|(_, names)| names.contains(&plain)).map(|(label, _)| *label)
}

/// Lower case, without accents: English, German, French, Spanish, Portuguese, Italian, Dutch, Polish.
const TABLE: &[(Label, &[&str])] = &[
    (
        Label::Dates,
        &[
            "period",
            "dates",
            "date",
            "duration",
            "from - to",
            "from – to",
            "employment dates",
            "dates of employment",
            "dates attended",
            "time period",
            "zeitraum",
            "dauer",
            "von - bis",
            "von – bis",
            "periode",
            "duree",
            "periodo",
            "fechas",
            "fecha",
            "datas",
            "data",
            "duracao",
            "okres",
            "daty",
            "okres zatrudnienia",
            "okres nauki",
            "date (da – a)",
            "start/end date",
            "years",
            "year",
        ],
    ),
    (
        Label::Title,
        &[
            "position",
            "title",
            "job title",
            "role",
            "occupation",
            "occupation or position held",
            "position held",
            "job",
            "designation",
            "post",
            "post held",
            "degree",
            "qualification",
            "title of qualification awarded",
            "qualification awarded",
            "course",
            "program",
            "programme",
            "diploma",
            "funktion",
            "stelle",
            "beruf",
            "abschluss",
            "studiengang",
            "poste",
            "poste occupe",
            "fonction",
            "fonction ou poste occupe",
            "intitule du poste",
            "diplome",
            "intitule",
            "puesto",
            "puesto desempenado",
            "profesion o cargo desempenado",
            "cargo",
            "titulo",
            "titulo obtenido",
            "titulacion",
            "funcao",
            "funcao ou cargo ocupado",
            "titulacao",
            "curso",
            "ruolo",
            "posizione",
            "mansione",
            "lavoro o posizione ricoperti",
            "titolo di studio",
            "qualifica conseguita",
            "titolo della qualifica rilasciata",
            "functie",
            "opleiding",
            "stanowisko",
            "zajmowane stanowisko",
            "uzyskany tytul",
            "kierunek",
            "tytul",
        ],
    ),
    (
        Label::Organisation,
        &[
            "employer",
            "company",
            "organisation",
            "organization",
            "company name",
            "employer name",
            "name of employer",
            "name and address of employer",
            "school",
            "university",
            "institution",
            "college",
            "school name",
            "name and type of organisation providing education and training",
            "arbeitgeber",
            "firma",
            "unternehmen",
            "schule",
            "hochschule",
            "universitat",
            "institut",
            "employeur",
            "entreprise",
            "societe",
            "organisme",
            "nom et adresse de l'employeur",
            "etablissement",
            "ecole",
            "empresa",
            "empleador",
            "nombre y direccion de la empresa o empleador",
            "centro",
            "centro de estudios",
            "universidad",
            "empregador",
            "entidade",
            "instituicao",
            "escola",
            "azienda",
            "datore di lavoro",
            "nome e indirizzo del datore di lavoro",
            "istituto",
            "scuola",
            "universita",
            "werkgever",
            "bedrijf",
            "school/opleiding",
            "instelling",
            "pracodawca",
            "nazwa pracodawcy",
            "uczelnia",
            "szkola",
            "nazwa uczelni",
        ],
    ),
    (
        Label::Place,
        &[
            "location",
            "place",
            "city",
            "ort",
            "standort",
            "lieu",
            "ville",
            "lugar",
            "ciudad",
            "local",
            "localidade",
            "luogo",
            "sede",
            "plaats",
            "miejsce",
            "miejscowosc",
        ],
    ),
    (Label::Url, &["website", "url", "link", "webseite", "site web", "sitio web"]),
    (
        Label::Duties,
        &[
            "duties",
            "responsibilities",
            "key responsibilities",
            "main activities and responsibilities",
            "main activities",
            "tasks",
            "description",
            "job description",
            "aufgaben",
            "tatigkeiten",
            "aufgabenbereich",
            "schwerpunkte",
            "missions",
            "taches",
            "principales activites et responsabilites",
            "funciones",
            "tareas",
            "principales actividades y responsabilidades",
            "atividades",
            "principais atividades e responsabilidades",
            "responsabilidades",
            "mansioni",
            "principali attivita e responsabilita",
            "werkzaamheden",
            "taken",
            "obowiazki",
            "zakres obowiazkow",
            "glowne obowiazki",
        ],
    ),
];
