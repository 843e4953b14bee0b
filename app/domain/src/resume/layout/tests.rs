//! Pages as producers paint them, and what they are read as.

use super::*;
use proptest::prelude::*;

fn run(x: f32, y: f32, text: &str) -> Run {
    Run { page: 1, x, y, width: text.chars().count() as f32 * 5.0, size: 10.0, text: text.to_owned(), ..Run::default() }
}

fn bold(run: Run) -> Run {
    Run { bold: true, ..run }
}

fn texts(lines: &[RawLine]) -> Vec<String> {
    lines.iter().filter(|line| !line.furniture).map(RawLine::text).collect()
}

#[test]
fn a_sidebar_is_read_on_its_own() {
    let mut runs =
        vec![bold(run(40.0, 700.0, "Skills")), run(40.0, 686.0, "Welding"), run(40.0, 672.0, "Turning"), run(40.0, 658.0, "Milling")];
    runs.extend([
        bold(run(200.0, 700.0, "Experience")),
        run(200.0, 687.0, "Ran a workshop of nine people and kept its books"),
        run(200.0, 675.0, "Bought steel"),
        run(200.0, 663.0, "Sold gates"),
    ]);
    let read = texts(&lines(runs));
    assert_eq!(read[..4], ["Skills", "Welding", "Turning", "Milling"]);
    assert_eq!(read[4], "Experience");
}

#[test]
fn dates_beside_titles_are_a_table_and_stay_in_their_rows() {
    let runs = vec![
        run(40.0, 700.0, "2019 – 2021"),
        run(140.0, 700.0, "Welder"),
        run(40.0, 680.0, "2016 – 2019"),
        run(140.0, 680.0, "Fitter"),
        run(40.0, 660.0, "2012 – 2016"),
        run(140.0, 660.0, "Apprentice"),
    ];
    assert_eq!(texts(&lines(runs)), ["2019 – 2021 Welder", "2016 – 2019 Fitter", "2012 – 2016 Apprentice"]);
}

#[test]
fn a_cell_with_the_employer_is_followed_by_what_was_done_there() {
    let entry = |y: f32, who: &str, town: &str, dates: &str| {
        let left = [(0.0, who), (12.0, town), (24.0, dates)].map(|(down, text)| run(40.0, y - down, text));
        let title = bold(run(160.0, y, "Plant Manager"));
        let list = [run(160.0, y - 12.0, "•"), run(170.0, y - 12.0, "Ran a plant of 310 people without an accident")];
        left.into_iter().chain([title]).chain(list).collect::<Vec<_>>()
    };
    let runs = [
        vec![bold(run(40.0, 720.0, "Career"))],
        entry(700.0, "Holm Tools", "Leeds, UK", "2018 – 2021"),
        entry(664.0, "Aire Steel", "York, UK", "2012 – 2018"),
    ];
    let done = ["Plant Manager", "Ran a plant of 310 people without an accident"];
    let first = ["Career", "Holm Tools", "Leeds, UK", "2018 – 2021", done[0], done[1]];
    let second = ["Aire Steel", "York, UK", "2012 – 2018", done[0], done[1]];
    assert_eq!(texts(&lines(runs.concat())), [&first[..], &second[..]].concat());
}

#[test]
fn a_line_goes_on_when_its_first_word_did_not_fit() {
    let long = "Rewired occupied houses room by room without leaving anybody in the";
    let runs = vec![run(40.0, 700.0, long), run(40.0, 688.0, "dark."), run(40.0, 676.0, "Tested six properties a week.")];
    let read = lines(runs);
    assert_eq!(read.iter().map(|line| line.continues).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn text_under_a_list_item_belongs_to_it() {
    let runs = vec![
        run(40.0, 700.0, "•"),
        run(52.0, 700.0, "Ran the shop"),
        run(52.0, 688.0, "and the yard"),
        run(40.0, 676.0, "•"),
        run(52.0, 676.0, "Kept books"),
    ];
    let read = lines(runs);
    assert_eq!(read.iter().map(|line| (line.bullet, line.continues)).collect::<Vec<_>>(), [(true, false), (false, true), (true, false)]);
    assert_eq!(read[0].text(), "Ran the shop");
    assert_eq!(read[0].source(), "• Ran the shop");
}

#[test]
fn ligatures_are_letters_and_icons_are_dropped() {
    let read = lines(vec![run(40.0, 700.0, "\u{f0e0} o\u{fb03}ce work and \u{fb01}ling")]);
    assert_eq!(texts(&read), ["office work and filing"]);
}

#[test]
fn page_numbers_and_running_headers_are_furniture() {
    let mut runs = Vec::new();
    for page in 1..=2 {
        for (y, text) in [(780.0, "Ada Holm – confidential"), (400.0, "Something about the work of this page"), (30.0, "Page 1 of 2")] {
            runs.push(Run { page, ..run(40.0, y, &text.replace("Page 1", &format!("Page {page}"))) });
        }
    }
    let read = lines(runs);
    assert_eq!(read.iter().filter(|line| line.furniture).count(), 4);
    assert_eq!(texts(&read).len(), 2);
}

#[test]
fn letter_spaced_headings_become_words() {
    let read = lines(vec![run(40.0, 700.0, "E D U C AT I O N AND TRAINING")]);
    assert_eq!(texts(&read), ["EDUCATION AND TRAINING"]);
}

#[test]
fn wide_blanks_inside_a_run_part_it() {
    let read = lines(vec![run(40.0, 700.0, "Holm & Sons                 Leeds")]);
    assert_eq!(read[0].segments.len(), 2);
    assert!(read[0].segments[1].tab);
}

#[test]
fn a_compound_keeps_its_hyphen_and_a_broken_word_loses_it() {
    assert!(keep_hyphen("a cross-", "device test"));
    assert!(!keep_hyphen("the deploy-", "ment of"));
    assert!(keep_hyphen("of IT-", "systems"));
}

fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

proptest! {
    /// Whatever stands wherever on the page: no letter is lost and none appears.
    #[test]
    fn no_letter_is_lost(runs in prop::collection::vec((1u16..3, 0.0f32..500.0, 0.0f32..800.0, "[a-zA-Z0-9 •|,.–]{1,40}", 6.0f32..20.0, any::<bool>()), 0..60)) {
        let runs: Vec<Run> = runs
            .into_iter()
            .map(|(page, x, y, text, size, bold)| Run { page, x, y, width: text.chars().count() as f32 * size * 0.5, size, bold, italic: false, text, link: None })
            .collect();
        let before: String = runs.iter().map(|run| run.text.clone()).collect();
        let after: String = lines(runs).iter().map(RawLine::source).collect();
        prop_assert_eq!(letters(&before), letters(&after));
    }

    /// The order in which a producer paints says nothing.
    #[test]
    fn painting_order_does_not_matter(seed in prop::collection::vec(any::<u32>(), 30)) {
        let mut runs: Vec<Run> = (0..30u8).map(|at| run(if at % 2 == 0 { 40.0 } else { 300.0 }, 700.0 - f32::from(at / 2) * 14.0, &format!("Text number {at}"))).collect();
        let straight = texts(&lines(runs.clone()));
        let mut order: Vec<usize> = (0..30).collect();
        order.sort_by_key(|at| seed[*at]);
        runs = order.into_iter().map(|at| runs[at].clone()).collect();
        prop_assert_eq!(texts(&lines(runs)), straight);
    }
}

#[test]
fn a_filled_cell_beside_a_date_goes_on_below() {
    let runs = vec![
        run(40.0, 700.0, "04/2016 – 05/2020"),
        run(180.0, 700.0, "Electrician for plants, Lahn Valley"),
        run(180.0, 688.0, "Beverages Ltd, Leeds"),
        run(180.0, 676.0, "Kept the bottling plant alive at nights"),
    ];
    let read = lines(runs);
    assert!(read[1].continues && !read[2].continues);
}

#[test]
fn each_line_of_a_narrow_list_of_skills_is_one() {
    let runs = vec![bold(run(40.0, 700.0, "Skills")), run(40.0, 688.0, "Copywriting"), run(40.0, 676.0, "Search advertising")];
    assert!(lines(runs).iter().all(|line| !line.continues));
}

#[test]
fn entries_side_by_side_are_read_one_after_the_other() {
    let card = |x: f32, y: f32, texts: [&str; 4]| {
        texts.into_iter().zip(0i16..).map(move |(text, at)| run(x, y - 12.0 * f32::from(at), text)).collect::<Vec<_>>()
    };
    let mut runs = vec![bold(run(40.0, 700.0, "Experience"))];
    runs.extend(card(40.0, 680.0, ["Data Analyst", "Aire Food Bank, Leeds", "Mar 2022 - Present", "Built the forecast of trucks"]));
    runs.extend(card(320.0, 680.0, ["Choir Director", "Holm Church, Leeds", "Sep 2015 - Feb 2022", "Led two concerts a year"]));
    runs.extend(card(40.0, 620.0, ["Barista", "Bean Company, York", "Jan 2013 - Aug 2015", "Opened the shop at five"]));
    runs.push(bold(run(40.0, 550.0, "Skills")));
    let read = texts(&lines(runs));
    assert_eq!(read[1..5], ["Data Analyst", "Aire Food Bank, Leeds", "Mar 2022 - Present", "Built the forecast of trucks"]);
    assert_eq!(read[5], "Choir Director");
    assert_eq!(read[9], "Barista");
}

#[test]
fn a_publication_goes_on_behind_its_number() {
    let long = "1. Holm, A. (2021). Homing in parrotfishes after the loss of coral: an";
    let runs = vec![run(40.0, 700.0, long), run(52.0, 688.0, "experiment on atolls."), run(40.0, 670.0, "2. Holm, A. (2019). Wrasses.")];
    assert_eq!(lines(runs).iter().map(|line| line.continues).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn an_address_that_a_narrow_column_broke_is_whole() {
    let runs = vec![run(40.0, 700.0, "ivana.perkovic@example."), run(40.0, 688.0, "com"), run(40.0, 676.0, "Split, Croatia")];
    let read = lines(runs);
    assert!(read[1].continues && read[1].glued && !read[2].continues);
}

#[test]
fn three_columns_at_the_foot_leave_the_dates_above_to_their_lines() {
    let job = |y: f32, text: &str, dates: &str| {
        vec![run(40.0, y, text), run(420.0, y, dates), run(40.0, y - 12.0, "Closed the books of eleven hotels each month.")]
    };
    let column = |x: f32, words: [&str; 4]| {
        let rows = words.iter().enumerate().map(|(at, word)| run(x, 600.0 - 14.0 * at as f32, word)).collect::<Vec<_>>();
        [vec![bold(rows[0].clone())], rows[1..].to_vec()].concat()
    };
    let runs = [
        vec![bold(run(40.0, 720.0, "Experience"))],
        job(700.0, "Accountant, Holm Hotels", "Jun 2017 – Present"),
        job(670.0, "Bookkeeper, Aire Cafe", "Jan 2012 – May 2017"),
        column(40.0, ["Education", "MSc Accounting", "Holm College", "2011"]),
        column(420.0, ["Skills", "Excel", "Sage Intacct", "Month-end close"]),
    ];
    let read = texts(&lines(runs.concat()));
    assert_eq!(read[1], "Accountant, Holm Hotels Jun 2017 – Present");
    assert_eq!(read[5..7], ["Education", "MSc Accounting"]);
}

#[test]
fn words_whose_letters_stand_apart_are_whole() {
    let words = [(40.0, "H R"), (80.0, "B u s i n e s s"), (180.0, "P a r t n e r")];
    let runs = words.map(|(x, text)| run(x, 700.0, text)).to_vec();
    assert_eq!(texts(&lines(runs)), ["HR Business Partner"]);
}

#[test]
fn the_foot_of_the_page_with_name_and_title_is_furniture() {
    let mut runs = vec![Run { size: 24.0, ..run(40.0, 780.0, "Ada Holm") }];
    runs.extend((0..12).map(|at| run(40.0, 700.0 - 14.0 * at as f32, "Ran a workshop of nine people and kept its books")));
    runs.extend([run(40.0, 40.0, "November 3, 2026"), run(250.0, 40.0, "Ada Holm · Résumé"), run(540.0, 40.0, "1")]);
    assert_eq!(lines(runs).iter().filter(|line| line.furniture).count(), 3);
}
