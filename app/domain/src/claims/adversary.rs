//! Changes by somebody who wants to claim more, and honest ones, over sources of many professions: each row is what stood there, what
//! would stand there, and which kinds of claims have no support.

use super::*;
use crate::ids::BlockId;
use crate::resume::{Dates, Line};
use ClaimKind::{Certification, Date, Degree, Number, Organisation, Reach, Scope, Title, Tool, Unit};

/// (source, change, kinds without support)
type Row = (&'static str, &'static str, &'static [ClaimKind]);

const ESTEEM: &[Row] = &[
    ("Managed the build servers of two products", "Managed a team of engineers and the build servers of two products", &[Scope]),
    ("Managed a team of four on the build servers", "Led a team of four on the build servers", &[]),
    ("Cut the error rate of imports", "Cut the error rate of imports, the best result in company history", &[Reach]),
    ("Wrote budgets for the plant", "Wrote budgets for the plant with the CEO and board", &[Reach]),
    ("Wrote budgets for the CEO", "Wrote budgets with the CEO", &[]),
    ("Wrote tests for the importer", "Wrote tests for the importer by best practices", &[]),
];

const NUMBERS: &[Row] = &[
    ("Reduced p99 latency of the search API to 30 ms", "Reduced p99 latency of the search API to 30 s", &[Unit]),
    ("Reduced p99 latency of the search API to 30 ms", "Reduced p99 latency of the search API to 3 ms", &[Number]),
    ("Reduced p99 latency of the search API to 30 ms", "Cut the search API's p99 latency to 30 milliseconds", &[]),
    ("Reduced p99 latency of the search API to 30 ms", "Cut the search API's p99 latency to 0.03 s", &[]),
    ("Reduced p99 latency of the search API to 30 ms", "Reduced p99 latency of the search API by 30 ms", &[Number]),
    ("Stored 40 GB of scans", "Stored 40 TB of scans", &[Unit]),
    ("Stored 40 GB of scans", "Stored 40,000 MB of scans", &[]),
    ("Managed a budget of $250K", "Managed a budget of $250M", &[Number]),
    ("Managed a budget of $250K", "Managed a budget of \u{20ac}250K", &[Unit]),
    ("Managed a budget of $250K", "Managed a budget of $250,000", &[]),
    ("Managed a budget of $250K", "Managed a budget of $250k, a quarter of the total", &[Number]),
    ("Managed a budget of $250K", "Managed a budget of over $250K", &[Number]),
    ("Managed a budget of over $250K", "Managed a budget of $250K", &[]),
    ("Managed a budget of about $250K", "Managed a budget of more than $250K", &[Number]),
    ("Raised conversion by 4 percentage points", "Raised conversion by 4%", &[Unit]),
    ("Raised conversion by 4%", "Raised conversion by four percent", &[]),
    ("Raised conversion by 4%", "Raised conversion fourfold", &[Unit]),
    ("Raised conversion by 4%", "Raised conversion by 0.4%", &[Number]),
    ("Raised conversion from 2% to 4%", "Doubled conversion", &[Unit]),
    ("Raised conversion from 2% to 4%", "Raised conversion to 4%", &[]),
    ("Raised conversion from 2% to 4%", "Raised conversion from 4% to 2%", &[Number]),
    ("Served 200 customers a month", "Served 200 customers a day", &[Unit]),
    ("Served 200 customers a month", "Served two hundred customers monthly", &[]),
    ("Served 200 customers a month", "Served hundreds of customers a month", &[]),
    ("Served 200 customers a month", "Served thousands of customers a month", &[Number]),
    ("Served 200 customers a month", "Served 200+ customers a month", &[Number]),
    ("Served up to 200 customers a month", "Served 200 customers a month", &[Number]),
    ("Taught three classes of 24 pupils", "Taught 3 classes of 24 pupils", &[]),
    ("Taught three classes of 24 pupils", "Taught 24 classes of 3 pupils", &[Number]),
    ("Taught three classes of 24 pupils", "Taught four classes of 24 pupils", &[Number]),
    ("Taught three classes of 24 pupils", "Taught a dozen classes of 24 pupils", &[Number]),
    ("Sold twelve houses in one quarter", "Sold a dozen houses in one quarter", &[]),
    ("Sold twelve houses in one quarter", "Sold twelve houses in one month", &[Unit]),
    ("Delivered 3 projects under budget", "Delivered 13 projects under budget", &[Number]),
    ("Delivered projects under budget", "Delivered 3 projects under budget", &[Number]),
    ("Cut waste by 10 to 15%", "Cut waste by 15%", &[Number]),
    ("Cut waste by 10 to 15%", "Cut waste by up to 15%", &[]),
    ("Cut waste by 10 to 15%", "Cut waste by 10\u{2013}15 %", &[]),
    ("Cut waste by 15%", "Increased waste by 15%", &[Number]),
    ("Grew revenue by \u{a3}1.2m in two years", "Grew revenue by \u{a3}1.2 million in 24 months", &[]),
    ("Grew revenue by \u{a3}1.2m in two years", "Grew revenue by \u{a3}1.2 billion in two years", &[Number]),
    ("Grew revenue by \u{a3}1.2m in two years", "Grew revenue by \u{a3}1.2m in two months", &[Unit]),
    ("Drove 90,000 km a year without an accident", "Drove 90,000 miles a year without an accident", &[Unit]),
    ("Drove 90,000 km a year without an accident", "Drove 90 000 km a year without an accident", &[]),
    ("Halved the error rate of imports", "Cut the error rate of imports by 50%", &[]),
    ("Halved the error rate of imports", "Cut the error rate of imports by 90%", &[Number]),
];

const NAMES: &[Row] = &[
    ("Wrote services in Go", "Wrote services in Golang", &[]),
    ("Wrote services in Go", "Wrote services in Go and Rust", &[Tool]),
    ("Wrote services in Java", "Wrote services in JavaScript", &[Tool]),
    ("Wrote queries in SQL", "Wrote queries in NoSQL", &[Tool]),
    ("Wrote services in C", "Wrote services in C++", &[Tool]),
    ("Ran Postgres clusters", "Ran PostgreSQL clusters", &[]),
    ("Ran Postgres clusters", "Ran Oracle clusters", &[Tool]),
    ("Ran k8s clusters", "Ran Kubernetes clusters", &[]),
    ("Ran k8s clusters", "Ran Kubernetes clusters on AWS", &[Tool]),
    ("Used Python 3.8 for reports", "Used Python 3.12 for reports", &[Number]),
    ("Kept the books with DATEV", "Kept the books with SAP", &[Tool]),
    ("Kept the books with DATEV", "Kept the books in DATEV and Excel", &[Tool]),
    ("Built dashboards for the sales team", "Built Tableau dashboards for the sales team", &[Tool]),
    ("Built dashboards for the sales team", "Built dashboards for the sales team of Microsoft", &[Organisation]),
    ("Built dashboards for the sales team", "Built dashboards for Litware Holdings", &[Organisation]),
    ("Built dashboards for Litware", "Built dashboards for LITWARE", &[]),
    ("Assistant to the head of sales", "Head of Sales", &[Title, Scope]),
    ("Worked as an engineer on the billing team", "Worked as a senior engineer on the billing team", &[Title]),
    ("Worked as a senior engineer on the billing team", "Worked as an engineer on the billing team", &[]),
    ("Worked as a junior analyst", "Worked as an analyst", &[Title]),
    ("Worked as Co-Founder & CTO of a laboratory", "Worked as CTO of a laboratory", &[]),
    ("Worked as Co-Founder & CTO of a laboratory", "Worked as Founder of a laboratory", &[Title]),
    ("Worked as a deputy manager of the store", "Worked as the manager of the store", &[Title]),
    ("Studied for a degree in biology", "Holds a Bachelor's degree in biology", &[Degree]),
    ("Completed coursework towards an MSc in Physics", "Completed an MSc in Physics", &[Degree]),
    ("Completed an MSc in Physics", "Completed a Master of Science in Physics", &[]),
    ("Completed an MSc in Physics", "Completed an MSc in Computer Science", &[Degree]),
    ("Completed an MSc in Physics", "Completed a PhD in Physics", &[Degree]),
    ("Preparing for the CPA exam", "CPA", &[Certification]),
    ("Took courses on AWS", "AWS Certified Solutions Architect", &[Certification]),
    ("AWS Certified Solutions Architect \u{2013} Associate", "AWS Certified Solutions Architect \u{2013} Professional", &[Certification]),
    ("Gave first aid on the ward", "Gave first aid on the ward as a Registered Nurse", &[Certification]),
    ("AWS Certified Solutions Architect \u{2013} Associate", "AWS Certified Solutions Architect", &[]),
    ("Gave first aid on the ward", "Gave first aid on the ward, ACLS certified", &[Certification]),
];

const DATES: &[Row] = &[
    ("Ran the store from 2018 to 2020", "Ran the store from 2016 to 2020", &[Date]),
    ("Ran the store from 2018 to 2020", "Ran the store from 2018 to 2022", &[Date]),
    ("Ran the store from 2018 to 2020", "Ran the store 2018 \u{2013} 2020", &[]),
    ("Ran the store from March 2018", "Ran the store from January 2018", &[Date]),
    ("Ran the store from March 2018", "Ran the store from 2018", &[]),
    ("Ran the store from March 2018", "Ran the store from 03/2018", &[]),
    ("Ran the store", "Ran the store since 2011", &[Date]),
];

const SCOPE: &[Row] = &[
    ("Contributed to a migration to the cloud", "Led a migration to the cloud", &[Scope]),
    ("Contributed to a migration to the cloud", "Helped with a migration to the cloud", &[]),
    ("Contributed to a migration to the cloud", "Owned a migration to the cloud", &[Scope]),
    ("Contributed to a migration to the cloud", "Drove a migration to the cloud", &[Scope]),
    ("Led a migration to the cloud", "Contributed to a migration to the cloud", &[]),
    ("Led a migration to the cloud", "Headed a migration to the cloud", &[]),
    ("Assisted nurses with wound care", "Managed nurses and wound care", &[Scope]),
    ("Assisted nurses with wound care", "Supported nurses with wound care", &[]),
    ("Was part of the team that built the payment service", "Built the payment service", &[Scope]),
    ("Was part of the team that built the payment service", "Architected the payment service", &[Scope]),
    ("Worked with the designers on a new shop", "Directed the designers on a new shop", &[Scope]),
    ("Worked with the designers on a new shop", "Collaborated with the designers on a new shop", &[]),
    ("Wrote tests for the parser", "Founded the parser", &[Scope]),
    ("Wrote tests for the parser", "Wrote parser tests", &[]),
    ("Trained new staff on the till", "Trained new staff across the company on the till", &[Reach]),
    ("Trained new staff on the till", "Trained new staff on the till worldwide", &[Reach]),
    ("Trained new staff on the till", "Trained new staff globally on the till", &[Reach]),
    ("Trained new staff worldwide on the till", "Trained new staff globally on the till", &[]),
    ("Basic knowledge of French", "Fluent in French", &[Scope]),
    ("Familiar with Docker", "Expert in Docker", &[Scope]),
    ("Responsible for managing the night shift", "Managed the night shift", &[]),
    ("Managed the night shift", "Managed the night and day shifts", &[]),
];

const LETTERS: &[Row] = &[
    ("D\u{e9}velopp\u{e9} un outil de gestion pour 12 \u{e9}coles", "D\u{e9}velopp\u{e9} un outil de gestion pour 12 e\u{301}coles", &[]),
    (
        "D\u{e9}velopp\u{e9} un outil de gestion pour 12 \u{e9}coles",
        "D\u{e9}velopp\u{e9} un outil de gestion pour 120 \u{e9}coles",
        &[Number],
    ),
    ("Planned bridges in K\u{f6}ln for 4 clients", "Planned bridges in Ko\u{308}ln for four clients", &[]),
    ("Planned bridges in K\u{f6}ln for 4 clients", "Planned bridges in K\u{f6}ln for \u{ff14}\u{ff10} clients", &[Number]),
    ("Built a model of churn", "Built models of churn", &[]),
    ("Cut cost by 30%", "Cut cost by 30\u{202f}%", &[]),
    ("Cut cost by 30%", "Cut cost by 3\u{200b}0%", &[]),
    ("Cut cost by 30%", "Cut cost by \u{0033}\u{0035}%", &[Number]),
    ("Cut cost by 30%", "Cut cost by a third", &[Number]),
    ("Led two teams, won three awards", "Led three teams, won two awards", &[Number]),
];

const MORE: &[Row] = &[
    ("Supervised interns", "Supervised 5 interns", &[Number]),
    ("Wrote a report for the board", "Wrote a report for the board of Siemens", &[Organisation]),
    ("Answered 40 calls a day with a rating of 4.8 out of 5", "Answered 40 calls a day with a rating of 4.9 out of 5", &[Number]),
    ("Answered 40 calls a day with a rating of 4.8 out of 5", "Took 40 calls daily, rated 4.8 of 5", &[]),
    ("Reduced churn by 12% year over year", "Reduced churn by 21% year over year", &[Number]),
    ("Reduced churn by 12% year over year", "Cut churn by 12% year over year", &[]),
    ("Improved accuracy to 97.5%", "Improved accuracy to 99.5%", &[Number]),
    ("Improved accuracy to 97.5%", "Improved accuracy to over 97%", &[Number]),
    ("Ran payroll for 85 employees in 3 countries", "Ran payroll for 85 employees across three countries", &[]),
    ("Ran payroll for 85 employees in 3 countries", "Ran payroll for 850 employees in 3 countries", &[Number]),
    ("Ran payroll for 85 employees in 3 countries", "Ran payroll for 3 employees in 85 countries", &[Number]),
    ("Cared for 6 patients per shift", "Cared for six patients each shift", &[]),
    ("Cared for 6 patients per shift", "Cared for 6 patients per hour", &[Unit]),
    ("Welded 300 m of pipe", "Welded 300 km of pipe", &[Unit]),
    ("Set up CI with Jenkins", "Set up CI/CD with Jenkins and GitLab CI", &[Tool]),
    ("Set up CI with Jenkins", "Introduced Jenkins for continuous integration", &[]),
    ("Supported the CFO with forecasts", "CFO with forecasts", &[Title]),
    ("Organised the summer fair", "Organized the summer fair", &[]),
    ("Analysed the behaviour of users", "Analyzed the behavior of users", &[]),
    ("Was promoted to team lead after one year", "Team lead after one year", &[]),
];

/// The kinds of claims in the change that have no support, in order and once.
fn without_support(source: &str, change: &str) -> Vec<ClaimKind> {
    let line = Line { id: BlockId::new("b_1"), text: source.into() };
    let dates = Dates { text: "2012 \u{2013} 2023".into(), ..Dates::default() };
    let entry = Entry { id: BlockId::new("b_e"), title: "Employee".into(), dates, bullets: vec![line], ..Entry::default() };
    let section =
        Section { id: BlockId::new("b_s"), kind: SectionKind::Experience, title: "Experience".into(), items: vec![Item::Entry(entry)] };
    let document = Document { sections: vec![section], ..Document::default() };
    let place = Place { block: BlockId::new("b_1"), field: Field::Text };
    let findings = check_text(&place, change, &document, &Source::new(&document), &[]);
    let mut kinds: Vec<ClaimKind> = findings.iter().filter(|finding| !finding.supported).map(|finding| finding.claim).collect();
    kinds.sort_by_key(|kind| *kind as u8);
    kinds.dedup();
    kinds
}

fn wrong(rows: &[Row]) -> Vec<String> {
    let judged = rows.iter().map(|(source, change, expected)| (source, change, expected, without_support(source, change)));
    judged
        .filter(|(_, _, expected, found)| found.as_slice() != **expected)
        .map(|(source, change, expected, found)| format!("\n{source}\n{change}\n  expected {expected:?}, found {found:?}"))
        .collect()
}

#[test]
fn numbers_keep_value_unit_bound_direction_and_what_they_count() {
    assert_eq!(wrong(NUMBERS).concat(), "");
}

#[test]
fn tools_employers_titles_degrees_and_certificates_are_those_of_the_source() {
    assert_eq!(wrong(NAMES).concat(), "");
}

#[test]
fn dates_are_those_of_the_source() {
    assert_eq!(wrong(DATES).concat(), "");
}

#[test]
fn nobody_did_more_than_the_source_says() {
    assert_eq!(wrong(SCOPE).concat(), "");
}

#[test]
fn teams_superlatives_and_leaders_are_those_of_the_source() {
    assert_eq!(wrong(ESTEEM).concat(), "");
}

#[test]
fn another_way_to_write_the_same_letters_hides_nothing_and_marks_nothing() {
    assert_eq!(wrong(LETTERS).concat(), "");
}

#[test]
fn honest_lines_of_many_professions_pass_and_dressed_up_ones_do_not() {
    assert_eq!(wrong(MORE).concat(), "");
}

#[test]
fn the_table_has_at_least_eighty_rows_of_both_sorts() {
    let rows: Vec<&Row> = [NUMBERS, NAMES, DATES, SCOPE, LETTERS, MORE].into_iter().flatten().collect();
    let honest = rows.iter().filter(|(_, _, kinds)| kinds.is_empty()).count();
    assert!(rows.len() >= 80 && honest >= 30 && rows.len() - honest >= 50, "{} {honest}", rows.len());
}
