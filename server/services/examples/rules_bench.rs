//! Times the rules of tailoring on an invented resume of two and of three pages: `scripts/bench rules`.

use domain::claims::{Source, check_text};
use domain::gap::Prepared;
use domain::ids::BlockId;
use domain::posting;
use domain::resume::{Dates, Document, Entry, Field, Item, Line, Place, Section, SectionKind, SkillGroup};
use domain::run::Strategy;
use services::ai::{Request, offline};
use std::hint::black_box;
use std::time::{Duration, Instant};

const JOB: &str = "Senior Backend Engineer at Litware\n\nRequirements\n- 5+ years of experience in backend development\n- Go, Rust or Java\n- Kubernetes\n- PostgreSQL\n- Kafka\n- Terraform\n- Python\n- Bachelor's degree in Computer Science\n\nNice to have\n- Fraud detection\n- GitHub Actions\n";
const BULLETS: [&str; 6] = [
    "Was responsible for managing a team of four engineers in two offices and for the planning of their releases",
    "Built services in Golang and Postgres running on k8s, with Kafka between them, serving 1.5M users a day",
    "Helped to build a fraud detection service with various teams, cutting losses by 30% within two quarters",
    "Successfully migrated 12 services from Jenkins to GitHub Actions in order to deploy faster and more often",
    "Utilized Python and Tableau to write dashboards for three stores, saving $2M per year and 40 hours a week",
    "Designed and delivered a reporting service with PostgreSQL, Docker and Terraform, from the first idea to its launch",
];

/// About 480 words a page.
fn resume(pages: usize) -> Document {
    let entries = (0..pages * 4).map(|at| {
        let bullets = BULLETS
            .iter()
            .enumerate()
            .map(|(line, text)| Line { id: BlockId::new(format!("b_{at}_{line}")), text: (*text).into() })
            .collect();
        let dates = Dates { text: format!("{} \u{2013} {}", 2000 + at, 2001 + at), ..Dates::default() };
        Item::Entry(Entry {
            id: BlockId::new(format!("b_{at}")),
            title: "Backend Engineer".into(),
            organisation: format!("Northwind {at}"),
            dates,
            bullets,
            ..Entry::default()
        })
    });
    let skills = SkillGroup {
        id: BlockId::new("b_row"),
        label: "Tools".into(),
        skills: ["Jenkins", "k8s", "Golang", "Excel"].map(str::to_owned).to_vec(),
    };
    let section = |id: &str, kind, title: &str, items| Section { id: BlockId::new(id), kind, title: title.into(), items };
    Document {
        sections: vec![
            section("b_s1", SectionKind::Experience, "Experience", entries.collect()),
            section("b_s2", SectionKind::Skills, "Skills", vec![Item::Skills(skills)]),
        ],
        ..Document::default()
    }
}

fn time<T>(name: &str, mut work: impl FnMut() -> T) {
    let mut times: Vec<Duration> = (0..60)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!("{name:<44} median {:>8.3} ms   best {:>8.3} ms", times[30].as_secs_f64() * 1e3, times[0].as_secs_f64() * 1e3);
}

fn main() {
    let job = posting::read(JOB, None, None, None);
    let (two, three) = (resume(2), resume(3));
    let prepared = Prepared::new(&job);
    let source = Source::new(&two);
    let place = Place { block: BlockId::new("b_1_2"), field: Field::Text };
    let request = |strategy| Request {
        document: two.clone(),
        source: two.clone(),
        posting: job.clone(),
        strategy,
        message: String::new(),
        today: None,
    };
    let balanced = request(Strategy::Balanced);
    time("read a posting", || posting::read(JOB, None, None, None));
    time("prepare a posting", || Prepared::new(&job));
    time("score, 3 pages (budget 4 ms)", || prepared.analyse(&three));
    time("guard: read a source, 2 pages", || Source::new(&two));
    time("guard: check a bullet", || {
        check_text(&place, "Helped build a fraud detection service, cutting losses by 30%", &two, &source, &[])
    });
    time("offline provider, 2 pages (budget 5 ms)", || offline::answer(&balanced));
}
