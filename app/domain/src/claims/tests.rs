//! What a change may say and what it may not, against one invented resume.

use super::*;
use crate::ids::BlockId;
use crate::resume::{Contact, Dates, Line, SkillGroup};
use proptest::prelude::*;
use rstest::rstest;

fn line(id: &str, text: &str) -> Line {
    Line { id: BlockId::new(id), text: text.into() }
}

fn entry(id: &str, title: &str, organisation: &str, dates: &str, bullets: &[(&str, &str)]) -> Item {
    Item::Entry(Entry {
        id: BlockId::new(id),
        title: title.into(),
        organisation: organisation.into(),
        dates: Dates { text: dates.into(), ..Dates::default() },
        bullets: bullets.iter().map(|(id, text)| line(id, text)).collect(),
        ..Entry::default()
    })
}

fn section(id: &str, kind: SectionKind, title: &str, items: Vec<Item>) -> Section {
    Section { id: BlockId::new(id), kind, title: title.into(), items }
}

/// Dana Reyes, who never was.
pub fn resume() -> Document {
    let skills = Item::Skills(SkillGroup {
        id: BlockId::new("b_skills"),
        label: "Tools".into(),
        skills: ["Python 3.11", "k8s", "PostgreSQL", "C++", "basic Spanish"].map(str::to_owned).to_vec(),
    });
    Document {
        contact: Contact {
            name: "Dana Reyes".into(),
            headline: "Software Engineer".into(),
            email: "dana@example.com".into(),
            ..Contact::default()
        },
        sections: vec![
            section(
                "b_s1",
                SectionKind::Summary,
                "Summary",
                vec![Item::Paragraph(line("b_sum", "Software engineer with 6 years of experience in payment systems."))],
            ),
            section(
                "b_s2",
                SectionKind::Experience,
                "Experience",
                vec![
                    entry(
                        "b_e1",
                        "Software Engineer",
                        "Northwind Payments",
                        "Mar 2019 \u{2013} Jun 2023",
                        &[
                            ("b_1", "Helped to build a fraud detection service with Kafka, serving 1.5M users"),
                            ("b_2", "Cut hosting costs by 30% and raised revenue by 20%"),
                            ("b_3", "Contributed to the migration of 12 services from Jenkins to GitHub Actions"),
                            ("b_4", "Was responsible for managing a team of 4 engineers"),
                            ("b_5", "Improved test coverage from 40% to 85%, saving $2M per year"),
                            ("b_6", "Reduced deployment time by 10\u{2013}15% for up to 200 customers"),
                            ("b_7", "Did not lead the redesign, but wrote its tests"),
                        ],
                    ),
                    entry(
                        "b_e2",
                        "Assistant Store Manager",
                        "Contoso Retail",
                        "2015 \u{2013} 2018",
                        &[
                            ("b_8", "Trained 25 employees and served about 300 customers per day"),
                            ("b_9", "Ran Tableau dashboards for three stores"),
                        ],
                    ),
                ],
            ),
            section(
                "b_s3",
                SectionKind::Education,
                "Education",
                vec![
                    entry("b_e3", "BSc Computer Science", "Fabrikam University", "2011 \u{2013} 2015", &[]),
                    entry("b_e4", "PhD candidate in Statistics", "Fabrikam University", "2016", &[]),
                ],
            ),
            section("b_s4", SectionKind::Skills, "Skills", vec![skills]),
            section(
                "b_s5",
                SectionKind::Certifications,
                "Certificates",
                vec![Item::Bullet(line("b_c1", "Certified ScrumMaster, Scrum Alliance"))],
            ),
        ],
    }
}

fn place(block: &str, field: Field) -> Place {
    Place { block: BlockId::new(block), field }
}

fn judge_at(block: &str, field: Field, after: &str) -> Vec<Finding> {
    let document = resume();
    check_text(&place(block, field), after, &document, &Source::new(&document), &[])
}

fn judge(block: &str, after: &str) -> Vec<Finding> {
    judge_at(block, Field::Text, after)
}

fn unsupported(findings: &[Finding]) -> Vec<(ClaimKind, &str)> {
    findings.iter().filter(|finding| !finding.supported).map(|finding| (finding.claim, finding.text.as_str())).collect()
}

#[rstest]
// Another spelling of the same.
#[case("b_1", "Helped build a fraud detection service with Kafka for 1,500,000 users")]
#[case("b_1", "Helped to build a fraud-detection service (Kafka), serving 1.5 million users")]
#[case("b_1", "Helped build a service with Apache Kafka, serving １.５M users")]
#[case("b_2", "Cut hosting expenses by 30 percent and raised sales by twenty per cent")]
#[case("b_2", "Cut hosting costs 30\u{a0}%")]
#[case("b_3", "Contributed to migrating twelve services from Jenkins to GitHub Actions")]
#[case("b_4", "Managed a team of four engineers")]
#[case("b_4", "Managed a team of 4 people")]
#[case("b_5", "Improved test coverage from 40% to 85%, saving $2 million annually")]
#[case("b_5", "Improved test coverage to 85%")]
#[case("b_6", "Reduced deployment time by 10 to 15% for up to 200 customers")]
#[case("b_7", "Wrote tests for the redesign")]
#[case("b_8", "Trained 25 staff and served around 300 clients a day")]
#[case("b_8", "Trained twenty-five employees at Contoso Retail")]
#[case("b_9", "Ran Tableau dashboards for 3 stores")]
fn the_same_in_other_words_is_supported(#[case] block: &str, #[case] after: &str) {
    let findings = judge(block, after);
    assert_eq!(unsupported(&findings), [], "{after}");
}

#[rstest]
// Numbers.
#[case("b_1", "Helped build a fraud detection service with Kafka, serving 2.5M users", ClaimKind::Number, "2.5M")]
#[case("b_1", "Helped build a service with Kafka, serving 1.5B users", ClaimKind::Number, "1.5B")]
#[case("b_1", "Helped build a service with Kafka, serving over 1.5M users", ClaimKind::Number, "1.5M")]
#[case("b_1", "Helped build a service with Kafka, cutting fraud by 30 %", ClaimKind::Number, "30 %")]
#[case("b_1", "Helped build a service with Kafka, cutting fraud by ３０％", ClaimKind::Number, "３０％")]
#[case("b_1", "Helped build a service with Kafka, cutting fraud by \u{663}\u{660}\u{66a}", ClaimKind::Number, "\u{663}\u{660}\u{66a}")]
#[case("b_1", "Helped build a service with Kafka, cutting fraud by thirty percent", ClaimKind::Number, "thirty percent")]
#[case("b_1", "Helped build a service with Kafka, halving fraud", ClaimKind::Number, "halving")]
#[case("b_1", "Helped build a service with Kafka for millions of merchants", ClaimKind::Number, "millions")]
#[case("b_2", "Cut hosting costs by 20% and raised revenue by 30%", ClaimKind::Number, "20%")]
#[case("b_2", "Cut hosting costs by 30 percentage points", ClaimKind::Unit, "30 percentage points")]
#[case("b_2", "Increased hosting costs by 30%", ClaimKind::Number, "30%")]
#[case("b_2", "Cut incidents by 30%", ClaimKind::Number, "30%")]
#[case("b_3", "Contributed to the migration of 120 services", ClaimKind::Number, "120")]
#[case("b_3", "Contributed to the migration of 12 data centres", ClaimKind::Number, "12")]
#[case("b_3", "Contributed to the migration of dozens of services", ClaimKind::Number, "dozens")]
#[case("b_4", "Managed a team of 14 engineers", ClaimKind::Number, "14")]
#[case("b_4", "Managed a team of 4+ engineers", ClaimKind::Number, "4+")]
#[case("b_5", "Improved test coverage from 85% to 40%", ClaimKind::Number, "85%")]
#[case("b_5", "Improved test coverage by 85%", ClaimKind::Number, "85%")]
#[case("b_5", "Improved test coverage from 40% to 85%, saving \u{20ac}2M per year", ClaimKind::Unit, "\u{20ac}2M")]
#[case("b_5", "Improved test coverage from 40% to 85%, saving $2M per month", ClaimKind::Unit, "$2M")]
#[case("b_5", "Improved test coverage from 40% to 85%, saving $2B per year", ClaimKind::Number, "$2B")]
#[case("b_6", "Reduced deployment time by 15%", ClaimKind::Number, "15%")]
#[case("b_6", "Reduced deployment time by 10\u{2013}25%", ClaimKind::Number, "10\u{2013}25%")]
#[case("b_6", "Reduced deployment time for 200 customers", ClaimKind::Number, "200")]
#[case("b_8", "Trained 25 employees and served about 300 customers per hour", ClaimKind::Unit, "300")]
#[case("b_8", "Trained 25 employees and served over 300 customers per day", ClaimKind::Number, "300")]
// The number of another entry.
#[case("b_9", "Ran Tableau dashboards for 12 stores", ClaimKind::Number, "12")]
#[case("b_9", "Ran Tableau dashboards, cutting costs by 30%", ClaimKind::Number, "30%")]
// Years.
#[case("b_9", "Ran Tableau dashboards for three stores since 2012", ClaimKind::Date, "2012")]
#[case("b_9", "Ran Tableau dashboards for three stores from 2019", ClaimKind::Date, "2019")]
#[case("b_9", "Ran Tableau dashboards in March 2016", ClaimKind::Date, "March 2016")]
// Tools.
#[case("b_9", "Ran Power BI dashboards for three stores", ClaimKind::Tool, "Power BI")]
#[case("b_9", "Ran Tableau dashboards for three stores with Kafka", ClaimKind::Tool, "Kafka")]
#[case("b_9", "Ran Tableau dashboards on Kubernetes", ClaimKind::Tool, "Kubernetes")]
#[case("b_9", "Ran QuillDB dashboards for three stores", ClaimKind::Tool, "QuillDB")]
#[case("b_9", "Ran Tableau dashboards on H100 machines", ClaimKind::Tool, "H100")]
// Organisations.
#[case("b_9", "Ran Tableau dashboards for three stores of Northwind Payments", ClaimKind::Organisation, "Northwind Payments")]
#[case("b_9", "Ran Tableau dashboards for google", ClaimKind::Organisation, "google")]
#[case("b_9", "Ran Tableau dashboards at Litware Holdings", ClaimKind::Organisation, "Litware Holdings")]
// Titles.
#[case("b_9", "Ran Tableau dashboards as Regional Director", ClaimKind::Title, "Regional Director")]
#[case("b_9", "As Store Manager, ran Tableau dashboards", ClaimKind::Title, "Store Manager")]
#[case("b_2", "Cut hosting costs as Senior Software Engineer", ClaimKind::Title, "Senior Software Engineer")]
// Degrees and certificates.
#[case("b_sum", "Software engineer with an MSc in Computer Science.", ClaimKind::Degree, "MSc in Computer Science")]
#[case("b_sum", "Software engineer with a PhD in Statistics.", ClaimKind::Degree, "PhD in Statistics")]
#[case("b_sum", "Software engineer with a BSc in Physics.", ClaimKind::Degree, "BSc in Physics")]
#[case("b_sum", "Software engineer, MBA.", ClaimKind::Degree, "MBA")]
#[case("b_sum", "PMP certified software engineer.", ClaimKind::Certification, "PMP")]
#[case("b_sum", "AWS Certified Solutions Architect and software engineer.", ClaimKind::Certification, "AWS Certified Solutions Architect")]
#[case("b_sum", "Licensed software engineer.", ClaimKind::Certification, "Licensed")]
// Scope.
#[case("b_1", "Built a fraud detection service with Kafka", ClaimKind::Scope, "Built")]
#[case("b_1", "Led a fraud detection service with Kafka", ClaimKind::Scope, "Led")]
#[case("b_1", "Helped to lead a fraud detection service, then led its Kafka service", ClaimKind::Scope, "led")]
#[case("b_3", "Led the migration of 12 services from Jenkins to GitHub Actions", ClaimKind::Scope, "Led")]
#[case("b_3", "Migrated 12 services from Jenkins to GitHub Actions", ClaimKind::Scope, "Migrated")]
#[case("b_3", "Spearheaded the migration of 12 services", ClaimKind::Scope, "Spearheaded")]
#[case("b_7", "Led the redesign and wrote its tests", ClaimKind::Scope, "Led")]
#[case("b_9", "Led Tableau dashboards for three stores", ClaimKind::Scope, "Led")]
#[case("b_9", "Founded Tableau dashboards for three stores", ClaimKind::Scope, "Founded")]
#[case("b_9", "Ran Tableau dashboards for three stores single-handedly", ClaimKind::Scope, "handedly")]
#[case("b_sum", "Expert software engineer with 6 years of experience.", ClaimKind::Scope, "Expert")]
#[case("b_sum", "Software engineer, fluent in Spanish.", ClaimKind::Scope, "fluent")]
// Reach.
#[case("b_9", "Ran company-wide Tableau dashboards for three stores", ClaimKind::Reach, "company-wide")]
#[case("b_9", "Ran Tableau dashboards for three stores worldwide", ClaimKind::Reach, "worldwide")]
#[case("b_9", "Ran Tableau dashboards with cross-functional teams", ClaimKind::Reach, "cross-functional")]
// The summary reads the whole resume, and no more.
#[case("b_sum", "Software engineer with 8 years of experience in payment systems.", ClaimKind::Number, "8 years")]
#[case("b_sum", "Software engineer with 6+ years of experience in payment systems.", ClaimKind::Number, "6+ years")]
#[case("b_sum", "Software engineer with 6 months of experience in payment systems.", ClaimKind::Unit, "6 months")]
#[case("b_sum", "Engineer who worked at Northwind Payments 2015 - 2023.", ClaimKind::Date, "2015")]
fn what_the_source_does_not_say_is_unsupported(#[case] block: &str, #[case] after: &str, #[case] kind: ClaimKind, #[case] words: &str) {
    let findings = judge(block, after);
    assert!(unsupported(&findings).contains(&(kind, words)), "{after}: {findings:#?}");
}

#[rstest]
#[case("b_sum", "Software engineer with 6 years of experience who cut hosting costs by 30%, using Python and Kubernetes.")]
#[case("b_sum", "Software engineer (BSc Computer Science, Certified ScrumMaster) with Kafka and Tableau.")]
#[case("b_sum", "Software engineer at Northwind Payments; managed a team of 4 engineers.")]
#[case("b_sum", "PhD candidate in Statistics.")]
fn the_summary_may_draw_on_the_whole_resume(#[case] block: &str, #[case] after: &str) {
    assert_eq!(unsupported(&judge(block, after)), [], "{after}");
}

#[rstest]
#[case("Python 3.11, Kubernetes, PostgreSQL, C++, basic Spanish, Apache Kafka, Tableau", &[])]
#[case("Postgres, Python, k8s, Jenkins, Fraud detection", &[])]
#[case("Python 3.12, k8s", &["3.12"])]
#[case("Python, Rust, C#, C", &["Rust", "C#", "C"])]
#[case("Python, QuillDB", &["QuillDB"])]
#[case("Python, Budgeting", &["Budgeting"])]
#[case("fluent Spanish", &["fluent"])]
#[case("Python, PMP", &["PMP"])]
fn a_row_of_skills_takes_what_is_shown_anywhere(#[case] after: &str, #[case] wrong: &[&str]) {
    let findings = judge("b_skills", after);
    let mut words: Vec<_> = unsupported(&findings).into_iter().map(|(_, words)| words).collect();
    words.dedup();
    for one in wrong {
        assert!(words.contains(one), "{after}: {words:?}");
    }
    assert!(wrong.is_empty() == words.is_empty(), "{after}: {words:?}");
}

#[rstest]
#[case("b_e1", Field::Title, "Senior Software Engineer", false)]
#[case("b_e1", Field::Title, "Software Engineering Manager", false)]
#[case("b_e1", Field::Title, "Software Engineer II", false)]
#[case("b_e1", Field::Title, "Software engineer", true)]
#[case("b_e2", Field::Title, "Store Manager", false)]
#[case("b_e2", Field::Title, "Assistant Manager, Store", true)]
#[case("b_e3", Field::Title, "MSc Computer Science", false)]
#[case("b_e3", Field::Title, "BSc in Computer Science", true)]
#[case("b_e4", Field::Title, "PhD in Statistics", false)]
#[case("b_e1", Field::Organisation, "Contoso Retail", false)]
#[case("b_e1", Field::Organisation, "Northwind Payments", true)]
#[case("b_e1", Field::Dates, "Mar 2018 \u{2013} Jun 2023", false)]
#[case("b_e1", Field::Dates, "Mar 2019 \u{2013} Present", false)]
#[case("b_e1", Field::Dates, "Jun 2023 \u{2013} Mar 2019", false)]
#[case("b_e1", Field::Dates, "03/2019 - 06/2023", true)]
#[case("b_e1", Field::Dates, "2019 - 2023", true)]
#[case("b_e2", Field::Dates, "2015 - 2019", false)]
#[case("contact", Field::Headline, "Senior Software Engineer", false)]
#[case("contact", Field::Headline, "Software Engineer, Payments, Kafka", true)]
#[case("contact", Field::Email, "someone@example.org", false)]
fn titles_organisations_and_dates_stay_as_they_were(#[case] block: &str, #[case] field: Field, #[case] after: &str, #[case] fine: bool) {
    let findings = judge_at(block, field, after);
    assert_eq!(unsupported(&findings).is_empty(), fine, "{after}: {findings:#?}");
}

#[test]
fn evidence_is_the_exact_words_of_the_source() {
    let document = resume();
    let findings = judge("b_sum", "Software engineer who cut hosting costs by 30 percent with Kubernetes.");
    for finding in findings.iter().filter(|finding| finding.supported) {
        let evidence = finding.evidence.as_ref().expect("a supported finding has evidence");
        let text = document.text(evidence.place.as_ref().expect("no statements here")).unwrap_or_default();
        let cut: String = text.chars().skip(evidence.start).take(evidence.end - evidence.start).collect();
        assert_eq!(cut, evidence.quote);
    }
    let number = findings.iter().find(|finding| finding.claim == ClaimKind::Number).expect("a number");
    assert_eq!((number.text.as_str(), number.evidence.as_ref().map(|one| one.quote.as_str())), ("30 percent", Some("30%")));
    let tool = findings.iter().find(|finding| finding.claim == ClaimKind::Tool && finding.text == "Kubernetes").expect("a tool");
    assert_eq!(tool.evidence.as_ref().map(|one| one.quote.as_str()), Some("k8s"));
}

#[test]
fn a_statement_of_the_owner_supports_a_claim_without_a_place() {
    let document = resume();
    let source = Source::new(&document);
    let after = "Ran Power BI dashboards for 9 stores";
    let statements = ["This is true because we used Power BI in 9 stores".to_owned()];
    let findings = check_text(&place("b_9", Field::Text), after, &document, &source, &statements);
    assert_eq!(unsupported(&findings), [], "{findings:#?}");
    assert!(findings.iter().any(|finding| finding.evidence.as_ref().is_some_and(|one| one.place.is_none() && one.quote == "Power BI")));
}

#[test]
fn an_invented_job_is_unsupported_whole() {
    let document = resume();
    let made_up = entry("b_new", "Chief Technology Officer", "Litware", "2020 - 2024", &[("b_new1", "Led 40 engineers")]);
    let edit = Edit::Insert { at: document.anchor(&BlockId::new("b_e2")).expect("it is there"), node: Node::Item(made_up) };
    let findings = check_edit(&edit, &document, &Source::new(&document), &[]);
    let kinds: Vec<_> = unsupported(&findings).into_iter().map(|(kind, _)| kind).collect();
    for kind in [ClaimKind::Title, ClaimKind::Organisation, ClaimKind::Date, ClaimKind::Number, ClaimKind::Scope] {
        assert!(kinds.contains(&kind), "{kind:?}: {findings:#?}");
    }
}

#[test]
fn facts_of_two_jobs_make_no_third() {
    let document = resume();
    let mixed = entry("b_new", "Software Engineer", "Contoso Retail", "Mar 2019 - Jun 2023", &[]);
    let edit = Edit::Insert { at: document.anchor(&BlockId::new("b_e2")).expect("it is there"), node: Node::Item(mixed) };
    assert!(!unsupported(&check_edit(&edit, &document, &Source::new(&document), &[])).is_empty());
}

#[test]
fn removing_and_moving_claims_nothing() {
    let document = resume();
    let id = BlockId::new("b_9");
    let at = document.anchor(&id).expect("it is there");
    let edit = Edit::Remove { at, node: document.node(&id).expect("it is there") };
    assert!(check_edit(&edit, &document, &Source::new(&document), &[]).is_empty());
}

#[test]
fn what_the_owner_wrote_in_the_document_since_supports_its_own_place() {
    let source = resume();
    let mut head = source.clone();
    head.set_text(&place("b_9", Field::Text), "Ran Tableau dashboards for 7 stores").expect("it is there");
    let findings = check_text(&place("b_9", Field::Text), "Ran dashboards in Tableau for seven stores", &head, &Source::new(&source), &[]);
    assert_eq!(unsupported(&findings), []);
}

proptest! {
    #[test]
    fn the_text_that_stands_there_never_fails_with_words_left_out(at in 1usize..10, drop in 0usize..14) {
        let document = resume();
        let place = place(&format!("b_{at}"), Field::Text);
        let text = document.text(&place).unwrap_or_default();
        prop_assert!(check_text(&place, &text, &document, &Source::new(&document), &[]).is_empty());
        let kept: Vec<&str> = text.split(' ').take(drop.max(3)).collect();
        let findings = check_text(&place, &kept.join(" "), &document, &Source::new(&document), &[]);
        // Cut short, a text says less; only a range or a name that is torn apart may be marked.
        prop_assert!(findings.iter().all(|one| one.supported || matches!(one.claim, ClaimKind::Number | ClaimKind::Unit) || one.text == "GitHub"), "{:?}", unsupported(&findings));
    }

    #[test]
    fn a_number_that_is_nowhere_is_always_marked(value in 400u32..1899, at in 1usize..10) {
        let document = resume();
        let place = place(&format!("b_{at}"), Field::Text);
        let text = format!("{} by {value}%", document.text(&place).unwrap_or_default());
        let findings = check_text(&place, &text, &document, &Source::new(&document), &[]);
        prop_assert!(findings.iter().any(|one| !one.supported && one.text.starts_with(&value.to_string())), "{findings:?}");
    }

    #[test]
    fn no_text_makes_the_guard_panic(after in "\\PC{0,60}", block in 1usize..10) {
        judge(&format!("b_{block}"), &after);
        judge("b_sum", &after);
        judge("b_skills", &after);
        judge_at("b_e1", Field::Dates, &after);
        judge_at("b_e1", Field::Title, &after);
    }

    #[test]
    fn no_mix_of_figures_makes_the_guard_panic(after in "[0-9.,%$€+xkMm/ \u{2013}a-c\u{660}½-]{0,40}") {
        judge("b_2", &after);
    }
}
