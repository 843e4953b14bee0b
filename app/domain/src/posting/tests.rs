//! Invented postings of several professions.

use super::*;
use proptest::prelude::*;
use rstest::rstest;

const ENGINEER: &str = "\
Senior Backend Engineer at Litware - Berlin, Germany (Hybrid)

Apply now
Posted 3 days ago

About Litware
Litware makes scheduling software for clinics.

What you'll do
\u{2022} Design services in Go and PostgreSQL
\u{2022} Work with product managers

What you'll bring
\u{2022} 5+ years of professional experience in backend development
\u{2022} Strong knowledge of Go, Rust or Java
\u{2022} Experience with k8s and Terraform
\u{2022} Bachelor's degree in Computer Science or a related field
\u{2022} Knowledge of QuillDB
\u{2022} AWS Certified Solutions Architect is a plus

Nice to have
\u{2022} Kafka
\u{2022} Experience with cloud platforms (e.g. AWS, GCP, Azure)

Benefits
\u{2022} 30 days of holiday
\u{2022} Python course budget

Contact: Ada Example, ada@example.com, +49 30 555 0100 22
Litware is an equal opportunity employer. All applicants are considered without regard to race or religion.
";

fn asks(posting: &Posting) -> Vec<(Priority, &Ask)> {
    posting.requirements.iter().map(|one| (one.priority, &one.ask)).collect()
}

fn has(posting: &Posting, priority: Priority, ask: Ask) -> bool {
    asks(posting).contains(&(priority, &ask))
}

fn skill(name: &str) -> Ask {
    Ask::Skill { name: name.into() }
}

#[test]
fn a_posting_of_an_engineer_is_read() {
    let posting = read(ENGINEER, None, None, None);
    assert_eq!(posting.title, "Senior Backend Engineer");
    assert_eq!(posting.company, "Litware");
    assert_eq!(posting.location, "Berlin, Germany (Hybrid)");
    let any = |names: &[&str]| Ask::AnyOf { names: names.iter().map(|name| (*name).to_owned()).collect() };
    assert!(has(&posting, Priority::Must, any(&["Go", "Rust", "Java"])), "{:#?}", posting.requirements);
    assert!(has(&posting, Priority::Must, skill("Kubernetes")));
    assert!(has(&posting, Priority::Must, skill("Terraform")));
    assert!(has(&posting, Priority::Must, skill("QuillDB")));
    assert!(has(&posting, Priority::Nice, skill("Apache Kafka")));
    assert!(has(&posting, Priority::Nice, any(&["Amazon Web Services", "Google Cloud Platform", "Microsoft Azure"])));
    assert!(has(&posting, Priority::Must, Ask::Degree { level: DegreeLevel::Bachelor, fields: vec!["Computer Science".into()] }));
    assert!(has(&posting, Priority::Nice, Ask::Certification { name: "AWS Certified Solutions Architect".into() }));
    assert!(has(&posting, Priority::Must, Ask::Years { years: 5, area: "backend development".into() }), "{:#?}", posting.requirements);
    assert!(!has(&posting, Priority::Must, skill("Python")), "a benefit is no requirement");
    assert_eq!(posting.warnings, [], "{:?}", posting.warnings);
}

#[test]
fn boilerplate_and_personal_data_are_gone_from_the_text() {
    let text = read(ENGINEER, None, None, None).text;
    for gone in ["ada@example.com", "555", "Ada Example", "equal opportunity", "regard to race", "Apply now", "days ago", "holiday"] {
        assert!(!text.contains(gone), "{gone}: {text}");
    }
    assert!(text.contains("scheduling software for clinics"));
}

#[test]
fn what_the_owner_gives_wins() {
    let posting = read(ENGINEER, Some(" Data Wizard "), Some("Fabrikam"), Some(""));
    assert_eq!((posting.title.as_str(), posting.company.as_str()), ("Data Wizard", "Fabrikam"));
    assert!(!posting.location.is_empty(), "an empty location is none given");
}

#[rstest]
#[case("Job Title: Registered Nurse\nCompany: Contoso Hospital\nLocation: Austin, TX\n\nRequirements:\n- Current RN license\n- BLS and ACLS\n- 2 years of acute care experience\n- Associate's degree in Nursing", "Registered Nurse", "Contoso Hospital", "Austin, TX", &["Registered Nurse", "BLS", "ACLS"])]
#[case("Maths Teacher (m/f/d)\nFabrikam School | London, UK\n\nWe are looking for a teacher who loves maths.\n\nYour profile\n- Qualified Teacher Status\n- Experience in lesson planning and classroom management\n- Three to five years in teaching", "Maths Teacher", "Fabrikam School", "London, UK", &["Qualified Teacher Status", "Lesson planning", "Classroom management"])]
#[case("Buchhalter (m/w/d)\n\nUnternehmen: Contoso GmbH\nStandort: M\u{fc}nchen\n\nIhre Aufgaben\n- Kreditoren\n\nIhr Profil\n- Abgeschlossenes Studium in BWL\n- Mindestens 3 Jahre Berufserfahrung\n- Sehr gute Kenntnisse in DATEV und SAP\n- Englisch", "Buchhalter", "Contoso GmbH", "M\u{fc}nchen", &["DATEV", "SAP"])]
#[case("Comptable H/F\nLieu : Lyon\n\nVos missions\n- Factures\n\nVotre profil\n- 5 ans d'exp\u{e9}rience\n- Ma\u{ee}trise de SAP et Excel", "Comptable", "", "Lyon", &["SAP", "Microsoft Excel"])]
fn other_professions_and_languages_are_read(
    #[case] raw: &str,
    #[case] title: &str,
    #[case] company: &str,
    #[case] location: &str,
    #[case] names: &[&str],
) {
    let posting = read(raw, None, None, None);
    assert_eq!((posting.title.as_str(), posting.company.as_str(), posting.location.as_str()), (title, company, location));
    let found: Vec<&str> = posting
        .requirements
        .iter()
        .filter_map(|one| match &one.ask {
            Ask::Skill { name } | Ask::Certification { name } => Some(name.as_str()),
            _ => None,
        })
        .collect();
    for name in names {
        assert!(found.contains(name), "{name}: {found:?}");
    }
    assert!(
        posting.requirements.iter().any(|one| matches!(one.ask, Ask::Years { .. }) || raw.contains("BWL")),
        "{:?}",
        posting.requirements
    );
}

#[test]
fn a_line_that_names_a_recruiter_keeps_its_other_sentences() {
    let raw = "Contoso Medical Center\nRegistered Nurse - Intensive Care Unit (Night Shift)\nPortland, OR \u{b7} Full-time \u{b7} $42 - $61 an hour\nAbout the job\n\
               Contoso Medical Center is looking for a Registered Nurse to join us. Contact our recruiter Jane Sample at jane@example.com or (503) 555-0134 22.\n\
               Minimum Qualifications:\n- Current Oregon RN license\n- At least two (2) years of critical care experience\n- Excellent Excel skills";
    let posting = read(raw, None, None, None);
    assert_eq!(
        (posting.title.as_str(), posting.company.as_str(), posting.location.as_str()),
        ("Registered Nurse", "Contoso Medical Center", "Portland, OR")
    );
    assert!(posting.text.contains("to join us") && !posting.text.contains("Jane"), "{}", posting.text);
    assert!(has(&posting, Priority::Must, Ask::Years { years: 2, area: "critical care".into() }), "{:#?}", posting.requirements);
    assert!(has(&posting, Priority::Must, skill("Microsoft Excel")), "{:#?}", posting.requirements);
    assert!(!asks(&posting).iter().any(|(_, ask)| matches!(ask, Ask::Skill { name } if name.contains("Oregon"))));
}

#[test]
fn a_text_without_headings_still_asks() {
    let raw = "We are hiring a Data Analyst to join our team in Boston. You will build reports every day for many clients and keep them right. You have experience with SQL and Tableau. \
               At least four years of experience in data analysis are required. Knowledge of Python is a plus. The role is full-time and you will work with the sales team and its managers.";
    let posting = read(raw, None, None, None);
    assert_eq!(posting.title, "Data Analyst");
    assert!(has(&posting, Priority::Must, skill("SQL")));
    assert!(has(&posting, Priority::Nice, skill("Python")));
    assert!(posting.requirements.iter().any(|one| matches!(&one.ask, Ask::Years { years: 4, .. })), "{:#?}", posting.requirements);
}

#[test]
fn a_text_that_is_nothing_but_an_address_is_one() {
    assert_eq!(link(" https://jobs.example.com/1\n"), Some("https://jobs.example.com/1"));
    assert_eq!(link("HTTP://jobs.example.com"), Some("HTTP://jobs.example.com"));
    for text in ["https://jobs.example.com/1 Engineer", "See https://jobs.example.com/1", "jobs.example.com", "ftp://example.com/", ""] {
        assert_eq!(link(text), None, "{text}");
    }
}

#[rstest]
#[case("Cook wanted.", "too_short")]
#[case("Cook wanted.", "no_requirements")]
#[case("We are looking for a cook who will work with our team and", "clipped")]
#[case("Senior Engineer\n\nRequirements\n- Go\n\nShow more", "clipped")]
#[case("Take two eggs and a cup of flour. Stir well, then bake for an hour.", "not_a_job_description")]
#[case("Lorem ipsum your team role job experience skills", "not_a_job_description")]
fn odd_texts_are_warned_about(#[case] raw: &str, #[case] code: &str) {
    let posting = read(raw, None, None, None);
    assert!(posting.warnings.iter().any(|warning| warning.code == code), "{:?}", posting.warnings);
}

#[test]
fn a_degree_is_the_lowest_that_will_do() {
    let posting = read(
        "Requirements\n- Master's or Ph.D. degree in Computer Science, Electrical Engineering, Statistics, or a related field.",
        None,
        None,
        None,
    );
    let fields = ["Computer Science", "Electrical Engineering", "Statistics"].map(str::to_owned).to_vec();
    assert_eq!(asks(&posting), [(Priority::Must, &Ask::Degree { level: DegreeLevel::Master, fields })]);
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(raw in "(\\PC{0,30}\n){0,8}") {
        let posting = read(&raw, None, None, None);
        let numbered = posting.requirements.iter().enumerate().all(|(at, one)| one.id == format!("r{}", at + 1));
        prop_assert!(numbered);
    }
}

#[rstest]
#[case(
    "Registered Nurse - Progressive Care Unit (PCU)\nLakeview Health System, Columbus, OH\n\nAbout us\nWe care.",
    "Registered Nurse",
    "Lakeview Health System",
    "Columbus, OH"
)]
#[case("Platform Engineer\nCloudmere, Remote (US)\n\nWe run clouds.", "Platform Engineer", "Cloudmere", "Remote (US)")]
#[case("Warehouse Operator - Night Shift\nDock & Dale, Reno, NV\n\nWe store things.", "Warehouse Operator", "Dock & Dale", "Reno, NV")]
fn a_part_of_the_employer_is_not_the_employer(#[case] text: &str, #[case] title: &str, #[case] company: &str, #[case] location: &str) {
    let posting = read(text, None, None, None);
    assert_eq!((posting.title.as_str(), posting.company.as_str(), posting.location.as_str()), (title, company, location));
}
