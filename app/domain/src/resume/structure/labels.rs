//! Entries whose lines name their fields: "Period: 2018 – 2021", "Employer | Acme", as forms and the older Europass have them.

use super::block::{Block, Piece};
use super::entry::{self, Draft};
use super::fields::{Head, Text};
use crate::resume::dates::{self, plain};

/// What a label names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Label {
    Dates,
    Title,
    Organisation,
    Place,
    Url,
    /// What was done there: text below the head.
    Duties,
    /// A mark or the like: a detail of the head.
    Detail,
}

/// A field as it stands in a line: its label and what it says.
pub(super) struct Labelled {
    pub label: Label,
    /// As the line writes it.
    pub name: String,
    pub value: Piece,
}

/// What stands under an entry's head, and the head.
pub(super) type Entry = (Draft, Head);

/// The entries of a section whose lines name their fields, and the blocks in front of the first; `None` for other sections.
pub(super) fn entries(blocks: &[Block]) -> Option<(Vec<Block>, Vec<Entry>)> {
    if let Some(table) = table(blocks) {
        return Some(table);
    }
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
            // A title without a label above its labelled lines, or the employer where the title has a label.
            let title = !block.bullet && next && !entry::running(block) && (seen.len() > 1 || open.is_empty());
            if title {
                let below = blocks[index + 1..].iter().map(labelled).take_while(|fields| !fields.is_empty()).flatten();
                let employer = below.map(|field| field.label).any(|label| label == Label::Title);
                let text = Text { text: block.text(), lines: block.lines.clone() };
                let mut head = Head::default();
                *(if employer { &mut head.organisation } else { &mut head.title }) = text;
                seen = vec![if employer { Label::Organisation } else { Label::Title }];
                open.push((Draft::default(), head));
            } else if let Some((draft, _)) = open.last_mut() {
                if block.bullet { draft.bullets.push(block.clone()) } else { draft.summary.push(block.clone()) }
            } else {
                front.push(block.clone());
            }
            continue;
        }
        for field in fields {
            let again = seen.contains(&field.label) && (field.label != Label::Place || seen.last() != Some(&Label::Place));
            if open.is_empty() || again {
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

/// A table whose first row names the columns.
fn table(blocks: &[Block]) -> Option<(Vec<Block>, Vec<Entry>)> {
    let named = |block: &Block| -> Option<Vec<(f32, Label)>> {
        let columns: Vec<(f32, Label)> = block.pieces.iter().map(|piece| Some((piece.x, label(&piece.text)?))).collect::<Option<_>>()?;
        let has = |wanted: Label| columns.iter().filter(|(_, label)| *label == wanted).count();
        let kinds = [Label::Dates, Label::Title, Label::Organisation].into_iter().filter(|label| has(*label) == 1).count();
        (kinds >= 2 && columns.len() >= 3).then_some(columns)
    };
    let (at, columns) = blocks.iter().enumerate().find_map(|(at, block)| Some((at, named(block)?)))?;
    let mut open: Vec<Entry> = Vec::new();
    for block in &blocks[at + 1..] {
        let whole = block.pieces.len() == columns.len();
        let column = |index: usize, piece: &Piece| {
            if whole { index } else { columns.iter().rposition(|(x, _)| *x <= piece.x + 2.5).unwrap_or(0) }
        };
        // Where there are dates, a row without them goes on with the one above.
        let dated = |(_, label): &(f32, Label)| *label == Label::Dates;
        let at = columns.iter().position(dated);
        let cell = |index: usize| block.pieces.iter().enumerate().any(|(at, piece)| column(at, piece) == index);
        let waits = open.last().is_some_and(|(_, head): &Entry| dates::open(&head.dates.text));
        let first = at.map_or_else(|| column(0, &block.pieces[0]) == 0, |at| cell(at) && !waits);
        if block.bullet || open.is_empty() || whole && !waits || first {
            if let (true, Some((draft, _))) = (block.bullet, open.last_mut()) {
                draft.bullets.push(block.clone());
                continue;
            }
            open.push(Default::default());
        }
        let Some((draft, head)) = open.last_mut() else { continue };
        for (index, piece) in block.pieces.iter().enumerate() {
            let text = match columns[column(index, piece)].1 {
                Label::Dates => &mut head.dates,
                Label::Title => &mut head.title,
                Label::Organisation => &mut head.organisation,
                Label::Place => &mut head.place,
                Label::Url => &mut head.url,
                Label::Duties => {
                    draft.summary.push(Block { pieces: vec![piece.clone()], ..block.clone() });
                    continue;
                }
                Label::Detail => {
                    head.rest.push(Text { text: piece.text.clone(), lines: piece.lines.clone() });
                    continue;
                }
            };
            super::block::join(&mut text.text, &piece.text, false);
            text.lines.extend(&piece.lines);
        }
    }
    let (_, first) = open.first_mut()?;
    first.durations.extend(blocks[at].lines.iter().map(|line| (*line, blocks[at].text() + " ")));
    Some((blocks[..at].to_vec(), open))
}

/// Whether a text names a field of an entry: the head of a column.
pub(crate) fn is_label(text: &str) -> bool {
    label(text).is_some()
}

fn put(draft: &mut Draft, head: &mut Head, field: Labelled, block: &Block) {
    head.durations.extend(field.value.lines.iter().map(|line| (*line, format!("{} ", field.name))));
    let text = Text { text: field.value.text.clone(), lines: field.value.lines.clone() };
    match field.label {
        Label::Dates => head.dates = text,
        Label::Title => head.title = text,
        Label::Organisation => head.organisation = text,
        // "City: Verona | Country: Italy"
        Label::Place if !head.place.text.is_empty() => {
            head.place.text = format!("{}, {}", head.place.text, text.text);
            head.place.lines.extend(text.lines);
        }
        Label::Place => head.place = text,
        Label::Url => head.url = text,
        Label::Detail => head.rest.push(text),
        Label::Duties => draft.summary.push(Block { pieces: vec![field.value], ..block.clone() }),
    }
}

/// The fields of a line; none when it does not begin with a label.
pub(super) fn labelled(block: &Block) -> Vec<Labelled> {
    let Some(first) = block.pieces.first().filter(|_| !block.bullet) else { return Vec::new() };
    let text = block.text();
    let mut fields = Vec::new();
    for part in text.split(" | ") {
        let named = part.split_once(':').and_then(|(name, value)| Some((label(name)?, name, value)));
        let Some((label, name, value)) = named.filter(|(_, _, value)| !value.trim().is_empty() && !value.starts_with("//")) else {
            fields.clear();
            break;
        };
        let value = Piece { text: value.trim().to_owned(), lines: block.lines.clone(), ..first.clone() };
        fields.push(Labelled { label, name: name.to_owned(), value });
    }
    if !fields.is_empty() {
        return fields;
    }
    // A label in a cell or look of its own.
    if let Some(label) = label(&first.text)
        && block.pieces.len() > 1
    {
        let rest = Block { pieces: block.pieces[1..].to_vec(), ..block.clone() };
        let value = Piece { text: rest.text(), tab: false, lines: block.lines.clone(), ..block.pieces[1].clone() };
        return vec![Labelled { label, name: first.text.clone(), value }];
    }
    Vec::new()
}

fn label(text: &str) -> Option<Label> {
    let plain = plain(text).replace('\u{2019}', "'");
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
            "date (da - a)",
            "from/to",
            "dates (from – to)",
            "dates (from - to)",
            "start/end date",
            "years",
            "year",
            "year of passing",
            "passing year",
            "year of completion",
            "tenure",
            "ano",
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
            "course/degree",
            "degree/course",
            "exam",
            "examination",
            "qualifications",
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
            "tipo di impiego",
            "cargo desempenado",
            "posicion",
            "nombre del puesto",
            "job role",
            "role/designation",
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
            "institute",
            "name of institution",
            "name of the institution",
            "institution name",
            "school/college",
            "college/university",
            "college/school",
            "university/board",
            "board/university",
            "board / university",
            "institucion",
            "institucion educativa",
            "colegio",
            "entidad",
            "compania",
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
            "nome del datore di lavoro",
            "nome dell'istituto",
            "nome e tipo di istituto di istruzione o formazione",
            "nome da entidade empregadora",
            "nombre de la empresa",
            "nom de l'employeur",
            "nom de l'entreprise",
            "name of company",
            "name of the company",
            "company/organization",
            "organization name",
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
            "country",
            "pais",
            "paese",
            "pays",
            "land",
            "kraj",
            "citta",
            "cidade",
            "stad",
            "miasto",
            "stadt",
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
    (
        Label::Detail,
        &[
            "percentage",
            "percentage/cgpa",
            "% of marks",
            "%",
            "cgpa",
            "cgpa/percentage",
            "gpa",
            "marks",
            "score",
            "grade",
            "result",
            "class",
            "aggregate",
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
            "principali mansioni",
            "principali mansioni e responsabilita",
            "main tasks",
            "key duties",
            "duties and responsibilities",
            "roles and responsibilities",
            "roles & responsibilities",
            "responsibility",
            "logros",
            "actividades",
            "principali attivita e responsabilita",
            "werkzaamheden",
            "taken",
            "obowiazki",
            "zakres obowiazkow",
            "glowne obowiazki",
        ],
    ),
];
