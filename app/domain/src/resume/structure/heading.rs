//! Headings by their words, in several languages, and what they announce.

use crate::resume::SectionKind;
use crate::resume::dates::plain;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a heading announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// The lines below belong to the contact.
    Contact,
    /// A section.
    Section(SectionKind),
}

/// A heading that is known word for word: "Work Experience", "Berufserfahrung", "E D U C A T I O N".
pub(crate) fn by_words(text: &str) -> Option<Topic> {
    if text.trim_start().starts_with(char::is_lowercase) {
        return None;
    }
    if text.contains(',') {
        return listed(text);
    }
    let words = words(text)?;
    let joined = words.join(" ");
    exact(&joined)
        .or_else(|| {
            // "Skills & Tools", "Education and Training": both sides, or the first one with any single word.
            let (one, two) = joined
                .split_once(" & ")
                .or_else(|| [" and ", " und ", " et ", " y ", " e ", " en ", " / "].iter().find_map(|sign| joined.split_once(sign)))?;
            let topic = exact(one).or_else(|| qualified(one))?;
            (exact(two).is_some() || qualified(two).is_some() || !two.contains(' ')).then_some(topic)
        })
        .or_else(|| exact(&joined.replace(' ', "")))
}

/// "Skills, Activities & Interests": each is a heading, the first names the section.
fn listed(text: &str) -> Option<Topic> {
    if text.chars().count() > 60 {
        return None;
    }
    let text = text.replace(" & ", ",").replace(" and ", ",").replace(" AND ", ",");
    let topics = text.split(',').filter(|part| !part.trim().is_empty()).map(|part| exact(&words(part)?.join(" ")));
    topics.collect::<Option<Vec<Topic>>>()?.first().copied()
}

/// Whether a text is a heading of the table, word for word.
pub(crate) fn exactly(text: &str) -> bool {
    words(text).is_some_and(|words| KNOWN.contains_key(&words.join(" ")))
}

/// A heading whose last word is known, "Clinical Experience"; believed only when the line looks like a heading.
pub(crate) fn by_last_word(text: &str) -> Option<Topic> {
    by_words(text).or_else(|| {
        let words = words(text)?;
        let joined = words.join(" ");
        qualified(&joined).or_else(|| {
            let (one, two) = joined.split_once(" & ").or_else(|| joined.split_once(" and ")).or_else(|| joined.split_once(" und "))?;
            qualified(one).or_else(|| exact(one)).or_else(|| exact(two)).or_else(|| qualified(two))
        })
    })
}

/// All letters are capitals.
pub(crate) fn shouted(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// A web address: "github.com/alexchen", "https://…", "www.…".
pub(crate) fn weblike(word: &str) -> bool {
    let word = word.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | ';' | '|' | '<' | '>' | '[' | ']')).trim_end_matches('.');
    if word.contains(char::is_whitespace) {
        return false;
    }
    let lower = word.to_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.") {
        return true;
    }
    if word.contains('@') {
        let (name, host) = word.split_once('@').unwrap_or_default();
        return !name.is_empty() && host.contains('.');
    }
    let (host, path) = lower.split_once('/').unwrap_or((&lower, ""));
    let labels: Vec<&str> = host.split('.').collect();
    let Some(top) = labels.last() else { return false };
    let clean = labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && labels[0].len() > 1
        && top.len() >= 2
        && top.chars().all(|c| c.is_ascii_lowercase());
    let known = matches!(
        *top,
        "com"
            | "org"
            | "net"
            | "io"
            | "dev"
            | "me"
            | "edu"
            | "gov"
            | "info"
            | "app"
            | "ai"
            | "co"
            | "de"
            | "fr"
            | "es"
            | "it"
            | "nl"
            | "pt"
            | "br"
            | "uk"
            | "ch"
            | "at"
            | "be"
            | "eu"
            | "us"
            | "ca"
            | "au"
            | "in"
            | "pl"
            | "se"
            | "no"
            | "dk"
            | "fi"
            | "cz"
            | "ie"
            | "tech"
            | "xyz"
            | "design"
            | "site"
            | "online"
            | "blog"
            | "page"
            | "inc"
            | "art"
            | "studio"
            | "cloud"
            | "example"
            | "work"
            | "ma"
            | "id"
            | "photo"
            | "photography"
            | "jp"
            | "cn"
            | "nz"
            | "sg"
            | "za"
            | "mx"
            | "ar"
            | "cl"
            | "tv"
            | "ly"
            | "gg"
            | "sh"
            | "so"
            | "biz"
            | "pro"
            | "name"
            | "social"
            | "ro"
            | "hu"
            | "gr"
            | "tr"
    );
    let product = path.is_empty()
        && labels.len() == 2
        && matches!(*top, "io" | "ai" | "net" | "co" | "me" | "so")
        && word.starts_with(char::is_uppercase);
    clean && known && !product
}

/// The words of a short line without digits, lower case, without accents and decoration.
fn words(text: &str) -> Option<Vec<String>> {
    let text = unnumbered(text)
        .trim()
        .trim_matches(|c: char| matches!(c, ':' | '#' | '*' | '=' | '_' | '-' | '–' | '—' | '•' | '|' | '[' | ']') || c.is_whitespace());
    if text.is_empty() || text.chars().count() > 48 || text.contains([',', ';', '@', '(', ':']) || text.chars().any(|c| c.is_ascii_digit())
    {
        return None;
    }
    let plain = plain(text).replace(['\u{2019}', '`', '´'], "'");
    let words: Vec<String> = plain.split_whitespace().map(str::to_owned).collect();
    (words.len() <= 24).then_some(words)
}

/// "2. Education", "II. Education" without the number.
fn unnumbered(text: &str) -> &str {
    let Some((number, rest)) = text.trim_start().split_once(' ') else { return text };
    let bare = number.trim_end_matches(['.', ')']);
    let roman = !bare.is_empty() && bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let digits = !bare.is_empty() && bare.len() <= 2 && bare.bytes().all(|b| b.is_ascii_digit());
    if bare.len() < number.len() && (roman || digits) { rest } else { text }
}

/// Every known heading, as it is and without its blanks (letter-spaced headings lose them).
static KNOWN: LazyLock<HashMap<String, Topic>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for (kind, headings) in TABLE {
        let topic = kind.map_or(Topic::Contact, Topic::Section);
        for heading in *headings {
            known.entry((*heading).to_owned()).or_insert(topic);
            known.entry(heading.replace(' ', "")).or_insert(topic);
        }
    }
    known
});

/// A known heading with its blanks back: "WORKEXPERIENCE" to "WORK EXPERIENCE".
pub(crate) fn respaced(text: &str) -> Option<String> {
    let plain = plain(text);
    let (_, headings) =
        TABLE.iter().find(|(_, headings)| headings.iter().any(|heading| heading.contains(' ') && heading.replace(' ', "") == plain))?;
    let heading = headings.iter().find(|heading| heading.replace(' ', "") == plain)?;
    let mut letters = text.chars();
    heading.chars().map(|c| if c == ' ' { Some(' ') } else { letters.next() }).collect()
}

fn exact(joined: &str) -> Option<Topic> {
    KNOWN.get(joined).copied().or_else(|| KNOWN.get(joined.strip_prefix("my ")?).copied())
}

fn qualified(joined: &str) -> Option<Topic> {
    use SectionKind::*;
    let words: Vec<&str> = joined.split(' ').collect();
    if !(2..=5).contains(&words.len()) {
        return None;
    }
    let kind = |word: &str| {
        Some(match word {
            "experience" | "experiences" | "employment" | "career" | "erfahrung" | "erfahrungen" | "experiencia" | "experiencias"
            | "esperienza" | "esperienze" | "ervaring" | "berufserfahrung" | "berufspraxis" | "werdegang" | "jobs" | "positions" => {
                Experience
            }
            "skills" | "skill" | "competencies" | "competences" | "competencias" | "kenntnisse" | "kompetenzen" | "expertise"
            | "proficiencies" | "technologies" | "tools" | "competenze" | "vaardigheden" | "habilidades" | "toolbox" | "toolkit"
            | "strengths" => Skills,
            "education" | "studies" | "ausbildung" | "formation" | "formacion" | "formacao" | "istruzione" | "opleiding" | "schooling"
            | "bildung" => Education,
            "projects" | "project" | "projekte" | "projets" | "proyectos" | "projetos" | "progetti" | "projecten" => Projects,
            "certifications" | "certificates" | "certification" | "licenses" | "licences" | "zertifikate" | "certificaciones"
            | "certificacoes" | "certificazioni" | "licensure" | "credentials" => Certifications,
            "publications" | "publication" | "papers" | "publikationen" | "publicaciones" | "publicacoes" | "pubblicazioni"
            | "publicaties" => Publications,
            "awards" | "award" | "honors" | "honours" | "achievements" | "prizes" | "distinctions" | "auszeichnungen" | "premios"
            | "recognition" => Awards,
            "languages" | "language" | "sprachen" | "langues" | "idiomas" | "lingue" | "talen" | "sprachkenntnisse" => Languages,
            "summary" | "profile" | "statement" | "objective" | "profil" | "perfil" | "profilo" | "resumen" => Summary,
            "volunteering" | "service" | "volunteer" | "ehrenamt" | "benevolat" | "voluntariado" => Volunteering,
            "interests" | "hobbies" | "interessen" | "interets" => Interests,
            "references" | "referees" | "referenzen" => References,
            _ => return None,
        })
    };
    let history = words.ends_with(&["history"]).then(|| match words[0] {
        "work" | "employment" | "professional" | "career" | "job" => Some(Experience),
        "education" | "educational" | "academic" => Some(Education),
        _ => None,
    });
    history.flatten().or_else(|| kind(words[words.len() - 1])).or_else(|| kind(words[0]).filter(|_| words.len() <= 3)).map(Topic::Section)
}

/// Known headings: lower case, without accents. `None` is the contact.
const TABLE: &[(Option<SectionKind>, &[&str])] = &[
    (
        None,
        &[
            "contact",
            "contact me",
            "contact info",
            "contact information",
            "contact details",
            "personal details",
            "personal information",
            "personal info",
            "personal data",
            "kontakt",
            "kontaktdaten",
            "personliche daten",
            "personliche angaben",
            "zur person",
            "personalien",
            "coordonnees",
            "contacto",
            "datos personales",
            "datos de contacto",
            "informacion personal",
            "contatto",
            "contatti",
            "contattami",
            "dati personali",
            "informazioni personali",
            "contato",
            "dados pessoais",
            "contactgegevens",
            "persoonlijke gegevens",
            "persoonsgegevens",
            "profiles",
            "links",
            "social",
            "social media",
            "online",
            "find me online",
            "etat civil",
            "get in touch",
            "informations personnelles",
            "social links",
            "web",
            "online profiles",
            "online presence",
            "connect",
            "address",
            "details",
        ],
    ),
    (
        Some(SectionKind::Summary),
        &[
            "profile summary",
            "summary statement",
            "professional statement",
            "career statement",
            "about my work",
            "podsumowanie",
            "podsumowanie zawodowe",
            "profil zawodowy",
            "in short",
            "in brief",
            "at a glance",
            "presentacion",
            "presentazione",
            "quien soy",
            "qui suis-je",
            "mon profil",
            "personal summary",
            "sobre mi perfil",
            "apresentacao",
            "personal brand",
            "value proposition",
            "auf einen blick",
            "chi sono io",
            "profilo personale",
            "summary",
            "professional summary",
            "executive summary",
            "career summary",
            "profile",
            "professional profile",
            "personal profile",
            "career profile",
            "about",
            "about me",
            "who i am",
            "objective",
            "career objective",
            "professional objective",
            "job objective",
            "personal statement",
            "statement",
            "overview",
            "introduction",
            "intro",
            "summary of qualifications",
            "qualifications summary",
            "profil",
            "kurzprofil",
            "uber mich",
            "zusammenfassung",
            "kurzvorstellung",
            "personliches profil",
            "berufsprofil",
            "berufliches profil",
            "profil professionnel",
            "a propos",
            "a propos de moi",
            "resume",
            "objectif",
            "presentation",
            "perfil",
            "perfil profesional",
            "perfil profissional",
            "resumen",
            "resumen profesional",
            "sobre mi",
            "acerca de mi",
            "objetivo",
            "objetivo profesional",
            "resumo",
            "resumo profissional",
            "sobre mim",
            "sobre",
            "profilo",
            "profilo professionale",
            "chi sono",
            "sommario",
            "profiel",
            "over mij",
            "samenvatting",
            "persoonlijk profiel",
            "synopsis",
            "bio",
            "biography",
            "sintesis",
            "highlights",
            "career highlights",
            "extracto",
            "o mnie",
            "om mig",
            "hello",
        ],
    ),
    (
        Some(SectionKind::Experience),
        &[
            "work & experience",
            "przebieg kariery",
            "kariera zawodowa",
            "historia zatrudnienia",
            "praktyki",
            "praktyki i staze",
            "staze",
            "experiencias laborales",
            "experiencia y empleo",
            "experiencia docente",
            "trayectoria laboral",
            "percurso profissional",
            "atividade profissional",
            "parcours & experiences",
            "experience & parcours",
            "postes occupes",
            "berufsweg",
            "berufliche laufbahn",
            "praktika & nebentatigkeiten",
            "nebentatigkeiten",
            "praktische erfahrungen",
            "esperienza di lavoro",
            "carriera",
            "percorso professionale",
            "relevant work experience",
            "experience highlights",
            "selected work experience",
            "previous experience",
            "current position",
            "previous positions",
            "work background",
            "nursing experience",
            "sales experience",
            "welding experience",
            "postgraduate experience",
            "academic experience",
            "academic positions",
            "freelance work",
            "freelance experience",
            "experience",
            "experiences",
            "work experience",
            "professional experience",
            "employment",
            "employment history",
            "work history",
            "career history",
            "job history",
            "professional background",
            "career",
            "work",
            "positions",
            "positions held",
            "relevant experience",
            "experience & employment",
            "related experience",
            "industry experience",
            "employment experience",
            "professional history",
            "appointments",
            "academic appointments",
            "clinical experience",
            "teaching experience",
            "research experience",
            "internships",
            "internship",
            "internship experience",
            "what i have done",
            "where i've worked",
            "where i have worked",
            "jobs",
            "leadership experience",
            "other experience",
            "additional experience",
            "military experience",
            "military service",
            "service history",
            "service record",
            "berufserfahrung",
            "beruflicher werdegang",
            "berufliche erfahrung",
            "werdegang",
            "berufspraxis",
            "berufliche stationen",
            "praktische erfahrung",
            "praktika",
            "berufstatigkeit",
            "arbeitserfahrung",
            "berufliche tatigkeiten",
            "experience professionnelle",
            "experiences professionnelles",
            "parcours professionnel",
            "emplois",
            "stages",
            "parcours",
            "experiencia",
            "experiencia laboral",
            "experiencia profesional",
            "trayectoria profesional",
            "historial laboral",
            "experiencia de trabajo",
            "experiencia profissional",
            "experiencias profissionais",
            "historico profissional",
            "esperienza",
            "esperienze",
            "esperienza lavorativa",
            "esperienze lavorative",
            "esperienza professionale",
            "esperienze professionali",
            "ervaring",
            "werkervaring",
            "relevante werkervaring",
            "loopbaan",
            "doswiadczenie",
            "doswiadczenie zawodowe",
            "arbetslivserfarenhet",
            "erhvervserfaring",
            "arbeidserfaring",
            "legal experience",
            "professional experiences",
            "selected experience",
            "selected clients & jobs",
            "professional employment",
            "work experiences",
        ],
    ),
    (
        Some(SectionKind::Education),
        &[
            "educacion y formacion",
            "educacao e formacao",
            "formations et diplomes",
            "formation et diplomes",
            "diplomes et formations",
            "etudes et formation",
            "schulische ausbildung",
            "ausbildung & studium",
            "studium & ausbildung",
            "hochschulausbildung",
            "habilitacoes",
            "habilitacoes academicas",
            "habilitacoes literarias",
            "opleiding en cursussen",
            "nauka",
            "qualifications & education",
            "scholastic record",
            "education",
            "academic background",
            "educational background",
            "academic history",
            "education history",
            "academics",
            "studies",
            "school",
            "schools",
            "schooling",
            "academic qualifications",
            "qualifications",
            "education and training",
            "education & training",
            "training",
            "academic education",
            "where i learned",
            "degrees",
            "academic record",
            "coursework",
            "ausbildung",
            "bildung",
            "bildungsweg",
            "studium",
            "schulbildung",
            "hochschulbildung",
            "akademische ausbildung",
            "schule",
            "bildungsgang",
            "aus- und weiterbildung",
            "weiterbildung",
            "formation",
            "formations",
            "etudes",
            "diplomes",
            "parcours academique",
            "scolarite",
            "formation academique",
            "cursus",
            "educacion",
            "formacion",
            "formacion academica",
            "estudios",
            "formacion y estudios",
            "educacao",
            "formacao",
            "formacao academica",
            "escolaridade",
            "istruzione",
            "formazione",
            "istruzione e formazione",
            "studi",
            "titoli di studio",
            "opleiding",
            "opleidingen",
            "onderwijs",
            "wyksztalcenie",
            "edukacja",
            "utbildning",
            "uddannelse",
            "utdanning",
            "academic training",
            "education and qualifications",
        ],
    ),
    (
        Some(SectionKind::Skills),
        &[
            "top skills",
            "summary of skills",
            "software",
            "core qualifications",
            "capacidades y competencias",
            "capacidades e competencias",
            "umiejetnosci techniczne",
            "kwalifikacje",
            "kompetencje",
            "aptitudes professionnelles",
            "competences professionnelles",
            "competences informatiques",
            "outils",
            "competenze digitali",
            "competenze personali",
            "habilidades y competencias",
            "competencias digitales",
            "competencias digitais",
            "edv-kenntnisse & software",
            "digitale kompetenzen",
            "soft skills & hard skills",
            "skills",
            "skill",
            "technical skills",
            "core skills",
            "key skills",
            "skill set",
            "skillset",
            "skills summary",
            "core competencies",
            "competencies",
            "competences",
            "technologies",
            "technical proficiencies",
            "technical expertise",
            "expertise",
            "areas of expertise",
            "tools",
            "technical knowledge",
            "hard skills",
            "soft skills",
            "professional skills",
            "computer skills",
            "it skills",
            "computing",
            "digital skills",
            "strengths",
            "abilities",
            "proficiencies",
            "capabilities",
            "tech stack",
            "toolbox",
            "toolkit",
            "what i bring",
            "what i'm good at",
            "specialties",
            "specialities",
            "specialties",
            "methods",
            "key competencies",
            "skills and abilities",
            "tools & technologies",
            "relevant skills",
            "other skills",
            "additional skills",
            "skills & expertise",
            "technical competencies",
            "programming skills",
            "programming languages",
            "kenntnisse",
            "fahigkeiten",
            "kompetenzen",
            "fachkenntnisse",
            "it-kenntnisse",
            "edv-kenntnisse",
            "fertigkeiten",
            "qualifikationen",
            "technische kenntnisse",
            "besondere kenntnisse",
            "weitere kenntnisse",
            "kernkompetenzen",
            "edv",
            "competences techniques",
            "competences cles",
            "savoir-faire",
            "informatique",
            "logiciels",
            "competencias",
            "habilidades",
            "aptitudes",
            "conocimientos",
            "destrezas",
            "habilidades tecnicas",
            "competencias tecnicas",
            "conocimientos tecnicos",
            "conhecimentos",
            "competenze",
            "competenze tecniche",
            "capacita",
            "abilita",
            "conoscenze",
            "conoscenze informatiche",
            "vaardigheden",
            "competenties",
            "kennis",
            "umiejetnosci",
            "kompetenser",
            "kompetencer",
            "ferdigheter",
        ],
    ),
    (
        Some(SectionKind::Projects),
        &[
            "projects",
            "project",
            "personal projects",
            "side projects",
            "selected projects",
            "key projects",
            "academic projects",
            "open source",
            "open-source projects",
            "open source projects",
            "research projects",
            "project experience",
            "portfolio",
            "projekte",
            "projektarbeit",
            "projets",
            "projets personnels",
            "proyectos",
            "proyectos personales",
            "projetos",
            "progetti",
            "projecten",
            "projekty",
            "projekt",
            "projects and talks",
            "notable projects",
            "relevant projects",
            "technical projects",
            "ausgewahlte projekte",
        ],
    ),
    (
        Some(SectionKind::Certifications),
        &[
            "licenses & registrations",
            "licenses and registrations",
            "licensure & certification",
            "licensure and certifications",
            "professional memberships & certifications",
            "kursy i szkolenia",
            "szkolenia",
            "kursy",
            "szkolenia i certyfikaty",
            "formacion complementaria",
            "formacao complementar",
            "formations complementaires",
            "weiterbildung",
            "fort- und weiterbildung",
            "corsi e certificazioni",
            "licenze",
            "bar admissions",
            "admissions",
            "trainings",
            "training courses",
            "certifications",
            "certification",
            "certificates",
            "certificate",
            "licenses",
            "licences",
            "licensure",
            "licenses & certifications",
            "licenses and certifications",
            "certifications and licenses",
            "professional certifications",
            "accreditations",
            "credentials",
            "registrations",
            "courses",
            "courses & certifications",
            "training & certifications",
            "certifications & training",
            "zertifikate",
            "zertifizierungen",
            "fortbildungen",
            "lizenzen",
            "kurse",
            "weiterbildungen",
            "scheine",
            "fuhrerscheine",
            "certificats",
            "certificaciones",
            "certificados",
            "cursos",
            "certificacoes",
            "licencas",
            "certificazioni",
            "certificati",
            "corsi",
            "certificaten",
            "certificeringen",
            "cursussen",
            "certyfikaty",
            "registration & certificates",
            "professional development",
            "continuing education",
            "licenses & certificates",
            "tickets",
            "tickets & licences",
        ],
    ),
    (
        Some(SectionKind::Languages),
        &[
            "idiomas y niveles",
            "kompetenzen sprachen",
            "znajomosc jezykow",
            "znajomosc jezykow obcych",
            "langues etrangeres",
            "langues parlees",
            "languages spoken",
            "language abilities",
            "lingue straniere",
            "linguas estrangeiras",
            "idiomas extranjeros",
            "languages",
            "language",
            "language skills",
            "language proficiency",
            "spoken languages",
            "foreign languages",
            "sprachen",
            "sprachkenntnisse",
            "fremdsprachen",
            "langues",
            "competences linguistiques",
            "idiomas",
            "lenguas",
            "linguas",
            "lingue",
            "conoscenze linguistiche",
            "talen",
            "talenkennis",
            "jezyki",
            "jezyki obce",
            "sprak",
            "sprog",
        ],
    ),
    (
        Some(SectionKind::Awards),
        &[
            "honors-awards",
            "honours-awards",
            "honors & recognition",
            "achievements & awards",
            "awards",
            "award",
            "honors",
            "honours",
            "honors & awards",
            "honors and awards",
            "awards & honors",
            "awards and honors",
            "achievements",
            "awards & achievements",
            "accomplishments",
            "key achievements",
            "recognition",
            "distinctions",
            "prizes",
            "scholarships",
            "fellowships",
            "grants",
            "selected honors",
            "honours & awards",
            "awards & recognition",
            "auszeichnungen",
            "preise",
            "ehrungen",
            "stipendien",
            "prix",
            "recompenses",
            "premios",
            "reconocimientos",
            "logros",
            "premios e reconhecimentos",
            "riconoscimenti",
            "premi",
            "prijzen",
            "onderscheidingen",
            "scholarships and awards",
            "academic achievements",
            "bourses",
            "nagrody",
        ],
    ),
    (
        Some(SectionKind::Publications),
        &[
            "articles & publications",
            "publications & presentations",
            "publications and presentations",
            "selected papers",
            "refereed publications",
            "publicaciones seleccionadas",
            "publications",
            "publication",
            "papers",
            "articles",
            "selected publications",
            "journal articles",
            "peer-reviewed publications",
            "research publications",
            "publikationen",
            "veroffentlichungen",
            "publicaciones",
            "publicacoes",
            "pubblicazioni",
            "publicaties",
            "publikacje",
            "writing",
            "books",
            "conference papers",
            "presentations and publications",
        ],
    ),
    (
        Some(SectionKind::Volunteering),
        &[
            "volunteer & community",
            "community & volunteering",
            "ehrenamtliche arbeit",
            "ehrenamt & engagement",
            "voluntariado y otros",
            "dzialalnosc spoleczna",
            "vie associative",
            "activites benevoles",
            "engagement associatif",
            "attivita di volontariato",
            "volunteering",
            "volunteer",
            "volunteer work",
            "volunteer experience",
            "volunteer activities",
            "community service",
            "community involvement",
            "voluntary work",
            "volunteer service",
            "community",
            "social engagement",
            "ehrenamt",
            "ehrenamtliches engagement",
            "ehrenamtliche tatigkeit",
            "ehrenamtliche tatigkeiten",
            "engagement",
            "freiwilligenarbeit",
            "benevolat",
            "volontariat",
            "voluntariado",
            "volontariato",
            "vrijwilligerswerk",
            "wolontariat",
            "voluntary experience",
            "volunteering experience",
            "engagements",
            "civic engagement",
        ],
    ),
    (
        Some(SectionKind::Interests),
        &[
            "hobby i zainteresowania",
            "zainteresowania i hobby",
            "interessen und hobbys",
            "hobbys und interessen",
            "hobbys & interessen",
            "loisirs et interets",
            "centres d'interets",
            "intereses personales",
            "interesses pessoais",
            "interessi e hobby",
            "hobby e interessi",
            "free time",
            "interests",
            "hobbies",
            "hobbies & interests",
            "hobbies and interests",
            "interests & hobbies",
            "personal interests",
            "activities",
            "leisure",
            "interessen",
            "hobbys",
            "freizeit",
            "interessen & hobbys",
            "centres d'interet",
            "centre d'interet",
            "loisirs",
            "interets",
            "intereses",
            "aficiones",
            "interesses",
            "hobbies e interesses",
            "interessi",
            "interesses",
            "hobby's",
            "zainteresowania",
            "intressen",
            "when i am not at work",
            "outside work",
            "extracurricular activities",
            "passions",
            "activities and interests",
            "interests and activities",
            "pasatiempos",
            "hobby",
        ],
    ),
    (
        Some(SectionKind::References),
        &[
            "references available on request",
            "referencias personales",
            "referencias laborales",
            "references",
            "reference",
            "referees",
            "professional references",
            "referenzen",
            "referencias",
            "referenze",
            "referenties",
            "recommendations",
            "testimonials",
            "referencje",
            "referenser",
            "referencer",
        ],
    ),
];
